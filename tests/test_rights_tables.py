"""Every address stands in a rights table: a page that nobody thought of has no rights anybody decided."""

import re
from pathlib import Path

import pytest

from tests.browser.test_pages import names_of_addresses

HERE = Path(__file__).parent
TABLES = {
    "accounts": HERE / "accounts" / "test_rights.py",
    "collaborations": HERE / "collaborations" / "test_rights_of_addresses.py",
    "phases": (HERE / "phases" / "test_rights.py", HERE / "decisions" / "test_attachments.py"),
    "editing": HERE / "editing",
    "reports": (HERE / "reports", HERE / "decisions" / "test_agenda.py"),
    "calendars": HERE / "calendars",
    "handover": HERE / "handover" / "test_rights.py",
    "dashboards": HERE / "dashboards" / "test_rights.py",
    "notifications": HERE / "notifications",
    "decisions": HERE / "decisions",
    "finance": HERE / "finance",
    "followup": HERE / "followup",
    "cases": HERE / "cases",
    "modelguide": HERE / "modelguide",
}
# Tables of accounts are written by path, which is what an anonymous person tries.
PATHS = {
    "profile": "/profil/",
    "theme": "/profil/tema/",
    "request_access": "/adgang/",
    "accept_invitation": "/invitation/MQ",
    "users": "/brugere/",
    "give_role": "/brugere/roller/giv/",
    "end_role": "/afslut/",
    "close_request": "/brugere/anmodninger/",
    "resend_invitation": "/send-igen/",
    "help": "/hjaelp/",
    "accessibility": "/tilgaengelighed/",
    "was": "/was",
    "privacy": "/personoplysninger/",
}


def is_in_its_table(name: str, tables: dict[str, str]) -> bool:
    app, _, address = name.partition(":")
    word = PATHS.get(address, address) if app == "accounts" else address
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", tables[app]) is not None


def _written(where: Path | tuple[Path, ...]) -> str:
    """A table, or those of a folder: what one part of an app may be asked stands beside its other tests."""
    paths = where if isinstance(where, tuple) else (where,)
    files = [file for path in paths for file in (sorted(path.glob("test_*.py")) if path.is_dir() else [path])]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture(scope="module")
def tables():
    return {app: _written(path) for app, path in TABLES.items()}


def test_every_address_stands_in_a_table(tables):
    ours = [name for name in names_of_addresses() if name.partition(":")[0] in TABLES]
    assert sorted({name for name in ours if not is_in_its_table(name, tables)}) == []


def test_an_address_without_a_cell_would_be_found(tables):
    assert not is_in_its_table("phases:an_address_nobody_decided", tables)

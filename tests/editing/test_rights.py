"""The rights table for the addresses of editors, cell by cell, written out and not derived from the code."""

import pytest
from django.urls import reverse

from editing import services
from editing.kinds import KINDS
from models_catalog.models import LegalRule
from tests.conftest import CAST

SIGN_IN = "→ log ind"
NOBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 403)}
READS = {**NOBODY, "administrator": 200}
ACTS = {**NOBODY, "administrator": 302}
NOT_THERE = {**NOBODY, "administrator": 404}
KIND_PAGES = ("kind", "version", "draft", "preview", "publish", "discard", "entry", "add_entry", "remove_entry")
RULE_PAGES = ("rules", "add_rule", "rule", "end_rule", "rule_draft", "publish_rule", "discard_rule")

TABLE = {
    **{("GET", f"editing:{name}", kind): READS for name in KIND_PAGES for kind in KINDS},
    **{("GET", f"editing:{name}", ""): READS for name in RULE_PAGES},
    **{("POST", f"editing:{name}", kind): ACTS for name in ("begin", "move_entry", "discard") for kind in KINDS},
    **{("POST", f"editing:{name}", ""): ACTS for name in ("begin_rule", "check_rule", "discard_rule")},
    # What the guide asks is a part of the program: nothing is added, moved or taken out.
    **{("GET", f"editing:{name}", "modelguide"): NOT_THERE for name in ("add_entry", "remove_entry")},
    ("POST", "editing:move_entry", "modelguide"): NOT_THERE,
}
# A page that is asked to do something without being told what stays where it is.
STAYS = {(name, kind) for name in ("publish", "entry", "add_entry", "remove_entry") for kind in KINDS}
FIRST = {
    "proces": ("punkter", "s2"),
    "spoergsmaal": ("saet", "association--orientation"),
    "klausuler": ("bestemmelser", "evaluation"),
    "modelguide": ("spoergsmaal", "systemer"),
}


@pytest.fixture
def arguments(cast, reference):
    for kind in KINDS.values():
        services.begin_draft(kind, actor=cast["administrator"])
    rule = LegalRule.objects.get(key="appropriation")
    draft = services.begin_rule(rule, actor=cast["administrator"])

    def of(name: str, kind: str) -> list:
        if not kind:
            of_draft = name in ("editing:rule_draft", "editing:publish_rule", "editing:discard_rule")
            return [] if name in ("editing:rules", "editing:add_rule") else [draft.pk if of_draft else rule.pk]
        part, key = FIRST[kind]
        more = {"version": [KINDS[kind].newest().number], "add_entry": [part]}
        entry = [part, key] if name.split(":")[1] in ("entry", "move_entry", "remove_entry") else []
        return [kind, *more.get(name.split(":")[1], entry)]

    return of


def test_the_table_has_a_cell_for_everybody():
    assert {frozenset(cells) for cells in TABLE.values()} == {frozenset({"anonym", *CAST})}


@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_the_cells_of_one_reader(client_for, arguments, who):
    browser, wrong = client_for(who), []
    for (method, name, kind), cells in TABLE.items():
        path = reverse(name, args=arguments(name, kind))
        response = browser.get(path) if method == "GET" else browser.post(path, {"version": "1"})
        to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
        found = SIGN_IN if to_sign_in else response.status_code
        if found != cells[who]:
            wrong.append((method, path, found))
    assert wrong == []


@pytest.mark.parametrize("who", [name for name in CAST if name != "administrator"])
def test_nobody_else_writes_a_draft(client_for, arguments, who):
    browser = client_for(who)
    for name, kind in sorted(STAYS):
        assert browser.post(reverse(f"editing:{name}", args=arguments(f"editing:{name}", kind))).status_code == 403
    for name in ("add_rule", "end_rule", "rule_draft", "publish_rule"):
        assert browser.post(reverse(f"editing:{name}", args=arguments(f"editing:{name}", ""))).status_code == 403


@pytest.mark.parametrize(
    "path", ["/redaktion/ukendt/", "/redaktion/proces/versioner/99/", "/redaktion/retsregler/999/"]
)
def test_what_does_not_exist_is_not_told_apart_by_others(client_for, reference, path):
    assert client_for("administrator").get(path).status_code == 404
    assert client_for("fremmed").get(path).status_code in (403, 404)

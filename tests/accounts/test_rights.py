"""The rights table for the addresses of accounts, cell by cell, written out and not derived from the code."""

import pytest

from tests import factories
from tests.conftest import CAST

SIGN_IN = "→ log ind"
OPEN = dict.fromkeys(("anonym", *CAST), 200)
SIGNED_IN = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 200)}
ADMINISTRATORS = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 403), "administrator": 200}
ADMINISTRATORS_ACT = {**ADMINISTRATORS, "administrator": 302}
# Whoever has no row to act on may know no more than that it is not theirs.
NOBODY = {"anonym": SIGN_IN, **dict.fromkeys(CAST, 403), "administrator": 404}

TABLE = {
    ("GET", "/hjaelp/"): OPEN,
    ("GET", "/tilgaengelighed/"): OPEN,
    ("GET", "/personoplysninger/"): OPEN,
    ("GET", "/was"): dict.fromkeys(("anonym", *CAST), 302),
    ("GET", "/invitation/MQ/et-forkert-link/"): dict.fromkeys(("anonym", *CAST), 410),
    ("POST", "/invitation/MQ/et-forkert-link/"): dict.fromkeys(("anonym", *CAST), 410),
    ("GET", "/profil/"): SIGNED_IN,
    ("POST", "/profil/"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)},
    ("GET", "/profil/tema/"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 405)},
    ("POST", "/profil/tema/"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)},
    ("GET", "/adgang/"): SIGNED_IN,
    ("POST", "/adgang/"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)},
    ("GET", "/brugere/"): ADMINISTRATORS,
    ("GET", "/brugere/roller/giv/"): ADMINISTRATORS,
    ("POST", "/brugere/roller/giv/"): ADMINISTRATORS_ACT,
    ("GET", "/brugere/roller/kommune/{role}/afslut/"): ADMINISTRATORS,
    ("POST", "/brugere/roller/kommune/{role}/afslut/"): ADMINISTRATORS_ACT,
    ("GET", "/brugere/roller/system/{editor}/afslut/"): ADMINISTRATORS,
    ("POST", "/brugere/roller/system/{editor}/afslut/"): ADMINISTRATORS_ACT,
    ("GET", "/brugere/roller/kommune/999/afslut/"): NOBODY,
    ("GET", "/brugere/roller/andet/{role}/afslut/"): NOBODY,
    ("GET", "/brugere/anmodninger/{request}/"): ADMINISTRATORS,
    ("POST", "/brugere/anmodninger/{request}/"): ADMINISTRATORS_ACT,
    ("GET", "/brugere/anmodninger/999/"): NOBODY,
    ("POST", "/brugere/{waiting}/send-igen/"): {**ADMINISTRATORS_ACT, "koordinator": 302},
    ("POST", "/brugere/999/send-igen/"): NOBODY,
    ("GET", "/brugere/{waiting}/send-igen/"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 405)},
}
VALID = {
    "name": "Et navn",
    "theme": "dark",
    "message": "Luk mig ind.",
    "answer": "Spørg koordinatoren.",
    "email": "ny@example.org",
    "role": "editor",
}


@pytest.fixture
def rows(cast, odder):
    """What the addresses are about. The koordinator invited somebody who has not answered."""
    someone = factories.make_user("nogen@example.org")
    waiting = factories.make_user("afventer@example.org", password=None)
    waiting.invitations.create(invited_by=cast["koordinator"], reason="Du er inviteret.")
    return {
        "role": factories.make_municipality_role(someone, odder).pk,
        "editor": factories.make_system_role(someone, "editor").pk,
        "request": someone.access_requests.create(message="Luk mig ind.").pk,
        "waiting": waiting.pk,
    }


def test_the_table_has_a_cell_for_everybody():
    assert {len(cells) for cells in TABLE.values()} == {len(CAST) + 1}


@pytest.mark.parametrize(("method", "address"), list(TABLE))
@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_a_cell_of_the_table(client_for, rows, who, method, address):
    client = client_for(who)
    path = address.format(**rows)
    response = client.get(path) if method == "GET" else client.post(path, VALID)
    to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
    assert (SIGN_IN if to_sign_in else response.status_code) == TABLE[method, address][who]

"""Who may open a person's page and hand over the roles: the rights table, cell by cell, written out.

An administrator everybody's. A coordinator of those who have something in the own collaborations. For everybody else
there is no such page, whether or not the person exists.
"""

import pytest
from django.urls import reverse

from handover.models import Handover
from tests.conftest import CAST
from tests.phases.test_rights import NOT_FOUND, READS, SIGN_IN, ask, only

NOBODYS = {**dict.fromkeys(CAST, NOT_FOUND), "anonym": SIGN_IN}
# Whose page, and who reads it. What the koordinator reads belongs to “Fælles it-drift”.
TABLE = {
    "koordinator": {**NOBODYS, "administrator": READS, "koordinator": READS},
    "bidragyder": {**NOBODYS, "administrator": READS, "koordinator": READS},
    "laeser": {**NOBODYS, "administrator": READS, "koordinator": READS},
    "kontakt": {**NOBODYS, "administrator": READS},
    "direktoer": {**NOBODYS, "administrator": READS},
    "kommunelaeser": {**NOBODYS, "administrator": READS},
    "tidligere_kontakt": {**NOBODYS, "administrator": READS},
    "fremmed": {**NOBODYS, "administrator": READS},
    "administrator": {**NOBODYS, "administrator": READS},
    "redaktoer": {**NOBODYS, "administrator": READS},
}


def test_the_table_has_a_row_and_a_cell_for_everybody():
    assert set(TABLE) == set(CAST)
    assert {frozenset(row) for row in TABLE.values()} == {frozenset((*CAST, "anonym"))}


@pytest.mark.parametrize("name", ["handover:person", "handover:hand_over"])
@pytest.mark.parametrize("whose", CAST)
def test_whose_page_who_reads(client_for, cast, name, whose):
    address = reverse(name, args=[cast[whose].pk])
    answers, _ = ask(client_for, lambda browser: browser.get(address))
    assert answers == TABLE[whose]


@pytest.mark.parametrize("name", ["handover:person", "handover:hand_over"])
def test_somebody_who_does_not_exist_is_not_found_by_anybody(client_for, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[999_999])))
    assert answers == NOBODYS


@pytest.mark.parametrize(
    ("whose", "may"),
    [
        ("bidragyder", {"administrator", "koordinator"}),
        ("kontakt", {"administrator"}),
        ("redaktoer", {"administrator"}),
    ],
)
def test_who_may_act(client_for, cast, whose, may):
    """The act is sent as the form sends it; the receiver is the koordinator, who is in the collaboration."""
    address = reverse("handover:hand_over", args=[cast[whose].pk])

    def act(browser):
        page = browser.get(address)
        data = {}
        if page.status_code == READS:
            form = page.context["form"]
            data = {name: form[name].value() or "" for name in form.fields}
            data |= {name: f"{data[name]:%d.%m.%Y}" for name in ("first_day", "last_day")}
            data |= {"receiver": cast["koordinator"].email, "reason": "Nyt arbejde", "step": "overdrag"}
        return browser.post(address, data)

    answers, left = ask(client_for, act, Handover.objects.exists)
    assert left == only(may)
    assert {who for who, answer in answers.items() if answer == 302} == may
    assert {who for who, answer in answers.items() if answer not in (302, SIGN_IN)} == set(CAST) - may

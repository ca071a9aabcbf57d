"""Who may open and do what on the phases' pages: the rights table, written out cell by cell.

Each test asks everybody; what one of them did is undone before the next is asked.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse

from collaborations.models import Collaboration
from decisions.models import Assessment
from phases.models import ChecklistItem, PhaseTransition, Waiver
from tests.conftest import CAST

EVERYBODY = (*CAST, "anonym")
OUTSIDE = {"tidligere_kontakt", "fremmed", "redaktoer"}
SEES = set(CAST) - OUTSIDE
READS, DONE, REFUSED, NOT_FOUND, SIGN_IN = 200, 302, 403, 404, "sign in"


def table(may: set[str], answer: int) -> dict:
    """Everybody's answer: `answer` for who may, 403 for who only sees, 404 for who does not, sign-in for nobody."""
    return {
        **dict.fromkeys(SEES, REFUSED),
        **dict.fromkeys(may, answer),
        **dict.fromkeys(OUTSIDE, NOT_FOUND),
        "anonym": SIGN_IN,
    }


def ask(client_for, act: Callable, left: Callable[[], object] = lambda: None) -> tuple[dict, dict]:
    """Let everybody act, and say what each was answered and what each left behind."""
    answers, traces = {}, {}
    for who in EVERYBODY:
        browser = client_for(who)
        with transaction.atomic():
            response = act(browser)
            to_sign_in = response.status_code == 302 and "/log-ind/" in response["Location"]
            answers[who] = SIGN_IN if to_sign_in else response.status_code
            traces[who] = left()
            transaction.set_rollback(True)
    return answers, traces


def only(may: set[str]) -> dict:
    return {who: who in may for who in EVERYBODY}


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def in_phase_4(choose_type):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    return collaboration.slug


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("phases:phase", [1]),
        ("phases:phase", [5]),
        ("phases:item", [1, "s1"]),
        ("phases:item", [1, "s6", "727"]),
        ("phases:requirement", [2, "proposal"]),
    ],
)
def test_all_who_see_the_collaboration_read_its_phases(client_for, slug, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[slug, *args])))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize("name", ["phases:advance", "phases:go_back"])
def test_only_the_coordinator_opens_the_pages_that_move(client_for, in_phase_4, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[in_phase_4])))
    assert answers == table({"koordinator"}, READS)


def test_only_the_coordinator_moves_on(client_for, slug, koordinator, collaboration):
    for key in ("management-support", "proposal"):
        Waiver.objects.create(collaboration=collaboration, before_phase=2, requirement=key, reason="Grund")
    url, data = reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1}
    answers, moved = ask(client_for, lambda browser: browser.post(url, data), PhaseTransition.objects.exists)
    assert (answers, moved) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_moves_back(client_for, in_phase_4):
    url, data = reverse("phases:go_back", args=[in_phase_4]), {"to_phase": 1, "from_phase": 4, "reason": "Grund"}
    answers, moved = ask(client_for, lambda browser: browser.post(url, data), PhaseTransition.objects.exists)
    assert (answers, moved) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_takes_over_a_process(client_for, slug, newer_process):
    url = reverse("phases:take_over_process", args=[slug])
    answers, taken = ask(client_for, lambda browser: browser.post(url), newer_process.followers.exists)
    assert (answers, taken) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize(
    ("args", "may"),
    [
        ([1, "s1"], {"koordinator", "bidragyder"}),
        ([1, "s6", "727"], {"koordinator", "bidragyder", "kontakt"}),  # Odder, the contact's own
        ([1, "s6", "615"], {"koordinator", "bidragyder"}),  # Horsens
    ],
)
@pytest.mark.parametrize("name", ["phases:tick", "phases:item"])
def test_who_answers_a_point(client_for, slug, args, may, name):
    url, data = reverse(name, args=[slug, *args]), {"done": "on", "version": 0, "state": "done"}
    answers, answered = ask(
        client_for, lambda browser: browser.post(url, data), ChecklistItem.objects.filter(state="done").exists
    )
    assert (answers, answered) == (table(may, DONE), only(may))


def test_only_the_coordinator_records_an_assessment(client_for, choose_type, slug):
    choose_type("association")
    url, data = reverse("phases:assess", args=[slug, 5, "not-section-60"]), {"date": "12.05.2026", "note": "Enighed"}
    answers, recorded = ask(client_for, lambda browser: browser.post(url, data), Assessment.objects.exists)
    assert (answers, recorded) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_waives_and_an_administrator_never(client_for, slug):
    url, data = reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": "Vi har talt sammen"}
    answers, waived = ask(client_for, lambda browser: browser.post(url, data), Waiver.objects.exists)
    assert (answers, waived) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_takes_a_waiver_back(client_for, collaboration):
    Waiver.objects.create(collaboration=collaboration, before_phase=2, requirement="proposal", reason="Grund")
    url = reverse("phases:withdraw_waiver", args=[collaboration.slug, 2, "proposal"])
    withdrawn = Waiver.objects.filter(withdrawn=True).exists
    answers, traces = ask(client_for, lambda browser: browser.post(url, {"waive-reason": "Grund"}), withdrawn)
    assert (answers, traces) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize("key", ["municipalities-only", "statutes-adopted", "authority-approval", "appropriations"])
def test_a_hand_made_post_waives_nothing_that_the_law_demands(client_for, in_phase_4, key):
    url, data = reverse("phases:waive", args=[in_phase_4, 5, key]), {"waive-reason": "Vi har travlt"}
    answers, waived = ask(client_for, lambda browser: browser.post(url, data), Waiver.objects.exists)
    assert (answers, waived) == (table({"koordinator"}, DONE), only(set()))
    page = client_for("koordinator").post(url, data, follow=True).content.decode()
    assert "Kravet følger af loven og kan ikke fraviges af nogen." in page


@pytest.mark.parametrize("name", ["phases:create", "phases:register"])
def test_contacts_and_directors_begin_a_collaboration(client_for, reference, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name)))
    may = {"kontakt", "direktoer", "tidligere_kontakt"}  # Samsø left this one, and may begin another
    assert answers == {**dict.fromkeys(CAST, REFUSED), **dict.fromkeys(may, READS), "anonym": SIGN_IN}


def test_everybody_who_is_signed_in_reads_the_process(client_for, reference):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("phases:process")))
    assert answers == {**dict.fromkeys(CAST, READS), "anonym": SIGN_IN}


def test_what_writes_does_not_answer_a_get(client_for, slug):
    places = {
        "phases:tick": [1, "s1"],
        "phases:assess": [2, "proposal"],
        "phases:waive": [2, "proposal"],
        "phases:withdraw_waiver": [2, "proposal"],
    }
    browser = client_for("koordinator")
    codes = {name: browser.get(reverse(name, args=[slug, *args])).status_code for name, args in places.items()}
    assert codes == dict.fromkeys(places, 405)


def test_what_does_not_exist_is_not_found(client_for, slug):
    places = [
        ("phases:phase", [6]),
        ("phases:phase", [0]),
        ("phases:item", [1, "noget"]),
        ("phases:item", [2, "s1"]),
        ("phases:item", [1, "s6", "999"]),
        ("phases:requirement", [2, "noget"]),
        ("phases:requirement", [9, "proposal"]),
        ("phases:requirement", [5, "general-assembly"]),
    ]
    browser = client_for("koordinator")
    found = [place for place in places if browser.get(reverse(place[0], args=[slug, *place[1]])).status_code != 404]
    assert found == []

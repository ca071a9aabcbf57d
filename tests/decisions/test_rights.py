"""Who may open and do what on the pages of decisions and texts: the rights table, written out cell by cell."""

import datetime as dt

import pytest
from django.urls import reverse

from decisions.models import (
    AgreementText,
    Decision,
    DraftClause,
    MeetingPractice,
    PlannedMeeting,
    PoliticalMeeting,
    Question,
    Recess,
    TextVersion,
)
from decisions.services import add_clause
from tests import factories
from tests.decisions.build import decide
from tests.phases.test_rights import DONE, READS, SEES, ask, only, table

WRITES = {"koordinator", "bidragyder"}
MEETING = {"date": "12.05.2026", "body": "council"}


@pytest.fixture
def draft(statutes):
    """A clause of the statutes' draft."""
    return add_clause(statutes, heading="Formål", body="Vi driver it sammen.", actor=None)


def answer(question: Question, outcome: str = "adopted", **values) -> dict:
    found = {"outcome": outcome, **values}
    if question.text and "version" not in found:
        found["version"] = question.text.versions.last().pk
    return {f"q{question.pk}-{name}": value for name, value in found.items()}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("decisions:matrix", []),
        ("decisions:question", ["statutes-adopted"]),
        ("decisions:question", ["authority-approval"]),
        ("decisions:cell", ["statutes-adopted", "727"]),
        ("decisions:texts", []),
        ("decisions:what_if", []),
        ("decisions:coming", ["727"]),
    ],
)
def test_all_who_see_the_collaboration_read_its_decisions(client_for, slug, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[slug, *args])))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize("name", ["decisions:version", "decisions:compare"])
def test_all_who_see_the_collaboration_read_what_was_published(client_for, slug, statutes, name):
    args = [slug, statutes.pk, 1] if name == "decisions:version" else [slug, statutes.pk]
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=args), {"fra": 1, "til": 1}))
    assert answers == table(SEES, READS)


def test_a_draft_is_for_those_who_write_it_and_for_administrators(client_for, slug, statutes):
    """Everybody else is led to what was published."""
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("decisions:text", args=[slug, statutes.pk])))
    drafts = {*WRITES, "administrator"}
    assert answers == {**table(SEES, DONE), **dict.fromkeys(drafts, READS)}


def test_a_draft_that_was_never_published_is_refused_to_those_who_do_not_write(client_for, slug, section_60):
    text = AgreementText.objects.create(collaboration=section_60, kind="intent", title="Hensigt")
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("decisions:text", args=[slug, text.pk])))
    assert answers == table({*WRITES, "administrator"}, READS)


@pytest.mark.parametrize("name", ["decisions:questions", "decisions:add_question"])
def test_only_the_coordinator_chooses_what_is_decided(client_for, slug, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[slug])))
    assert answers == table({"koordinator"}, READS)


def test_only_the_coordinator_changes_a_question(client_for, slug, section_60):
    url = reverse("decisions:change_question", args=[slug, "accession"])
    data = {"title": "Endelig tiltrædelse", "scope": "each", "binding": "ja", "version": 1}
    changed = Question.objects.filter(title="Endelig tiltrædelse").exists
    answers, traces = ask(client_for, lambda browser: browser.post(url, data), changed)
    assert (answers, traces) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize(
    ("name", "data"), [("decisions:move_question", {"op": "1"}), ("decisions:remove_question", {})]
)
def test_only_the_coordinator_orders_the_questions(client_for, slug, section_60, name, data):
    before = list(section_60.questions.values_list("key", flat=True))
    url = reverse(name, args=[slug, "accession"])
    answers, changed = ask(
        client_for,
        lambda browser: browser.post(url, data),
        lambda: list(section_60.questions.values_list("key", flat=True)) != before,
    )
    assert (answers, changed) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_takes_the_standard_set(client_for, choose_form):
    collaboration = choose_form("section-60")
    url, data = reverse("decisions:take_set", args=[collaboration.slug]), {"keys": ["principle-decision"]}
    answers, asked = ask(client_for, lambda browser: browser.post(url, data), Question.objects.exists)
    assert (answers, asked) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_only_the_coordinator_sets_a_deadline(client_for, slug, section_60):
    url = reverse("decisions:round", args=[slug, section_60.rounds.first().pk])
    set_ = section_60.rounds.filter(deadline__isnull=False).exists
    answers, traces = ask(
        client_for, lambda browser: browser.post(url, {"deadline": "01.12.2026", "version": "1"}), set_
    )
    assert (answers, traces) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize(
    ("code", "may"), [("727", {"koordinator", "kontakt"}), ("615", {"koordinator"})]
)  # Odder, the contact's own; Horsens
def test_who_records_a_decision(client_for, slug, section_60, code, may):
    """A kommunekontakt of Odder can not register for Horsens."""
    url = reverse("decisions:record", args=[slug, code])
    data = MEETING | answer(section_60.questions.get(key="principle-decision"))
    answers, recorded = ask(client_for, lambda browser: browser.post(url, data), Decision.objects.exists)
    assert (answers, recorded) == (table(may, DONE), only(may))


def test_who_chooses_a_municipality_to_record_for(client_for, slug):
    """The contact has one municipality only and is led on to it."""
    url = reverse("decisions:choose_municipality", args=[slug])
    answers, _ = ask(client_for, lambda browser: browser.get(url))
    assert answers == {**table({"koordinator"}, READS), "kontakt": DONE}


def test_only_the_coordinator_records_what_the_authority_said(client_for, choose_form):
    collaboration = choose_form("section-60")
    question = factories.make_question(collaboration, "authority-approval", scope="authority")
    url = reverse("decisions:record_once", args=[collaboration.slug, "authority-approval"])
    data = {"date": "12.05.2026", "body": "authority"} | answer(question, "sent")
    answers, recorded = ask(client_for, lambda browser: browser.post(url, data), Decision.objects.exists)
    assert (answers, recorded) == (table({"koordinator"}, DONE), only({"koordinator"}))


@pytest.mark.parametrize(("code", "may"), [("727", {"koordinator", "kontakt"}), ("615", {"koordinator"})])
def test_who_plans_a_meeting(client_for, slug, section_60, code, may):
    url = reverse("decisions:plan", args=[slug, code])
    data = {"body": "council", "date": "01.12.2026", "questions": [section_60.questions.first().pk]}
    answers, planned = ask(client_for, lambda browser: browser.post(url, data), PlannedMeeting.objects.exists)
    assert (answers, planned) == (table(may, DONE), only(may))


@pytest.mark.parametrize(("place", "may"), [("odder", {"koordinator", "kontakt"}), ("horsens", {"koordinator"})])
@pytest.mark.parametrize("name", ["decisions:correct", "decisions:take_back", "decisions:lift"])
def test_who_puts_an_entry_right(client_for, slug, section_60, request, place, may, name):
    municipality = request.getfixturevalue(place)
    row = decide(section_60, "principle-decision", municipality, outcome="reserved", remark="Prisen")
    data = MEETING | {"reason": "Forkert", "date": row.date.strftime("%d.%m.%Y")} | answer(row.question)
    url, count = reverse(name, args=[slug, row.pk]), Decision.objects.count
    answers, written = ask(client_for, lambda browser: browser.post(url, data), lambda: count() > 1)
    assert (answers, written) == (table(may, DONE), only(may))


def test_who_writes_a_text(client_for, slug):
    url, data = reverse("decisions:add_text", args=[slug]), {"kind": "intent", "title": "Hensigt"}
    made = AgreementText.objects.filter(title="Hensigt").exists
    answers, traces = ask(client_for, lambda browser: browser.post(url, data), made)
    assert (answers, traces) == (table(WRITES, DONE), only(WRITES))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("decisions:take_clauses", {"keys": ["purpose"]}),
        ("decisions:add_clause", {"heading": "Andet", "body": "Tekst"}),
    ],
)
def test_who_adds_clauses(client_for, slug, statutes, name, data):
    url = reverse(name, args=[slug, statutes.pk])
    answers, written = ask(client_for, lambda browser: browser.post(url, data), DraftClause.objects.exists)
    assert (answers, written) == (table(WRITES, DONE), only(WRITES))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("decisions:clause", {"heading": "Formålet", "body": "Nyt", "version": 1}),
        ("decisions:move_clause", {"op": "1"}),
        ("decisions:remove_clause", {"version": 1}),
    ],
)
def test_who_changes_a_clause(client_for, slug, statutes, draft, name, data):
    add_clause(statutes, heading="Sidste", body="x", actor=None)
    last = statutes.draft.last()
    before = list(statutes.draft.values_list("heading", flat=True))
    url = reverse(name, args=[slug, statutes.pk, last.pk])
    answers, changed = ask(
        client_for,
        lambda browser: browser.post(url, data),
        lambda: list(statutes.draft.values_list("heading", flat=True)) != before,
    )
    assert (answers, changed) == (table(WRITES, DONE), only(WRITES))


@pytest.mark.parametrize("name", ["decisions:add_annex"])
def test_who_opens_the_page_of_annexes(client_for, slug, statutes, name):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[slug, statutes.pk])))
    assert answers == table(WRITES, READS)


def test_only_the_coordinator_publishes(client_for, choose_form):
    collaboration = choose_form("association")
    text = AgreementText.objects.create(collaboration=collaboration, kind="intent", title="Hensigt")
    add_clause(text, heading="Hvorfor", body="Vi vil det samme.", actor=None)
    url = reverse("decisions:publish", args=[collaboration.slug, text.pk])
    answers, published = ask(client_for, lambda browser: browser.post(url, {"newest": 0}), TextVersion.objects.exists)
    assert (answers, published) == (table({"koordinator"}, DONE), only({"koordinator"}))


def test_what_writes_does_not_answer_a_get(client_for, slug, statutes, draft):
    places = {
        "decisions:take_set": [],
        "decisions:move_question": ["accession"],
        "decisions:remove_question": ["accession"],
        "decisions:move_clause": [statutes.pk, draft.pk],
        "decisions:remove_annex": [statutes.pk, 1],
    }
    browser = client_for("koordinator")
    codes = {name: browser.get(reverse(name, args=[slug, *args])).status_code for name, args in places.items()}
    assert codes == dict.fromkeys(places, 405)


def test_rows_of_another_collaboration_are_not_found(client_for, slug, statutes, odder):
    other = factories.make_collaboration("Et andet", participants=[odder])
    question = factories.make_question(other, "principle-decision")
    theirs = factories.make_decision(question, odder)
    text = AgreementText.objects.create(collaboration=other, kind="intent", title="Hensigt")
    clause = add_clause(text, heading="Hvorfor", body="x", actor=None)
    browser = client_for("koordinator")
    for name, args in (
        ("decisions:correct", [theirs.pk]),
        ("decisions:take_back", [theirs.pk]),
        ("decisions:lift", [theirs.pk]),
        ("decisions:text", [text.pk]),
        ("decisions:version", [text.pk, 1]),
        ("decisions:clause", [text.pk, clause.pk]),
        ("decisions:clause", [statutes.pk, clause.pk]),
        ("decisions:remove_clause", [statutes.pk, clause.pk]),
        ("decisions:cell", ["statutes-adopted", "101"]),
        ("decisions:record", ["101"]),
    ):
        assert browser.get(reverse(name, args=[slug, *args])).status_code == 404, name


@pytest.mark.parametrize(("code", "may"), [("727", {"koordinator"}), ("615", {"koordinator"})])
def test_only_the_coordinator_records_that_a_municipality_leaves(client_for, slug, section_60, code, may):
    url, data = reverse("decisions:coming", args=[slug, code]), {"date": "24.11.2026", "reason": "Økonomien."}
    left = section_60.participations.filter(state="withdrawn", municipality__code=code).exists
    answers, recorded = ask(client_for, lambda browser: browser.post(url, data), left)
    assert (answers, recorded) == (table(may, DONE), only(may))


## Calendars, the plan and what can be taken along


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("decisions:form_test", []),
        ("decisions:planner", []),
        ("decisions:csv", []),
        ("decisions:xlsx", []),
        ("decisions:calendars", []),
        ("decisions:calendar", ["727"]),
    ],
)
def test_all_who_see_the_collaboration_read_its_calendars_and_plans(client_for, slug, name, args):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse(name, args=[slug, *args])))
    assert answers == table(SEES, READS)


@pytest.mark.parametrize(("code", "may"), [("727", {"koordinator", "kontakt"}), ("615", {"koordinator"})])
@pytest.mark.parametrize(
    ("name", "data", "model"),
    [
        ("decisions:add_meetings", {"lines": "24.11.2027; byråd", "save": "on"}, PoliticalMeeting),
        ("decisions:add_recess", {"first": "11.10.2027", "last": "15.10.2027"}, Recess),
        ("decisions:practice", {"lead_weekdays": 3}, MeetingPractice),
    ],
)
def test_who_writes_in_a_calendar(client_for, slug, code, may, name, data, model):
    """A kommunekontakt writes in the calendar of the own municipality, and in no other."""
    url = reverse(name, args=[slug, code])
    answers, written = ask(client_for, lambda browser: browser.post(url, data), model.objects.exists)
    assert (answers, written) == (table(may, DONE), only(may))


@pytest.mark.parametrize(("place", "may"), [("odder", {"koordinator", "kontakt"}), ("horsens", {"koordinator"})])
@pytest.mark.parametrize("name", ["decisions:remove_meeting", "decisions:remove_recess"])
def test_who_takes_something_out_of_a_calendar(client_for, slug, request, place, may, name):
    municipality = request.getfixturevalue(place)
    day = dt.date(2027, 11, 24)
    rows = {
        "decisions:remove_meeting": lambda: PoliticalMeeting.objects.create(
            municipality=municipality, date=day, by_coordinator=True
        ),
        "decisions:remove_recess": lambda: Recess.objects.create(
            municipality=municipality, first=day, last=day, by_coordinator=True
        ),
    }
    row = rows[name]()
    url = reverse(name, args=[slug, municipality.code, row.pk])
    gone = lambda: not type(row).objects.exists()  # noqa: E731
    answers, removed = ask(client_for, lambda browser: browser.post(url), gone)
    assert (answers, removed) == (table(may, DONE), only(may))

"""Which questions are asked: the standard sets, and what a collaboration makes of them."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from common.exceptions import DomainError, StaleVersion
from decisions.models import AgreementText, Assessment
from decisions.services import (
    add_question,
    change_question,
    move_question,
    record_assessment,
    remove_question,
    set_round_deadline,
    take_standard_set,
)
from decisions.standard_sets import bodies_by_law, read_sets, standard_set
from models_catalog.models import OrganisationType
from phases.reference_data import read_file, read_process
from tests.decisions.build import ask, decide

FORMS = [key.value for key in OrganisationType.Key]

pytestmark = pytest.mark.django_db  # the newest version is asked of the database


def keys(collaboration) -> list[str]:
    return list(collaboration.questions.values_list("key", flat=True))


## The standard sets


@pytest.mark.parametrize("form", FORMS)
def test_every_form_asks_what_its_requirements_refer_to(form):
    asked = {each.key for each in standard_set(form).questions}
    assessed = {"small-enough", "exit-terms", "not-section-60", "no-start-cost"}
    for requirement in read_process(read_file()).requirements:
        if not requirement.organisation_types or form in requirement.organisation_types:
            assert set(requirement.parameters.get("facts", ())) <= asked | assessed, requirement.key


@pytest.mark.parametrize(
    ("form", "by_law"),
    [("section-60", ("council",)), ("section-60a", ("council",)), ("association", ()), ("company", ()), (None, ())],
)
def test_the_law_names_the_council_where_competence_is_handed_over(form, by_law):
    assert bodies_by_law(form) == by_law


def test_no_form_asks_more_than_the_matrix_has_room_for():
    assert max(len(standard_set(form).questions) for form in FORMS) <= 12


def one_question(**values) -> dict:
    return {"library": {"a": {"title": "A", "explanation": "", "source": "", **values}}}


@pytest.mark.parametrize(
    ("library", "chosen"),
    [(one_question(farve="rød"), {}), (one_question(), {"order": []}), (one_question(), {"form": "x"})],
)
def test_a_file_that_does_not_hold_together_is_refused(library, chosen):
    rounds = {"rounds": [{"name": "1", "questions": ["a"]}], **chosen}
    with pytest.raises(ValueError, match=r"unknown|order"):
        read_sets({**library, "sets": {"x": rounds}})


def test_taking_the_set_makes_rounds_questions_and_an_empty_text(choose_form, koordinator):
    collaboration = choose_form("section-60")
    take_standard_set(collaboration, actor=koordinator)
    assert keys(collaboration) == [
        "principle-decision", "preliminary-approval", "statutes-adopted", "appropriation", "authority-approval",
        "accession", "appointment",
    ]  # fmt: skip
    assert [each.name for each in collaboration.rounds.all()] == [
        "Runde 1: Principbeslutning", "Runde 2: Vedtægter", "Runde 3: Tiltrædelse",
    ]  # fmt: skip
    assert collaboration.texts.get().questions.count() == 2
    assert collaboration.questions.get(key="authority-approval").title == "Ankestyrelsen godkender"
    assert [each.key for each in collaboration.questions.get(key="accession").requires.all()] == ["authority-approval"]


def test_a_part_of_the_set_is_taken_and_the_rest_later(choose_form, koordinator):
    collaboration = choose_form("section-60")
    take_standard_set(collaboration, keys=["statutes-adopted"], actor=koordinator)
    take_standard_set(collaboration, keys=["authority-approval", "statutes-adopted"], actor=koordinator)
    assert keys(collaboration) == ["statutes-adopted", "authority-approval"]
    with pytest.raises(DomainError, match="mindst én beslutning"):
        take_standard_set(collaboration, keys=["statutes-adopted"], actor=koordinator)


def test_of_a_section_60a_the_authority_can_be_told_of_its_dissolution(choose_form, koordinator):
    collaboration = choose_form("section-60a")
    assert "dissolution-orientation" not in {each.key for each in take_standard_set(collaboration, actor=koordinator)}
    (asked,) = take_standard_set(collaboration, keys=["dissolution-orientation"], actor=koordinator)
    assert (asked.title, asked.binding) == ("Ankestyrelsen orienteres om opløsning", False)


@pytest.mark.parametrize("form", ["association", "agreement"])
def test_asking_the_authority_is_proposed_where_the_law_does_not_ask_and_left_to_the_parties(
    choose_form, koordinator, browser, form
):
    collaboration = choose_form(form)
    page = browser.get(reverse("decisions:matrix", args=[collaboration.slug])).content.decode()
    (box,) = re.findall(r'<input[^>]*value="authority-opinion"[^>]*>', page)
    assert "checked" not in box
    assert "{authority}" not in page
    assert "authority-opinion" not in {each.key for each in take_standard_set(collaboration, actor=koordinator)}
    (asked,) = take_standard_set(collaboration, keys=["authority-opinion"], actor=koordinator)
    assert asked.scope == "authority"


def test_without_a_form_there_is_no_set(choose_form, koordinator):
    with pytest.raises(DomainError, match="Vælg først organisationsformen"):
        take_standard_set(choose_form(None), actor=koordinator)


## Own questions


def test_a_question_of_ones_own_gets_a_key_that_is_free(section_60, koordinator):
    first = add_question(section_60, title="Fordelingsnøgle", actor=koordinator)
    with pytest.raises(DomainError, match="allerede en beslutning, der hedder “fordelingsnøgle”"):
        add_question(section_60, title=" fordelingsnøgle ", actor=koordinator)
    second = add_question(section_60, title="Fordelingsnøgle!", actor=koordinator)
    assert (first.key, second.key) == ("fordelingsnoegle", "fordelingsnoegle-2")


def test_there_is_room_for_twelve(section_60, koordinator):
    columns = section_60.questions.filter(scope="each").count()
    for number in range(12 - columns):
        add_question(section_60, title=f"Spørgsmål {number}", actor=koordinator)
    with pytest.raises(DomainError, match="højst have 12"):
        add_question(section_60, title="Et til", actor=koordinator)
    assert add_question(section_60, title="Én gang", scope="joint", actor=koordinator).position == 13


def test_what_becomes_a_column_needs_room_as_well(section_60, koordinator):
    for number in range(12 - section_60.questions.filter(scope="each").count()):
        add_question(section_60, title=f"Spørgsmål {number}", actor=koordinator)
    joint = add_question(section_60, title="Fælles", scope="joint", actor=koordinator)
    with pytest.raises(DomainError, match="højst have 12"):
        change_question(joint, version=1, title="Fælles", scope="each", actor=koordinator)


def test_the_standard_set_gives_no_title_a_second_time(section_60, koordinator):
    section_60.questions.filter(key="appointment").delete()
    add_question(section_60, title="Udpegning", actor=koordinator)
    with pytest.raises(DomainError, match="hedder “Udpegning”"):
        take_standard_set(section_60, keys=["appointment"], actor=koordinator)


def test_questions_can_not_wait_for_each_other(section_60, koordinator):
    statutes, authority = (section_60.questions.get(key=key) for key in ("statutes-adopted", "authority-approval"))
    with pytest.raises(DomainError, match="vente på hinanden"):
        change_question(statutes, version=1, requires=[authority], title="Vedtægter", actor=koordinator)


def test_a_reworded_question_keeps_its_key_and_an_old_copy_is_stale(section_60, koordinator):
    question = section_60.questions.get(key="accession")
    changed = change_question(question, version=1, title="Endelig tiltrædelse", actor=koordinator)
    assert (changed.key, changed.title) == ("accession", "Endelig tiltrædelse")
    with pytest.raises(StaleVersion):
        change_question(question, version=1, title="Noget andet", actor=koordinator)


def test_once_answered_it_is_not_asked_of_others_and_not_removed(section_60, koordinator, odder):
    question = decide(section_60, "principle-decision", odder).question
    with pytest.raises(DomainError, match="følger af organisationsformen"):
        change_question(question, version=1, scope="joint", title="Princip", actor=koordinator)
    with pytest.raises(DomainError, match="kan du ikke fjerne"):
        remove_question(question, actor=koordinator)


def test_an_unanswered_question_is_moved_and_removed(section_60, koordinator):
    question = section_60.questions.get(key="appointment")
    move_question(question, up=True, actor=koordinator)
    assert keys(section_60)[-2:] == ["appointment", "accession"]
    move_question(section_60.questions.get(key="principle-decision"), up=True, actor=koordinator)
    remove_question(question, actor=koordinator)
    assert "appointment" not in keys(section_60)


def test_texts_and_rounds_of_others_are_refused(section_60, koordinator, choose_form):
    other = type(section_60).objects.create(name="Andet", slug="andet", purpose="x", initiator=section_60.initiator)
    text = other.texts.create(kind="intent", title="Hensigt")
    with pytest.raises(DomainError, match="hører til samarbejdet"):
        add_question(section_60, title="Noget", text=text, actor=koordinator)


def test_a_round_has_a_deadline_that_can_be_taken_away(section_60, koordinator):
    row = section_60.rounds.first()
    with pytest.raises(DomainError, match="allerede passeret"):
        set_round_deadline(row, deadline=dt.date(2026, 11, 1), version=1, actor=koordinator)
    at = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    set_round_deadline(row, deadline=dt.date(2026, 12, 15), version=1, actor=koordinator, at=at)
    said = "Satte fristen for “Runde 1: Principbeslutning” til 15. december 2026."
    assert section_60.activity.filter(text=said).exists()
    with pytest.raises(StaleVersion):
        set_round_deadline(row, deadline=None, version=1, actor=koordinator)
    assert set_round_deadline(row, deadline=None, version=2, actor=koordinator).deadline is None


## Assessments


def assess(collaboration, actor, **values):
    given = {"key": "exit-terms", "label": "Vilkår", "date": dt.date(2026, 5, 12), "note": "Punkt 12"}
    return record_assessment(collaboration, actor=actor, **given | values)


def test_an_assessment_needs_its_reason_a_day_that_has_come_and_its_law(choose_form, koordinator):
    collaboration = choose_form("section-60a")
    for values, says in (
        ({"note": " "}, "Skriv begrundelsen"),
        ({"date": dt.date(2099, 1, 1)}, "i fremtiden"),
        ({"date": dt.date(2018, 6, 30)}, r"gjaldt ikke 30\. juni 2018"),
        ({"date": None, "note": "Fejl"}, "ingen vurdering"),
    ):
        with pytest.raises(DomainError, match=says):
            assess(collaboration, koordinator, **values)
    assert Assessment.objects.count() == 0


def test_the_same_assessment_said_twice_is_one_row(choose_form, koordinator):
    collaboration = choose_form("section-60a")
    assert assess(collaboration, koordinator) == assess(collaboration, koordinator)


def test_a_question_that_is_asked_already_is_left_as_it_is(section_60, koordinator):
    question = section_60.questions.get(key="accession")
    change_question(question, version=1, title="Mit ord", actor=koordinator)
    remove_question(section_60.questions.get(key="appointment"), actor=koordinator)
    ask(section_60)
    assert section_60.questions.get(key="accession").title == "Mit ord"


## What can not be edited away


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("statutes-adopted", {"binding": False}),
        ("statutes-adopted", {"scope": "joint"}),
        ("authority-approval", {"scope": "joint"}),
        ("authority-approval", {"binding": False}),
    ],
)
def test_who_answers_what_the_form_asks_and_whether_it_binds_can_not_be_changed(section_60, koordinator, key, change):
    """Otherwise a committee or a board could meet a requirement that nobody may waive."""
    question = section_60.questions.get(key=key)
    with pytest.raises(DomainError, match="følger af organisationsformen"):
        change_question(question, version=1, actor=koordinator, **change)
    question.refresh_from_db()
    assert all(getattr(question, name) != value for name, value in change.items())


def test_what_the_form_asks_about_a_text_stays_about_a_text_of_that_kind(section_60, koordinator):
    question = section_60.questions.get(key="statutes-adopted")
    other = AgreementText.objects.create(collaboration=section_60, kind="intent", title="Hensigt")
    for text in (None, other):
        with pytest.raises(DomainError, match="handler om en tekst af slagsen Vedtægter"):
            change_question(question, version=1, actor=koordinator, text=text)
    change_question(question, version=1, actor=koordinator, text=question.text, title="Vedtægterne")


def test_an_answered_question_keeps_its_text_and_whether_it_binds(section_60, koordinator, odder):
    """The answers are to a version of that text: another text would have its own version of that number."""
    own = add_question(section_60, title="Nøgle", scope="each", binding=True, actor=koordinator)
    text = AgreementText.objects.create(collaboration=section_60, kind="intent", title="Hensigt")
    decide(section_60, own.key, odder)
    for change in ({"text": text}, {"binding": False}):
        with pytest.raises(DomainError, match="Der er registreret svar"):
            change_question(own, version=1, actor=koordinator, **change)


def test_a_question_of_ones_own_never_gets_the_key_of_a_requirement(choose_form, koordinator):
    own = add_question(choose_form("section-60"), title="Authority approval", scope="joint", actor=koordinator)
    assert own.key != "authority-approval"

"""The clause catalogue: what a text must contain, and what is worth a second look."""

import pytest

from decisions.clauses import (
    DATA,
    Draft,
    catalogue_for,
    grading_note,
    look_for,
    missing_recommended,
    missing_required,
    read,
)
from demo.deciding import TEXTS

pytestmark = pytest.mark.django_db  # the newest version is asked of the database


def keys(entries) -> list[str]:
    return [each.key for each in entries]


def draft(key: str, body: str) -> Draft:
    return Draft(key, key, body)


def full(form: str, kind: str) -> list[Draft]:
    return [draft(each.key, "Aftalt.") for each in catalogue_for(form, kind) if each.is_required]


## What must be there


@pytest.mark.parametrize(
    ("form", "kind", "required", "all_of_them"),
    [
        ("section-60", "statutes", 26, 32),
        ("section-60a", "cooperation", 24, 31),
        ("section-60a", "statutes", 24, 31),
        ("association", "statutes", 19, 30),
        ("agreement", "cooperation", 14, 23),
        ("other", "cooperation", 0, 23),
        ("company", "statutes", 0, 7),
        ("company", "shareholders", 0, 6),
        ("section-60", "recommendation", 0, 0),
        (None, "intent", 0, 4),
    ],
)
def test_each_form_has_its_clauses(form, kind, required, all_of_them):
    entries = catalogue_for(form, kind)
    assert (sum(each.is_required for each in entries), len(entries)) == (required, all_of_them)


def test_a_section_60a_must_say_how_one_leaves_and_how_it_ends():
    for kind in ("statutes", "cooperation"):
        assert {"exit", "dissolution"} <= set(keys(missing_required("section-60a", kind, [])))
        assert "authority-approval" not in keys(catalogue_for("section-60a", kind))


def test_a_heading_without_words_is_still_missing():
    drafts = full("section-60", "statutes")
    assert missing_required("section-60", "statutes", drafts) == []
    drafts[0] = draft(drafts[0].key, " \n ")
    assert keys(missing_required("section-60", "statutes", drafts)) == ["name-and-seat"]


def test_recommended_clauses_are_told_apart():
    assert keys(missing_recommended("section-60", "statutes", [])) == [
        "delivery", "staff", "data-and-archive", "breach", "transfer-of-shares", "evaluation",
    ]  # fmt: skip


def test_nothing_about_companies_has_been_reviewed_or_is_required():
    for kind in ("statutes", "shareholders"):
        for entry in catalogue_for("company", kind):
            assert (entry.reviewed, entry.is_required, entry.note) == (False, False, "Ikke gennemgået af en jurist")


def test_every_clause_says_what_to_settle_and_where_that_comes_from():
    for form, kind in (("section-60", "statutes"), ("company", "shareholders"), (None, "intent")):
        for entry in catalogue_for(form, kind):
            assert entry.guidance.endswith(".")
            assert entry.sources
    assert "ikke bekræftet af en jurist" in grading_note()


## What to look out for


@pytest.mark.parametrize(
    ("form", "key", "body", "remark"),
    [
        ("section-60", "purpose", "Drift og anden hermed beslægtet virksomhed.", "catch-all-purpose"),
        ("association", "purpose", "It og hvad der står i naturlig forbindelse hermed.", "catch-all-purpose"),
        ("company", "company-purpose", "Drift og anden hermed beslægtet virksomhed.", "catch-all-purpose"),
        ("company", "owners-tasks", "Selskabet træffer afgørelser.", "authority-task"),
        ("section-60", "disputes", "Uenighed afgøres ved voldgift.", "arbitration"),
        ("section-60", "tasks-and-competence", "Fællesskabet udsteder tilladelser.", "authority-task"),
        ("agreement", "tasks-and-competence", "Værten træffer afgørelser.", "authority-task"),
        ("section-60", "tasks-and-competence", "Fællesskabet udøver kommunernes myndighed.", "authority-task"),
        ("section-60", "tasks-and-competence", "Bestyrelsen kan forbyde brugen.", "authority-task"),
        ("section-60", "tasks-and-competence", "Bestyrelsen kan påbyde ejeren at rydde op.", "authority-task"),
        ("section-60", "tasks-and-competence", "Det udsteder tilladelser. Det følger § 3.", "authority-task"),
        ("section-60", "disputes", "Voldgift begrænser ikke retten til at gå til domstolene.", "arbitration"),
        ("section-60a", "remuneration", "Formanden får vederlag.", "remuneration"),
        ("association", "allocation", "Et flertal kan ændre kontingentet.", "majority-over-key"),
        ("agreement", "allocation", "Fordelingsnøglen kan ændres med simpelt flertal.", "majority-over-key"),
    ],
)
def test_what_has_gone_wrong_before_is_pointed_out(form, key, body, remark):
    (found,) = look_for(form, "statutes", [draft(key, body)])
    assert found.key == remark
    assert found.found.lower() in body.lower()
    assert found.text.startswith("Se efter, om")
    assert found.source


@pytest.mark.parametrize(
    ("form", "key", "body"),
    [
        ("section-60", "purpose", "Drift af servere og netværk."),
        ("section-60", "disputes", "Voldgift begrænser ikke tilsynsmyndighedens beføjelser."),
        ("section-60", "disputes", "Ankestyrelsens tilsyn påvirkes ikke af voldgift."),
        ("section-60", "tasks-and-competence", "Tilladelser efter byggelovens § 16."),
        ("section-60", "tasks-and-competence", "Det giver påbud efter miljøbeskyttelsesloven, jf. dog stk. 2."),
        ("section-60", "tasks-and-competence", "Fællesskabet udøver ikke myndighed."),
        ("section-60", "tasks-and-competence", "Fællesskabet træffer ingen afgørelser over for borgerne."),
        ("section-60a", "remuneration", "Der betales intet vederlag, kun diæter."),
        ("section-60", "remuneration", "Formanden får vederlag."),
        ("section-60", "allocation", "Et flertal kan ændre kontingentet."),
        ("association", "disputes", "Uenighed afgøres ved voldgift."),
    ],
)
def test_what_is_harmless_is_left_alone(form, key, body):
    assert look_for(form, "statutes", [draft(key, body)]) == []


def test_the_reservation_may_stand_in_another_clause():
    drafts = [
        draft("disputes", "Uenighed afgøres ved voldgift."),
        draft("", "Møder holdes hver måned."),
    ]
    assert look_for("section-60", "statutes", drafts) != []
    drafts.append(draft("authority-approval", "Voldgiften indskrænker ikke Ankestyrelsen."))
    assert look_for("section-60", "statutes", drafts) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"clauses": [{"key": "a", "types": {}}, {"key": "a", "types": {}}], "look_for": []},
        {"clauses": [{"key": "a", "types": {"section-60": "X"}}], "look_for": []},
        {"clauses": [], "look_for": [{"key": "x", "clauses": ["b"], "pattern": "x"}]},
    ],
)
def test_a_catalogue_that_does_not_hold_together_is_refused(wrong):
    with pytest.raises(ValueError, match=r"twice|level|no clause"):
        read(wrong)


def test_the_examples_text_has_everything_it_must_have():
    assert DATA.exists()
    assert "name-and-seat" in TEXTS.read_text(encoding="utf-8")


## How sources read


def test_sources_are_one_sentence_with_the_commas_that_danish_wants():
    found = {each.key: each.source for each in catalogue_for("section-60", "statutes")}
    assert found["name-and-seat"] == "Fem gældende vedtægter, som vi har læst"
    assert found["allocation"] == "Fem gældende vedtægter, som vi har læst, og Resumédatabasen, udtalelse 02.4.3"
    assert found["new-participants"] == "Inspirationskatalog (2016) og Vedtægter for Energnist I/S"
    assert grading_note().startswith("Hvad der er krav, og hvad der er anbefalet, er vores eget forslag")

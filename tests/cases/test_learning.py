"""Which cases fit a collaboration, and why. Without a database."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.learning import MOST_CASES, MOST_LESSONS, Situation, fitting


@dataclass(frozen=True)
class Model:
    key: str


@dataclass(frozen=True)
class Case:
    pk: int
    title: str = "Case"
    organisation: str = ""
    model: Model | None = None
    party_count: int | None = None
    slug: str = "case"
    essence: str = ""


@dataclass(frozen=True)
class Lesson:
    case: Case
    kind: str = "advice"
    text: str = "Tal sammen"
    topics: list[str] = field(default_factory=list)
    is_used: bool = False
    subjects: str | None = None


HERE = Situation(phase=2, organisation="association", models=frozenset({"purchasing"}), parties=6)
TWIN = Case(1, "Ø-foreningen", "association", Model("purchasing"), 11)
SAME_FORM = Case(2, "Æblet", "association", Model("operation-support"), 60)
OTHER = Case(3, "Aftalen", "agreement", None, None)


def test_the_case_with_most_in_common_stands_first():
    learned = fitting([Lesson(OTHER), Lesson(SAME_FORM), Lesson(TWIN)], HERE)
    assert [case.title for case in learned] == ["Ø-foreningen", "Æblet", "Aftalen"]


def test_what_they_have_in_common_is_said_in_words():
    why = {case.title: case.why for case in fitting([Lesson(TWIN), Lesson(SAME_FORM), Lesson(OTHER)], HERE)}
    assert why == {
        "Ø-foreningen": ("samme form", "samme formål", "omtrent lige så mange parter"),
        "Æblet": ("samme form",),
        "Aftalen": ("erfaringer fra samme fase",),
    }


def test_a_case_about_the_same_stands_before_one_that_is_like_in_all_else():
    kitchen = Case(7, "Ø-køkkenet", "agreement", None, None)
    here = replace(HERE, stems=frozenset({"køk", "storkøkken"}))
    learned = fitting([Lesson(TWIN, subjects=" it drift "), Lesson(kitchen, subjects=" mad . storkøkken ")], here)
    assert [(case.title, case.why[0]) for case in learned] == [
        ("Ø-køkkenet", "samme fagområde"),
        ("Ø-foreningen", "samme form"),
    ]


@pytest.mark.parametrize(("said", "is_same"), [("køkken", True), ("madservic", True), ("kø", False)])
def test_a_word_that_is_a_part_of_another_is_about_the_same(said, is_same):
    here = replace(HERE, stems=frozenset({said}))
    [learned] = fitting([Lesson(OTHER, subjects="madservic storkøkken")], here)
    assert ("samme fagområde" in learned.why) == is_same


def test_without_a_form_nothing_has_the_same_form():
    learned = fitting([Lesson(Case(4, organisation=""))], Situation(phase=1))
    assert learned[0].why == ("erfaringer fra samme fase",)


def test_advice_comes_before_what_is_hard():
    learned = fitting([Lesson(TWIN, "challenge", "Svært"), Lesson(TWIN, "advice", "Gør det")], HERE)
    assert [lesson.text for lesson in learned[0].lessons] == ["Gør det", "Svært"]


def test_a_point_is_shown_only_what_is_about_it():
    law, money = Lesson(TWIN, text="Jura", topics=["jura"]), Lesson(OTHER, text="Penge", topics=["økonomi"])
    assert [case.title for case in fitting([law, money], HERE, topics=frozenset({"økonomi"}))] == ["Aftalen"]


def test_nothing_fits_where_nothing_is_told():
    assert fitting([], HERE) == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["advice", "challenge"])), max_size=40))
def test_never_more_than_can_be_read(told):
    learned = fitting([Lesson(Case(pk, f"Case {pk}"), kind) for pk, kind in told], HERE)
    assert len(learned) <= MOST_CASES
    assert all(1 <= len(case.lessons) <= MOST_LESSONS for case in learned)

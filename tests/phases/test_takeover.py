"""What a newer process changes is said before it is taken over."""

import copy
import re

import pytest
from django.urls import reverse

from phases.reference_data import read_file, read_process
from phases.takeover import RequirementLine, Takeover
from phases.versions import store_process
from tests.phases.pure import ODDER, make_facts

NEW_MEANING = "Forklaringen, eller hvad der skal til, er ændret."
NAMES = {"section-60": "§ 60-fællesskab", "section-60a": "§ 60 a-fællesskab", "company": "A/S"}


def newer(**changes):
    """Version 4 of the real process: requirements before phase 5 by key, with what is new in them or None for gone."""
    data = copy.deepcopy(read_file())
    data["number"] = 4
    for key, values in changes.items():
        found = next(
            each for each in data["requirements"] if (each["before"], each["key"]) == (5, key.replace("_", "-"))
        )
        data["requirements"].remove(found)
        if values is not None:
            data["requirements"].append(found | values)
    return read_process(data)


def takeover(**changes) -> Takeover:
    return Takeover(make_facts(ODDER), newer(**changes), NAMES)


def test_a_version_with_the_same_requirements_changes_none():
    found = takeover()
    assert (found.added_requirements, found.gone_requirements, found.changed_requirements) == ([], [], [])


def test_a_requirement_may_go():
    assert takeover(principle_decision=None).gone_requirements == [
        RequirementLine(
            "Hver kommunalbestyrelse har taget en principbeslutning",
            5,
            ("Kun for: § 60-fællesskab, § 60 a-fællesskab og A/S.",),
        )
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("general_assembly", ("Kun for: association.",)),  # a form that has no name is said by its key
        ("exit_terms", ("Kun for: § 60 a-fællesskab.", "Følger af loven og kan ikke fraviges.")),
        ("authority_orientation", ("Kun for: § 60 a-fællesskab.", "Stopper ikke faseskiftet.")),
    ],
)
def test_a_requirement_may_come(key, said):
    """As seen from a process that has not had it yet. A point that follows it goes and comes with it."""
    old, new = make_facts(ODDER).process, newer()
    wanted = key.replace("_", "-")
    fewer = tuple(each for each in old.requirements if each.key != wanted)
    facts = make_facts(ODDER, process=type(old)(old.version, old.phases, old.items, fewer))
    assert [line.remarks for line in Takeover(facts, new, NAMES).added_requirements] == [said]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"waivable": False, "legal_rule": "adoption-by-councils"}, ["Kan ikke længere fraviges.", NEW_MEANING]),
        ({"blocking": False}, ["Stopper ikke længere faseskiftet."]),
        ({"for": ["section-60"]}, ["Gælder nu for: § 60-fællesskab."]),
        ({"for": []}, ["Gælder nu for: alle organisationsformer."]),
        ({"title": "Nyt navn"}, ["Hed før: “Hver kommunalbestyrelse har taget en principbeslutning”."]),
        ({"explanation": "Noget andet"}, [NEW_MEANING]),
        ({"source": "Et andet sted"}, []),
    ],
)
def test_a_requirement_may_change(values, said):
    assert [
        remark for line in takeover(principle_decision=values).changed_requirements for remark in line.remarks
    ] == said


def test_what_could_not_be_waived_or_stopped_nothing_may_change_too():
    loosened = takeover(statutes_adopted={"waivable": True}, authority_orientation={"blocking": True})
    assert {line.title: line.remarks for line in loosened.changed_requirements} == {
        "Hver kommunalbestyrelse har vedtaget vedtægterne": ("Kan nu fraviges.",),
        "Ankestyrelsen er orienteret": ("Stopper nu faseskiftet.",),
    }


def shown(client_for, collaboration) -> str:
    page = client_for("koordinator").get(reverse("phases:take_over_process", args=[collaboration.slug]))
    return re.sub(r"\s+", " ", page.content.decode())


def test_the_page_lists_requirements_too(client_for, collaboration):
    store_process(newer(principle_decision=None, statutes_adopted={"waivable": True}))
    page = shown(client_for, collaboration)
    for said in ("1 krav udgår", "1 krav er ændret", "Før fase 5. Kan nu fraviges.", "Tjeklisten har de samme punkter"):
        assert said in page, said
    assert "nye krav" not in page


def test_the_page_says_that_the_requirements_are_the_same(client_for, collaboration, newer_process):
    page = shown(client_for, collaboration)
    for said in ("Kravene er de samme som før.", "1 nyt punkt", "1 punkt udgår"):
        assert said in page, said

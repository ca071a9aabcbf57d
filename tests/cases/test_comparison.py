"""Cases side by side: what differs, what is the same, and what only one of them says."""

import pytest

from cases.comparison import compare, wrong_number
from cases.document import CaseDocument, Lesson
from cases.pages import show_case
from tests.cases.test_pages import NAMES


def shown(title, **document):
    return show_case(CaseDocument(title, **document), NAMES)


def field(fields, label):
    return next(each for each in fields if each.label == label)


def test_what_differs_is_told_from_what_is_the_same():
    told = compare(
        [
            shown("A", organisation="association", outlook="Vokse"),
            shown("B", organisation="association", outlook="Blive"),
        ]
    )
    assert [each.label for each in told.same] == ["Slags", "Organisering"]
    assert [each.label for each in told.different] == ["Fremtid"]
    assert told.sentence == "Casene er forskellige på 1 af 3 punkter."


def test_what_none_of_them_says_is_left_out():
    told = compare([shown("A"), shown("B")])
    assert "Fremtid" not in [each.label for each in (*told.different, *told.same)]
    assert told.sentence == "Casene siger det samme på det ene punkt, vi kan sammenligne."


def test_a_case_that_says_nothing_is_said_not_to():
    told = compare([shown("A", outlook="Vokse"), shown("B"), shown("C")])
    assert told.different == []
    cells = field(told.alone, "Fremtid").cells
    assert [(cell.title, cell.lines[0].text) for cell in cells] == [
        ("A", "Vokse"),
        ("B", "Ikke oplyst"),
        ("C", "Ikke oplyst"),
    ]


def test_only_what_one_case_adds_to_what_they_share_is_pointed_out():
    one = shown("A", advice=(Lesson("Begynd småt"), Lesson("Mål det")))
    other = shown("B", advice=(Lesson("Mål det"),))
    lines = field(compare([one, other]).different, "Gode råd").cells[0].lines
    assert [(line.text, line.is_own) for line in lines] == [("Begynd småt", True), ("Mål det", False)]
    apart = field(compare([one, shown("C", advice=(Lesson("Vent"),))]).different, "Gode råd")
    assert not apart.has_own
    assert field(compare([one, other]).different, "Gode råd").has_own


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "Vælg mindst to cases."), (1, "Vælg mindst to cases."), (2, ""), (4, ""), (5, "Du har valgt 5 cases.")],
)
def test_two_to_four_can_be_compared(number, said):
    assert wrong_number(number).startswith(said)
    assert bool(wrong_number(number)) is bool(said)

"""Which cases are like another, and the words for why."""

from cases.related import related
from tests.cases.test_facets import row

OWN = row(1, formaal="purchasing", organisering="association", emne="indkoeb", parter="2-4")


def test_those_that_share_most_come_first_and_at_most_three():
    others = [
        row(2, organisering="association"),
        row(3, formaal="purchasing", organisering="association", emne="indkoeb"),
        row(4, emne="indkoeb mad"),
        row(5, formaal="purchasing", organisering="association"),
        row(6, emne="mad"),
    ]
    assert [each.pk for each in related(OWN, [OWN, *others])] == [3, 5, 4]


def test_why_is_said_in_words():
    alike = row(2, formaal="purchasing", organisering="association", parter="2-4")
    assert related(OWN, [alike])[0].why == "Samme formål, samme form og lignende størrelse"
    assert related(OWN, [row(2, emne="indkoeb")])[0].why == "Samme fagområde"


def test_size_alone_makes_nothing_alike():
    assert related(OWN, [row(2, parter="2-4")]) == []


def test_what_neither_says_is_not_shared():
    assert related(row(1), [row(2)]) == []


def test_equals_keep_their_order():
    assert [each.pk for each in related(OWN, [row(9, emne="indkoeb"), row(2, emne="indkoeb")])] == [9, 2]

"""Dates in the words of the sources: what looks like one and is none."""

import pytest

from cases.dates import NoDate, no_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31. februar", ["31. februar"]),
        ("31.februar", ["31.februar"]),
        ("31 feb. 2013", ["31 feb. 2013"]),
        ("29. februar 2015", ["29. februar 2015"]),
        ("1. januar–32. MARTS 2013", ["32. MARTS 2013"]),
        ("2013-02-31", ["2013-02-31"]),
        ("2013-14-01", ["2013-14-01"]),
        ("2013-00", ["2013-00"]),
        ("2013-99", ["2013-99"]),
        ("31.4.2013 og 31/4/2013", ["31.4.2013", "31/4/2013"]),
        ("Aftalt 31.4.2013.", ["31.4.2013"]),
    ],
)
def test_what_is_in_no_calendar_is_found(text, found):
    assert list(no_dates(text)) == [NoDate(each) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Besluttet uge 45 november 2013", "45 november 2013"),
        ("uge 45-46 november", "46 november"),
        ("uge 45 og 46 november", "46 november"),
        ("Nr. 85 december 2015", "85 december 2015"),
        ("version 31 april", "31 april"),
    ],
)
def test_a_number_that_another_word_may_be_about_is_only_asked_about(text, found):
    assert list(no_dates(text)) == [NoDate(found, is_sure=False)]


@pytest.mark.parametrize("text", ["den 31 februar", "stiftet 31. februar", "fra 31\u00a0april", "(31 april)"])
def test_what_stands_as_a_day_does_is_no_such_number(text):
    assert [each.is_sure for each in no_dates(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2013",
        "2013-08",
        "2013-07-01",
        "1. juli 2013",
        "29. februar",
        "29.2.2016",
        "30. sept. 2010",
        "forår 2013",
        "omkring 2013-14",
        "2013-2014",
        "2099-00",
        "2012-15",
        "2010-14",
        "1998-00",
        "31 majgaver",
        "fase 3.10.4",
        "bestyrelsen på 12 medlemmer",
    ],
)
def test_days_years_spans_and_words_are_left_alone(text):
    assert list(no_dates(text)) == []

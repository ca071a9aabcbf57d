"""Years of a business case that nobody has written in: they are named, and never taken for years without amounts."""

from finance.case_pages import shown_case
from finance.case_reading import load_case
from finance.sentences import conclusion, key_figures
from finance.services import doubts_about
from tests.finance.build_cases import line, make_case
from tests.finance.build_sheets import a_table, changes

LINES = line("investment", {2027: 900}, "Etablering"), line("operation", {2028: 100, 2029: 100}, "Fælles drift")
GAIN = {2028: 500, 2029: 600}


def loaded(collaboration, gain, count=4):
    lines = (*LINES, line("gain", gain, "Færre licenser"))
    return load_case(make_case(collaboration, *lines, first_year=2027, year_count=count, price_year=2027))


def figures(result):
    return {each.label: f"{each.value}, {each.note}".replace("\u00a0", " ") for each in key_figures(result)}


def test_a_year_that_was_added_is_not_a_year_without_a_gain(collaboration):
    case = loaded(collaboration, GAIN)
    assert figures(case.result)["Overskud pr. år"] == "500 kr., i 2029, når driften er betalt"
    assert figures(case.result)["Netto i alt"] == "0 kr., 2027–2029"
    assert conclusion(case.result).rest == "I 2029 er overskuddet 500\u00a0kr., når driften er betalt."
    assert doubts_about(case) == ["Der er ingen tal for 2030, så summerne gælder kun de andre år."]


def test_a_year_with_only_some_of_what_comes_every_year_says_whose_figures_are_missing(collaboration):
    case = loaded(collaboration, {**GAIN, 2030: 700})
    assert doubts_about(case) == [
        "Ingen tal for Fælles drift i 2030. Skriv tallene, eller skriv 0, hvis der ikke er nogen."
    ]
    assert figures(case.result)["Overskud pr. år"] == "500 kr., i 2029, når driften er betalt"


def test_who_writes_0_has_said_that_there_is_nothing(collaboration):
    case = loaded(collaboration, {**GAIN, 2030: 0})
    assert "ingen tal for 2030" not in " ".join(doubts_about(case))
    assert case.result.empty_years == ()


def test_the_table_says_that_such_a_year_is_not_known(collaboration):
    case = loaded(collaboration, GAIN)
    shown = shown_case(case.case, case)
    last = shown.by_year[-1]
    assert (last.year, last.net, last.accumulated, last.sums) == (2030, None, None, [None, None, None])
    assert shown.by_year[0].sums == [900, 0, 0]
    assert [group.total for group in shown.groups] == [900, 200, 1100]


def test_the_pages_say_it_too(client_for, collaboration):
    loaded(collaboration, GAIN)
    browser = client_for("koordinator")
    html = browser.get(f"/samarbejder/{collaboration.slug}/oekonomi/business-case/").content.decode()
    assert "Der er ingen tal for 2030, så summerne gælder kun de andre år." in html
    assert '<td class="sm-number" data-label="2030">Ikke oplyst</td>' in html
    html = browser.get(f"/samarbejder/{collaboration.slug}/oekonomi/business-case/kladde/").content.decode()
    assert "Der er ingen tal for 2030, så summerne gælder kun de andre år." in html


def test_a_spreadsheet_does_not_call_a_line_with_figures_of_other_years_one_without():
    outside, empty = (line("gain", figures, "Timer", pk=1) for figures in ({2020: 7}, {}))
    for held, said in ((outside, "Kun tal uden for casens år"), (empty, "Uden tal")):
        table = a_table(held, line("gain", {2027: 5}, "Andet", pk=2))
        gone = changes(table, lambda sheet: sheet.delete_rows(2)).gone
        assert [each.before for each in gone[0].changes] == [said]

"""What a business case comes to, in words."""

from decimal import Decimal

from finance.appraisal import Kind
from finance.lines import LineData
from finance.results import Terms, work_out
from finance.sentences import conclusion, key_figures, losers


def said(investment: dict, gain: dict, operation: dict | None = None) -> str:
    sentence = conclusion(result(investment, gain, operation))
    return f"{sentence.lead} {sentence.rest}".replace("\u00a0", " ")


def result(investment: dict, gain: dict, operation: dict | None = None):
    lines = [
        LineData(kind, "x", amounts={"": {year: Decimal(figure) for year, figure in figures.items()}})
        for kind, figures in ((Kind.INVESTMENT, investment), (Kind.OPERATION, operation or {}), (Kind.GAIN, gain))
    ]
    return work_out(Terms(years=[2027, 2028, 2029, 2030], lines=lines))


MILLION = 10**6


def test_what_is_earned_home_says_when_and_what_is_gained_from_then_on():
    gains = {2028: 4 * MILLION, 2029: 6.1 * MILLION, 2030: 6.1 * MILLION}
    told = said({2027: 12.4 * MILLION}, gains, dict.fromkeys(gains, 0))
    assert told.endswith("Fra 2029 er overskuddet 6,1 mio. kr. om året, når driften er betalt.")
    text = said({2027: 12.4 * MILLION}, {2028: 4 * MILLION, 2029: 6.1 * MILLION, 2030: 6.1 * MILLION})
    assert text == (
        "Investeringen på 12,4 mio. kr. er tjent hjem i 2030. "
        "Fra 2029 er gevinsten 6,1 mio. kr. om året. Driften er ikke oplyst og ikke trukket fra."
    )


def test_what_is_not_earned_home_says_what_is_missing():
    text = said({2027: 5 * MILLION}, {2028: MILLION, 2029: MILLION, 2030: 2 * MILLION})
    assert text == (
        "Investeringen på 5,0 mio. kr. er ikke tjent hjem i 2030. Der mangler 1,0 mio. kr. "
        "I 2030 er gevinsten 2,0 mio. kr. Driften er ikke oplyst og ikke trukket fra."
    )


def test_what_turns_again_says_both_years():
    text = said({2027: 100, 2029: 300}, {2028: 200, 2030: 400})
    assert text.startswith("Investeringen på 400 kr. er tjent hjem i 2028 og varigt i 2030.")


def test_what_is_earned_home_once_and_lost_again_is_not_said_to_be_earned_home():
    text = said({2027: 100, 2029: 300}, {2028: 200})
    assert text.startswith("Investeringen på 400 kr. er tjent hjem i 2028, men ikke varigt.")


def test_without_an_investment_nothing_has_to_be_earned_home():
    assert said({}, {2027: 100}).startswith("Investeringen er ikke oplyst. Gevinsterne dækker de andre udgifter")
    assert said({2027: 0}, {2027: 100}).startswith(
        "Der skal ikke investeres noget, og gevinsterne dækker udgifterne hele vejen."
    )


def test_operation_that_costs_more_than_it_gives_is_said_so():
    assert said({2027: 100}, dict.fromkeys((2028, 2029, 2030), 0), {2028: 50, 2029: 50, 2030: 50}).endswith(
        "Fra 2028 koster driften 50 kr. mere, end den giver, om året."
    )


def test_four_figures_tell_the_same_as_the_sentence():
    figures = {each.label: each.value.replace("\u00a0", " ") for each in key_figures(result({2027: 100}, {2028: 300}))}
    assert figures == {
        "Investering": "100 kr.",
        "Overskud pr. år": "300 kr.",
        "Tjent hjem": "2028",
        "Netto i alt": "200 kr.",
    }


def test_no_loser_is_hidden():
    assert losers([]) == "Ingen kommune betaler mere, end den får."
    assert losers(["Odder"]) == "Odder betaler mere, end kommunen får."
    assert losers(["Odder", "Samsø"]) == "Odder og Samsø betaler mere, end de får."

"""What a business case comes to, in words and in the four figures. Pure: made of a `Result` alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import join_first, million_kroner, year_range
from finance.appraisal import EarnedHome, Kind
from finance.results import Result

LABELS = {
    "gain-lower": gettext_lazy("Gevinst 20 pct. lavere"),
    "year-late": gettext_lazy("Et år forsinket"),
    "investment-higher": gettext_lazy("Investering 20 pct. højere"),
    "gain-higher": gettext_lazy("Gevinst 20 pct. højere"),
    "investment-lower": gettext_lazy("Investering 20 pct. lavere"),
}


@dataclass(frozen=True)
class Sentence:
    lead: str
    rest: str = ""


@dataclass(frozen=True)
class Figure:
    """As `components/_key_figures.html` takes it."""

    label: str
    value: str
    note: str = ""
    unit: str = ""


def conclusion(result: Result) -> Sentence:
    """What it costs, when that is earned home, and what is gained a year from then on.

    An amount ends in "kr.", so a sentence that ends in one has no full stop of its own.
    """
    return Sentence(_earned(result), _yearly(result))


def _earned(result: Result) -> str:
    invested, home = result.total(Kind.INVESTMENT), result.earned_home
    if Kind.GAIN in result.untold:
        text = _("Investeringen er %(amount)s") if invested else ""
        return _joined(text % {"amount": million_kroner(invested)}, _("Gevinsten er ikke oplyst."))
    said = {"amount": million_kroner(invested), "last": result.last_year}
    if not home.needed:
        if invested:
            return _("Investeringen på %(amount)s er tjent hjem fra første år.") % said
        if Kind.INVESTMENT in result.untold:
            return _("Investeringen er ikke oplyst. Gevinsterne dækker de andre udgifter hele vejen.")
        return _("Der skal ikke investeres noget, og gevinsterne dækker udgifterne hele vejen.")
    if home.lasting is None:
        said["what"] = _("Investeringen på %(amount)s") % said if invested else _("Udgiften")
        missing = million_kroner(-result.net_total if result.net_total < 0 else Decimal(0))
        if home.first:
            return _("%(what)s er tjent hjem i %(first)d, men ikke varigt.") % {
                **said,
                "first": home.first,
            }
        return _("%(what)s er ikke tjent hjem i %(last)d. Der mangler %(missing)s") % {
            **said,
            "missing": missing,
        }
    if not invested:
        return _("Udgiften er tjent hjem i %(year)d.") % {"year": home.lasting}
    if home.first != home.lasting:
        return _("Investeringen på %(amount)s er tjent hjem i %(first)d og varigt i %(year)d.") % {
            **said,
            "first": home.first,
            "year": home.lasting,
        }
    return _("Investeringen på %(amount)s er tjent hjem i %(year)d.") % {**said, "year": home.lasting}


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _yearly(result: Result) -> str:
    """What is left a year; where nobody has told what is gained, or what operation costs, that it is not known."""
    if Kind.GAIN in result.untold:
        if Kind.OPERATION in result.untold:
            return _("Driften er heller ikke oplyst, så det vides ikke, om det kan betale sig.")
        return _joined(_told_yearly(result), _("Det vides ikke, om det kan betale sig."))
    if Kind.OPERATION in result.untold:
        return _joined(_told_yearly(result), _("Driften er ikke oplyst og ikke trukket fra."))
    return _left_yearly(result)


def _told_yearly(result: Result) -> str:
    """Of operation and gain the one that somebody has told."""
    last, since = result.last_yearly, result.steady_since
    amount = abs(result.yearly[last])
    said = {"amount": million_kroner(amount), "year": since if since < last else last}
    if Kind.GAIN in result.untold:
        text = (
            _("Fra %(year)d koster driften %(amount)s om året.")
            if since < last
            else _("I %(year)d koster driften %(amount)s")
        )
        return text % said
    text = (
        _("Fra %(year)d er gevinsten %(amount)s om året.") if since < last else _("I %(year)d er gevinsten %(amount)s")
    )
    return text % said


def _left_yearly(result: Result) -> str:
    last = result.last_yearly
    amount, since = result.yearly[last], result.steady_since
    said = {"amount": million_kroner(abs(amount)), "year": since if since < last else last}
    if not amount:
        return _("I %(year)d er der hverken over- eller underskud.") % {"year": last}
    if amount < 0:
        if since < last:
            return _("Fra %(year)d koster driften %(amount)s mere, end den giver, om året.") % said
        return _("I %(year)d koster driften %(amount)s mere, end den giver.") % said
    if since < last:
        return _("Fra %(year)d er overskuddet %(amount)s om året, når driften er betalt.") % said
    return _("I %(year)d er overskuddet %(amount)s, når driften er betalt.") % said


def key_figures(result: Result) -> list[Figure]:
    """Investment, gain a year at the end, when it is earned home, and the net of all years."""
    return [
        _invested_figure(result),
        *_yearly_figures(result),
        Figure(_("Netto i alt"), million_kroner(result.net_total), year_range(result.years[0], result.last_year)),
    ]


def _invested_figure(result: Result) -> Figure:
    if Kind.INVESTMENT in result.untold:
        return Figure(_("Investering"), _("Ikke oplyst"))
    return Figure(_("Investering"), million_kroner(result.total(Kind.INVESTMENT)), _("i alt"))


def _yearly_figures(result: Result) -> list[Figure]:
    """What is left a year and when all is earned home: without a figure of what is gained neither is known."""
    yearly, last = result.last_yearly, result.last_year
    if Kind.GAIN in result.untold:
        note = _("gevinsten er ikke oplyst")
        return [Figure(label, _("Ikke oplyst"), note) for label in (_("Overskud pr. år"), _("Tjent hjem"))]
    note = _("i %(year)d, når driften er betalt") % {"year": yearly}
    if Kind.OPERATION in result.untold:
        note = _("i %(year)d, driften er ikke oplyst") % {"year": yearly}
    return [
        Figure(_("Overskud pr. år"), million_kroner(result.yearly[yearly]), note),
        Figure(_("Tjent hjem"), earned_home_label(result.earned_home), earned_home_note(result.earned_home, last)),
    ]


def earned_label(result: Result) -> str:
    """When all is earned home, which nobody knows while nobody has told what is gained."""
    return _("Ikke oplyst") if Kind.GAIN in result.untold else earned_home_label(result.earned_home)


def earned_home_label(home: EarnedHome) -> str:
    """A year, or in a word why there is none."""
    if not home.needed:
        return _("Fra start")
    return str(home.lasting) if home.lasting else _("Ikke endnu")


def earned_home_note(home: EarnedHome, last: int) -> str:
    if not home.needed:
        return _("der er ingen år med underskud i alt")
    if home.lasting is None:
        if home.first:
            return _("første gang i %(first)d, men ikke varigt") % {"first": home.first}
        return _("ikke inden udgangen af %(last)d") % {"last": last}
    if home.first != home.lasting:
        return _("varigt; første gang i %(first)d") % {"first": home.first}
    return _("gevinster dækker alle udgifter")


def losers(names: list[str], unknown: Sequence[str] = (), *, is_all_unknown: bool = False) -> str:
    """Who pays more than it gains: no loser is hidden. `names` with the largest loss first.

    Of the `unknown`, who have not told all, nothing is said but that.
    """
    if not unknown:
        return _losers(names)
    text = _("Det vides ikke, hvad casen giver %(names)s, for tal mangler.")
    not_known = text % {"names": join_first(unknown)}
    if is_all_unknown:
        return not_known
    known = _losers(names) if names else _("Ingen af de andre kommuner betaler mere, end de får.")
    return f"{not_known} {known}"


def _losers(names: list[str]) -> str:
    if not names:
        return _("Ingen kommune betaler mere, end den får.")
    if len(names) == 1:
        return _("%(names)s betaler mere, end kommunen får.") % {"names": names[0]}
    return _("%(names)s betaler mere, end de får.") % {"names": join_first(names)}

"""The checks of the economy: a key is chosen, a case approved, the start paid for, and the money granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from common.formats import join_words, kroner, long_date
from finance.settled import NOTHING, ApprovedCase
from phases.checks.base import DONE, Finding, Question, check, names, nobody
from phases.known import Partner

APPROPRIATIONS = "appropriations"
GRANTS_PAGE = "finance:appropriations"


@check("key-chosen")
def key_chosen(question: Question) -> Finding:
    """A key is frozen, which is to propose it. One whose parts all say that nothing is paid shares no expense."""
    key = question.facts.economy.key
    if key is None:
        return Finding(False, question.sentence(question.unmet_sentence))
    said = {"name": key.name, "number": key.number}
    if key.shares_nothing:
        return Finding(True, _("I deler ingen udgifter. Det siger nøglen “%(name)s”, version %(number)d.") % said)
    return Finding(True, _("Nøglen “%(name)s” er foreslået som version %(number)d.") % said)


@check("case-approved")
def case_approved(question: Question) -> Finding:
    """A version is approved: in figures, or in words with the reason why nobody works it out."""
    case = question.facts.economy.case
    if case is None:
        return Finding(False, question.sentence(question.unmet_sentence))
    said = {"number": case.number, "date": long_date(case.approved_on)}
    if case.is_in_words:
        return Finding(True, _("Gevinsterne er beskrevet i ord. Version %(number)d er godkendt %(date)s.") % said)
    return Finding(True, _("Version %(number)d af business casen er godkendt %(date)s.") % said)


@check("start-capital")
def start_capital(question: Question) -> Finding:
    """What is paid at the start is said by the key, by the case in figures, or by an item of the checklist."""
    key, case = question.facts.economy.key, question.facts.economy.case
    if key and (key.without_start_capital or key.shares_nothing):
        return Finding(True, _("Der betales ingen startkapital. Det siger nøglen “%(name)s”.") % {"name": key.name})
    if key and key.start_capital and None not in key.start_capital:
        return Finding(True, _("Startkapitalen står i nøglen “%(name)s”.") % {"name": key.name})
    if case and case.invested is not None:
        said = {"amount": kroner(case.invested), "year": case.first_year}
        if case.invested == NOTHING:
            return Finding(True, _("Efter business casen skal der ikke betales noget i %(year)d.") % said)
        return Finding(True, _("Efter business casen skal der betales %(amount)s i %(year)d.") % said)
    if any(question.facts.answers.get((item, None)) == DONE for item in question.parameter("items")):
        return Finding(True, question.sentence("met"))
    if key and key.start_capital:
        text = _("Startkapitalen i nøglen “%(name)s” mangler et beløb.") % {"name": key.name}
        return Finding(False, text, place="finance:keys")
    return Finding(False, question.sentence(question.unmet_sentence))


@dataclass(frozen=True)
class Short:
    """A municipality that has granted less than the approved case expects of it in the first year."""

    partner: Partner
    cost: Decimal
    granted: Decimal


@check(APPROPRIATIONS)
def appropriations(question: Question) -> Finding:
    """Who pays at the start has granted at least as much; who pays nothing is not asked.

    Of whom the approved case does not say what it pays (it is in words, there is none, or the municipality came later)
    it is asked as before: the council has granted money, or has said that there is nothing to grant.
    """
    partners, case = question.participants, _case_of(question)
    if not partners:
        return Finding(False, nobody(question))
    costs = {each: case.start_cost(each.code) if case else None for each in partners}
    answered = _answered(question, [each for each, cost in costs.items() if cost is None])
    short = list(_short(question, costs, case))
    silent = [each for each, day in answered.items() if day is None]
    if short or silent:
        why = [*_sentences(short, case, past=question.past), *_as_before(question, silent)]
        waited_for = {each.partner for each in short} | set(silent)
        missing = tuple(each for each in partners if each in waited_for)
        return Finding(False, " ".join(why), missing, place=GRANTS_PAGE if short else "")
    if question.unnamed:
        return Finding(False, _("%(count)d deltager er ikke kendt ved navn.") % {"count": question.unnamed})
    return _all_granted(question, costs, answered, case)


def _all_granted(
    question: Question,
    costs: Mapping[Partner, Decimal | None],
    answered: Mapping[Partner, dt.date],
    case: ApprovedCase | None,
) -> Finding:
    """Where the case says what is paid, what the councils were asked apart from it is not shown as what met it."""
    paying = [each for each, cost in costs.items() if cost]
    days = [question.facts.economy.granted_on(each.municipality_id, question.day) for each in paying]
    since = max([*days, *answered.values()], default=None)
    if paying:
        text = _("Pengene til %(year)d er bevilget i %(names)s.") % {"names": names(paying), "year": case.first_year}
        return Finding(True, text, place=GRANTS_PAGE, since=since)
    if not answered:
        text = _("Efter business casen skal ingen kommuner betale noget fra start.")
        return Finding(True, text, place=GRANTS_PAGE)
    said = {"names": names(answered), "date": long_date(since)}
    return Finding(True, question.sentence("met", **said), since=since)


def _answered(question: Question, asked: Iterable[Partner]) -> dict[Partner, dt.date | None]:
    """Since when each of these has answered as before: its council has decided it, or has granted something."""
    decided, economy, found = question.decided, question.facts.economy, {}
    for each in asked:
        recorded = decided.get(each.municipality_id)
        granted = economy.granted(each.municipality_id, question.day)
        since = economy.granted_on(each.municipality_id, question.day) if granted else None
        found[each] = recorded.date if recorded else since
    return found


def _case_of(question: Question) -> ApprovedCase | None:
    """The case that says what each pays. One that was approved after the move was not what the councils knew then."""
    case = question.facts.economy.case
    if case is None or case.is_in_words or (question.past and case.approved_on > question.day):
        return None
    return case


def _short(question: Question, costs: Mapping[Partner, Decimal | None], case: ApprovedCase | None) -> Iterable[Short]:
    for partner, cost in costs.items():
        if cost:
            by_year = question.facts.economy.granted(partner.municipality_id, question.day)
            granted = by_year.get(case.first_year, NOTHING)
            if granted < cost:
                yield Short(partner, cost, granted)


def _sentences(short: list[Short], case: ApprovedCase | None, *, past: bool) -> Iterable[str]:
    """Who has granted nothing, and who has granted less, with both amounts."""
    nothing = [f"{each.partner.name} ({kroner(each.cost)})" for each in short if not each.granted]
    if nothing:
        said = {"names": join_words(nothing), "year": case.first_year}
        text = _("Bevilling for %(year)d er ikke registreret for %(names)s.") if past else ""
        yield (text or _("Bevilling for %(year)d mangler fra %(names)s.")) % said
    for each in short:
        if each.granted:
            said = {"name": each.partner.name, "granted": kroner(each.granted), "cost": kroner(each.cost)}
            said["year"] = case.first_year
            yield _("%(name)s har bevilget %(granted)s af %(cost)s for %(year)d.") % said


def _as_before(question: Question, silent: list[Partner]) -> Iterable[str]:
    if silent:
        yield f"{question.sentence(question.unmet_sentence, names=names(silent))} {question.doubts}".strip()

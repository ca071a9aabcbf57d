"""The checks of the checklist, of what a collaboration says about itself, of who takes part, and of what is decided."""

from __future__ import annotations

from django.utils.translation import gettext as _

from collaborations.models import ParticipationState
from common.formats import join_words, long_date
from decisions.vocabulary import AssessmentKey
from phases.checks.base import DONE, Finding, Question, check, names, nobody
from phases.models import SUPPORTING_STATES

PER_MUNICIPALITY = "fact-per-municipality"

## Checklist


@check("item-done")
def item_done(question: Question) -> Finding:
    """One of the named items is klaret; `or_host`: or the collaboration has a host municipality."""
    if question.parameter("or_host") and question.facts.host_id:
        for each in question.facts.partners:
            if each.municipality_id == question.facts.host_id:
                return Finding(True, _("Værtskommunen er %(name)s.") % {"name": each.name})
        return Finding(True, _("Værtskommunen er valgt."))
    states = [question.facts.answers.get((key, None)) for key in question.parameter("items")]
    if DONE in states:
        return Finding(True, question.sentence("met"))
    return Finding(False, question.sentence("missing"))


@check("item-per-municipality")
def item_per_municipality(question: Question) -> Finding:
    """The item is klaret for each municipality that takes part or is interested."""
    partners = question.facts.partners_in(SUPPORTING_STATES, question.day)
    key = question.parameter("item")
    missing = tuple(each for each in partners if question.facts.answers.get((key, each.municipality_id)) != DONE)
    if not partners:
        return Finding(False, nobody(question))
    if missing:
        return Finding(False, question.sentence("missing", names=names(missing)), missing)
    return Finding(True, question.sentence("met", names=names(partners)))


## What the collaboration says about itself


@check("demarcation")
def demarcation(question: Question) -> Finding:
    if question.facts.demarcation.strip():
        return Finding(True, _("Afgrænsningen er beskrevet."))
    return Finding(False, _("Afgrænsningen mangler at blive beskrevet."))


@check("drivers")
def drivers(question: Question) -> Finding:
    if question.facts.has_drivers:
        return Finding(True, _("Drivkraften er valgt."))
    return Finding(False, _("Vælg mindst én drivkraft."))


@check("form-test")
def form_test(question: Question) -> Finding:
    """The questions before a form is chosen are answered; what the answers are is guidance."""
    answered = question.facts.assessments.get(AssessmentKey.FORM_TEST)
    if answered and answered.date <= question.day:
        return Finding(True, _("Formprøven er besvaret %(date)s.") % {"date": long_date(answered.date)})
    return Finding(False, _("Formprøven er ikke besvaret."))


@check("organisation-type")
def organisation_type(question: Question) -> Finding:
    if question.facts.organisation_type:
        return Finding(True, _("Organisationsformen er %(type)s.") % {"type": question.facts.organisation_type.name})
    return Finding(False, _("Organisationsformen er ikke valgt."))


## Who takes part


@check("other-municipality")
def other_municipality(question: Question) -> Finding:
    """Somebody besides the municipality that took the initiative is interested or takes part."""
    others = [
        each
        for each in question.facts.partners_in(SUPPORTING_STATES, question.day)
        if each.municipality_id != question.facts.initiator_id
    ]
    if others:
        return Finding(True, _("Med eller interesseret: %(names)s.") % {"names": names(others)})
    return Finding(False, _("Ingen andre kommuner har meldt sig interesseret."))


@check("participants-settled")
def participants_settled(question: Question) -> Finding:
    """Enough municipalities take part, and none has been left without an answer."""
    few = _too_few(question)
    if few:
        return Finding(False, few)
    invited = question.facts.partners_in([ParticipationState.INVITED], question.day)
    if invited:
        text = _("Der mangler svar på invitationen fra %(names)s.") % {"names": names(invited)}
        return Finding(False, text, invited)
    return Finding(True, _("Deltagere: %(names)s.") % {"names": names(question.participants)})


@check("roles-described")
def roles_described(question: Question) -> Finding:
    missing = tuple(each for each in question.participants if not each.has_contribution)
    if not question.participants:
        return Finding(False, nobody(question))
    if missing:
        text = _("Rolle og bidrag mangler at blive beskrevet for %(names)s.") % {"names": names(missing)}
        return Finding(False, text, missing)
    return Finding(True, _("Rolle og bidrag er beskrevet for alle deltagere."))


@check("municipalities-only")
def municipalities_only(question: Question) -> Finding:
    """Only municipalities take part, and at least as many as the form asks for."""
    others = [each.name for each in question.facts.externals if each.takes_part_on(question.day)]
    if others:
        return Finding(
            False, _("Kun kommuner kan deltage i denne form, men %(names)s er med.") % {"names": join_words(others)}
        )
    few = _too_few(question)
    if few:
        return Finding(False, few)
    return Finding(True, _("Kun kommuner deltager: %(names)s.") % {"names": names(question.participants)})


## What somebody decided


@check("fact")
def fact(question: Question) -> Finding:
    """One fact of the collaboration as a whole is recorded with its date."""
    recorded = question.decided.get(None)
    if recorded:
        return Finding(True, question.sentence("met", date=long_date(recorded.date)))
    return Finding(False, f"{question.sentence(question.unmet_sentence)} {question.doubts}".strip())


@check(PER_MUNICIPALITY)
def fact_per_municipality(question: Question) -> Finding:
    """Every participating municipality has one of the facts recorded with its date."""
    partners = question.participants
    if not partners:
        return Finding(False, nobody(question))
    decided = question.decided
    missing = tuple(each for each in partners if each.municipality_id not in decided)
    if missing:
        why = question.sentence(question.unmet_sentence, names=names(missing))
        return Finding(False, f"{why} {question.doubts}".strip(), missing)
    if question.unnamed:
        return Finding(False, _("%(count)d deltager er ikke kendt ved navn.") % {"count": question.unnamed})
    last = max(decided[each.municipality_id].date for each in partners)
    return Finding(True, question.sentence("met", names=names(partners), date=long_date(last)))


def _too_few(question: Question) -> str:
    """The sentence when fewer municipalities take part than are needed; empty when there are enough."""
    least, count = question.parameter("minimum", 2), len(question.participants)
    if count >= least:
        return ""
    if not count:
        return nobody(question)
    return _("Mindst %(least)d kommuner skal deltage. Nu deltager %(names)s.") % {
        "least": least,
        "names": names(question.participants),
    }

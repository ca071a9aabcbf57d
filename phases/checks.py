"""How each kind of requirement is found to be met or not. One small function each, by the name that the data uses.

Which requirement uses which check, with what parameters and for which organisation types, stands in the process data;
so do the sentences of the checks of facts and items. All functions are pure: they read `Facts` and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collaborations.models import ParticipationState
from common.formats import join_words, long_date
from decisions.sentences import doubt_sentences
from decisions.vocabulary import AssessmentKey
from phases.facts import Facts, Partner, Recorded
from phases.models import SUPPORTING_STATES, ChecklistItem, RequirementTemplate
from phases.process import Process

PARTICIPANT = ParticipationState.PARTICIPANT
DONE = ChecklistItem.State.DONE


@dataclass(frozen=True)
class Finding:
    """What a check found. `why` is one sentence; `missing` are the municipalities that it waits for."""

    met: bool
    why: str
    missing: tuple[Partner, ...] = ()


@dataclass(frozen=True)
class Question:
    """A requirement asked of one collaboration, as of a day. `past` when the phase before it has been left already."""

    facts: Facts
    process: Process
    template: RequirementTemplate
    day: dt.date
    past: bool
    body: str = ""

    def parameter(self, name: str, default=None):
        return self.template.parameters.get(name, default)

    def sentence(self, name: str, **values) -> str:
        """A sentence of the data with its blanks filled in."""
        return self.template.parameters[name].format(**{"body": self.body, **values})

    @property
    def decided(self) -> dict[int | None, Recorded]:
        """By municipality what was decided; what was decided after the day that a move is judged by comes too late."""
        return self.facts.decided(self.parameter("facts"), self.day if self.past else None)

    @property
    def doubts(self) -> str:
        """Sentences about those who have said yes without its counting: to an earlier version, or by another body."""
        columns = self.facts.columns(self.parameter("facts"), self.day if self.past else self.facts.today)
        asked = {each.municipality_id: each.name for each in self.participants}
        return " ".join(sentence for each in columns for sentence in doubt_sentences(each, asked, self.day))

    @property
    def unmet_sentence(self) -> str:
        """Afterwards nothing is waited for any more: what counts is what has been recorded."""
        return "unrecorded" if self.past and "unrecorded" in self.template.parameters else "missing"

    @property
    def participants(self) -> tuple[Partner, ...]:
        return self.facts.partners_in([PARTICIPANT], self.day)

    @property
    def unnamed(self) -> int:
        """Members that are known only as a number. How many there were on an earlier day is not known."""
        return 0 if self.past else max(0, (self.facts.declared_member_count or 0) - len(self.participants))


Check = Callable[[Question], Finding]
CHECKS: dict[str, Check] = {}
ASKED_OF_EACH = frozenset({"item-per-municipality", "roles-described", "fact-per-municipality"})


def check(name: str) -> Callable[[Check], Check]:
    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


def names(partners: Iterable[Partner]) -> str:
    return join_words(partner.name for partner in partners)


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
        return Finding(False, _nobody(question))
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
        return Finding(False, _nobody(question))
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


@check("fact-per-municipality")
def fact_per_municipality(question: Question) -> Finding:
    """Every participating municipality has one of the facts recorded with its date."""
    partners = question.participants
    if not partners:
        return Finding(False, _nobody(question))
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
        return _nobody(question)
    return _("Mindst %(least)d kommuner skal deltage. Nu deltager %(names)s.") % {
        "least": least,
        "names": names(question.participants),
    }


def _nobody(question: Question) -> str:
    if question.past:
        return _("Det er ikke oplyst, hvilke kommuner der deltog den %(date)s.") % {"date": long_date(question.day)}
    return _("Ingen kommuner deltager endnu.")

"""What every check is made of: the question that it is asked, what it finds, and the register of all checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from collaborations.models import ParticipationState
from common.formats import join_words, long_date
from decisions.sentences import doubt_sentences
from phases.known import Facts, Partner, Recorded
from phases.models import ChecklistItem, RequirementTemplate
from phases.process import Process

PARTICIPANT = ParticipationState.PARTICIPANT
DONE = ChecklistItem.State.DONE


@dataclass(frozen=True)
class Finding:
    """What a check found. `why` is one sentence; `missing` are the municipalities that it waits for.

    `place` is the name of the page where it is mended, where that depends on what was found. `since` is the day of the
    last thing that it rests on, where that is no decision of `parameters["facts"]`.
    """

    met: bool
    why: str
    missing: tuple[Partner, ...] = ()
    place: str = ""
    since: dt.date | None = None


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


def check(name: str) -> Callable[[Check], Check]:
    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


def names(partners: Iterable[Partner]) -> str:
    return join_words(partner.name for partner in partners)


def nobody(question: Question) -> str:
    if question.past:
        return _("Det er ikke oplyst, hvilke kommuner der deltog den %(date)s.") % {"date": long_date(question.day)}
    return _("Ingen kommuner deltager endnu.")

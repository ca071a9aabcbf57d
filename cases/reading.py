"""Rows of the catalogue put beside one collaboration, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from cases.learning import Learned, Situation, fitting
from cases.models import CaseLesson, CaseReference
from cases.words import STOP_WORDS, stem, words_of
from collaborations.models import Collaboration

# What every collaboration says of itself, whatever it is about.
_SAYS_NOTHING = frozenset(map(stem, ("fælles", "kommune", "kommuner", "samarbejde", "eksempel", "drift", "offentlig")))


def _stems(text: str) -> frozenset[str]:
    said = {part.stem for word in words_of(text) for part in word.parts if part.word not in STOP_WORDS}
    return frozenset(each for each in said - _SAYS_NOTHING if each.isalpha() and len(each) > 1)


def suggested_for(
    collaboration: Collaboration, phase: int | None = None, *, topics: frozenset[str] | None = None
) -> tuple[Learned, ...]:
    """Cases with lessons for that phase (the collaboration's own if none is given) that fit the collaboration.

    With `topics` lessons about one of them; all of the phase where no lesson is. Two queries, where
    `participant_count` is at hand.
    """
    organisation_type = collaboration.organisation_type
    situation = Situation(
        phase=phase or collaboration.phase,
        organisation=organisation_type.key if organisation_type else "",
        models=frozenset(model.key for model in collaboration.cooperation_models.all()),
        parties=collaboration.participant_count or None,
        stems=_stems(f"{collaboration.name} {collaboration.purpose}"),
    )
    used = CaseReference.objects.filter(collaboration=collaboration, case=OuterRef("case"))
    told = list(CaseLesson.objects.told_in(situation.phase).annotate(is_used=Exists(used)))
    return fitting(told, situation, topics=topics) or fitting(told, situation)

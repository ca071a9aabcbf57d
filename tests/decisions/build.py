"""What tests of decisions begin with: questions that are asked, texts that are published, and answers to them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from collaborations.models import Collaboration
from decisions.models import AgreementText, Decision, Question, TextVersion
from decisions.services import (
    Answer,
    Meeting,
    plan_meeting,
    record_assessment,
    record_decisions,
    take_standard_set,
)
from decisions.vocabulary import ABOUT_A_VERSION, AssessmentKey, Body, Outcome, Scope

YES = {
    (Scope.EACH, True): (Outcome.ADOPTED, Body.COUNCIL),
    (Scope.EACH, False): (Outcome.NOTED, Body.COMMITTEE),
    (Scope.JOINT, True): (Outcome.ADOPTED, Body.ASSEMBLY),
    (Scope.AUTHORITY, True): (Outcome.APPROVED, Body.AUTHORITY),
    (Scope.AUTHORITY, False): (Outcome.INFORMED, Body.AUTHORITY),
}


def ask(collaboration: Collaboration, *keys: str, with_texts: bool = False) -> list[Question]:
    """Let it ask the questions of its form's standard set: all, or those with these keys."""
    return take_standard_set(collaboration, keys=keys or None, with_texts=with_texts, actor=None)


def decide(
    collaboration: Collaboration,
    key: str,
    municipality=None,
    *,
    date: dt.date | None = None,
    outcome: str = "",
    body: str = "",
    version: TextVersion | None = None,
    remark: str = "",
    actor=None,
    **meeting,
) -> Decision:
    """A yes to the question with that key, by the body that may give it; the question is asked where it was not yet."""
    if not collaboration.questions.filter(key=key).exists():
        ask(collaboration, key)
    question = collaboration.questions.get(key=key)
    yes, who = YES[question.scope, question.binding]
    outcome = outcome or yes
    if question.text and outcome in ABOUT_A_VERSION and version is None:
        version = question.text.versions.last()
    return record_decisions(
        collaboration,
        municipality=municipality,
        meeting=Meeting(date=date or timezone.localdate(), body=body or who, **meeting),
        answers=[Answer(question=question, outcome=outcome, version=version, remark=remark)],
        actor=actor,
    )[0]


def publish(text: AgreementText, number: int | None = None, *, on: dt.date | None = None, typo: bool = False):
    """A version of the text as a row, without what a real draft must contain."""
    number = number or text.versions.count() + 1
    return TextVersion.objects.create(
        text=text,
        number=number,
        clauses=[{"key": "purpose", "heading": "Formål", "body": f"Udgave {number}"}],
        sha256=f"{number:064d}",
        is_typo=typo,
        note="Et komma" if typo else "",
        published_on=on or timezone.localdate(),
    )


def settle(collaboration: Collaboration, key: str, *, municipality=None, date: dt.date, note: str = "x", actor) -> None:
    """A yes to the question with that key, or the assessment with that key."""
    if key in AssessmentKey.values:
        record_assessment(collaboration, key=key, date=date, note=note, label=AssessmentKey(key).label, actor=actor)
    else:
        decide(collaboration, key, municipality, date=date, actor=actor)


def plan(collaboration: Collaboration, *keys: str, municipality, date: dt.date, body: str = Body.COUNCIL, actor=None):
    """Plan these questions for a meeting. One that has been was planned the day before it."""
    at = timezone.make_aware(dt.datetime.combine(date - dt.timedelta(days=1), dt.time(9)))
    questions = [collaboration.questions.get(key=key) for key in keys]
    at = min(at, timezone.now())
    return plan_meeting(questions, municipality=municipality, body=body, date=date, actor=actor, at=at)

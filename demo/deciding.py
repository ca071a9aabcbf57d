"""What the municipalities of the demo data decide: questions, texts, answers and plans, through the services."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from collaborations.models import Collaboration, ParticipationState
from common.data_files import read_yaml
from common.formats import join_words
from decisions.form_test import Size, form_questions, limits_on
from decisions.models import AgreementText, Question
from decisions.services import (
    Answer,
    Meeting,
    add_catalogue_clauses,
    plan_meeting,
    publish_version,
    record_assessment,
    record_decisions,
    set_round_deadline,
    take_standard_set,
    write_clause,
)
from decisions.vocabulary import ABOUT_A_VERSION, AssessmentKey, Body, Outcome, Scope
from municipalities.models import Municipality

TEXTS = Path(__file__).resolve().parent / "data" / "texts.yaml"


def ask(
    collaboration: Collaboration,
    keys: Iterable[str],
    *,
    with_texts: bool = True,
    actor: User | None,
    at: dt.datetime | None = None,
) -> None:
    """Let the collaboration ask these questions of its form's standard set, where it does not already."""
    wanted = set(keys) - set(collaboration.questions.values_list("key", flat=True))
    if wanted:
        take_standard_set(collaboration, keys=wanted, with_texts=with_texts, actor=actor, at=at)


def publish(
    collaboration: Collaboration,
    kind: str,
    *,
    changes: dict[str, str] | None = None,
    note: str = "",
    actor: User,
    at: dt.datetime,
) -> None:
    """Write every clause of the example's text that is not written, change those named, and publish the draft."""
    text = collaboration.texts.select_related("collaboration__organisation_type").get(kind=kind)
    bodies = read_yaml(TEXTS)[text.collaboration.organisation_type.key][kind]
    if not text.draft.exists():
        add_catalogue_clauses(text, keys=bodies, actor=actor, at=at)
        _write(text, bodies, actor, at)
    if changes:
        _write(text, changes, actor, at)
    publish_version(text, note=note, actor=actor, at=at)


def decide(
    collaboration: Collaboration,
    key: str,
    municipality: Municipality | None,
    *,
    date: dt.date,
    outcome: str = "",
    actor: User | None,
    at: dt.datetime | None = None,
    version: int | None = None,
    remark: str = "",
    **meeting: Any,
) -> None:
    """One answer to one question. Without `version` it is about the newest one that was published by that day."""
    question = collaboration.questions.select_related("text", "collaboration").get(key=key)
    outcome = outcome or _yes(question)
    meeting.setdefault("body", _body(question))
    chosen = None
    if question.text and outcome in ABOUT_A_VERSION:
        versions = question.text.versions.filter(published_on__lte=date)
        chosen = versions.get(number=version) if version else versions.last()
    answer = Answer(question=question, outcome=outcome, version=chosen, remark=remark)
    record_decisions(
        collaboration,
        municipality=municipality,
        meeting=Meeting(date=date, **meeting),
        answers=[answer],
        actor=actor,
        at=at,
    )


def answer_form_test(
    collaboration: Collaboration, *, yes: Iterable[str], note: str, actor: User, at: dt.datetime
) -> None:
    """Answer the form test: these questions with yes, the others with no, and no figures."""
    date, yes = timezone.localdate(at), set(yes)
    limits = dataclasses.asdict(limits_on(date))
    answers = {
        "questions": {each.key: each.key in yes for each in form_questions()},
        "size": dataclasses.asdict(Size()),
        "limits": {name: limits[name] for name in dataclasses.asdict(Size())},
    }
    key = AssessmentKey.FORM_TEST
    said = {"key": key, "label": str(key.label), "date": date, "note": note, "answers": answers}
    record_assessment(collaboration, **said, actor=actor, at=at)


def plan(
    collaboration: Collaboration,
    keys: Iterable[str],
    municipality: Municipality,
    date: dt.date,
    *,
    actor: User,
    at: dt.datetime,
) -> None:
    questions = list(collaboration.questions.filter(key__in=list(keys)).select_related("collaboration"))
    plan_meeting(questions, municipality=municipality, body=Body.COUNCIL, date=date, actor=actor, at=at)


def set_deadline(collaboration: Collaboration, place: int, deadline: dt.date, *, actor: User, at: dt.datetime) -> None:
    """The deadline of the round at that place, counted from 1."""
    round_ = collaboration.rounds.get(position=place - 1)
    set_round_deadline(round_, deadline=deadline, version=round_.version, actor=actor, at=at)


def _write(text: AgreementText, bodies: dict[str, str], actor: User, at: dt.datetime) -> None:
    here = text.collaboration.participations.filter(state=ParticipationState.PARTICIPANT)
    names = list(here.order_by("municipality__sort_name").values_list("municipality__name", flat=True))
    host = text.collaboration.host
    said = {
        "name": text.collaboration.name,
        "municipalities": join_words(names),
        "seat": host.name if host else names[0],
    }
    for clause in text.draft.filter(key__in=list(bodies)):
        body = bodies[clause.key].format(**said).replace("§ ", "§\u00a0")
        write_clause(clause, heading=clause.heading, body=body, version=clause.version, actor=actor, at=at)


def _yes(question: Question) -> str:
    if question.scope == Scope.AUTHORITY:
        return Outcome.APPROVED if question.binding else Outcome.INFORMED
    return Outcome.ADOPTED if question.binding else Outcome.NOTED


def _body(question: Question) -> str:
    return {Scope.EACH: Body.COUNCIL, Scope.JOINT: Body.ASSEMBLY, Scope.AUTHORITY: Body.AUTHORITY}[question.scope]

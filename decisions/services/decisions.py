"""What was decided, as it is written down: entered, corrected, taken back, a reservation lifted, a meeting planned.

Entries are never rewritten. Whoever writes holds the collaboration's row, so that two people at once come one after the
other, and `seen` (the newest entry that the page showed) tells the second of them that there is something new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import ActivityEntry, Collaboration, DocumentVersion
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.exceptions import DomainError
from common.formats import join_words, long_date
from decisions.checking import check_decision, check_lifting, check_planned
from decisions.models import Decision, PlannedMeeting, Question, TextVersion
from decisions.vocabulary import Body, Outcome
from municipalities.models import Municipality

DECISION = ActivityEntry.Kind.DECISION


class Overtaken(DomainError):
    """Somebody else has written something since the page was read. `entries` are theirs, oldest first."""

    def __init__(self, entries: Sequence[Decision]):
        super().__init__(_("Der er registreret noget nyt, siden du åbnede siden. Se det, før du gemmer."))
        self.entries = tuple(entries)


@dataclass(frozen=True)
class Meeting:
    """Where and when it was decided, and where that can be read. The same for all questions of one meeting."""

    date: dt.date
    body: str = Body.COUNCIL
    body_name: str = ""
    case_number: str = ""
    link: str = ""
    dissent: str = ""
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """What a body said to one question."""

    question: Question
    outcome: str
    version: TextVersion | None = None
    remark: str = ""
    item_number: str = ""
    documents: tuple[DocumentVersion, ...] = field(default=())


@transaction.atomic
def record_decisions(
    collaboration: Collaboration,
    *,
    municipality: Municipality | None,
    meeting: Meeting,
    answers: Iterable[Answer],
    actor: User | None,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> list[Decision]:
    """Write down what one meeting decided: all of it or nothing.

    `municipality` is None for what the joint body or the authority decided. `seen` is the newest entry that the page
    showed for these questions (0: none); None when nothing was shown. Raises Overtaken where there is a newer one, and
    DomainError for what the rules do not allow, with the reason.
    """
    collaboration = _lock(collaboration)
    answers = list(answers)
    if not answers:
        raise DomainError(_("Vælg et udfald for mindst én beslutning."))
    _check_seen([each.question for each in answers], municipality, seen)
    made = []
    for answer in answers:
        check_decision(collaboration, municipality=municipality, meeting=meeting, answer=answer)
        made.append(_write(collaboration, municipality, meeting, answer, actor=actor, at=at))
    return made


@transaction.atomic
def correct_decision(
    decision: Decision,
    *,
    meeting: Meeting,
    answer: Answer,
    reason: str,
    actor: User | None,
    at: dt.datetime | None = None,
) -> Decision:
    """Put an entry right by a new one that says why. Raises DomainError without a reason, or when that was done.

    Where nothing else is given, the source of the entry is that of the correction too.
    """
    collaboration = _lock(decision.question.collaboration)
    _check_correctable(decision, reason)
    if decision.outcome == Outcome.LIFTED:
        raise DomainError(_("Fortryd, at forbeholdet er hævet, og registrér det igen."))
    check_decision(
        collaboration, municipality=decision.municipality, meeting=meeting, answer=answer, correcting=decision
    )
    meeting = replace(meeting, source=meeting.source or decision.source)
    correction = {"corrects": decision, "correction_reason": reason.strip()}
    return _write(collaboration, decision.municipality, meeting, answer, actor=actor, at=at, **correction)


@transaction.atomic
def take_back_decision(decision: Decision, *, reason: str, actor: User | None) -> Decision:
    """The entry was a mistake, and so is what it put right: what was decided before it holds again."""
    collaboration = _lock(decision.question.collaboration)
    _check_correctable(decision, reason)
    row = Decision.objects.create(
        question=decision.question,
        municipality=decision.municipality,
        outcome=Outcome.TAKEN_BACK,
        corrects=decision,
        correction_reason=reason.strip(),
        recorded_by=actor,
        by_coordinator=_by_coordinator(actor, collaboration, decision.municipality),
    )
    _tell(collaboration, row, actor=actor)
    return row


@transaction.atomic
def lift_reservation(
    decision: Decision, *, meeting: Meeting, remark: str = "", actor: User | None, at: dt.datetime | None = None
) -> Decision:
    """A permitted body has lifted the reservation: from that day the decision counts.

    Raises DomainError for an entry that has none or is lifted already, another body, or a day before the decision.
    """
    collaboration = _lock(decision.question.collaboration)
    check_lifting(collaboration, decision, meeting)
    row = Decision.objects.create(
        question=decision.question,
        municipality=decision.municipality,
        outcome=Outcome.LIFTED,
        lifts=decision,
        version=decision.version,
        remark=remark.strip(),
        recorded_by=actor,
        by_coordinator=_by_coordinator(actor, collaboration, decision.municipality),
        recorded_at=at or timezone.now(),
        **_columns(meeting),
    )
    _tell(collaboration, row, actor=actor, at=at)
    return row


@transaction.atomic
def plan_meeting(
    questions: Sequence[Question],
    *,
    municipality: Municipality | None,
    body: str,
    date: dt.date | None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> list[PlannedMeeting]:
    """The questions are planned for that body's meeting on `date`; None: for no meeting of that body any more."""
    collaboration = _lock(questions[0].collaboration)
    today = timezone.localdate(at) if at else timezone.localdate()
    check_planned(collaboration, questions, municipality=municipality, body=body, date=date, today=today)
    if date is None:
        _check_is_planned(questions, municipality, body)
    rows = [
        PlannedMeeting.objects.create(
            question=question,
            municipality=municipality,
            body=body,
            date=date,
            recorded_by=actor,
            recorded_at=at or timezone.now(),
        )
        for question in questions
    ]
    said = {
        "who": f"{municipality}: " if municipality else "",
        "titles": join_words(each.title for each in questions),
        "body": Body(body).label.lower(),
        "date": long_date(date),
    }
    text = (
        _("%(who)s%(titles)s er planlagt i %(body)s %(date)s.") if date else _("%(who)s%(titles)s er taget af planen.")
    )
    _record(collaboration, text % said, municipality, actor=actor, at=at)
    return rows


def newest_entry(questions: Iterable[Question], municipality: Municipality | None) -> int:
    """The number of the newest entry about these questions there, for `seen`; 0 when there is none."""
    rows = Decision.objects.filter(question__in=list(questions), municipality=municipality)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def _check_is_planned(questions: Sequence[Question], municipality: Municipality | None, body: str) -> None:
    """Raises DomainError for what is not planned for a meeting of that body."""
    for question in questions:
        newest = question.planned.filter(municipality=municipality, body=body).order_by("pk").last()
        if newest is None or newest.date is None:
            said = {"title": question.title, "body": Body(body).label.lower()}
            raise DomainError(_("“%(title)s” er ikke planlagt i %(body)s.") % said)


def _lock(collaboration: Collaboration) -> Collaboration:
    rows = Collaboration.objects.select_for_update(of=("self",)).select_related("organisation_type")
    return rows.get(pk=collaboration.pk)


def _check_seen(questions: list[Question], municipality: Municipality | None, seen: int | None) -> None:
    if seen is None:
        return
    newer = Decision.objects.filter(question__in=questions, municipality=municipality, pk__gt=seen).for_pages()
    if found := list(newer.order_by("pk")):
        raise Overtaken(found)


def _check_correctable(decision: Decision, reason: str) -> None:
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor du retter registreringen."))
    if decision.outcome == Outcome.TAKEN_BACK:
        raise DomainError(_("Registreringen er allerede trukket tilbage."))
    newer = Decision.objects.filter(corrects=decision).for_pages().first()
    if newer:
        raise Overtaken([newer])


def _write(
    collaboration: Collaboration,
    municipality: Municipality | None,
    meeting: Meeting,
    answer: Answer,
    *,
    actor: User | None,
    at: dt.datetime | None,
    **correction: Any,
) -> Decision:
    row = Decision.objects.create(
        question=answer.question,
        municipality=municipality,
        outcome=answer.outcome,
        version=answer.version,
        remark=answer.remark.strip(),
        item_number=answer.item_number.strip(),
        recorded_by=actor,
        by_coordinator=_by_coordinator(actor, collaboration, municipality),
        recorded_at=at or timezone.now(),
        **_columns(meeting),
        **correction,
    )
    # What was attached to the entry that is put right goes with the one that holds.
    corrected = correction.get("corrects")
    row.documents.set(answer.documents or (corrected.documents.all() if corrected else ()))
    _tell(collaboration, row, actor=actor, at=at)
    return row


def _columns(meeting: Meeting) -> dict[str, Any]:
    values = {each.name: getattr(meeting, each.name) for each in fields(Meeting)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _by_coordinator(actor: User | None, collaboration: Collaboration, municipality: Municipality | None) -> bool:
    """Somebody who is not the municipality's own kommunekontakt wrote it down for the municipality."""
    if actor is None or municipality is None:
        return False
    return municipality.pk not in access_for(actor, collaboration).contact_for


def _tell(collaboration: Collaboration, row: Decision, *, actor: User | None, at: dt.datetime | None = None) -> None:
    said = {
        "who": f"{row.municipality}: " if row.municipality else "",
        "title": row.question.title,
        "outcome": row.get_outcome_display().lower(),
        "date": long_date(row.date),
        "version": _(" (version %(number)d)") % {"number": row.version.number} if row.version else "",
        "reason": row.correction_reason,
    }
    if row.outcome == Outcome.TAKEN_BACK:
        text = _("%(who)sTrak registreringen af “%(title)s” tilbage. Begrundelse: %(reason)s")
    elif row.corrects_id:
        text = _("%(who)s%(title)s: rettet til %(outcome)s %(date)s%(version)s. Begrundelse: %(reason)s")
    else:
        text = _("%(who)s%(title)s: %(outcome)s %(date)s%(version)s.")
    _record(collaboration, text % said, row.municipality, actor=actor, at=at)


def _record(
    collaboration: Collaboration,
    text: str,
    municipality: Municipality | None,
    *,
    actor: User | None,
    at: dt.datetime | None,
) -> None:
    behalf = on_behalf(actor, collaboration, municipality)
    record_activity(collaboration, kind=DECISION, text=text, actor=actor, on_behalf_of=behalf, at=at)

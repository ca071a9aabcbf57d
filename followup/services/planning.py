"""To plan what is followed up, and to write down what was seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import Collaboration
from collaborations.responsible import checked_role
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import long_date
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS, latest_evaluation
from followup.models import FollowUp, Plan
from followup.models.planning import NEEDS_A_REASON
from followup.services.shared import check_held, checked_text, lock, tell, today
from followup.vocabulary import Light, Subject

REASON_LENGTH = FollowUp._meta.get_field("reason").max_length


@transaction.atomic
def plan_follow_up(
    collaboration: Collaboration,
    *,
    subject: str,
    next_date: dt.date,
    responsible: str,
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> Plan:
    """The next date of a subject and the role that answers for it; what was planned before stays in the history.

    `seen` is the newest plan that the page showed (0: none); None when nothing was shown. The same again is the one
    that is there. Raises DomainError for a day that is past, for an evaluation more than 24 months ahead, and when
    somebody else has planned the same since.
    """
    lock(collaboration)
    before = newest_plan(collaboration, subject)
    responsible = checked_role(responsible)
    if before and (before.next_date, before.responsible) == (next_date, responsible):
        return before
    _check_seen(before, seen)
    check_likely(next_date)
    if next_date < today(at):
        raise DomainError(_("Den næste dato er gået. Vælg en dag fra i dag."))
    if subject == Subject.EVALUATION:
        _check_soon_enough(next_date, today(at))
    return _plan(collaboration, subject, next_date, responsible, actor=actor, at=at)


@transaction.atomic
def record_follow_up(
    collaboration: Collaboration,
    *,
    subject: str,
    date: dt.date,
    observed: str,
    light: str,
    reason: str = "",
    adapted: str = "",
    why: str = "",
    next_date: dt.date | None = None,
    responsible: str = "",
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> FollowUp:
    """One that was held, and the plan for the next: both or neither.

    An adaptation (`adapted`) needs its reason (`why`), and the last one that was held needs the date of the next and
    who answers for it: of an evaluation at most 24 months after this. One that is written down after a later one plans
    nothing (`moves_the_plan`). Yellow and red need a reason. The same by the same person is a button pressed twice.
    Raises DomainError for what does not hold, for a day ahead, and when somebody else has planned since (`seen`, as in
    `plan_follow_up`).
    """
    lock(collaboration)
    values = {
        "date": date,
        "observed": checked_text(observed, _("Skriv, hvad I så.")),
        "light": light,
        "reason": reason.strip(),
        "adapted": adapted.strip(),
        "why": why.strip(),
        "next_date": next_date,
    }
    again = collaboration.follow_ups.filter(subject=subject, recorded_by=actor, **values).first()
    if again:
        return again
    before, is_last = newest_plan(collaboration, subject), is_last_held(collaboration, subject, date)
    check_follow_up(subject, values, today(at), is_last=is_last)
    plans = is_last and moves_the_plan(before, next_date, today(at))
    if plans:
        _check_seen(before, seen)
    made = FollowUp.objects.create(
        collaboration=collaboration, subject=subject, recorded_by=actor, recorded_at=at or timezone.now(), **values
    )
    _tell_of(made, actor, at)
    if plans:
        _plan(collaboration, subject, next_date, checked_role(responsible), actor=actor, at=at)
    return made


def newest_plan(collaboration: Collaboration, subject: str) -> Plan | None:
    """The plan that holds for that subject."""
    return collaboration.follow_up_plans.filter(subject=subject).last()


def is_last_held(collaboration: Collaboration, subject: str, date: dt.date) -> bool:
    """Was none of that subject held after that day?"""
    return not collaboration.follow_ups.filter(subject=subject, date__gt=date).exists()


def moves_the_plan(before: Plan | None, next_date: dt.date, today: dt.date) -> bool:
    """A day that has passed already takes the place of no later one: that was planned by who knew more."""
    return before is None or next_date >= today or next_date > before.next_date


def check_follow_up(subject: str, values: dict, today: dt.date, *, is_last: bool) -> None:
    """Raises DomainError with the reason why this can not be written down."""
    date, next_date = values["date"], values["next_date"]
    check_likely(date, next_date)
    check_held(date, today)
    if values["light"] not in Light.values:
        raise DomainError(_("Vælg, om det er grønt, gult eller rødt."))
    if values["light"] in NEEDS_A_REASON and not values["reason"]:
        raise DomainError(_("Skriv en begrundelse, når lyset er gult eller rødt."))
    if len(values["reason"]) > REASON_LENGTH:
        raise DomainError(_("Begrundelsen må højst fylde %(count)d tegn.") % {"count": REASON_LENGTH})
    if values["adapted"] and not values["why"]:
        raise DomainError(_("Skriv, hvorfor I retter det til."))
    if next_date is None and is_last:
        raise DomainError(_("Skriv, hvornår I følger op næste gang."))
    if next_date is not None:
        _check_next(subject, date, next_date)


def _check_next(subject: str, date: dt.date, next_date: dt.date) -> None:
    if next_date <= date:
        raise DomainError(_("Den næste dato skal ligge efter den dag, I fulgte op."))
    if subject == Subject.EVALUATION:
        _check_soon_enough(next_date, date)


def _check_soon_enough(next_date: dt.date, after: dt.date) -> None:
    latest = latest_evaluation(after)
    if next_date > latest:
        said = {"months": MONTHS_BETWEEN_EVALUATIONS, "date": long_date(latest)}
        raise DomainError(_("Der må højst gå %(months)d måneder mellem evalueringer: senest %(date)s.") % said)


def _check_seen(before: Plan | None, seen: int | None) -> None:
    if seen is not None and before and before.pk > seen:
        said = {"date": long_date(before.next_date), "responsible": before.responsible}
        text = _("Imens er næste opfølgning planlagt til %(date)s. Ansvarlig: %(responsible)s. Se efter, og gem igen.")
        raise DomainError(text % said)


def _plan(
    collaboration: Collaboration,
    subject: str,
    next_date: dt.date,
    responsible: str,
    *,
    actor: User | None,
    at: dt.datetime | None,
) -> Plan:
    plan = Plan.objects.create(
        collaboration=collaboration,
        subject=subject,
        next_date=next_date,
        responsible=responsible,
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    said = {"subject": plan.get_subject_display(), "date": long_date(next_date), "responsible": responsible}
    text = _("%(subject)s: næste opfølgning er %(date)s. Ansvarlig: %(responsible)s.")
    if subject == Subject.EVALUATION:
        text = _("Næste evaluering er %(date)s. Ansvarlig: %(responsible)s.")
    tell(collaboration, text % said, actor=actor, at=at)
    return plan


def _tell_of(made: FollowUp, actor: User | None, at: dt.datetime | None) -> None:
    said = {
        "subject": made.get_subject_display().lower(),
        "date": long_date(made.date),
        "light": made.get_light_display().lower(),
        "reason": made.reason,
        "adapted": made.adapted,
        "why": made.why,
    }
    text = _("Fulgte op på %(subject)s %(date)s: %(light)s.") % said
    if made.subject == Subject.EVALUATION:
        text = _("Evaluerede samarbejdet %(date)s: %(light)s.") % said
    if made.reason:
        text += _(" Begrundelse: %(reason)s") % said
    if made.adapted:
        text += _(" Tilpasning: %(adapted)s Fordi: %(why)s") % said
    tell(made.collaboration, text, actor=actor, at=at)

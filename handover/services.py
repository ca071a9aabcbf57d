"""The one act: everything that was chosen goes over, or nothing does."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SystemRole, User
from accounts.services import note_leaving
from calendars.models import CalendarFeed
from common.exceptions import DomainError
from handover.acts import Terms, end, give
from handover.four_eyes import check_author
from handover.holdings import Holding, Kind, holdings_of
from handover.mails import handover_mail
from handover.models import Handover, HandoverLine
from notifications.models import Delivery
from notifications.services import deliver

Outcome = HandoverLine.Outcome
RETRIED_FOR = dt.timedelta(days=2)


class Conflicts(DomainError):
    """Some things can not go over as chosen. `problems` says what is in the way, by the key of the holding."""

    def __init__(self, problems: Mapping[str, str]):
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Decision:
    """What becomes of one thing: given to somebody, ended without a receiver, or (`keep`) left where it is."""

    receiver: User | None = None
    keep: bool = False


@dataclass(frozen=True)
class Order:
    """What was chosen: a decision for each thing that the leaver holds, by its key."""

    leaver: User
    actor: User
    decisions: Mapping[str, Decision]
    first_day: dt.date
    last_day: dt.date
    reason: str

    @property
    def leaves(self) -> bool:
        """Nothing stays. Only an administrator sees, and so decides about, all that somebody holds."""
        return self.actor.is_administrator and not any(each.keep for each in self.decisions.values())

    @property
    def terms(self) -> Terms:
        return Terms(self.leaver, self.actor, self.first_day, self.last_day)


@transaction.atomic
def hand_over(order: Order) -> Handover:
    """Give, end and keep as decided; the receivers are told by mail after the commit.

    Raises Conflicts with everything that is in the way, and DomainError when what the leaver holds is not what the
    decisions are about, or the days do not fit together. Who may hand over what is said by `holdings_of`.
    """
    _check_days(order)
    order, holdings = _locked(order)
    lines = _carry_out(order, holdings)
    if order.leaves:
        lines += _addresses(order)
        note_leaving(order.leaver, last_day=order.last_day)
    handover = Handover.objects.create(
        leaver=order.leaver,
        actor=order.actor,
        first_day=order.first_day,
        last_day=order.last_day,
        reason=order.reason,
        leaves=order.leaves,
    )
    for line in lines:
        line.handover = handover
        line.save()
    # What was done stays done whatever becomes of the mails: the hourly task sends those that are left.
    transaction.on_commit(lambda: tell_receivers(handover), robust=True)
    return handover


def rehearse(order: Order) -> list[HandoverLine]:
    """What would become of each thing, found by doing it and undoing it. Raises as `hand_over`."""
    with transaction.atomic():
        handover = hand_over(order)
        lines = list(handover.lines.select_related("receiver"))
        transaction.set_rollback(True)
    return lines


def tell_receivers(handover: Handover) -> int:
    """A mail to each who takes something over, at most one about each act. Returns how many went out now."""
    by_receiver: dict[User, list[HandoverLine]] = defaultdict(list)
    for line in handover.lines.filter(receiver__isnull=False, receiver__is_active=True).select_related("receiver"):
        by_receiver[line.receiver].append(line)
    return sum(
        deliver(user, Delivery.Kind.HANDOVER, str(handover.pk), handover_mail(handover, user, lines))
        for user, lines in by_receiver.items()
    )


def tell_all_receivers() -> int:
    """Once more for those whom the mail server did not take the first time, while the news is fresh."""
    recent = Handover.objects.filter(at__gte=timezone.now() - RETRIED_FOR).select_related("leaver", "actor")
    return sum(tell_receivers(each) for each in recent)


def _check_days(order: Order) -> None:
    today = timezone.localdate()
    if order.first_day < today or order.last_day < today:
        raise DomainError(_("Vælg datoer fra i dag og frem."))
    if order.first_day > order.last_day + dt.timedelta(days=1):
        raise DomainError(_("Modtageren skal begynde senest dagen efter den sidste dag, så ingen dag er uden."))


def _locked(order: Order) -> tuple[Order, list[Holding]]:
    """The order about the people as they are now, and what the leaver holds now.

    They are held until the act is done: nobody hands over the same, and no account is closed, at the same moment.
    """
    pks = {order.leaver.pk, *(each.receiver.pk for each in order.decisions.values() if each.receiver)}
    people = {each.pk: each for each in User.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    decisions = {
        key: replace(each, receiver=people[each.receiver.pk]) if each.receiver else each
        for key, each in order.decisions.items()
    }
    order = replace(order, leaver=people[order.leaver.pk], decisions=decisions)
    holdings = holdings_of(order.leaver, order.actor)
    if {each.key for each in holdings} != set(order.decisions):
        raise DomainError(_("Rollerne er ændret, siden du åbnede siden. Se dem igennem igen."))
    if all(each.keep for each in order.decisions.values()):
        raise DomainError(_("Vælg mindst én ting, der skal overdrages eller afsluttes."))
    return order, holdings


def _carry_out(order: Order, holdings: Sequence[Holding]) -> list[HandoverLine]:
    lines, problems = [], {}
    for holding in holdings:
        try:
            with transaction.atomic():
                lines.append(_one(order, holding, order.decisions[holding.key]))
        except DomainError as error:
            problems[holding.key] = str(error)
    if not problems:
        lines, problems = _with_notes(order, holdings, lines)
    if problems:
        raise Conflicts(problems)
    return lines


def _one(order: Order, holding: Holding, decision: Decision) -> HandoverLine:
    line = HandoverLine(kind=holding.kind, text=holding.text[:300], collaboration=holding.collaboration)
    if decision.keep:
        line.outcome = Outcome.KEPT
    elif decision.receiver is None:
        end(holding, order.terms)
        line.outcome = Outcome.ENDED
    else:
        line.receiver = decision.receiver
        line.outcome = Outcome.GIVEN if give(holding, decision.receiver, order.terms) else Outcome.HELD
    return line


def _with_notes(
    order: Order, holdings: Sequence[Holding], lines: list[HandoverLine]
) -> tuple[list[HandoverLine], dict[str, str]]:
    """Four eyes, asked when all roles have moved."""
    problems, day = {}, order.last_day + dt.timedelta(days=1)
    for holding, line in zip(holdings, lines, strict=True):
        if isinstance(holding.row, SystemRole) and line.receiver:
            try:
                line.note = check_author(line.receiver, from_day=day)[:300]
            except DomainError as error:
                problems[holding.key] = str(error)
    return lines, problems


def _addresses(order: Order) -> list[HandoverLine]:
    """Private addresses of calendars end with the person; nobody takes them over."""
    if not CalendarFeed.objects.visible_to(order.leaver).exists():
        return []
    return [HandoverLine(kind=Kind.ADDRESSES, text=_("Private kalenderadresser"), outcome=Outcome.ENDED)]

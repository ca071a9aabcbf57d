"""What is planned and what was seen last, by subject: for the page, the overview, Mit arbejde and the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from collaborations.models import Collaboration
from followup.deadlines import evaluation_due
from followup.models import FollowUp, Plan
from followup.vocabulary import Light, Subject, address_of


@dataclass(frozen=True)
class Area:
    """One subject as it stands. `due` is the day that counts; None while nothing is planned."""

    subject: Subject
    plan: Plan | None
    last: FollowUp | None
    due: dt.date | None
    today: dt.date

    @property
    def label(self) -> str:
        return str(self.subject.label)

    @property
    def address(self) -> str:
        return address_of(self.subject)

    @property
    def is_evaluation(self) -> bool:
        return self.subject == Subject.EVALUATION

    @property
    def waits_to_be_held(self) -> bool:
        """It is planned, or the rule of 24 months has asked for it in vain."""
        return self.plan is not None or self.is_overdue

    @property
    def responsible(self) -> str:
        return self.plan.responsible if self.plan else ""

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due < self.today

    @property
    def is_pulled_forward(self) -> bool:
        """The rule of 24 months asks for it before the day that somebody planned."""
        return self.plan is not None and self.due is not None and self.due < self.plan.next_date

    @property
    def is_red(self) -> bool:
        return self.last is not None and self.last.light == Light.RED

    @property
    def seen(self) -> int:
        """What a form says that the page showed."""
        return self.plan.pk if self.plan else 0


def areas_of(collaboration: Collaboration) -> dict[Subject, Area]:
    """The four subjects. Two queries."""
    return load_areas([collaboration])[collaboration.pk]


def load_areas(collaborations: Iterable[Collaboration]) -> dict[int, dict[Subject, Area]]:
    """By collaboration; two queries for any number. Reads `operating_from` of each."""
    rows = list(collaborations)
    ids = [each.pk for each in rows]
    plans = {(each.collaboration_id, each.subject): each for each in newest_plans(ids)}
    held = {(each.collaboration_id, each.subject): each for each in newest_follow_ups(ids)}
    return {each.pk: _areas(each, plans, held) for each in rows}


def newest_plans(ids: Iterable[int]) -> QuerySet[Plan]:
    newest = _of(Plan, ids).values("collaboration", "subject").annotate(newest=Max("pk")).values("newest")
    return Plan.objects.filter(pk__in=newest)


def newest_follow_ups(ids: Iterable[int]) -> QuerySet[FollowUp]:
    """The last that was held of each subject, whenever it was written down."""
    return _of(FollowUp, ids).annotate(newest=_newest_of_subject()).filter(pk=F("newest"))


def _newest_of_subject() -> Subquery:
    same = FollowUp.objects.filter(collaboration=OuterRef("collaboration"), subject=OuterRef("subject"))
    return Subquery(same.order_by("-date", "-pk").values("pk")[:1])


def has_red() -> Exists:
    """Of a collaboration: was anything red when it was seen last? Who is told so need not ask for what was."""
    red = FollowUp.objects.filter(collaboration=OuterRef("pk"), light=Light.RED)
    return Exists(red.annotate(newest=_newest_of_subject()).filter(pk=F("newest")))


def red_follow_ups(ids: Iterable[int]) -> dict[int, list[FollowUp]]:
    """What was red when it was seen last, by collaboration, in the order of the subjects. One query."""
    found: dict[int, list[FollowUp]] = {}
    order = list(Subject)
    for each in sorted(newest_follow_ups(ids).filter(light=Light.RED), key=lambda row: order.index(row.subject)):
        found.setdefault(each.collaboration_id, []).append(each)
    return found


def _of(model: type[Plan | FollowUp], ids: Iterable[int]) -> QuerySet:
    return model.objects.filter(collaboration__in=list(ids)).order_by()


def _areas(collaboration: Collaboration, plans: Mapping, held: Mapping) -> dict[Subject, Area]:
    today, found = timezone.localdate(), {}
    for subject in Subject:
        plan, last = plans.get((collaboration.pk, subject)), held.get((collaboration.pk, subject))
        due = plan.next_date if plan else None
        if subject == Subject.EVALUATION and not collaboration.is_from_source:
            due = evaluation_due(due, last.date if last else None, collaboration.operating_from)
        found[subject] = Area(subject, plan, last, due, today)
    return found

"""The page on which a meeting is planned: what it may take up, and what is known about the municipality's meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.formats import join_words, long_date
from decisions.calendars import days_passed_over
from decisions.forms import PlanForm
from decisions.looks import TO_BE_DECIDED
from decisions.matrix import ShownCell, ShownColumn, build_matrix
from decisions.pages import find_row
from decisions.vocabulary import Body
from municipalities.models import Municipality

SHOWN_MEETINGS = 4


class PlanPage:
    """What one municipality has still to decide, and where it is planned. `asked` is the key that it was opened for."""

    def __init__(self, collaboration: Collaboration, municipality: Municipality, asked: str):
        self.collaboration, self.municipality, self.asked = collaboration, municipality, asked
        row = find_row(build_matrix(collaboration), municipality)
        self.open = [pair for pair in row if not pair[1].cell.counts or pair[0].column.asked.key == asked]

    @property
    def is_planned(self) -> bool:
        return any(shown.cell.coming for _head, shown in self.open)

    def form(self, data: QueryDict | None) -> PlanForm:
        keys = [head.column.asked.key for head, _shown in self.open]
        questions = list(self.collaboration.questions.filter(key__in=keys))
        wanted = {head.column.asked.pk for head, shown in self.open if self._is_wanted(head, shown)}
        initial = self._planned() or {"questions": [each.pk for each in questions if each.pk in wanted]}
        return PlanForm(data, questions=questions, meetings=self._meetings(), initial=initial)

    @property
    def deadline(self) -> dt.date | None:
        """The first deadline of what is open, where one has been set."""
        return min(
            (head.column.asked.deadline for head, _shown in self.open if head.column.asked.deadline), default=None
        )

    def done(self, data: dict[str, Any]) -> str:
        said = {
            "name": self.municipality,
            "titles": join_words(each.title for each in data["questions"]),
            "body": Body(data["body"]).label.lower(),
            "date": long_date(data["date"]),
        }
        if data["off"]:
            return _("%(name)s: %(titles)s er taget af mødet i %(body)s.") % said
        return _("%(name)s: %(titles)s er planlagt i %(body)s %(date)s.") % said

    def late(self, data: dict[str, Any]) -> str:
        """That the meeting lies after a deadline, as a sentence; empty when it does not."""
        chosen = {each.pk for each in data["questions"]}
        asked = [head.column.asked for head, _shown in self.open if head.column.asked.pk in chosen]
        deadline = min((each.deadline for each in asked if each.deadline), default=None)
        if not deadline or not data["date"] or data["date"] <= deadline:
            return ""
        return _("Mødet ligger efter fristen %(date)s.") % {"date": long_date(deadline)}

    def _planned(self) -> dict[str, Any]:
        """The first meeting to come, with all that it takes up: of what the page was opened for, or of anything."""
        coming = sorted(
            (head.column.asked.key != self.asked, step.date, step.body)
            for head, shown in self.open
            for step in shown.cell.coming
        )
        if not coming or (self.asked and coming[0][0]):
            return {}
        _other, date, body = coming[0]
        taken = [
            head.column.asked.pk
            for head, shown in self.open
            if any((step.date, step.body) == (date, body) for step in shown.cell.coming)
        ]
        return {"body": body, "date": date, "questions": taken}

    def _is_wanted(self, head: ShownColumn, shown: ShownCell) -> bool:
        """The one that the page was opened for, and what else of its round is not planned: one meeting takes it all."""
        if head.column.asked.key == self.asked:
            return True
        rounds = {each.column.asked.round for each, _shown in self.open if each.column.asked.key == self.asked}
        is_open = shown.cell.state in TO_BE_DECIDED and not head.column.locked_by
        return is_open and head.column.asked.round is not None and head.column.asked.round in rounds

    def _meetings(self) -> list[dt.date]:
        """The next days on which the council meets, as far as its calendar says, but for those in a recess."""
        coming = self.municipality.meetings.filter(body=Body.COUNCIL, date__gte=timezone.localdate())
        days = list(coming.values_list("date", flat=True))
        passed_over = days_passed_over(days, self.municipality.recesses.all() if days else ())
        return [day for day in days if day not in passed_over][:SHOWN_MEETINGS]

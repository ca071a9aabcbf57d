"""What a director's municipalities have still to decide, by date: the meeting that decides it, or its deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.formats import join_words, long_date, relative_days
from dashboards.decided import waits_for_text, was_held
from dashboards.director.own import Own
from decisions.reading import load_questions
from decisions.standing import Asked, Cell, Column, Planned, State, columns
from decisions.vocabulary import Scope
from reports.models import Report

NEAR_DAYS = 60
# Said no, not asked before others have answered, or not about this municipality: nothing waits for a meeting.
NOTHING_WAITS = (State.REJECTED, State.LOCKED, State.NOT_RELEVANT)


@dataclass(frozen=True)
class Paper:
    label: str
    url: str


@dataclass(frozen=True)
class Step:
    """How one answer stands. `kind`: meeting, unplanned, again, reserved or held."""

    kind: str
    date: dt.date | None
    body: str = ""
    before: tuple[Planned, ...] = ()


@dataclass(frozen=True)
class Due:
    """What one municipality decides at one meeting or before one deadline, in one collaboration."""

    collaboration: Collaboration
    place: str
    step: Step
    asked: tuple[Asked, ...]
    today: dt.date
    papers: tuple[Paper, ...] = ()

    @property
    def titles(self) -> str:
        return join_words(each.title for each in self.asked)

    @property
    def is_held(self) -> bool:
        return self.step.kind == "held"

    @property
    def is_late(self) -> bool:
        """The deadline has passed, and nothing is planned."""
        return not self.is_held and self.step.date is not None and self.step.date < self.today

    @property
    def is_near(self) -> bool:
        return self.step.date is not None and (self.step.date - self.today).days <= NEAR_DAYS

    @property
    def missed(self) -> dt.date | None:
        """The deadline that the planned meeting comes after, if it does."""
        deadline = min((each.deadline for each in self.asked if each.deadline), default=None)
        comes_after = self.step.kind == "meeting" and deadline is not None and self.step.date > deadline
        return deadline if comes_after else None

    @property
    def colour(self) -> str:
        if self.missed or self.is_late or (self.step.kind != "meeting" and self.is_near and not self.is_held):
            return "red"
        return "yellow" if self.is_held or self.step.kind != "meeting" else "blue"

    @property
    def when(self) -> str:
        """`9. december 2026`, `senest 15. december 2026`, `uden frist`: as it stands after what is decided."""
        if self.step.date is None:
            return _("uden frist")
        day = long_date(self.step.date)
        if self.step.kind == "meeting":
            return day
        return (_("fristen var %(date)s") if self.is_late else _("senest %(date)s")) % {"date": day}

    @property
    def how(self) -> str:
        """Who meets when, or what stands in the way, as a sentence."""
        said = {"body": self.step.body, "date": long_date(self.step.date), "distance": relative_days(self.step.date)}
        if self.missed:
            said["deadline"] = long_date(self.missed)
            return _("%(body)s %(date)s, %(distance)s. Det er efter fristen %(deadline)s.") % said
        if self.step.kind == "meeting":
            return _("%(body)s %(date)s, %(distance)s.") % said
        if self.is_held:
            return _("%(body)s har holdt møde %(date)s. Svaret er ikke registreret.") % said
        return f"{WHY[self.step.kind]()} {self._deadline(said)}"

    def _deadline(self, said: Mapping[str, str]) -> str:
        if self.step.date is None:
            return _("Der er ingen frist.")
        return (_("Fristen var %(date)s.") if self.is_late else _("Frist %(date)s, %(distance)s.")) % said

    @property
    def on_the_way(self) -> str:
        """The meetings before the one that decides."""
        stops = [
            _("%(body)s %(date)s") % {"body": each.body_name, "date": long_date(each.date)} for each in self.step.before
        ]
        return _("Først %(stops)s.") % {"stops": join_words(stops)} if stops else ""


WHY = {
    "unplanned": lambda: _("Mødet er ikke planlagt."),
    "again": lambda: _("Skal besluttes igen."),
    "reserved": lambda: _("I har taget forbehold, som skal hæves."),
}


def coming_decisions(own: Iterable[Own], today: dt.date) -> list[Due]:
    """All of them, first what has the nearest date; what was held and not registered comes last."""
    own = [each for each in own if each.participants]
    forms = {each.collaboration.pk: each.collaboration.form_key for each in own}
    ours = Q(municipality=None) | Q(municipality__in={pk for each in own for pk in each.participants})
    asked = load_questions(forms, about=ours, for_pages=True)
    found = [due for each in own for due in _of_collaboration(each, asked[each.collaboration.pk], today)]
    return sorted(found, key=lambda due: (due.is_held, due.step.date or dt.date.max, due.collaboration.sort_name))


def _of_collaboration(own: Own, questions: tuple[Asked, ...], today: dt.date) -> Iterator[Due]:
    scopes = {each.key: each.scope for each in questions}
    grouped: dict[tuple[int, Step], list[Asked]] = {}
    for column in columns(questions, own.participants, today) if questions else ():
        if column.asked.scope == Scope.EACH:
            for cell in column.cells:
                step = _step(column, cell, today)
                if step and not _waits_for_others(step, column.asked, scopes):
                    grouped.setdefault((cell.municipality, step), []).append(column.asked)
    for (municipality, step), asked in grouped.items():
        yield Due(own.collaboration, own.places[municipality].name, step, tuple(asked), today)


def _waits_for_others(step: Step, asked: Asked, scopes: Mapping[str, str]) -> bool:
    """Nobody has planned it or set a deadline, and what the other municipalities say first is not read here."""
    return step == Step("unplanned", None) and any(scopes.get(key) == Scope.EACH for key in asked.requires)


def _step(column: Column, cell: Cell, today: dt.date) -> Step | None:
    """None where it counts, and where no meeting of ours can take it up."""
    asked = column.asked
    if cell.counts or cell.state in NOTHING_WAITS:
        return None
    if cell.state == State.AWAITING and waits_for_text(asked, today):
        return None
    if was_held(asked, cell, today):
        return Step("held", cell.planned.date, cell.planned.body_name)
    if cell.coming:
        *before, decides = cell.coming
        return Step("meeting", decides.date, decides.body_name, tuple(before))
    if cell.is_reserved:
        return Step("reserved", asked.deadline)
    return Step("again" if cell.state == State.AWAITING else "unplanned", asked.deadline)


def with_papers(shown: Iterable[Due]) -> list[Due]:
    """Each with the version that is decided and what is drawn of it, and with the newest status report."""
    shown = list(shown)
    drawn = _drawn({each.collaboration.pk for each in shown})
    return [
        Due(each.collaboration, each.place, each.step, each.asked, each.today, tuple(_papers(each, drawn)))
        for each in shown
    ]


def _drawn(collaborations: set[int]) -> dict[tuple, int]:
    """The newest paper of each kind, by collaboration and version."""
    kinds = (Report.Kind.STATUS, Report.Kind.TEXT_PDF)
    rows = Report.objects.ready().filter(collaboration__in=collaborations, kind__in=kinds).order_by("pk")
    columns_read = ("collaboration", "version__text", "version__number", "pk")
    return {tuple(where): pk for *where, pk in rows.values_list(*columns_read)}


def _papers(due: Due, drawn: Mapping[tuple, int]) -> Iterator[Paper]:
    slug, pk = due.collaboration.slug, due.collaboration.pk
    seen = set()
    for asked in due.asked:
        version = asked.newest_version(due.today) if asked.text else None
        if version and asked.text not in seen:
            seen.add(asked.text)
            label = _("%(title)s, version %(number)d") % {"title": asked.title, "number": version.number}
            yield Paper(label, reverse("decisions:version", args=[slug, asked.text, version.number]))
            if report := drawn.get((pk, asked.text, version.number)):
                yield Paper(_("som PDF"), reverse("reports:download", args=[slug, report]))
    if report := drawn.get((pk, None, None)):
        yield Paper(_("Statusrapport"), reverse("reports:download", args=[slug, report]))

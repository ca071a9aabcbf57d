"""What the overview and Mit arbejde say about decisions: the matrix drawn from facts, and what waits for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.access import Access
from common.formats import join_words, long_date, relative_days
from decisions.matrix import Matrix, Row, ShownCell, ShownColumn
from decisions.standing import Asked, Cell, Column, Doubt, State, column
from phases.deciding import matrix_of, participants_in
from phases.facts import Facts

ROWS = 8
# Why a municipality decides once more.
AGAIN = {
    Doubt.OLD_VERSION: gettext_lazy("Teksten er ændret siden."),
    Doubt.SET_BACK: gettext_lazy("Deltagerne er ændret siden."),
    Doubt.WRONG_BODY: gettext_lazy("Et andet organ skal beslutte det."),
    Doubt.NO_VERSION: gettext_lazy("Det er ikke oplyst, hvilken version det gælder."),
}
NO_ANSWER = gettext_lazy("Det blev kun taget til efterretning.")
# Why a yes counts only when the text is published anew.
UNPUBLISHED = (Doubt.SET_BACK, Doubt.NOT_PUBLISHED)


@dataclass(frozen=True)
class Decided:
    """The matrix, and how much of it the overview has room for."""

    matrix: Matrix

    @property
    def shown(self) -> Matrix:
        """Those that miss most."""
        return replace(self.matrix, rows=self.matrix.rows[:ROWS], left=())

    @property
    def hidden(self) -> int:
        return max(0, len(self.matrix.rows) - ROWS)


def decided(facts: Facts) -> Decided | None:
    """None while nothing is asked. The facts must have been read with `plans`."""
    if not facts.questions:
        return None
    return Decided(matrix_of(facts))


@dataclass(frozen=True)
class Waiting:
    """Something about decisions that waits for somebody, worst first."""

    colour: str
    text: str
    under: str
    url: str
    verb: str


def waiting_in(matrix: Matrix, slug: str, access: Access) -> Iterator[Waiting]:
    """What waits: texts to publish first, then what each municipality decides again, plans, lifts or registers.

    Who may not do it is led to where it stands.
    """
    for title, text in _awaited(head.column for head in matrix.heads):
        said, url = publish_first(title), reverse("decisions:text", args=[slug, text])
        verb = _("Udgiv") if access.may_change else _("Se")
        yield Waiting("red", said, _("Først derefter kan kommunerne beslutte igen."), url, verb)
    for row in matrix.rows:
        yield from _of_row(matrix, row, slug, may=access.may_answer_for(row.place.pk))


def texts_to_publish(facts: Facts) -> list[tuple[str, int]]:
    """Questions with a yes that counts only when their text is published anew, one for each text, with that text."""
    places = [each.municipality_id for each in participants_in(facts)]
    asked = [each for each in facts.questions if each.entries and waits_for_text(each, facts.today)]
    return _awaited(column(each, places, facts.today) for each in asked)


def _awaited(columns: Iterable[Column]) -> list[tuple[str, int]]:
    found: dict[int, str] = {}
    for each in columns:
        if any(cell.doubt in UNPUBLISHED for cell in each.cells) and each.asked.text is not None:
            found.setdefault(each.asked.text, each.asked.title)
    return [(title, text) for text, title in found.items()]


def publish_first(title: str) -> str:
    return _("Udgiv en ny version af teksten til “%(title)s”") % {"title": title}


def waits_for_text(asked: Asked, today: dt.date) -> bool:
    """Is the question about a text of which no version can be adopted now?"""
    return asked.text is not None and not asked.same_as_newest(today)


def _of_row(matrix: Matrix, row: Row, slug: str, *, may: bool) -> Iterator[Waiting]:
    name = row.place.name
    where = _Where(slug, row, may)
    for why, heads in _to_decide_again(matrix, row).items():
        text = _("%(name)s skal beslutte %(titles)s igen") % {"name": name, "titles": _joined(heads)}
        under = " ".join(part for part in (why, deadline_of(heads, matrix.today)) if part)
        yield Waiting("red", text, under, *where.leads_to("plan", heads[0], _("Planlæg")))
    urgent = [head for head, shown in _pairs(matrix, row) if shown.urgent and shown.cell.state != State.AWAITING]
    if urgent:
        text = _("%(name)s har ikke planlagt %(titles)s") % {"name": name, "titles": _joined(urgent)}
        under = deadline_of(urgent, matrix.today)
        yield Waiting("red", text, under, *where.leads_to("plan", urgent[0], _("Planlæg")))
    if titles := _joined(head for head, shown in _pairs(matrix, row) if shown.cell.is_reserved):
        text = _("%(name)s har taget forbehold for %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("yellow", text, _("Beslutningen tæller først, når forbeholdet er hævet."), _first(row), _("Se"))
    if held := [head for head, shown in _pairs(matrix, row) if was_held(head.column.asked, shown.cell, matrix.today)]:
        text = _("%(name)s har holdt møde om %(titles)s") % {"name": name, "titles": _joined(held)}
        under = _("Det er ikke registreret, hvad der blev besluttet.")
        yield Waiting("yellow", text, under, *where.leads_to("record", held[0], _("Registrér")))
    if row.next_meeting:
        taken_up = [pair for pair in _pairs(matrix, row) if pair[1].meets_on(row.next_meeting)]
        titles = _joined(head for head, _shown in taken_up)
        said = {"date": long_date(row.next_meeting), "distance": relative_days(row.next_meeting)}
        text = _("%(name)s behandler %(titles)s") % {"name": name, "titles": titles}
        url = taken_up[0][1].url or where.answer_to(taken_up[0][0])
        yield Waiting("blue", text, _("%(date)s, %(distance)s") % said, url, _("Se møde"))


@dataclass(frozen=True)
class _Where:
    """Addresses about one municipality's answers."""

    slug: str
    row: Row
    may: bool

    def leads_to(self, view: str, head: ShownColumn, verb: str) -> tuple[str, str]:
        """Where this user does it, and the word for it; who may not do it sees where it stands."""
        if not self.may:
            return self.answer_to(head), _("Se")
        key = head.column.asked.key
        return f"{reverse(f'decisions:{view}', args=[self.slug, self.row.place.code])}?om={key}", verb

    def answer_to(self, head: ShownColumn) -> str:
        return reverse("decisions:cell", args=[self.slug, head.column.asked.key, self.row.place.code])


def deadline_of(heads: Iterable[ShownColumn], today: dt.date) -> str:
    """The first of their deadlines as a sentence; empty when they have none."""
    first = min((head.column.asked.deadline for head in heads if head.column.asked.deadline), default=None)
    if first is None:
        return ""
    said = {"date": long_date(first), "distance": relative_days(first)}
    text = _("Fristen %(date)s er overskredet.") if first < today else _("Frist %(date)s, %(distance)s.")
    return text % said


def _pairs(matrix: Matrix, row: Row) -> list[tuple[ShownColumn, ShownCell]]:
    return list(zip(matrix.each, row.cells, strict=True))


def _to_decide_again(matrix: Matrix, row: Row) -> dict[str, list[ShownColumn]]:
    """What was decided and does not count, by the reason. What waits for a new version can not be decided yet."""
    found: dict[str, list[ShownColumn]] = {}
    for head, shown in _pairs(matrix, row):
        if shown.cell.state == State.AWAITING and not waits_for_text(head.column.asked, matrix.today):
            found.setdefault(str(AGAIN.get(shown.cell.doubt, NO_ANSWER)), []).append(head)
    return found


def was_held(asked: Asked, cell: Cell, today: dt.date) -> bool:
    """A meeting that may decide it has been, and nobody has written down what came out."""
    is_open = cell.state == State.UNDER_WAY and not cell.counts and cell.planned is not None
    return is_open and cell.planned.date < today and asked.permits(cell.planned.body)


def _joined(heads: Iterable[ShownColumn]) -> str:
    titles = [each.title for each in heads]
    return join_words(titles) if titles else ""


def _first(row: Row) -> str:
    return next(shown.url for shown in row.cells if shown.cell.is_reserved)

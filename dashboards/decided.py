"""What the overview and Mit arbejde say about decisions: the matrix drawn from facts, and what waits for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, ParticipationState
from common.formats import join_words, long_date, relative_days
from decisions.matrix import Matrix, Place, Row, ShownColumn, draw_matrix
from decisions.standing import Doubt, State
from phases.facts import Facts

ROWS = 8
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


def decided(collaboration: Collaboration, facts: Facts) -> Decided | None:
    """None while nothing is asked. The facts must have been read with `plans`."""
    if not facts.questions:
        return None
    deadlines = dict(collaboration.rounds.values_list("pk", "deadline"))
    return Decided(matrix_of(facts, deadlines))


def matrix_of(facts: Facts, deadlines: dict[int, dt.date | None]) -> Matrix:
    """The same matrix as on its own page. Partners stand in Danish order, which is what the places are sorted by."""
    places = [
        Place(each.municipality_id, each.code, each.name, f"{number:03d}")
        for number, each in enumerate(facts.partners)
        if each.state == ParticipationState.PARTICIPANT
    ]
    return draw_matrix(facts.questions, places, (), facts.today, deadlines, facts.slug)


@dataclass(frozen=True)
class Waiting:
    """Something about decisions that waits for somebody, worst first."""

    colour: str
    text: str
    under: str
    url: str
    verb: str


def waiting_in(matrix: Matrix, slug: str) -> Iterator[Waiting]:
    """What waits: texts to publish first, then what each municipality decides again, plans, lifts or registers."""
    for title, text in awaited_texts(matrix):
        said, url = publish_first(title), reverse("decisions:text", args=[slug, text])
        yield Waiting("red", said, _("Først derefter kan kommunerne beslutte igen."), url, _("Udgiv"))
    for row in matrix.rows:
        yield from _of_row(matrix, row, slug)


def awaited_texts(matrix: Matrix) -> list[tuple[str, int]]:
    """Questions with a yes that counts only when their text is published anew, one for each text, with that text."""
    found: dict[int, str] = {}
    for head in matrix.heads:
        if any(cell.doubt in UNPUBLISHED and _awaits(head) for cell in head.column.cells):
            found.setdefault(head.column.asked.text, head.title)
    return [(title, text) for text, title in found.items()]


def publish_first(title: str) -> str:
    return _("Udgiv en ny version af teksten til “%(title)s”") % {"title": title}


def _awaits(head: ShownColumn) -> bool:
    """Is the question about a text of which no version can be adopted now?"""
    asked = head.column.asked
    return asked.text is not None and not asked.same_as_newest(timezone.localdate())


def _of_row(matrix: Matrix, row: Row, slug: str) -> Iterator[Waiting]:
    name, register = row.place.name, reverse("decisions:record", args=[slug, row.place.code])
    plan = reverse("decisions:plan", args=[slug, row.place.code])
    again = [
        (head, shown.cell.doubt)
        for head, shown in zip(matrix.each, row.cells, strict=True)
        if shown.cell.state == State.AWAITING and not _awaits(head)
    ]
    if again:
        text = _("%(name)s skal beslutte %(titles)s igen") % {
            "name": name,
            "titles": _joined(head for head, _d in again),
        }
        why = _("Deltagerne er ændret siden.") if again[0][1] == Doubt.SET_BACK else _("Teksten er ændret siden.")
        yield Waiting("red", text, why, plan, _("Planlæg"))
    if titles := _titles(matrix, row, State.NOT_PLANNED, urgent=True):
        text = _("%(name)s har ikke planlagt %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("red", text, _("Fristen nærmer sig."), plan, _("Planlæg"))
    if titles := _titles(matrix, row, State.RESERVED):
        text = _("%(name)s har taget forbehold for %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("yellow", text, _("Beslutningen tæller først, når forbeholdet er hævet."), _first(row), _("Se"))
    if titles := _titles(matrix, row, State.UNDER_WAY):
        text = _("%(name)s har holdt møde om %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("blue", text, _("Registrér, hvad der blev besluttet."), register, _("Registrér"))
    if row.next_meeting:
        titles = _titles(matrix, row, State.PLANNED)
        said = {"date": long_date(row.next_meeting), "distance": relative_days(row.next_meeting)}
        text = _("%(name)s behandler %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("blue", text, _("%(date)s, %(distance)s") % said, register, _("Se møde"))


def _titles(matrix: Matrix, row: Row, state: State, *, urgent: bool | None = None) -> str:
    return _joined(
        head
        for head, shown in zip(matrix.each, row.cells, strict=True)
        if shown.cell.state == state and urgent in (None, shown.urgent)
    )


def _joined(heads: Iterable[ShownColumn]) -> str:
    titles = [each.title for each in heads]
    return join_words(titles) if titles else ""


def _first(row: Row) -> str:
    return next(shown.url for shown in row.cells if shown.cell.state == State.RESERVED)


def unregistered(matrix: Matrix, codes: Iterable[str] | None = None) -> list[tuple[Row, dt.date, str]]:
    """Meetings that were held without anybody writing down what came out: municipality, day, and what it was about."""
    wanted = None if codes is None else set(codes)
    found = []
    for row in matrix.rows:
        days = [
            shown.cell.planned.date
            for shown in row.cells
            if shown.cell.state == State.UNDER_WAY and shown.cell.planned and not shown.cell.counts
        ]
        if days and (wanted is None or row.place.code in wanted):
            found.append((row, max(days), _titles(matrix, row, State.UNDER_WAY)))
    return found

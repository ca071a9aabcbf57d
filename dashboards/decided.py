"""What the overview and Mit arbejde say about decisions: the matrix drawn from facts, and what waits for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import join_words, long_date, relative_days
from decisions.matrix import Matrix, Row, ShownCell, ShownColumn
from decisions.standing import Asked, Cell, Column, Doubt, State, column
from phases.deciding import matrix_of, participants_in
from phases.facts import Facts, Partner

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


def waiting_in(matrix: Matrix, slug: str) -> Iterator[Waiting]:
    """What waits: texts to publish first, then what each municipality decides again, plans, lifts or registers."""
    for title, text in _awaited(head.column for head in matrix.heads):
        said, url = publish_first(title), reverse("decisions:text", args=[slug, text])
        yield Waiting("red", said, _("Først derefter kan kommunerne beslutte igen."), url, _("Udgiv"))
    for row in matrix.rows:
        yield from _of_row(matrix, row, slug)


def texts_to_publish(facts: Facts) -> list[tuple[str, int]]:
    """Questions with a yes that counts only when their text is published anew, one for each text, with that text."""
    places = [each.municipality_id for each in participants_in(facts)]
    asked = [each for each in facts.questions if each.entries and _awaits(each, facts.today)]
    return _awaited(column(each, places, facts.today) for each in asked)


def _awaited(columns: Iterable[Column]) -> list[tuple[str, int]]:
    found: dict[int, str] = {}
    for each in columns:
        if any(cell.doubt in UNPUBLISHED for cell in each.cells) and each.asked.text is not None:
            found.setdefault(each.asked.text, each.asked.title)
    return [(title, text) for text, title in found.items()]


def publish_first(title: str) -> str:
    return _("Udgiv en ny version af teksten til “%(title)s”") % {"title": title}


def _awaits(asked: Asked, today: dt.date) -> bool:
    """Is the question about a text of which no version can be adopted now?"""
    return asked.text is not None and not asked.same_as_newest(today)


def _of_row(matrix: Matrix, row: Row, slug: str) -> Iterator[Waiting]:
    name, register = row.place.name, reverse("decisions:record", args=[slug, row.place.code])
    plan = reverse("decisions:plan", args=[slug, row.place.code])
    for why, heads in _to_decide_again(matrix, row).items():
        text = _("%(name)s skal beslutte %(titles)s igen") % {"name": name, "titles": _joined(heads)}
        yield Waiting("red", text, why, plan, _("Planlæg"))
    if titles := _titles(matrix, row, State.NOT_PLANNED, urgent=True):
        text = _("%(name)s har ikke planlagt %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("red", text, _("Fristen nærmer sig."), plan, _("Planlæg"))
    if titles := _joined(head for head, shown in _pairs(matrix, row) if shown.cell.is_reserved):
        text = _("%(name)s har taget forbehold for %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("yellow", text, _("Beslutningen tæller først, når forbeholdet er hævet."), _first(row), _("Se"))
    if titles := _joined(head for head, shown in _pairs(matrix, row) if _was_held(shown.cell, matrix.today)):
        text = _("%(name)s har holdt møde om %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("blue", text, _("Registrér, hvad der blev besluttet."), register, _("Registrér"))
    if row.next_meeting:
        taken_up = [pair for pair in _pairs(matrix, row) if pair[1].meets_on(row.next_meeting)]
        titles = _joined(head for head, _shown in taken_up)
        said = {"date": long_date(row.next_meeting), "distance": relative_days(row.next_meeting)}
        text = _("%(name)s behandler %(titles)s") % {"name": name, "titles": titles}
        yield Waiting("blue", text, _("%(date)s, %(distance)s") % said, taken_up[0][1].url or register, _("Se møde"))


def _pairs(matrix: Matrix, row: Row) -> list[tuple[ShownColumn, ShownCell]]:
    return list(zip(matrix.each, row.cells, strict=True))


def _to_decide_again(matrix: Matrix, row: Row) -> dict[str, list[ShownColumn]]:
    """What was decided and does not count, by the reason. What waits for a new version can not be decided yet."""
    found: dict[str, list[ShownColumn]] = {}
    for head, shown in _pairs(matrix, row):
        if shown.cell.state == State.AWAITING and not _awaits(head.column.asked, matrix.today):
            found.setdefault(str(AGAIN.get(shown.cell.doubt, NO_ANSWER)), []).append(head)
    return found


def _was_held(cell: Cell, today: dt.date) -> bool:
    """The meeting that decides has been, and nobody has written down what came out."""
    return cell.state == State.UNDER_WAY and not cell.counts and bool(cell.planned) and cell.planned.date < today


def _titles(matrix: Matrix, row: Row, state: State, *, urgent: bool | None = None) -> str:
    return _joined(
        head for head, shown in _pairs(matrix, row) if shown.cell.state == state and urgent in (None, shown.urgent)
    )


def _joined(heads: Iterable[ShownColumn]) -> str:
    titles = [each.title for each in heads]
    return join_words(titles) if titles else ""


def _first(row: Row) -> str:
    return next(shown.url for shown in row.cells if shown.cell.is_reserved)


@dataclass(frozen=True)
class Held:
    """Meetings in a municipality of which nobody has written down what they decided: the last day, and about what."""

    partner: Partner
    day: dt.date
    titles: str


def unregistered(facts: Facts, codes: Collection[str] | None = None) -> list[Held]:
    """What was held and not written down, of those with these codes or of all."""
    found = []
    for partner in participants_in(facts):
        if codes is None or partner.code in codes:
            held = list(_held(facts, partner.municipality_id))
            if held:
                days, titles = zip(*held, strict=True)
                found.append(Held(partner, max(days), join_words(titles)))
    return found


def _held(facts: Facts, municipality: int) -> Iterator[tuple[dt.date, str]]:
    """Few questions are planned for a day that has been: the others are not looked at."""
    for asked in facts.questions:
        if any(step.date < facts.today for step in asked.planned.get(municipality, ())):
            cell = asked.cell(municipality, facts.today)
            if _was_held(cell, facts.today):
                yield cell.planned.date, asked.title

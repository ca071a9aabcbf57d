"""What the pages of one question and of one municipality's answer show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from collaborations.models import Collaboration
from decisions.changes import Change, changes
from decisions.matrix import Matrix, ShownCell, ShownColumn, build_matrix
from decisions.models import Decision, Question
from decisions.sentences import amendment_sentence
from decisions.standing import Column, Planned, State
from decisions.vocabulary import Outcome
from municipalities.models import Municipality


def decisions_of(collaboration: Collaboration) -> QuerySet[Decision]:
    """All entries of a collaboration with what a page shows of them."""
    rows = Decision.objects.within(collaboration).for_pages()
    return rows.select_related("question__text", "question__collaboration", "corrected_by").prefetch_related(
        "documents__document"
    )


def amendments_of(collaboration: Collaboration, question: Question | None = None) -> list[str]:
    """What it meant that municipalities came and went, newest first; with a question what touches its text."""
    rows = collaboration.amendments.select_related("municipality", "version__text").order_by("-date", "-pk")
    if question is not None:
        rows = rows.filter(version__text=question.text_id) if question.text_id else rows.none()
    return [amendment_sentence(each) for each in rows]


class Written(NamedTuple):
    """An entry as the history shows it: does it still hold, and what did it put right?"""

    entry: Decision
    is_void: bool
    changes: list[Change]


@dataclass(frozen=True)
class CellPage:
    """One answer: what holds, what may be done about it, and all that was ever written."""

    question: Question
    municipality: Municipality | None
    shown: ShownCell
    column: Column
    waits_for: tuple[str, ...]
    entries: tuple[Decision, ...]  # newest first
    newest_version: int | None

    @cached_property
    def void(self) -> frozenset[int]:
        """Entries that hold no longer: put right or taken back, or they lifted a reservation that was."""
        corrected = {each.corrects_id: each for each in self.entries if each.corrects_id}
        found = set(corrected)
        for each in self.entries:
            last = each.lifts_id
            while last in corrected:
                if corrected[last].outcome == Outcome.TAKEN_BACK:
                    found.add(each.pk)
                last = corrected[last].pk
        return frozenset(found)

    @property
    def history(self) -> list[Written]:
        """All that was written, newest first. What takes an entry back has no fields that differ."""
        rows = {each.pk: each for each in self.entries}
        found = []
        for each in self.entries:
            corrected = None if each.outcome == Outcome.TAKEN_BACK else rows.get(each.corrects_id)
            found.append(Written(each, each.pk in self.void, changes(corrected, each) if corrected else []))
        return found

    @property
    def entry(self) -> Decision | None:
        """The entry that holds."""
        held = self.shown.cell.entry
        return next((each for each in self.entries if held and each.pk == held.pk), None)

    @property
    def lifted(self) -> Decision | None:
        held = self.shown.cell.lifted
        return next((each for each in self.entries if held and each.pk == held.pk), None)

    @property
    def planned(self) -> list[Planned]:
        """The meetings to come, or the one that was held and of which nothing is written down."""
        cell = self.shown.cell
        is_open = cell.state in (State.PLANNED, State.UNDER_WAY) and cell.planned
        return list(cell.coming) or ([cell.planned] if is_open else [])

    @property
    def can_be_lifted(self) -> bool:
        return self.shown.cell.is_reserved


def build_cell_page(
    collaboration: Collaboration, question: Question, municipality: Municipality | None
) -> CellPage | None:
    """The page of one municipality's answer; without one that of the joint body or the authority.

    None where that municipality is not asked: it takes no part, or has left without an answer.
    """
    matrix = build_matrix(collaboration)
    found = answers_in(find_row(matrix, municipality)).get(question.pk)
    if found is None:
        return None
    column, shown = found
    newest = column.column.asked.newest_version(timezone.localdate())
    rows = decisions_of(collaboration).filter(question=question, municipality=municipality).order_by("-pk")
    titles = {head.column.asked.key: head.title for head in matrix.heads}
    return CellPage(
        question=question,
        municipality=municipality,
        shown=shown,
        column=column.column,
        waits_for=tuple(titles[key] for key in column.column.locked_by),
        entries=tuple(rows),
        newest_version=newest.number if newest else None,
    )


Pair = tuple[ShownColumn, ShownCell]


def find_row(matrix: Matrix, municipality: Municipality | None) -> list[Pair]:
    """All answers of that municipality, those who have left included; without one those that are given once."""
    if municipality is None:
        return list(matrix.once)
    rows = (row for row in (*matrix.rows, *matrix.left) if row.place.pk == municipality.pk)
    return [pair for row in rows for pair in zip(matrix.each, row.cells, strict=True)]


def open_answers(row: Iterable[Pair]) -> list[Pair]:
    """What can be answered now and has not been answered so that it counts."""
    return [(head, shown) for head, shown in row if not shown.cell.counts and not head.column.locked_by]


def answers_in(row: Iterable[Pair]) -> dict[int, Pair]:
    """The same by question."""
    return {head.column.asked.pk: (head, shown) for head, shown in row}

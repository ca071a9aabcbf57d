"""The matrix: municipalities by questions, as page, paper and spreadsheet show it. Pure, apart from `build_matrix`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, ParticipationState
from common.formats import join_first, join_words, long_date
from decisions.looks import AUTHORITY_WORDS, LOOKS, SEGMENTS, is_planned_late, is_urgent, note, segment
from decisions.reading import questions_of
from decisions.standing import Asked, Cell, Column, State, columns
from decisions.vocabulary import Body, Scope

ANY_CODE = "000"
COLUMNS_ON_A_PHONE = 6


class Place(NamedTuple):
    """A municipality of the matrix. `left_on` is the day on which it left, if it has."""

    pk: int
    code: str
    name: str
    sort_name: str
    left_on: dt.date | None = None


class Coming(NamedTuple):
    """A meeting that is planned: the day, who meets (`body` of Body), and what is taken up."""

    date: dt.date
    place: Place
    body: str
    titles: list[str]

    @property
    def body_name(self) -> str:
        return str(Body(self.body).label)


@dataclass(frozen=True)
class ShownCell:
    """A cell with its words. `url` is empty where there is nothing to open."""

    cell: Cell
    label: str
    note: str
    colour: str
    icon: str
    url: str = ""
    urgent: bool = False

    def meets_on(self, day: dt.date) -> bool:
        return any(step.date == day for step in self.cell.coming)

    @property
    def date(self) -> dt.date | None:
        """The day that the cell shows: of the decision, or of the meeting that it is planned for."""
        if self.cell.state in (State.PLANNED, State.UNDER_WAY) and self.cell.planned:
            return self.cell.planned.date
        return self.cell.since or (self.cell.entry.date if self.cell.entry else None)


@dataclass(frozen=True)
class ShownColumn:
    """A question at the head of its column."""

    column: Column
    title: str
    count: str
    url: str
    segments: tuple[str, ...] = ()  # the colour of each answer, those that count first

    @property
    def is_for_each(self) -> bool:
        return self.column.asked.scope == Scope.EACH


@dataclass(frozen=True)
class Row:
    """A municipality with its answers. `missing` is how many it can give and has not given."""

    place: Place
    cells: tuple[ShownCell | None, ...]
    missing: int
    next_meeting: dt.date | None = None


@dataclass(frozen=True)
class Matrix:
    """`each` are the questions that every municipality answers, `once` those that are answered once.

    `counted` are the columns that the sentence is about, of all `places`, whatever of them is shown. `choices` are keys
    and titles of all that every municipality answers, `only` the one of them that is shown alone.
    """

    each: tuple[ShownColumn, ...]
    rows: tuple[Row, ...]
    left: tuple[Row, ...]
    once: tuple[tuple[ShownColumn, ShownCell], ...]
    today: dt.date
    counted: tuple[Column, ...] = ()
    places: tuple[Place, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    only: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.counted and not self.once

    @property
    def is_wide(self) -> bool:
        """Too many columns for a phone: one may be chosen."""
        return len(self.choices) > COLUMNS_ON_A_PHONE

    @property
    def total(self) -> int:
        return sum(len(each.cells) for each in self.counted) + len(self.once)

    @property
    def taken(self) -> int:
        return sum(each.done for each in self.counted) + sum(cell.cell.counts for _head, cell in self.once)

    def count(self, *states: State) -> int:
        """Answers that stand so. A reservation is one whatever is planned; nobody plans what the authority says."""
        each = [cell for column in self.counted for cell in column.cells]
        joint = [shown.cell for head, shown in self.once if head.column.asked.scope != Scope.AUTHORITY]
        authority = [shown.cell for head, shown in self.once if head.column.asked.scope == Scope.AUTHORITY]
        cells = [*each, *joint, *(cell for cell in authority if cell.state != State.NOT_PLANNED)]
        return sum((State.RESERVED if cell.is_reserved else cell.state) in states for cell in cells)

    @property
    def met(self) -> bool:
        columns = (*self.counted, *(head.column for head, _cell in self.once))
        return not self.is_empty and all(each.met for each in columns)

    @property
    def heads(self) -> tuple[ShownColumn, ...]:
        return (*self.each, *(head for head, _cell in self.once))

    @property
    def conclusion(self) -> str:
        """`21 af 35 beslutninger er truffet. 2 er ikke planlagt.` and who is missing first, by when."""
        said = {"taken": self.taken, "total": self.total}
        parts = [_("%(taken)d af %(total)d beslutninger er truffet.") % said]
        if self.met:
            return _("Alle %(total)d beslutninger er truffet.") % said
        for states, text in (
            ((State.AWAITING,), _("%(count)d afventer en ny beslutning.")),
            ((State.REJECTED,), _("%(count)d er afvist.")),
            ((State.RESERVED, State.CHANGED), _("%(count)d har forbehold eller ændringer.")),
            ((State.NOT_PLANNED,), _("%(count)d er ikke planlagt.")),
        ):
            if count := self.count(*states):
                parts.append(text % {"count": count})
        return " ".join([*parts, self.first_missing]).strip()

    @property
    def first_missing(self) -> str:
        """Who has still to decide what comes first, and its deadline; empty when nobody can decide anything now."""
        open_ = [each for each in self.counted if not each.met and self._can_be_decided(each)]
        if not open_:
            return ""
        first = min(open_, key=lambda each: each.asked.deadline or dt.date.max)
        missing = [place.name for place in self.places if place.pk in first.missing]
        deadline = first.asked.deadline
        said = {"names": join_first(missing), "title": first.asked.title, "date": long_date(deadline)}
        if not deadline:
            return _("%(names)s mangler at beslutte “%(title)s”.") % said
        if deadline < self.today:
            return _("%(names)s mangler at beslutte “%(title)s”. Fristen %(date)s er overskredet.") % said
        return _("%(names)s mangler at beslutte “%(title)s”. Fristen er %(date)s.") % said

    def _can_be_decided(self, column: Column) -> bool:
        asked = column.asked
        has_version = asked.text is None or bool(asked.same_as_newest(self.today))
        return bool(column.cells) and has_version and not column.locked_by

    @property
    def is_late(self) -> bool:
        """A deadline has passed, and somebody has not decided."""
        late = (each for each in self.counted if each.asked.deadline and each.asked.deadline < self.today)
        return any(not each.met for each in late)

    @property
    def colour(self) -> str:
        if self.met:
            return "green"
        if self.is_late or self.count(State.AWAITING, State.REJECTED):
            return "red"
        return "yellow" if self.count(State.RESERVED, State.CHANGED, State.POSTPONED) else "grey"

    def meetings(self) -> list[Coming]:
        """Coming meetings by date."""
        found: dict[tuple[dt.date, Place, str], list[str]] = {}
        for row in self.rows:
            for head, shown in zip(self.each, row.cells, strict=True):
                for step in shown.cell.coming if shown else ():
                    found.setdefault((step.date, row.place, step.body), []).append(head.title)
        return [Coming(*where, titles) for where, titles in sorted(found.items(), key=lambda each: each[0])]


def build_matrix(
    collaboration: Collaboration, *, sort: str = "mangler", only_missing: bool = False, only: str = ""
) -> Matrix:
    """The matrix of a collaboration as it stands today, in a number of queries that does not depend on its size."""
    asked = questions_of(collaboration, for_pages=True)
    places, left = _places(collaboration)
    shown = {"sort": sort, "only_missing": only_missing, "only": only}
    return draw_matrix(asked, places, left, timezone.localdate(), collaboration.slug, **shown)


def draw_matrix(
    asked: Sequence[Asked],
    places: Sequence[Place],
    left: Sequence[Place],
    today: dt.date,
    slug: str,
    *,
    sort: str = "mangler",
    only_missing: bool = False,
    only: str = "",
) -> Matrix:
    """`left` are municipalities that have left and answered something: they are shown last and do not count.

    `only` is the key of a question that is shown alone; one that nobody is asked shows them all.
    """
    stood = columns(asked, [each.pk for each in places], today)
    each = [column for column in stood if column.asked.scope == Scope.EACH]
    choices = tuple((column.asked.key, column.asked.title) for column in each)
    alone = [column for column in each if column.asked.key == only]
    counted = alone or each
    each = [column for column in counted if not (only_missing and column.met)]
    drawing = _Drawing(slug, today, {column.asked.key: column.asked.title for column in stood})
    rows = [drawing.row(place, each) for place in places]
    if only_missing:
        rows = [row for row in rows if row.missing]
    answered = [
        place for place in left if any(entry.municipality == place.pk for one in asked for entry in one.entries)
    ]
    return Matrix(
        each=tuple(drawing.head(column) for column in each),
        rows=tuple(sorted(rows, key=_order(sort))),
        left=tuple(drawing.row(place, each, gone=True) for place in answered),
        once=tuple(
            (drawing.head(column), drawing.shown(column, column.cells[0], ""))
            for column in stood
            if column.asked.scope != Scope.EACH and not alone
        ),
        today=today,
        counted=tuple(counted),
        places=tuple(places),
        choices=choices,
        only=only if alone else "",
    )


def _order(sort: str):
    def key(row: Row):
        by_name = (row.place.sort_name, row.place.code)
        if sort == "kommune":
            return by_name
        if sort == "moede":
            return (row.next_meeting or dt.date.max, *by_name)
        return (-row.missing, *by_name)

    return key


@dataclass(frozen=True)
class _Drawing:
    slug: str
    today: dt.date
    titles: dict[str, str]
    _addresses: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _words: dict[tuple[State, bool], str] = field(default_factory=dict)

    def head(self, column: Column) -> ShownColumn:
        url = reverse("decisions:question", args=[self.slug, column.asked.key])
        if column.locked_by:
            waits = join_words(self.titles.get(key, key) for key in column.locked_by)
            count = _("Låst, venter på: %(titles)s") % {"titles": waits}
        else:
            count = _("%(done)d af %(total)d") % {"done": column.done, "total": len(column.cells)}
            reserved = sum(cell.is_reserved for cell in column.cells)
            if reserved:
                count += " · " + _("%(count)d forbehold") % {"count": reserved}
        segments = sorted((segment(cell) for cell in column.cells), key=SEGMENTS.index)
        return ShownColumn(column, column.asked.title, count, url, tuple(segments))

    def row(self, place: Place, each: Iterable[Column], *, gone: bool = False) -> Row:
        cells = []
        for column in each:
            cell = column.asked.cell(place.pk, self.today) if gone else column.cell(place.pk)
            cells.append(self.shown(column, cell, place.code))
        planned = [step.date for shown in cells for step in shown.cell.coming]
        can_answer = [shown.cell for shown in cells if shown.cell.state != State.LOCKED and not gone]
        missing = sum(not each.counts for each in can_answer)
        return Row(place, tuple(cells), missing, min(planned, default=None))

    def shown(self, column: Column, cell: Cell, code: str) -> ShownCell:
        asked, look = column.asked, LOOKS[cell.state]
        urgent = is_urgent(asked, cell, self.today)
        if urgent:
            look = LOOKS[State.AWAITING]
        elif is_planned_late(asked, cell):
            look = LOOKS[State.POSTPONED]
        return ShownCell(
            cell=cell,
            label=self._word(cell.state, asked.scope == Scope.AUTHORITY),
            note=note(asked, cell, self.today),
            colour=look.colour,
            icon=look.icon,
            url="" if cell.state == State.LOCKED else self._address(asked.key, code),
            urgent=urgent,
        )

    def _address(self, key: str, code: str) -> str:
        """A table has a thousand cells: Django is asked for one address of each column."""
        if key not in self._addresses:
            once = reverse("decisions:question", args=[self.slug, key])
            each = reverse("decisions:cell", args=[self.slug, key, ANY_CODE])
            self._addresses[key] = (once, *each.rsplit(ANY_CODE, 1))
        once, before, after = self._addresses[key]
        return f"{before}{code}{after}" if code else once

    def _word(self, state: State, is_authority: bool) -> str:
        """Translated once for the table."""
        if (state, is_authority) not in self._words:
            words = AUTHORITY_WORDS if is_authority else {}
            self._words[state, is_authority] = str(words.get(state, LOOKS[state].label))
        return self._words[state, is_authority]


# What a place is made of.
PLACE_FIELDS = ("municipality", "municipality__code", "municipality__name", "municipality__sort_name")


def _places(collaboration: Collaboration) -> tuple[list[Place], list[Place]]:
    """Those who take part, and those who have left, in Danish order."""
    wanted = (ParticipationState.PARTICIPANT, ParticipationState.WITHDRAWN)
    rows = (
        collaboration.participations.filter(state__in=wanted)
        .order_by("municipality__sort_name")
        .values_list("state", "since", *PLACE_FIELDS)
    )
    found: tuple[list[Place], list[Place]] = ([], [])
    for state, since, *place in rows:
        gone = state == ParticipationState.WITHDRAWN
        found[gone].append(Place(*place, since if gone else None))
    return found

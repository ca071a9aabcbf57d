"""The matrix: municipalities by questions, as page, paper and spreadsheet show it. Pure, apart from `build_matrix`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import Collaboration, ParticipationState
from common.formats import join_words, short_date
from decisions.reading import questions_of
from decisions.standing import Asked, Cell, Column, Doubt, State, columns
from decisions.vocabulary import Scope

ANY_CODE = "000"
COLUMNS_ON_A_PHONE = 6
DEADLINE_IS_NEAR = dt.timedelta(days=60)


class Look(NamedTuple):
    """How a state is shown: word, colour and shape."""

    label: str
    colour: str
    icon: str


LOOKS = {
    State.ADOPTED: Look(gettext_lazy("Vedtaget"), "green", "ok"),
    State.NOTED: Look(gettext_lazy("Taget til efterretning"), "green", "ok"),
    State.RESERVED: Look(gettext_lazy("Forbehold"), "yellow", "warning"),
    State.CHANGED: Look(gettext_lazy("Ændringer"), "yellow", "warning"),
    State.POSTPONED: Look(gettext_lazy("Udskudt"), "yellow", "warning"),
    State.REJECTED: Look(gettext_lazy("Afvist"), "red", "stop"),
    State.NOT_RELEVANT: Look(gettext_lazy("Ikke relevant"), "grey", "none"),
    State.PLANNED: Look(gettext_lazy("Planlagt"), "blue", "calendar"),
    State.UNDER_WAY: Look(gettext_lazy("Under behandling"), "blue", "started"),
    State.NOT_PLANNED: Look(gettext_lazy("Ikke planlagt"), "grey", "open"),
    State.LOCKED: Look(gettext_lazy("Låst"), "grey", "locked"),
    State.AWAITING: Look(gettext_lazy("Afventer ny beslutning"), "red", "stop"),
}
# What the authority says is called otherwise than what a council says.
AUTHORITY_WORDS = {
    State.ADOPTED: gettext_lazy("Godkendt"),
    State.NOTED: gettext_lazy("Orienteret"),
    State.RESERVED: gettext_lazy("Vilkår"),
    State.REJECTED: gettext_lazy("Ikke godkendt"),
    State.UNDER_WAY: gettext_lazy("Sendt"),
    State.NOT_PLANNED: gettext_lazy("Ikke sendt"),
    State.AWAITING: gettext_lazy("Afventer ny godkendelse"),
}


class Place(NamedTuple):
    """A municipality of the matrix. `left_on` is the day on which it left, if it has."""

    pk: int
    code: str
    name: str
    sort_name: str
    left_on: dt.date | None = None


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
    place: Place
    cells: tuple[ShownCell | None, ...]
    missing: int
    next_meeting: dt.date | None = None


@dataclass(frozen=True)
class Matrix:
    """`each` are the questions that every municipality answers, `once` those that are answered once.

    `choices` are keys and titles of all that every municipality answers, `only` the one of them that is shown alone.
    """

    each: tuple[ShownColumn, ...]
    rows: tuple[Row, ...]
    left: tuple[Row, ...]
    once: tuple[tuple[ShownColumn, ShownCell], ...]
    today: dt.date
    choices: tuple[tuple[str, str], ...] = ()
    only: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.each and not self.once

    @property
    def is_wide(self) -> bool:
        """Too many columns for a phone: one may be chosen."""
        return len(self.choices) > COLUMNS_ON_A_PHONE

    @property
    def total(self) -> int:
        return sum(len(each.column.cells) for each in self.each) + len(self.once)

    @property
    def taken(self) -> int:
        return sum(each.column.done for each in self.each) + sum(cell.cell.counts for _head, cell in self.once)

    def count(self, *states: State) -> int:
        return sum(cell.cell.state in states for row in self.rows for cell in row.cells if cell)

    @property
    def met(self) -> bool:
        return not self.is_empty and all(head.column.met for head in self.heads)

    @property
    def heads(self) -> tuple[ShownColumn, ...]:
        return (*self.each, *(head for head, _cell in self.once))

    @property
    def conclusion(self) -> str:
        """`21 af 35 beslutninger er truffet. 2 er ikke planlagt.` and which text has been overtaken."""
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
        return " ".join(parts)

    @property
    def colour(self) -> str:
        if self.met:
            return "green"
        if self.count(State.AWAITING, State.REJECTED):
            return "red"
        return "yellow" if self.count(State.RESERVED, State.CHANGED, State.POSTPONED) else "grey"

    def meetings(self) -> list[tuple[dt.date, Place, list[str]]]:
        """Coming meetings by date: the day, the municipality, and what it takes up."""
        found: dict[tuple[dt.date, Place], list[str]] = {}
        for row in self.rows:
            for head, shown in zip(self.each, row.cells, strict=True):
                for step in shown.cell.coming if shown else ():
                    found.setdefault((step.date, row.place), []).append(head.title)
        return [(date, place, titles) for (date, place), titles in sorted(found.items(), key=lambda each: each[0])]


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
    each = alone or each
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
        segments = sorted(("green" if cell.counts else _segment(cell) for cell in column.cells), key=_SEGMENTS.index)
        return ShownColumn(column, column.asked.title, count, url, tuple(segments))

    def row(self, place: Place, each: Iterable[Column], *, gone: bool = False) -> Row:
        cells = []
        for column in each:
            cell = column.asked.cell(place.pk, self.today) if gone else column.cell(place.pk)
            cells.append(self.shown(column, cell, place.code))
        planned = [step.date for shown in cells for step in shown.cell.coming]
        missing = 0 if gone else sum(not shown.cell.counts for shown in cells)
        return Row(place, tuple(cells), missing, min(planned, default=None))

    def shown(self, column: Column, cell: Cell, code: str) -> ShownCell:
        look = LOOKS[cell.state]
        urgent = cell.state == State.NOT_PLANNED and self._is_near(column)
        deadline = column.asked.deadline
        return ShownCell(
            cell=cell,
            label=self._word(cell.state, column.asked.scope == Scope.AUTHORITY),
            note=_("Frist %(date)s") % {"date": short_date(deadline)} if urgent else _note(cell),
            colour="red" if urgent else look.colour,
            icon="stop" if urgent else look.icon,
            url="" if cell.state == State.LOCKED else self._address(column.asked.key, code),
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

    def _is_near(self, column: Column) -> bool:
        deadline = column.asked.deadline
        return deadline is not None and deadline <= self.today + DEADLINE_IS_NEAR


_SEGMENTS = ("green", "yellow", "red", "open")


def _segment(cell: Cell) -> str:
    colour = LOOKS[cell.state].colour
    return colour if colour in ("yellow", "red") else "open"


def _note(cell: Cell) -> str:
    """What stands under the word: the date, or why a yes does not count."""
    if cell.state == State.AWAITING and cell.doubt == Doubt.OLD_VERSION:
        return _("Vedtog version %(number)d") % {"number": cell.entry.version}
    if cell.state == State.AWAITING and cell.doubt == Doubt.SET_BACK:
        return _("Deltagerne er ændret")
    if cell.state in (State.PLANNED, State.UNDER_WAY) and cell.planned:
        return short_date(cell.planned.date)
    if cell.counts:
        return short_date(cell.since)
    return short_date(cell.entry.date) if cell.entry else ""


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

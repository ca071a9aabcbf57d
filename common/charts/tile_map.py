"""The schematic map: one square per municipality, so that each is equally visible. Pure: knows no models.

A square has no room for a name that can be read: those that the map is about have numbers, and below it stands which
number is whose, in Danish order.

Every shape carries both a class and a literal colour: in the browser the class wins (theme, dark mode), in the PDF,
where page styles do not reach inside an SVG, the literal colour does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from common.danish import sort_key

Kind = Literal["participant", "interested", "gone", ""]

STEP = 16  # units between the corners of neighbouring squares; a square is 15 wide
LINE = 15  # units from one name below the map to the next
COLUMNS = 2  # of names
COLOURS = {"participant": "#0b5567", "interested": "#ffffff", "gone": "#ffffff", "": "#dde4e6"}
STROKES = {"participant": "", "interested": "#0b5567", "gone": "#6f818b", "": ""}
TEXT_COLOURS = {"participant": "#ffffff", "interested": "#4a5b65", "gone": "#4a5b65", "": "#4a5b65"}


@dataclass(frozen=True)
class Place:
    """Where a municipality stands on the map."""

    code: str
    name: str
    column: int
    row: int


@dataclass(frozen=True)
class Tile:
    place: Place
    kind: Kind
    text: str = ""

    @property
    def x(self) -> str:
        return str(self.place.column * STEP)

    @property
    def y(self) -> str:
        return str(self.place.row * STEP)

    @property
    def text_x(self) -> str:
        return str(self.place.column * STEP + 7.5)

    @property
    def text_y(self) -> str:
        return str(self.place.row * STEP + 11.5)

    @property
    def fill(self) -> str:
        return COLOURS[self.kind]

    @property
    def stroke(self) -> str:
        return STROKES[self.kind]

    @property
    def text_fill(self) -> str:
        return TEXT_COLOURS[self.kind]


@dataclass(frozen=True)
class Name:
    """A line below the map: whose a number is."""

    text: str
    x: str
    y: str


@dataclass(frozen=True)
class TileMap:
    title: str
    tiles: tuple[Tile, ...]
    with_names: bool = True

    @property
    def ground(self) -> list[Tile]:
        """Those that the map says nothing of, drawn first."""
        return [tile for tile in self.tiles if not tile.kind]

    @property
    def marked(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.kind]

    @property
    def names(self) -> list[Name]:
        """In two columns, the first to its end before the second; a single name needs no number."""
        marked = sorted(self.marked, key=lambda tile: sort_key(tile.place.name)) if self.with_names else []
        left, top, width, height = self._ground
        return [
            Name(
                f"{tile.text} {tile.place.name}".strip(),
                str(left + 1 + place // self._lines * width // COLUMNS),
                str(top + height + LINE * (place % self._lines + 1) - 2),
            )
            for place, tile in enumerate(marked)
        ]

    @property
    def view_box(self) -> str:
        """Left, top, width and height of the drawing, with a margin for strokes."""
        left, top, width, height = self._ground
        below = LINE * self._lines + 3 if self._lines else 0
        return f"{left} {top} {width} {height + below}"

    @property
    def _lines(self) -> int:
        """How many lines of names there are."""
        return -(-len(self.marked) // COLUMNS) if self.with_names else 0

    @property
    def _ground(self) -> tuple[int, int, int, int]:
        columns = [tile.place.column for tile in self.tiles] or [0]
        rows = [tile.place.row for tile in self.tiles] or [0]
        width, height = (STEP * (max(each) - min(each) + 1) + 2 for each in (columns, rows))
        return min(columns) * STEP - 1, min(rows) * STEP - 1, width, height


def tile_map(
    title: str, places: Iterable[Place], kinds: Mapping[str, Kind], texts: Mapping[str, str] | None = None
) -> TileMap:
    """The map of all `places` with those in `kinds` (by municipality code) marked. `title` says what it shows.

    `texts` is what stands in a square instead of the number of its name; then there are no names below.
    """
    places = list(places)
    written = _numbers(places, kinds) if texts is None else texts
    tiles = (Tile(place, kinds.get(place.code, ""), written.get(place.code, "")) for place in places)
    return TileMap(title, tuple(tiles), with_names=texts is None)


def _numbers(places: Iterable[Place], kinds: Mapping[str, Kind]) -> dict[str, str]:
    marked = sorted((each for each in places if kinds.get(each.code)), key=lambda each: sort_key(each.name))
    return {each.code: str(number) for number, each in enumerate(marked, 1)} if len(marked) > 1 else {}

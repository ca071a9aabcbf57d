"""The schematic map: one square per municipality, so that each is equally visible. Pure: knows no models.

Every shape carries both a class and a literal colour: in the browser the class wins (theme, dark mode), in the PDF,
where page styles do not reach inside an SVG, the literal colour does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["participant", "interested", "gone", ""]

STEP = 16  # units between the corners of neighbouring squares; a square is 15 wide
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
    text: str = ""  # instead of the beginning of its name

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
        return str(self.place.row * STEP + 9.5)

    @property
    def label(self) -> str:
        return self.text or self.place.name[:4]

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
class TileMap:
    title: str
    tiles: tuple[Tile, ...]

    @property
    def ground(self) -> list[Tile]:
        """Those that the map says nothing of, drawn first."""
        return [tile for tile in self.tiles if not tile.kind]

    @property
    def marked(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.kind]

    @property
    def view_box(self) -> str:
        """Left, top, width and height of the drawing, with a margin for strokes."""
        columns = [tile.place.column for tile in self.tiles] or [0]
        rows = [tile.place.row for tile in self.tiles] or [0]
        left, top = min(columns) * STEP - 1, min(rows) * STEP - 1
        width, height = (max(columns) - min(columns) + 1) * STEP + 2, (max(rows) - min(rows) + 1) * STEP + 2
        return f"{left} {top} {width} {height}"


def tile_map(
    title: str, places: Iterable[Place], kinds: Mapping[str, Kind], texts: Mapping[str, str] | None = None
) -> TileMap:
    """The map of all `places` with those in `kinds` (by municipality code) marked. `title` says what it shows.

    `texts` is what stands in a square instead of the beginning of its municipality's name.
    """
    texts = texts or {}
    return TileMap(title, tuple(Tile(place, kinds.get(place.code, ""), texts.get(place.code, "")) for place in places))

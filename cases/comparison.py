"""Two to four cases side by side, field by field: what they differ in first, then what is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.document import CaseDocument, Lesson
from cases.pages import ShownCase
from common.formats import UNKNOWN

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Line:
    """One thing that a case says. `is_own` where none of the others says it."""

    text: str
    is_own: bool = False


@dataclass(frozen=True)
class Cell:
    """What one case says: `title` is the case's."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Field:
    """One row of the comparison: what each case says, in the order of the cases."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def is_same(self) -> bool:
        return len({tuple(line.text for line in cell.lines) for cell in self.cells}) == 1

    @property
    def telling(self) -> int:
        """How many of the cases say anything about it."""
        return sum(any(line.text != UNKNOWN for line in cell.lines) for cell in self.cells)

    @property
    def has_own(self) -> bool:
        """Whether something is pointed out, so that the mark has to be explained."""
        return any(line.is_own for cell in self.cells for line in cell.lines)


@dataclass(frozen=True)
class Comparison:
    """What can be compared and differs, what only one case tells, and what is the same."""

    titles: tuple[str, ...]
    different: list[Field]
    alone: list[Field]
    same: list[Field]

    @property
    def sentence(self) -> str:
        total = len(self.different) + len(self.same)
        if not total:
            return _("Casene fortæller ikke om det samme.")
        if not self.different:
            said = ngettext(
                "Casene siger det samme på det ene punkt, vi kan sammenligne.",
                "Casene siger det samme på alle {total} punkter.",
                total,
            )
            return said.format(total=total)
        return ngettext(
            "Casene er forskellige på det ene punkt, vi kan sammenligne.",
            "Casene er forskellige på {different} af {total} punkter.",
            total,
        ).format(different=len(self.different), total=total)


def wrong_number(number: int) -> str:
    """What to do where the number of cases is wrong; empty where it is right."""
    if number < FEWEST:
        return _("Vælg mindst to cases. Så kan du se dem side om side.")
    if number > MOST:
        return _("Du har valgt {number} cases. Vælg højst fire, så de kan stå side om side.").format(number=number)
    return ""


def compare(cases: Sequence[ShownCase]) -> Comparison:
    """What none of the cases says anything about is left out."""
    titles = tuple(case.content.title for case in cases)
    said = [_said(case) for case in cases]
    fields = [Field(label, _marked(titles, [each[label] for each in said])) for label in said[0]]
    told_by_several = [field for field in fields if field.telling > 1]
    return Comparison(
        titles=titles,
        different=[field for field in told_by_several if not field.is_same],
        alone=[field for field in fields if field.telling == 1],
        same=[field for field in told_by_several if field.is_same],
    )


def _marked(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    """A line is pointed out as the case's own where the case shares others: a single answer speaks for itself."""
    marked = []
    for index, (title, lines) in enumerate(zip(titles, cells, strict=True)):
        others = {text for number, other in enumerate(cells) if number != index for text in other}
        shares = any(text in others for text in lines)
        marked.append(Cell(title, tuple(Line(text, shares and text not in others) for text in lines)))
    return tuple(marked)


def _said(case: ShownCase) -> dict[str, list[str]]:
    """Label of a field -> the lines that the case has in it; `Ikke oplyst` where it has none."""
    content = case.content
    said = {
        _("I én sætning"): [content.essence],
        **{fact.label: [fact.text] for fact in case.facts},
        _("Opgaver"): content.areas,
        _("Gevinster"): [f"{label}: {gain.text}" for label, gains in case.gains for gain in gains],
        _("Forventet og faktisk"): [each.result.sentence for each in case.results],
        _("Forpligtelse"): [content.governance.commitment],
        _("Politik"): [content.governance.politics],
        _("Styring"): _arrangements(content),
        _("Finansiering"): [content.financing.summary],
        _("Forudsætninger"): _texts(content.preconditions),
        _("Udfordringer"): _texts(content.challenges),
        _("Gode råd"): _texts(content.advice),
        _("Fremtid"): [content.outlook],
    }
    said[_("Fagområder")] = list(case.topics)
    said[_("Kommuner")] = list(case.municipalities)
    return {label: [text for text in lines if text] or [UNKNOWN] for label, lines in said.items()}


def _arrangements(content: CaseDocument) -> list[str]:
    return [f"{each.period}: {each.text}" if each.period else each.text for each in content.governance.arrangements]


def _texts(lessons: Sequence[Lesson]) -> list[str]:
    return [lesson.text for lesson in lessons]

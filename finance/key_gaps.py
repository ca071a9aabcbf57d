"""What a key lacks before it can be worked out, each thing with the page on which it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.comparing import TRIAL
from finance.keys import About, Outcome, Row
from finance.models import KeyComponent, KeyInput
from finance.parts import Part, lacking, reasons
from finance.reading import LoadedKey


@dataclass(frozen=True)
class Gap:
    """A sentence about what is missing, and the words and address of a link to where it is filled in.

    `for_all`: the page is one that each municipality's contact writes on too, and not only who works on the key.
    """

    said: str
    link: str
    address: str
    for_all: bool = False


def gaps_of(loaded: LoadedKey, outcome: Outcome) -> tuple[Gap, ...]:
    """In the order of the parts, each thing once; empty for a key that can be worked out."""
    found: dict[tuple[str, str], Gap] = {}
    for gap in _all(loaded, outcome):
        found.setdefault((gap.said, gap.address), gap)
    return tuple(found.values())


def _all(loaded: LoadedKey, outcome: Outcome) -> Iterator[Gap]:
    names = {each.code: each.name for each in loaded.payers}
    rows, count = loaded.row.components.all(), len(loaded.parts)
    of_all = [row.missing for row in outcome.rows[count:] if row.about == About.COMPONENTS]
    for part, component, row in zip(loaded.parts, rows, outcome.rows[:count], strict=True):
        if row.missing in of_all:
            continue  # nothing of its own: the parts make no hundred, which is said once
        for said in _of_part(loaded, part, row, names):
            yield Gap(said, *_where(loaded, part, component, row))
    slug, pk = loaded.row.collaboration.slug, loaded.row.pk
    for row in outcome.rows[count:]:
        for said in _sentences(row, names):
            if not loaded.parts:
                yield Gap(said, _("Tilføj en del"), reverse("finance:add_component", args=[slug, pk]))
            elif row.about == About.PAYERS:
                yield Gap(said, _("Se deltagerne"), reverse("collaborations:participants", args=[slug]), for_all=True)
            else:
                yield Gap(said, _("Se delene"), "#h-parts", for_all=True)


def _of_part(loaded: LoadedKey, part: Part, row: Row, names: Mapping[str, str]) -> list[str]:
    """All that is not written in the part; where it is whole, what is not known of the municipalities."""
    count = part.count(list(names), loaded.ground)
    unwritten = lacking(part, TRIAL if part.shares_a_part else part.amount, count) if row.missing else []
    return reasons({"": unwritten}, names) if unwritten else _sentences(row, names)


def _sentences(row: Row, names: Mapping[str, str]) -> list[str]:
    return reasons({code: [thing] for code, thing in row.missing.items()}, names)


def _where(loaded: LoadedKey, part: Part, component: KeyComponent, row: Row) -> tuple[str, str, bool]:
    """A municipality's figure stands in what is counted, all else in the part."""
    slug, codes = loaded.row.collaboration.slug, [code for code in row.missing if code]
    if codes and (counted := _lacking_figures(loaded, part, component, codes)):
        link = _("Skriv tallene i “%(name)s”") % {"name": counted.name}
        return link, reverse("finance:key_input", args=[slug, counted.pk]), True
    link = _("Ret “%(name)s”") % {"name": part.name}
    return link, reverse("finance:change_component", args=[slug, loaded.row.pk, component.pk]), False


def _lacking_figures(loaded: LoadedKey, part: Part, component: KeyComponent, codes: Collection[str]) -> KeyInput | None:
    """The count that has no figure of these: hours are asked for before what they are shared by."""
    shared_by = part.count([each.code for each in loaded.payers], loaded.ground)
    counts = [(component.hours, part.hours), (component.input, part.input if shared_by is part.input else None)]
    for written, count in counts:
        if count and any(count.values.get(code) is None for code in codes):
            return written
    return None

"""A frozen key as it is shown and printed: read from its content alone, so that it says the same in ten years. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common.danish import sort_key
from common.formats import UNKNOWN, kroner, number
from finance.key_words import PartInWords, in_words, thawed, thawed_count
from finance.parts import Count, merged, reasons

SHARE_DECIMALS = 4


@dataclass(frozen=True)
class Frozen:
    content: Mapping[str, Any]

    @cached_property
    def names(self) -> dict[str, str]:
        """Of those who paid, by code, in Danish order."""
        names = {code: each["name"] for code, each in self.content["payers"].items()}
        return dict(sorted(names.items(), key=lambda each: sort_key(each[1])))

    @property
    def parts(self) -> list[PartInWords]:
        return [in_words(thawed(each), self.names) for each in self.content["parts"]]

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        found = [thawed_count(part[name]) for part in self.content["parts"] for name in ("count", "hours")]
        return merged(each for each in found if each)

    @property
    def amount(self) -> Decimal | None:
        return _decimal(self.content["amount"])

    @property
    def missing(self) -> list[str]:
        """That nobody has said an amount is no gap in a key that shares any."""
        if self.content["shares"] is not None and self.amount is None:
            return []
        return reasons(self.content["missing"], self.names)

    @property
    def facts(self) -> list[str]:
        """What a paper says of it besides its parts."""
        content = self.content
        said = [_("Beløbene gælder %(year)d.") % {"year": content["year"]}]
        if self.amount is not None:
            said = [_("%(amount)s deles i %(year)d.") % {"amount": kroner(self.amount), "year": content["year"]}]
        if content["regulation"]:
            said.append(_("Nøglen reguleres: %(when)s.") % {"when": content["regulation"].rstrip(".")})
        if content["without_start_capital"]:
            said.append(_("Der betales ingen startkapital."))
        if content["source"]:
            said.append(_("Kilde: %(source)s.") % {"source": content["source"].rstrip(".")})
        said += [f"{each.label}." for each in self.counts]
        return [*said, *([content["note"]] if content["note"] else []), *self.missing]

    ## The table: what was counted, and what each pays

    @property
    def heads(self) -> list[str]:
        counted = [
            f"{each.name} ({each.unit})" if each.unit != each.name.lower() else each.name for each in self.counts
        ]
        shares = [_("Andel")] if self.content["shares"] is not None else []
        return [_("Kommune"), *counted, *shares, _("Beløb")]

    @property
    def rows(self) -> list[list[str]]:
        rows = [self._row(code, name) for code, name in self.names.items()]
        return [*rows, self._sum()] if self.content["pays"] is not None else rows

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """The rows with the head of each cell, for who reads a cell alone."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    ## Part by part: what each pays of each, so that a total can be worked out again by hand

    @property
    def part_heads(self) -> list[str]:
        return [_("Kommune"), *(each["name"] for each in self.content["parts"]), _("I alt")]

    @property
    def part_cells(self) -> list[list[tuple[str, str]]]:
        """Empty for a key of one part, and where something is missing."""
        parts, pays = self.content["parts"], self.content["pays"]
        if len(parts) < 2 or pays is None:
            return []
        rows = [
            [name, *(_kroner((each["pays"] or {}).get(code)) for each in parts), _kroner(pays.get(code))]
            for code, name in self.names.items()
        ]
        return [list(zip(self.part_heads, row, strict=True)) for row in rows]

    def _row(self, code: str, name: str) -> list[str]:
        counted = [_number(each.values.get(code)) for each in self.counts]
        shares, pays = self.content["shares"], self.content["pays"] or {}
        return [
            name,
            *counted,
            *([_share(shares[code])] if shares is not None else []),
            kroner(_decimal(pays.get(code))),
        ]

    def _sum(self) -> list[str]:
        counted = [_number(sum(each.values.values(), Decimal(0))) for each in self.counts]
        shares = [_("100 %")] if self.content["shares"] is not None else []
        return [_("I alt"), *counted, *shares, kroner(sum(map(Decimal, self.content["pays"].values()), Decimal(0)))]


def _number(value: Decimal | None) -> str:
    return UNKNOWN if value is None else number(Decimal(f"{value.normalize():f}"))


def _kroner(text: str | None) -> str:
    """What somebody pays of a part; who does not pay of it pays nothing."""
    return kroner(Decimal(text or 0))


def _share(text: str) -> str:
    return f"{number(Decimal(text), SHARE_DECIMALS)}\u00a0%"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

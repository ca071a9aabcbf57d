"""The economy of a collaboration in short, as the overview and the status report say it.

What is approved is read from its frozen version, and a chosen key from its own; nothing is worked out anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.danish import sort_key
from common.formats import number
from finance.appraisal import Kind
from finance.models import BusinessCase, KeyVersion
from finance.services.keys import newest_version
from finance.vocabulary import CaseState

FIRST_PHASE = 3  # in which a case is made
CASE, KEY = "case", "key"
PERCENT_DECIMALS = 1


@dataclass(frozen=True)
class Chosen:
    """The key that the collaboration has chosen, and since when."""

    key_id: int
    name: str
    number: int
    since: dt.date


@dataclass(frozen=True)
class Share:
    """What one municipality pays and gains. What is not known is None.

    `first_year` is its part of what is invested in the first year; the rest holds for all years of the case. By a key
    alone `pays` is that of the key's year, and `percent` its part of whatever is shared. `lacks_figures`: it has not
    written its own in a line where others have.
    """

    code: str
    name: str
    first_year: Decimal | None = None
    pays: Decimal | None = None
    gain: Decimal | None = None
    net: Decimal | None = None
    percent: Decimal | None = None
    lacks_figures: bool = False

    @property
    def percent_label(self) -> str:
        return "" if self.percent is None else number(self.percent, PERCENT_DECIMALS)


@dataclass(frozen=True)
class EconomyInShort:
    lead: str
    rest: str
    figures: tuple[Mapping[str, str], ...]
    case: BusinessCase | None  # the approved version
    draft: BusinessCase | None
    chosen: Chosen | None
    first_year: int | None  # of the shares
    last_year: int | None
    basis: str  # where the shares come from: CASE, KEY, or empty where there are none
    shares: tuple[Share, ...]
    note: str  # about the shares: who pays more than it gains, or why there are none

    @property
    def has_begun(self) -> bool:
        return bool(self.case or self.draft or self.chosen)

    def own(self, codes: Collection[str]) -> list[Share]:
        """Those of the municipalities that the reader belongs to."""
        return [each for each in self.shares if each.code in codes]

    def as_dict(self) -> dict[str, Any]:
        """As a report freezes it. Schema: docs/export-schema.md."""
        case, chosen = self.case, self.chosen
        return {
            "conclusion": {"lead": self.lead, "rest": self.rest},
            "figures": [dict(each) for each in self.figures],
            "case": {
                "number": case.number,
                "approved_on": case.approved_on.isoformat(),
                "approved_as": case.approved_as,
            }
            if case
            else None,
            "draft_number": self.draft.number if self.draft else None,
            "key": {"name": chosen.name, "number": chosen.number, "since": chosen.since.isoformat()}
            if chosen
            else None,
            "shares": {
                "basis": self.basis,
                "first_year": self.first_year,
                "last_year": self.last_year,
                "note": self.note,
                "rows": [{name: _text(value) for name, value in asdict(each).items()} for each in self.shares],
            },
        }


def economy_in_short(collaboration: Collaboration) -> EconomyInShort:
    """Two queries, whatever there is."""
    states = (CaseState.DRAFT, CaseState.APPROVED)
    cases = {each.state: each for each in collaboration.business_cases.filter(state__in=states)}
    case, draft = cases.get(CaseState.APPROVED), cases.get(CaseState.DRAFT)
    version = newest_version(collaboration)
    lead, rest = _conclusion(collaboration.phase, case, draft, version)
    return EconomyInShort(
        lead=lead,
        rest=rest,
        figures=tuple(case.snapshot.get("figures", ())) if case else (),
        case=case,
        draft=draft,
        chosen=_chosen(version),
        **_shares(case, version),
    )


def _conclusion(
    phase: int, case: BusinessCase | None, draft: BusinessCase | None, version: KeyVersion | None
) -> tuple[str, str]:
    """What the case comes to, or what is missing and who does it."""
    if case:
        said = case.snapshot.get("sentence")
        if said:
            return said["lead"], said["rest"]
        why = _("Derfor er der ikke regnet på det: %(reason)s") % {"reason": case.snapshot["reason"]}
        return _("Gevinsterne er beskrevet i ord."), why
    key = "" if version else _("Ingen fordelingsnøgle er foreslået endnu.")
    if draft:
        lead = _("Der er en kladde til business casen, som ikke er godkendt.")
        return lead, _joined(_("Koordinatoren godkender den, når den er klar."), key)
    if phase < FIRST_PHASE and version is None:
        return _("Business casen kommer i fase %(phase)d.") % {"phase": FIRST_PHASE}, ""
    lead = _("Det er ikke gjort op, hvad samarbejdet koster og giver.")
    return lead, _joined(_("Koordinatoren eller en bidragyder begynder på business casen."), key)


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _chosen(version: KeyVersion | None) -> Chosen | None:
    if version is None:
        return None
    return Chosen(version.key_id, version.content["name"], version.number, version.frozen_on)


def _shares(case: BusinessCase | None, version: KeyVersion | None) -> dict[str, Any]:
    """By the case where it can be shared; otherwise what the chosen key says of its own year."""
    if case and case.snapshot.get("municipalities"):
        content = case.snapshot
        is_told = content["years"][0] not in content.get("empty_years", ())
        start = content["start_costs"] if is_told else {}
        rows = [_by_case(each, start, content.get("untold", ())) for each in content["municipalities"]]
        years, note, basis = content["years"], content["municipalities_note"], CASE
    elif version and (version.content["pays"] or version.content["shares"]):
        content = version.content
        rows = [_by_key(code, each["name"], content) for code, each in content["payers"].items()]
        rows.sort(key=lambda each: sort_key(each.name))
        years, note, basis = [content["year"]], "", KEY
    else:
        rows, years, basis = [], [None], ""
        note = case.snapshot.get("municipalities_note", "") if case else ""
    return {"shares": tuple(rows), "first_year": years[0], "last_year": years[-1], "note": note, "basis": basis}


def _by_case(own: Mapping[str, str | None], start_costs: Mapping[str, str | None], untold: Collection[str]) -> Share:
    """Nothing is gained or left that anybody knows of where no figure of a gain is written."""
    investment, operation, gain, net = (_decimal(own[name]) for name in ("investment", "operation", "gain", "net"))
    is_gain_known = Kind.GAIN.value not in untold
    return Share(
        code=own["code"],
        name=own["name"],
        first_year=_decimal(start_costs.get(own["code"])),
        pays=None if investment is None or operation is None else investment + operation,
        gain=gain if is_gain_known else None,
        net=net if is_gain_known else None,
        lacks_figures=None in (investment, operation, gain),
    )


def _by_key(code: str, name: str, content: Mapping[str, Any]) -> Share:
    pays, percent = ((content[each] or {}).get(code) for each in ("pays", "shares"))
    return Share(
        code=code,
        name=name,
        pays=_decimal(pays),
        percent=_decimal(percent),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value

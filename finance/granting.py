"""The page of appropriations: what each council has granted, against what the approved case expects at the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.access import Access
from collaborations.models import Collaboration
from common.danish import sort_key
from common.formats import join_first, kroner, number
from finance.models import Appropriation
from finance.reading import Party, payers_of
from finance.settled import NOTHING, Economy, read_economy
from finance.vocabulary import CaseState
from municipalities.models import Municipality

SMALL_NUMBERS = ("Ingen", "En", "To", "Tre", "Fire", "Fem", "Seks", "Syv", "Otte", "Ni", "Ti")


@dataclass(frozen=True)
class GrantLine:
    """One municipality. `cost` is what it pays at the start: None where nobody has said, which is not 0."""

    code: str
    name: str
    cost: Decimal | None
    granted: Decimal | None  # for the first year
    other_years: tuple[tuple[int, Decimal], ...] = ()
    is_own: bool = False
    takes_part: bool = True

    @property
    def missing(self) -> Decimal:
        """What is left to grant before the start."""
        if self.cost is None or not self.takes_part:
            return NOTHING
        return max(NOTHING, self.cost - (self.granted or NOTHING))


@dataclass(frozen=True)
class GrantPage:
    """`year` is the first year of the approved case; None without a case in figures."""

    lines: tuple[GrantLine, ...]
    year: int | None
    lead: str
    rest: str
    may_record: bool
    is_settled: bool = False
    lacks_key: bool = False  # the approved case is shared among nobody, because it has no key

    @property
    def total_cost(self) -> Decimal | None:
        costs = [each.cost for each in self.lines if each.takes_part]
        return None if not costs or None in costs else sum(costs, NOTHING)

    @property
    def total_granted(self) -> Decimal:
        return sum((each.granted or NOTHING for each in self.lines if each.takes_part), NOTHING)

    @property
    def total_missing(self) -> Decimal | None:
        """What all of them lack together; None where it is not known what one of them is to pay."""
        return None if self.total_cost is None else sum((each.missing for each in self.lines), NOTHING)

    @property
    def has_other_years(self) -> bool:
        return any(each.other_years for each in self.lines)


def build_grant_page(collaboration: Collaboration) -> GrantPage:
    access: Access = collaboration.access
    economy, parties = read_economy(collaboration), payers_of(collaboration)
    year = first_year(economy)
    own = access.contact_for | access.director_for | access.reader_for
    lines = [_line(each, economy, year, own, timezone.localdate()) for each in parties]
    lines += _of_others(economy, year, {each.municipality_id for each in parties})
    lines.sort(key=lambda each: (not each.takes_part, not each.is_own, sort_key(each.name)))
    lead, rest = conclusion(economy, lines)
    unknown = any(each.cost is None for each in lines if each.takes_part)
    settled = bool(parties) and year is not None and not unknown and not any(each.missing for each in lines)
    why, lacks_key = _why_not_shared(collaboration) if parties and year is not None and unknown else ("", False)
    rest = " ".join(filter(None, (rest, why)))
    return GrantPage(tuple(lines), year, lead, rest, bool(may_record_for(access, parties)), settled, lacks_key)


def _why_not_shared(collaboration: Collaboration) -> tuple[str, bool]:
    """What the approved case says of why it is shared among nobody, and whether that is for want of a key."""
    case = collaboration.business_cases.filter(state=CaseState.APPROVED)
    [(costs, note, key)] = case.values_list(
        "snapshot__start_costs", "snapshot__municipalities_note", "snapshot__key__name"
    )
    return (note or "", key is None) if costs is None else ("", False)


def first_year(economy: Economy) -> int | None:
    """The year that start costs are of; None where no case in figures is approved."""
    return economy.case.first_year if economy.case and not economy.case.is_in_words else None


def may_write_for(access: Access, municipality_id: int) -> bool:
    """Who writes the figures of the collaboration for all, a kommunekontakt for the own municipality."""
    return access.may_write or municipality_id in access.contact_for


def may_record_for(access: Access, parties: Iterable[Party]) -> list[Party]:
    """Those whose appropriation this user may write down."""
    return [each for each in parties if may_write_for(access, each.municipality_id)]


def conclusion(economy: Economy, lines: Sequence[GrantLine]) -> tuple[str, str]:
    """Who is missing and how much, and what is not known."""
    here = [each for each in lines if each.takes_part]
    if not here:
        return _("Ingen kommuner deltager endnu."), ""
    if economy.case is None:
        return _("Der er ikke godkendt en business case, så det vides ikke, hvad der skal bevilges før start."), ""
    if economy.case.is_in_words:
        return _("Business casen er i ord, så den siger ikke, hvad der skal bevilges før start."), ""
    unknown = [each.name for each in here if each.cost is None]
    if len(unknown) == len(here):
        return _("Business casen siger ikke, hvad hver kommune skal betale før start."), ""
    rest = _("Business casen siger ikke, hvad %(names)s skal betale.") % {"names": join_first(unknown)}
    return _lead(here, economy.case.first_year), rest if unknown else ""


def _lead(lines: Sequence[GrantLine], year: int) -> str:
    missing = [each for each in lines if each.missing]
    if missing:
        said = {"count": _counted(len(missing)), "amount": kroner(sum((each.missing for each in missing), NOTHING))}
        return (
            ngettext(
                "%(count)s kommune mangler at bevilge %(amount)s før start.",
                "%(count)s kommuner mangler at bevilge %(amount)s før start.",
                len(missing),
            )
            % said
        )
    if not any(each.cost for each in lines):
        return _("Ingen kommuner skal betale noget før start.")
    return _("Alle kommuner har bevilget det, de skal betale i %(year)d.") % {"year": year}


def _counted(count: int) -> str:
    """A small number in a word, as a sentence begins."""
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else number(count)


def _line(party: Party, economy: Economy, year: int | None, own: Collection[int], today: dt.date) -> GrantLine:
    granted = economy.granted(party.municipality_id, today)
    return GrantLine(
        code=party.code,
        name=party.name,
        cost=economy.case.start_cost(party.code) if economy.case else None,
        granted=granted.get(year),
        other_years=tuple((each, amount) for each, amount in granted.items() if each != year),
        is_own=party.municipality_id in own,
    )


def _of_others(economy: Economy, year: int | None, here: Collection[int]) -> list[GrantLine]:
    """Those that take no part any more and have granted something that still stands."""
    gone = {pk: found for pk in economy.grants if pk not in here and (found := economy.granted(pk, dt.date.max))}
    names = Municipality.objects.in_bulk(list(gone)) if gone else {}
    return [
        GrantLine(
            code=names[pk].code,
            name=names[pk].name,
            cost=None,
            granted=found.get(year),
            other_years=tuple((each, amount) for each, amount in found.items() if each != year),
            takes_part=False,
        )
        for pk, found in gone.items()
    ]


@dataclass(frozen=True)
class GrantHistory:
    """One municipality: every row, the newest first, and what holds."""

    municipality: Municipality
    rows: tuple[Appropriation, ...]
    holding: frozenset[int]  # ids of the rows that hold
    line: GrantLine
    year: int | None
    may_record: bool
    takes_part: bool

    @property
    def lead(self) -> str:
        """What holds, held against what is to be paid at the start."""
        said = {"name": self.line.name, "year": self.year}
        if self.line.missing and self.line.granted:
            said |= {"granted": kroner(self.line.granted), "cost": kroner(self.line.cost)}
            return _("%(name)s har bevilget %(granted)s af de %(cost)s, der skal betales i %(year)d.") % said
        if self.line.missing:
            said["amount"] = kroner(self.line.missing)
            return _("%(name)s mangler at bevilge %(amount)s for %(year)d.") % said
        if self.line.granted:
            said["granted"] = kroner(self.line.granted)
            return _("%(name)s har bevilget %(granted)s for %(year)d.") % said
        if self.line.cost == NOTHING:
            return _("%(name)s skal ikke betale noget før start.") % said
        if self.holding:
            return _("%(name)s har bevilget penge.") % said
        return _("Der er ingen bevilling, der gælder.")

    @property
    def entries(self) -> list[tuple[Appropriation, bool]]:
        """Each with whether it holds."""
        return [(each, each.pk in self.holding) for each in self.rows]


def build_grant_history(collaboration: Collaboration, municipality: Municipality) -> GrantHistory:
    economy = read_economy(collaboration)
    rows = tuple(
        collaboration.appropriations.filter(municipality=municipality).select_related("recorded_by").order_by("-pk")
    )
    newest: dict[int, Appropriation] = {}
    for row in reversed(rows):
        newest[row.year] = row
    parties = payers_of(collaboration)
    party = next((each for each in parties if each.municipality_id == municipality.pk), None)
    year = first_year(economy)
    shown = party or Party(municipality.code, municipality.name, municipality.pk)
    return GrantHistory(
        municipality=municipality,
        rows=rows,
        holding=frozenset(each.pk for each in newest.values() if each.amount is not None),
        line=_line(shown, economy, year, (), timezone.localdate()),
        year=year,
        may_record=may_write_for(collaboration.access, municipality.pk),
        takes_part=party is not None,
    )


def grants_of(collaboration: Collaboration) -> QuerySet[Appropriation]:
    """Rows with an amount, each of which somebody may take back while it holds."""
    rows = collaboration.appropriations.filter(amount__isnull=False)
    return rows.select_related("municipality", "collaboration")


def newest_pk(collaboration: Collaboration) -> int:
    """The newest row of all, for a form to say what it has seen; 0 where there is none."""
    return collaboration.appropriations.aggregate(newest=Max("pk"))["newest"] or 0


def initial_values(collaboration: Collaboration, parties: Sequence[Party], code: str) -> dict[str, Any]:
    """What the form begins with: whose it is about, and what that municipality has to grant before the start."""
    economy = read_economy(collaboration)
    code = parties[0].code if len(parties) == 1 else code
    begin: dict[str, Any] = {"seen": newest_pk(collaboration), "municipality": code}
    if (year := first_year(economy)) is not None:
        begin |= {"year": year, "amount": economy.case.start_cost(code) or None}
    return begin

"""What a collaboration has settled about its economy: the key it has chosen, the case it has approved, what is granted.

Plain values, for the requirements before a phase and for the page of appropriations. `with_economy` reads key and case
with the collaborations themselves, `load_grants` the appropriations of all of them in one query.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from collaborations.models import Collaboration
from finance.models import Appropriation, BusinessCase, KeyVersion
from finance.vocabulary import Approach, CaseState, ComponentKind

NOTHING = Decimal(0)


@dataclass(frozen=True)
class ChosenKey:
    """The newest frozen key. `parts` are kind and amount of each; an amount that nobody knows is None."""

    name: str
    number: int
    parts: tuple[tuple[str, Decimal | None], ...] = ()
    without_start_capital: bool = False

    @property
    def shares_nothing(self) -> bool:
        """Said outright by its parts: there is no expense to share."""
        return bool(self.parts) and all(kind == ComponentKind.NOTHING for kind, _amount in self.parts)

    @property
    def start_capital(self) -> tuple[Decimal | None, ...]:
        """What is paid at the start by each that pays it, part by part."""
        return tuple(amount for kind, amount in self.parts if kind == ComponentKind.START_CAPITAL)


@dataclass(frozen=True)
class ApprovedCase:
    """The approved version. `costs` are what each pays in the first year, by code; None where that is not worked out.

    `invested` is what all of them pay that year together; None in a case in words. Both are None where nobody has
    written a figure of that year, and what is not known of one of them is in neither.
    """

    number: int
    approach: str
    first_year: int
    approved_on: dt.date
    costs: Mapping[str, Decimal] | None = None
    invested: Decimal | None = None

    @property
    def is_in_words(self) -> bool:
        return self.approach == Approach.WORDS

    def start_cost(self, code: str) -> Decimal | None:
        """What that municipality pays at the start; None where the case does not say, which is not nothing."""
        if self.invested == NOTHING:
            return NOTHING
        return None if self.costs is None else self.costs.get(code)


@dataclass(frozen=True)
class Grant:
    """A row of `Appropriation`: without an amount the one before was taken back on that day."""

    year: int
    amount: Decimal | None
    date: dt.date


@dataclass(frozen=True)
class Economy:
    key: ChosenKey | None = None
    case: ApprovedCase | None = None
    grants: Mapping[int, tuple[Grant, ...]] = field(default_factory=dict)  # by municipality, as they were written

    def granted(self, municipality_id: int, day: dt.date) -> dict[int, Decimal]:
        """By year what is granted on that day: the newest row that was decided by then holds."""
        return standing(each for each in self.grants.get(municipality_id, ()) if each.date <= day)

    def granted_on(self, municipality_id: int, day: dt.date) -> dt.date | None:
        """The day of the newest decision that was taken by then."""
        return max((each.date for each in self.grants.get(municipality_id, ()) if each.date <= day), default=None)


NO_ECONOMY = Economy()  # before anything is settled


def standing(grants: Iterable[Grant]) -> dict[int, Decimal]:
    """By year the amount of the newest row, without years that were taken back."""
    newest = {each.year: each.amount for each in grants}
    return {year: amount for year, amount in sorted(newest.items()) if amount is not None}


## Read

# What is small of the frozen documents, each read as one; of what is large no more than is asked about.
KEY = {"number": "number", "name": KT("content__name"), "without_capital": KT("content__without_start_capital")}
CASE = {name: name for name in ("number", "approach", "first_year", "approved_on")}


def with_economy(queryset: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """Collaborations with what `economy_of` reads."""
    here = OuterRef("pk")
    key = KeyVersion.objects.filter(key__collaboration=here).order_by("-pk").annotate(said=JSONObject(**KEY))
    case = BusinessCase.objects.filter(collaboration=here, state=CaseState.APPROVED).order_by()
    case = case.annotate(said=JSONObject(**CASE))
    return queryset.annotate(
        chosen_key=Subquery(key.values("said")[:1]),
        key_parts=Subquery(key.values("content__parts")[:1]),
        approved_case=Subquery(case.values("said")[:1]),
        case_costs=Subquery(case.values("snapshot__start_costs")[:1]),
        case_invested=Subquery(case.values("snapshot__by_kind__investment")[:1]),
        case_empty_years=Subquery(case.values("snapshot__empty_years")[:1]),
        has_appropriations=Exists(Appropriation.objects.filter(collaboration=here)),
    )


def economy_of(row: Collaboration, grants: Mapping[int, tuple[Grant, ...]] | None = None) -> Economy:
    """Of a collaboration that was read `with_economy`."""
    return Economy(_key(row), _case(row), grants or {})


def load_grants(known: Q) -> dict[int, dict[int, tuple[Grant, ...]]]:
    """By collaboration and municipality. `known` is a condition on `collaboration` and `municipality`."""
    found: dict[int, dict[int, tuple[Grant, ...]]] = defaultdict(lambda: defaultdict(tuple))
    rows = Appropriation.objects.filter(known).order_by("pk")
    for collaboration, municipality, *grant in rows.values_list(
        "collaboration", "municipality", "year", "amount", "date"
    ):
        found[collaboration][municipality] += (Grant(*grant),)
    return found


def read_economy(collaboration: Collaboration) -> Economy:
    """Of one collaboration, in two queries."""
    row = with_economy(Collaboration.objects.filter(pk=collaboration.pk)).get()
    grants = load_grants(Q(collaboration=collaboration)) if row.has_appropriations else {}
    return economy_of(row, grants.get(collaboration.pk))


def _key(row: Collaboration) -> ChosenKey | None:
    if row.chosen_key is None:
        return None
    return ChosenKey(
        name=row.chosen_key["name"],
        number=row.chosen_key["number"],
        parts=tuple((each["kind"], _decimal(each["amount"])) for each in row.key_parts),
        without_start_capital=row.chosen_key["without_capital"] == "true",
    )


def _case(row: Collaboration) -> ApprovedCase | None:
    if row.approved_case is None:
        return None
    said, costs, invested = row.approved_case, row.case_costs, row.case_invested
    if said["first_year"] in (row.case_empty_years or ()):
        costs = invested = None
    elif costs and None in costs.values():  # somebody has not told what it invests
        invested = None
    return ApprovedCase(
        number=said["number"],
        approach=said["approach"],
        first_year=said["first_year"],
        approved_on=dt.date.fromisoformat(said["approved_on"]),
        costs=None if costs is None else {code: Decimal(amount) for code, amount in costs.items() if amount},
        invested=None if invested is None else Decimal(invested.get(str(said["first_year"]), "0")),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

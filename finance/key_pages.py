"""What the pages of keys show: the comparison with all that can be chosen, one key, and one frozen version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.charts.dumbbell import DumbbellChart
from common.danish import sort_key
from common.formats import join_words
from finance.amounts import NotAnAmount, read_amount
from finance.case_reading import approved_of
from finance.charts import comparison_chart
from finance.comparing import TRIAL, Choice, Comparison, choices, compare, joining, with_changes
from finance.forms.keys import MOST_KEYS, CompareForm
from finance.freezing import frozen_key, sha256_of
from finance.frozen_keys import Frozen
from finance.key_gaps import Gap, gaps_of
from finance.key_words import PartInWords, in_words
from finance.models import DistributionKey, KeyVersion
from finance.parts import Count
from finance.reading import (
    EQUAL,
    FIXED_SHARE,
    POPULATION,
    LoadedKey,
    Party,
    built_in_keys,
    ground_of,
    load_key,
    load_keys,
    payers_of,
)
from finance.services import newest_version
from municipalities.models import Municipality


@dataclass(frozen=True)
class KeysPage:
    """The page of keys. Without a comparison it is empty, or what was asked is wrong: then the form says so."""

    form: CompareForm
    choices: tuple[Choice, ...]
    comparison: Comparison | None
    chosen: KeyVersion | None
    what_if: str
    today: tuple[Party, ...]
    amount: Decimal | None
    fixed: Decimal

    @property
    def own_keys(self) -> list[LoadedKey]:
        return [each.key for each in self.choices if each.key.row]

    @property
    def not_shown(self) -> list[tuple[str, str]]:
        """The keys that were asked for and can not stand beside the others, each with what it lacks."""
        return [(each.key.name, " ".join(each.reasons)) for each in self.choices if each.is_chosen and each.reasons]

    @property
    def why_nothing(self) -> tuple[str, ...]:
        """What the chosen keys lack, where none of them can be shown; where none was chosen, what all of them lack."""
        asked = [each for each in self.choices if each.is_chosen] or list(self.choices)
        if not asked or not all(each.reasons for each in asked):
            return ()
        return tuple(dict.fromkeys(reason for each in asked for reason in each.reasons))

    @property
    def chart(self) -> DumbbellChart | None:
        return comparison_chart(self.comparison) if self.comparison else None


def build_keys_page(collaboration: Collaboration, data: QueryDict) -> KeysPage:
    """Everything that the page shows, in a number of queries that does not depend on how many keys there are."""
    today, chosen = payers_of(collaboration), newest_version(collaboration)
    others = _others(collaboration, today)
    asked = Asked(data, today, others)
    everybody = [*today, *([asked.joins] if asked.joins else [])]
    ground = ground_of(collaboration, everybody)
    own = load_keys(collaboration, payers=everybody, ground=ground)
    built = built_in_keys(collaboration, payers=everybody, ground=ground, fixed=asked.fixed)
    keys = [*own, *built]
    first = {} if data else {"beloeb": _invested(collaboration)}
    form = CompareForm(data or None, keys=keys, here=today, others=_as_choices(others), initial=first)
    usable = not data or form.is_valid()
    given = form.cleaned_data if data and usable else first
    amount, year = given.get("beloeb"), given.get("aar") or timezone.localdate().year
    reference = str(chosen.key_id) if chosen else ""
    wanted = given.get("noegle") or ([] if data and not usable else _first_choice(keys, reference))
    shown = data.getlist("noegle") if data and not usable else wanted
    payers = asked.payers(year)
    found = choices(keys, shown, amount, payers, year) if payers else []
    page = KeysPage(form, tuple(found), None, chosen, asked.words, tuple(today), amount, asked.fixed)
    if not usable or not payers:
        return page
    able, access = [each.key for each in found if each.is_chosen and not each.reasons], collaboration.access
    of_own = access.contact_for | access.director_for | access.reader_for
    compared = compare(able, amount, payers, year, today=today, own=of_own, reference=reference)
    return replace(page, comparison=compared)


def _as_choices(parties: Sequence[Party]) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in parties]


def _invested(collaboration: Collaboration) -> Decimal | None:
    """What the approved case invests: what the municipalities have to share before anybody asks for another amount."""
    case = approved_of(collaboration)
    amounts = ((case.snapshot if case else {}).get("by_kind") or {}).get("investment", {}).values()
    return sum(map(Decimal, amounts), Decimal(0)) or None


class Asked:
    """What of the address must be known before the keys are read: the fixed part, and who joins or leaves."""

    def __init__(self, data: QueryDict, today: Sequence[Party], others: Sequence[Party]):
        self.today = today
        self.joins = next((each for each in others if each.code == data.get("med")), None)
        self.leaves = next((each for each in today if each.code == data.get("uden")), None)
        self.fixed = _fixed(data)

    def payers(self, year: int) -> list[Party]:
        joins = self.joins and joining(self.joins.code, self.joins.name, self.joins.municipality_id, year)
        payers = with_changes(self.today, joins, self.leaves.code if self.leaves else "")
        return sorted(payers, key=lambda each: sort_key(each.name))

    @property
    def words(self) -> str:
        said = []
        if self.joins:
            said.append(_("%(name)s kommer med") % {"name": self.joins.name})
        if self.leaves:
            said.append(_("%(name)s træder ud") % {"name": self.leaves.name})
        return _("Sådan ser det ud, hvis %(what)s. Intet er gemt.") % {"what": join_words(said)} if said else ""


def _fixed(data: QueryDict) -> Decimal:
    field = CompareForm.base_fields["fast"]
    try:
        found = field.clean(data.get("fast"))
    except ValidationError:
        return FIXED_SHARE
    return FIXED_SHARE if found is None else found


def _first_choice(keys: Sequence[LoadedKey], reference: str) -> list[str]:
    """What is compared before anybody has chosen: the proposed key, equal parts and inhabitants."""
    slugs = [each.slug for each in keys]
    first = reference if reference in slugs else slugs[0]
    return list(dict.fromkeys([first, EQUAL, POPULATION]))[:MOST_KEYS]


def _others(collaboration: Collaboration, today: Sequence[Party]) -> list[Party]:
    """Those who could join: all municipalities that do not take part."""
    here = {each.municipality_id for each in today}
    rows = Municipality.objects.order_by("sort_name").only("code", "name")
    return [Party(each.code, each.name, each.pk) for each in rows if each.pk not in here]


@dataclass(frozen=True)
class KeyPage:
    """One key: its parts in words, what it counts, and what is missing."""

    loaded: LoadedKey
    parts: tuple[PartInWords, ...]
    versions: tuple[KeyVersion, ...]  # newest first
    gaps: tuple[Gap, ...]  # what is missing, with where it is written
    is_changed: bool  # since it was last proposed

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.said for each in self.gaps))

    @property
    def key(self) -> DistributionKey:
        return self.loaded.row

    @property
    def counts(self) -> tuple[Count, ...]:
        return self.loaded.measures


def build_key_page(key: DistributionKey) -> KeyPage:
    loaded = load_key(key)
    names = dict(Municipality.objects.values_list("code", "name"))
    rows = loaded.row.components.all()
    parts = tuple(in_words(part, names, pk=row.pk) for part, row in zip(loaded.parts, rows, strict=True))
    versions = tuple(key.versions.select_related("frozen_by").order_by("-number"))
    return KeyPage(loaded, parts, versions, _gaps(loaded), bool(versions) and _differs(loaded, versions[0]))


def lacks_something(key: DistributionKey) -> bool:
    """Can it not be worked out as it is saved?"""
    return bool(_gaps(load_key(key)))


def _gaps(loaded: LoadedKey) -> tuple[Gap, ...]:
    amount = TRIAL if loaded.asks_for_amount else None
    return gaps_of(loaded, loaded.outcome(amount, loaded.payers, timezone.localdate().year))


def would_be_frozen(loaded: LoadedKey, typed: str) -> Frozen | None:
    """The version that a proposal of this amount would freeze; None while it can not be worked out."""
    amount = None
    if loaded.asks_for_amount:
        try:
            amount = read_amount(typed)
        except NotAnAmount:
            return None
    content = frozen_key(loaded, loaded.payers, timezone.localdate().year, amount)
    return Frozen(content) if content["pays"] is not None else None


def _differs(loaded: LoadedKey, version: KeyVersion) -> bool:
    """Would the same proposal freeze something else today? A figure or a municipality may have changed too."""
    amount = version.content["amount"]
    again = frozen_key(loaded, loaded.payers, version.content["year"], None if amount is None else Decimal(amount))
    return sha256_of(again) != version.sha256

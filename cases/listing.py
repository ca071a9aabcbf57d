"""The catalogue's list: what is found, counted, sorted, and what helps where nothing is found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.facets import FACETS, PARTY_BANDS, UNKNOWN, WORDS, YEAR_BANDS, Counted, Row, band_of, count
from cases.forms.filtering import BEST, CatalogueForm, Options
from cases.models import Case, CaseQuerySet, Topic
from cases.related import Related, related
from cases.search import Found, Hit, SearchUnavailable, explain, find
from cases.vocabulary import GainType, Kind, Organisation
from common.danish import danish_slug
from common.formats import join_words
from models_catalog.models import CollaborationModel
from municipalities.models import Region

CASES_PER_PAGE = 25
FEW = 2  # so many stand on the page before, and not alone on the last one
OWN = ("side", "format")  # of one look at the list, not of what is asked for


@dataclass(frozen=True)
class Choice:
    """One key of a facet: how many cases it gives with all the other filters."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def is_used(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    query: str


@dataclass(frozen=True)
class Removal:
    """What to take away when nothing is found, and how many cases that gives."""

    what: str
    count: int
    query: str


@dataclass(frozen=True)
class Listing:
    """`order` are all cases that were found, best first. `found` is what holds the words, filters aside."""

    form: CatalogueForm
    order: list[int]
    facets: list[ShownFacet]
    chips: list[Chip]
    found: Found
    removal: Removal | None
    is_search_down: bool
    everything: int

    @property
    def total(self) -> int:
        return len(self.order)

    @property
    def has_filters(self) -> bool:
        """Whether there is anything to choose, or to choose away."""
        return any(facet.choices for facet in self.facets)

    @property
    def missing(self) -> tuple[str, ...]:
        """Words that stand in no case; not the only word, where that it was not found is said already."""
        return self.found.missing if self.order or " " in self.form.words else ()

    @property
    def suggestions(self) -> tuple[str, ...]:
        return self.found.suggestions

    @property
    def is_new_search(self) -> bool:
        """Somebody searches, and does not leaf through, sort or narrow what was found before. Nothing found is news."""
        asked = self.form.cleaned_data
        is_narrowed = self.found.hits and self.form.chosen
        is_same_again = asked["sorter"] or asked["format"] or asked["side"] > 1 or is_narrowed
        return bool(self.form.words) and not self.is_search_down and not is_same_again


@dataclass(frozen=True)
class LeanCase:
    """What the list is sorted by."""

    pk: int
    sort_title: str
    established_year: int | None
    party_count: int | None
    row: Row


@dataclass(frozen=True)
class _Searched:
    """`ranks` is None where nothing is searched for, or nothing can be."""

    ranks: dict[int, int] | None = None
    found: Found = field(default_factory=Found)
    is_down: bool = False


def build_listing(visible: CaseQuerySet, address: QueryDict, *, today: dt.date | None = None) -> Listing:
    """The list of what somebody may see, as the address asks for it. The same few queries for any number of cases."""
    regions = _regions(today or timezone.localdate())
    form = CatalogueForm(address, options=_options(regions))
    form.full_clean()
    cases = read_lean(visible, regions)
    searched = _search(visible, form.words)
    chosen = form.chosen
    counted = count((each.row for each in cases), chosen, searched.ranks)
    return Listing(
        form=form,
        order=_sorted(cases, counted.passed, form.sort, searched),
        facets=_shown(form, counted),
        chips=_chips(form, address),
        found=searched.found,
        removal=None if counted.passed else _removal(form, counted, address),
        is_search_down=searched.is_down,
        everything=len(cases),
    )


## What the cases are filed under


def read_lean(visible: CaseQuerySet, regions: dict[int, Region]) -> list[LeanCase]:
    """Four queries, and no document is read."""
    many: dict[str, dict[int, set[str]]] = {"emne": defaultdict(set), "gevinst": defaultdict(set)}
    for facet, path in (("emne", "topics__key"), ("gevinst", "gains__type")):
        for pk, key in visible.order_by().values_list("pk", path):
            many[facet][pk].add(key)
    of_region = defaultdict(set)
    for pk, region in visible.order_by().values_list("pk", "municipalities__region").distinct():
        if region:
            of_region[pk].add(region_key(regions[region]))
    columns = ("pk", "sort_title", "established_year", "party_count", "kind", "organisation", "model__key")
    return [
        LeanCase(
            pk=pk,
            sort_title=title,
            established_year=year,
            party_count=parties,
            row=Row(
                pk,
                {
                    "formaal": _known(model),
                    "organisering": _known(organisation),
                    "emne": _known(*many["emne"][pk]),
                    "gevinst": _known(*many["gevinst"][pk]),
                    "slags": _known(kind),
                    "parter": frozenset({band_of(parties, PARTY_BANDS)}),
                    "region": frozenset(of_region[pk]),
                    "aar": frozenset({band_of(year, YEAR_BANDS)}),
                },
            ),
        )
        for pk, title, year, parties, kind, organisation, model in visible.order_by().values_list(*columns)
    ]


def region_key(region: Region) -> str:
    return danish_slug(region.name)


def _known(*keys: str | None) -> frozenset[str]:
    return frozenset(key for key in keys if key)


def _regions(day: dt.date) -> dict[int, Region]:
    """For each region that ever was, the one that covers its area on that day."""
    return {region.pk: region.on(day) for region in Region.objects.select_related("successor")}


def _options(regions: dict[int, Region]) -> Options:
    """The keys that the address may hold, in the order in which they are shown; what nobody says comes last."""
    unknown = (UNKNOWN, _("Ikke oplyst"))
    current = sorted({(region_key(each), each.name) for each in regions.values()})
    return {
        "formaal": [
            *CollaborationModel.objects.values_list("key", "name"),
            (UNKNOWN, _("Andet eller ikke oplyst")),
        ],
        "organisering": [*((each.value, str(each.label)) for each in Organisation if each.value), unknown],
        "emne": [*Topic.objects.values_list("key", "name"), unknown],
        "gevinst": [*((each.value, str(each.label)) for each in GainType), unknown],
        "slags": [(each.value, str(each.label)) for each in Kind],
        "parter": [*((key, str(band[0])) for key, band in PARTY_BANDS.items()), unknown],
        "region": [*current, unknown],
        "aar": [*((key, str(band[0])) for key, band in YEAR_BANDS.items()), unknown],
    }


## Search and order


def _search(visible: CaseQuerySet, words: str) -> _Searched:
    """Without words everything is found; where the search is down, everything is shown and the page says so."""
    if not words:
        return _Searched()
    try:
        found = find(visible, words, count=0)
    except SearchUnavailable:
        return _Searched(is_down=True)
    return _Searched({hit.pk: rank for rank, hit in enumerate(found.hits)}, found)


def _sorted(cases: Sequence[LeanCase], passed: Iterable[int], sort: str, searched: _Searched) -> list[int]:
    """Equal ones by title, so that they keep their place from page to page. Newest first where the search is down."""
    if searched.is_down and sort == BEST:
        sort = "nyeste"
    keys = {
        BEST: lambda each: searched.ranks[each.pk],
        "titel": lambda each: 0,
        "nyeste": lambda each: -(each.established_year or 0),
        "parter": lambda each: -(each.party_count or 0),
    }
    wanted = set(passed)
    found = [each for each in cases if each.pk in wanted]
    return [each.pk for each in sorted(found, key=lambda each: (keys[sort](each), each.sort_title, each.pk))]


def in_order(visible: CaseQuerySet, pks: Sequence[int]) -> list[Case]:
    """The cases with these keys, in this order."""
    cases = visible.filter(pk__in=pks).select_related("model").in_bulk()
    return [cases[pk] for pk in pks if pk in cases]


def rows_of(visible: CaseQuerySet, listing: Listing, pks: Sequence[int]) -> list[tuple[Case, Hit | None]]:
    """The cases of one page, each with what was found in it: marked text is made for this page only."""
    hits = {}
    if pks and listing.found.hits:
        with suppress(SearchUnavailable):  # the list is there already; it is shown without marks
            hits = explain(listing.found, pks)
    return [(case, hits.get(case.pk)) for case in in_order(visible.defer("document"), pks)]


def related_cases(case: Case, visible: CaseQuerySet) -> list[tuple[Case, Related]]:
    """The published cases that are most like this one, and why."""
    cases = sorted(read_lean(visible, _regions(timezone.localdate())), key=lambda each: each.sort_title)
    own = next(each.row for each in cases if each.pk == case.pk)
    published = set(visible.published().values_list("pk", flat=True))
    found = {each.pk: each for each in related(own, [each.row for each in cases if each.pk in published])}
    return [(other, found[other.pk]) for other in in_order(visible.defer("document"), list(found))]


## Filters


def _shown(form: CatalogueForm, counted: Counted) -> list[ShownFacet]:
    """What gives something, and what is chosen."""
    return [
        ShownFacet(
            facet,
            str(label),
            tuple(
                Choice(key, label, counted.counts[facet][key], is_chosen)
                for key, label in form.fields[facet].choices
                if (is_chosen := key in form.cleaned_data[facet]) or counted.counts[facet][key]
            ),
        )
        for facet, label in FACETS.items()
    ]


def _chips(form: CatalogueForm, address: QueryDict) -> list[Chip]:
    return [
        Chip(label, _query(address, without=OWN, except_for=(facet, key)))
        for facet, keys in form.chosen.items()
        for key, label in form.fields[facet].choices
        if key in keys
    ]


def _removal(form: CatalogueForm, counted: Counted, address: QueryDict) -> Removal | None:
    """The one filter whose removal gives most; else the words; else all filters, where none alone is in the way.

    None where only words are asked for, or nothing would help.
    """
    filters = {facet: number for facet, number in counted.freed.items() if facet != WORDS}
    if filters:
        facet = max(filters, key=filters.__getitem__)
        labels = [f"“{label}”" for key, label in form.fields[facet].choices if key in form.chosen[facet]]
        what = _("Fjern filteret {filter}") if len(labels) == 1 else _("Fjern filtrene {filter}")
        return Removal(what.format(filter=join_words(labels)), filters[facet], _query(address, without=(facet, *OWN)))
    if form.chosen and counted.freed[WORDS]:
        what = _("Fjern søgeordet “{word}”").format(word=form.words)
        return Removal(what, counted.freed[WORDS], _query(address, without=(WORDS, *OWN)))
    if form.chosen and counted.found:
        return Removal(_("Fjern alle filtre"), counted.found, _query(address, without=(*FACETS, *OWN)))
    return None


def _query(address: QueryDict, *, without: Iterable[str] = (), except_for: tuple[str, str] | None = None) -> str:
    """The address's questions, but for those named and for one key of one facet."""
    kept = QueryDict(mutable=True)
    for name, values in address.lists():
        if name not in without:
            kept.setlist(name, [each for each in values if each and (name, each) != except_for])
    return kept.urlencode()

"""The list that an address asks for: filtered, sorted and counted by phase."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.http import QueryDict

from collaborations.models import CollaborationQuerySet
from dashboards.portfolio.filters import PortfolioFilter
from dashboards.portfolio.rows import with_row_facts

ROWS_PER_PAGE = 25
SORTS = {
    "navn": (),
    "fase": ("phase",),
    "status": ("status_rank",),
    "frist": (F("next_due").asc(nulls_last=True),),
    "opdateret": ("-changed_at",),
    "statusalder": (F("status_at").asc(nulls_last=True),),
}
BY_NAME = ("sort_name", "pk")  # equal names keep their order from page to page


@dataclass(frozen=True)
class Portfolio:
    """The filtered list and what the page says about it."""

    rows: QuerySet
    filter: PortfolioFilter
    sort: str
    phase_counts: list[tuple[int, int]]
    chosen_phase: int | None
    total: int
    ignored: list[str]


def build_portfolio(visible: CollaborationQuerySet, address: QueryDict) -> Portfolio:
    """The portfolio of what somebody may see, filtered and sorted as the address says."""
    chosen = PortfolioFilter(address, queryset=with_row_facts(visible))
    fields = chosen.form.fields
    ignored = [str(fields[name].label) for name in chosen.form.errors if name in fields]
    phase = int(chosen.form.cleaned_data.get("fase") or 0) or None
    rows = chosen.results(without="fase")
    counts = dict(rows.order_by().values_list("phase").annotate(n=Count("pk", distinct=True)))
    sort = address.get("sorter", "navn")
    if sort not in SORTS:
        sort = "navn"
    if phase:
        rows = rows.filter(phase=phase)
    return Portfolio(
        rows=rows.order_by(*SORTS[sort], *BY_NAME),
        filter=chosen,
        sort=sort,
        phase_counts=[(number, counts.get(number, 0)) for number in range(1, 6)],
        chosen_phase=phase,
        total=counts.get(phase, 0) if phase else sum(counts.values()),
        ignored=ignored,
    )

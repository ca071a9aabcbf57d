"""The portfolio: which collaborations there are, how far they have come, and where it burns."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import django_filters as filters
from django import forms
from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import (
    Collaboration,
    CollaborationQuerySet,
    Participation,
    ParticipationState,
)
from collaborations.rhythm import stale
from common.danish import search_key, sort_key
from common.sheets import disarmed
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import Municipality, Region
from phases.models import ChecklistItem

ROWS_PER_PAGE = 25
DUE_DAYS = {"uge": 7, "maaned": 30}  # value of the filter -> how far it looks ahead
# Red first: what needs a decision stands on top when the list is sorted by status.
STATUS_ORDER = {"red": "1", "yellow": "2", "grey": "3", "green": "4"}
SORTS = {
    "navn": (),
    "fase": ("phase",),
    "status": ("status_rank",),
    "frist": (F("next_due").asc(nulls_last=True),),
    "opdateret": ("-changed_at",),
}
BY_NAME = ("sort_name", "pk")  # equal names keep their order from page to page


def next_due() -> Subquery:
    """The first deadline of what is open in a collaboration, for `annotate`."""
    due = ChecklistItem.objects.open().asked().filter(collaboration=OuterRef("pk"), due__isnull=False)
    return Subquery(due.order_by("due").values("due")[:1])


def with_row_facts(queryset: CollaborationQuerySet) -> CollaborationQuerySet:
    """What a row of a list shows, in the one query that reads the rows."""
    participants = (
        Participation.objects.filter(collaboration=OuterRef("pk"), state=ParticipationState.PARTICIPANT)
        .order_by()
        .values("collaboration")
        .annotate(number=Count("pk"))
        .values("number")
    )
    current = Case(When(stale(), then=Value("grey")), default=F("status"), output_field=CharField())
    ranks = [When(current_status=status, then=Value(rank)) for status, rank in STATUS_ORDER.items()]
    return queryset.select_related("organisation_type").annotate(
        named_participants=Subquery(participants),
        next_due=next_due(),
        current_status=current,
        status_rank=Case(*ranks, output_field=CharField()),
    )


class PortfolioFilter(filters.FilterSet):
    """Filters that live in the address. A value that makes no sense is left out, and the page says so."""

    soeg = filters.CharFilter(label=gettext_lazy("Søg i navn og formål"), method="search")
    fase = filters.ChoiceFilter(
        label=gettext_lazy("Fase"),
        field_name="phase",
        choices=[(number, str(number)) for number in range(1, 6)],
        empty_label=gettext_lazy("Alle faser"),
    )
    status = filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        field_name="current_status",
        choices=Collaboration.Status.choices,
        empty_label=gettext_lazy("Alle"),
    )
    form = filters.ModelChoiceFilter(
        label=gettext_lazy("Organisationsform"),
        field_name="organisation_type",
        to_field_name="key",
        queryset=OrganisationType.objects.all(),
        empty_label=gettext_lazy("Alle"),
    )
    formaal = filters.ModelChoiceFilter(
        label=gettext_lazy("Formål"),
        field_name="cooperation_models",
        to_field_name="key",
        queryset=CollaborationModel.objects.all(),
        empty_label=gettext_lazy("Alle"),
    )
    kommune = filters.ModelChoiceFilter(
        label=gettext_lazy("Kommune"),
        to_field_name="code",
        queryset=Municipality.objects.only("code", "name"),
        method="with_municipality",
        empty_label=gettext_lazy("Alle"),
    )
    region = filters.ModelChoiceFilter(
        label=gettext_lazy("Region"),
        queryset=Region.objects.none(),
        method="in_region",
        empty_label=gettext_lazy("Alle"),
    )
    frist = filters.ChoiceFilter(
        label=gettext_lazy("Frist"),
        choices=[
            ("over", gettext_lazy("Over frist")),
            ("uge", gettext_lazy("De næste 7 dage")),
            ("maaned", gettext_lazy("De næste 30 dage")),
        ],
        method="due_within",
        empty_label=gettext_lazy("Alle"),
    )

    class Meta:
        model = Collaboration
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["region"].queryset = Region.objects.existing(timezone.localdate())
        for field in self.form.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"

    def results(self, *, without: str = "") -> QuerySet:
        """What passes the filters whose values make sense; `without` leaves one of them out."""
        queryset = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Both spellings of å, and case that SQLite knows nothing of: the name's sort key is already lower case."""
        keys = {sort_key(value), sort_key(search_key(value))}
        condition = Q(purpose__icontains=value)
        for key in keys:
            condition |= Q(sort_name__contains=key)
        return queryset.filter(condition)

    def with_municipality(self, queryset: QuerySet, name: str, value: Municipality) -> QuerySet:
        return queryset.filter(
            pk__in=Participation.objects.filter(
                municipality=value, state__in=(ParticipationState.PARTICIPANT, ParticipationState.INTERESTED)
            ).values("collaboration")
        )

    def in_region(self, queryset: QuerySet, name: str, value: Region) -> QuerySet:
        """A region covers what its predecessors covered: Østdanmark is Hovedstaden and Sjælland."""
        regions = Region.objects.filter(Q(pk=value.pk) | Q(successor=value))
        return queryset.filter(
            pk__in=Participation.objects.filter(
                municipality__region__in=regions, state=ParticipationState.PARTICIPANT
            ).values("collaboration")
        )

    def due_within(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """By the next deadline, as the row shows it."""
        today = timezone.localdate()
        if value == "over":
            return queryset.filter(next_due__lt=today)
        # Day by day: of a range the database would work out the deadline twice.
        return queryset.filter(next_due__in=[today + dt.timedelta(days=n) for n in range(DUE_DAYS[value] + 1)])


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


CSV_HEAD = (
    gettext_lazy("Navn"),
    gettext_lazy("Fase"),
    gettext_lazy("Status"),
    gettext_lazy("Begrundelse"),
    gettext_lazy("Kommuner"),
    gettext_lazy("Organisationsform"),
    gettext_lazy("Næste frist"),
    gettext_lazy("Opdateret"),
)


def write_csv(rows: Iterable[Collaboration], response: HttpResponse) -> None:
    """Semicolons and a byte order mark, as Danish spreadsheets expect; text that looks like a formula is disarmed."""
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([str(head) for head in CSV_HEAD])
    for row in rows:
        writer.writerow(
            [
                disarmed(row.name),
                row.phase,
                row.get_shown_status_display(),
                "" if row.status_is_stale else disarmed(row.status_reason),
                row.named_participants or 0,
                row.organisation_type.short_name if row.organisation_type else _("Ikke valgt"),
                row.next_due.isoformat() if row.next_due else "",
                row.updated_on.isoformat() if row.updated_on else "",
            ]
        )

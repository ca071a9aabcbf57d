"""The filters of the portfolio, which live in its address."""

from __future__ import annotations

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from collaborations.models import Collaboration, Member, Participation, ParticipationState
from common.danish import search_key, sort_key
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import Municipality, Region

DUE_DAYS = {"uge": 7, "maaned": 30}  # value of the filter -> how far it looks ahead


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
        label=gettext_lazy("Samarbejdsmodel"),
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
    koordinator = filters.CharFilter(label=gettext_lazy("Koordinatorens navn"), method="coordinated_by")
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
    alder = filters.ChoiceFilter(
        label=gettext_lazy("Alder på status"),
        choices=[
            ("30", gettext_lazy("Ikke opdateret i 30 dage")),
            ("60", gettext_lazy("Ikke opdateret i 60 dage")),
            ("90", gettext_lazy("Ikke opdateret i 90 dage")),
        ],
        method="older_than",
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

    def coordinated_by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """By any part of the name of somebody who is koordinator today; never by an address, which no page shows."""
        held = Member.objects.valid().filter(role=Member.Role.COORDINATOR).exclude(user__name="")
        for word in value.split():
            held = held.filter(user__sort_name__contains=sort_key(word))
        return queryset.filter(pk__in=held.order_by().values("collaboration"))

    def older_than(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Nobody has said how it goes for so long, or ever. What is registered from a source has no status to set."""
        since = timezone.now() - dt.timedelta(days=int(value))
        old = Q(status_at__lte=since) | Q(status_at=None)
        return queryset.filter(old).exclude(origin=Collaboration.Origin.SOURCE)

    def due_within(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """By the next deadline, as the row shows it."""
        today = timezone.localdate()
        if value == "over":
            return queryset.filter(next_due__lt=today)
        # Day by day: of a range the database would work out the deadline twice.
        return queryset.filter(next_due__in=[today + dt.timedelta(days=n) for n in range(DUE_DAYS[value] + 1)])

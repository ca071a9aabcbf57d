"""A municipality's political calendar. It belongs to the municipality and serves all its collaborations."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.vocabulary import CALENDAR_BODIES, Body
from municipalities.models import Municipality


class PoliticalMeeting(models.Model):
    """A day on which a fagudvalg, the økonomiudvalg or the kommunalbestyrelse meets.

    `by_coordinator` marks what somebody outside the municipality wrote down; its own kommunekontakt confirms it by
    writing it again.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="meetings", verbose_name=_("kommune"))
    body = models.CharField(
        _("organ"), max_length=10, choices=[(each.value, each.label) for each in CALENDAR_BODIES], default=Body.COUNCIL
    )
    date = models.DateField(_("mødedato"))
    note = models.CharField(_("bemærkning"), max_length=120, blank=True)
    by_coordinator = models.BooleanField(_("skrevet af en koordinator"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("politisk møde")
        verbose_name_plural = _("politiske møder")
        ordering = ["date", "body"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "body", "date"], name="decisions_body_meets_once_a_day"),
            models.CheckConstraint(
                condition=Q(body__in=[each.value for each in CALENDAR_BODIES]), name="decisions_body_has_a_calendar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_body_display()}, {self.date}"


class Recess(models.Model):
    """Days on which a municipality's politicians do not meet and nothing is sent out."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="recesses", verbose_name=_("kommune"))
    first = models.DateField(_("fra"))
    last = models.DateField(_("til og med"))
    note = models.CharField(_("bemærkning"), max_length=120, blank=True)
    by_coordinator = models.BooleanField(_("skrevet af en koordinator"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mødefri periode")
        verbose_name_plural = _("mødefrie perioder")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="decisions_recess_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.first} – {self.last}"


class MeetingPractice(models.Model):
    """How a matter passes through one municipality. Without a row: three bodies, and no lead time of its own."""

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="meeting_practice")
    lead_weekdays = models.PositiveSmallIntegerField(
        _("hverdage før materialefristen"), default=0, help_text=_("Så lang tid bruger forvaltningen før fristen.")
    )
    has_committee = models.BooleanField(_("sagen går gennem et fagudvalg"), default=True)
    by_coordinator = models.BooleanField(_("skrevet af en koordinator"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("arbejdsgang for møder")
        verbose_name_plural = _("arbejdsgange for møder")

    def __str__(self) -> str:
        return str(self.municipality)

"""Money that a municipality has set aside, and what came of it: rows of history, the newest of which holds."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import AppendOnly
from finance.vocabulary import GrantKind, LineKind
from municipalities.models import Municipality


class Appropriation(AppendOnly):
    """A municipality's bevilling for one year. The newest row of a municipality and year holds.

    Without `amount` the one before was taken back, and `note` says why.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="appropriations")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommune"))
    year = models.PositiveSmallIntegerField(_("budgetår"))
    amount = models.DecimalField(
        _("beløb"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    kind = models.CharField(_("hvordan er den givet"), max_length=13, choices=GrantKind, blank=True)
    date = models.DateField(_("besluttet"))
    link = models.URLField(_("link til beslutningen"), max_length=500, blank=True)
    note = models.CharField(_("finansiering eller bemærkning"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bevilling")
        verbose_name_plural = _("bevillinger")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(note=""), name="finance_taken_back_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.year}"


class Measurement(AppendOnly):
    """What a year came to in fact, to be held against what was expected. The newest row of a kind and year holds.

    Without `amount` the one before was taken back.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="measurements")
    kind = models.CharField(_("slags"), max_length=10, choices=LineKind)
    year = models.PositiveSmallIntegerField(_("år"))
    amount = models.DecimalField(_("beløb"), max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("faktisk tal")
        verbose_name_plural = _("faktiske tal")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.year}"

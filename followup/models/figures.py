"""Key figures: what is measured, from where to where, and what it came to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import AppendOnly
from followup.measures import plain
from municipalities.models import Municipality

DIGITS = {"max_digits": 14, "decimal_places": 2}


class KeyFigure(models.Model):
    """A key figure, and what it is used for. What its definition was before stands in the collaboration's history.

    `baseline` and `target` are in `unit`; a target below the baseline is reached downwards. What is not known is null.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="follow_up_figures")
    name = models.CharField(_("navn"), max_length=80)
    definition = models.CharField(_("hvad måles der"), max_length=300)
    unit = models.CharField(_("enhed"), max_length=30)
    baseline = models.DecimalField(_("udgangspunkt"), null=True, blank=True, **DIGITS)
    target = models.DecimalField(_("mål"), null=True, blank=True, **DIGITS)
    period = models.CharField(_("periode"), max_length=60)
    reason = models.CharField(_("hvad bruger I det til"), max_length=300)
    defined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    defined_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("nøgletal")
        verbose_name_plural = _("nøgletal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "name"], name="followup_figure_once_by_name"),
            models.CheckConstraint(condition=~Q(reason=""), name="followup_figure_is_used_for_something"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(target__isnull=True) | ~Q(baseline=F("target")),
                name="followup_target_is_not_the_baseline",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KeyFigureValue(AppendOnly):
    """What it came to in a period, in one municipality or (without one) for all together.

    The newest row of a municipality and period holds; without `value` the one before was taken back.
    """

    figure = models.ForeignKey(KeyFigure, models.PROTECT, related_name="values")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    period = models.CharField(_("periode"), max_length=30)
    date = models.DateField(_("opgjort pr."))
    value = models.DecimalField(_("værdi"), null=True, blank=True, **DIGITS)
    source = models.CharField(_("kilde"), max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("værdi af et nøgletal")
        verbose_name_plural = _("værdier af nøgletal")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="followup_value_has_a_source")]

    def __str__(self) -> str:
        return f"{self.figure}, {self.period}"

    @property
    def shown(self) -> str:
        """As Danes write it; empty where the one before was taken back."""
        return plain(self.value) if self.value is not None else ""

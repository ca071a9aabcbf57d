"""The agenda item that every municipality takes up in a round: one common text, and what each adds and calls things."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.models.questions import Round
from municipalities.models import Municipality


class AgendaText(models.Model):
    """The common text of a round. `parts` is part -> text; see `decisions.agenda.parts`."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="agenda")
    title = models.CharField(_("overskrift"), max_length=160)
    parts = models.JSONField(_("afsnit"), default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fælles sagsfremstilling")
        verbose_name_plural = _("fælles sagsfremstillinger")

    def __str__(self) -> str:
        return self.title


class AgendaAddendum(models.Model):
    """What a municipality adds to the common text of a round; the common points stay as they are."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="addenda")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    text = models.TextField(_("kommunens egen tilføjelse"), max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("lokal tilføjelse")
        verbose_name_plural = _("lokale tilføjelser")
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality"], name="decisions_addendum_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.municipality}"


class AgendaLayout(models.Model):
    """The municipality's own order of sections (`layout`) and its words for them, for all its collaborations.

    `by_coordinator` marks what somebody outside the municipality chose; what its own kommunekontakt chose stays.
    """

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="agenda_layout")
    layout = models.SlugField(_("opstilling"), max_length=30)
    names = models.JSONField(_("afsnittenes navne"), default=list, blank=True)
    by_coordinator = models.BooleanField(_("skrevet af en koordinator"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kommunens opstilling")
        verbose_name_plural = _("kommunernes opstillinger")

    def __str__(self) -> str:
        return str(self.municipality)

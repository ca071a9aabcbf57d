"""What it means for a text that was adopted when a municipality comes or goes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import AppendOnly
from decisions.models.texts import TextVersion
from decisions.vocabulary import Coming
from municipalities.models import Municipality


class Amendment(AppendOnly):
    """A municipality joined or left after others had decided.

    `clause` is the clause of `version` that provides for it: what the others decided stands. Without one all decide
    anew, about a version later than `version`; it is None where they decided about no text that is kept here.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="amendments")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    coming = models.CharField(_("kommer eller går"), max_length=6, choices=Coming)
    date = models.DateField(_("dato"))
    version = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="amendments")
    clause = models.CharField(_("bestemmelse"), max_length=160, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ændring af deltagerne")
        verbose_name_plural = _("ændringer af deltagerne")
        ordering = ["date", "pk"]

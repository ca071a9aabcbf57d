"""How far each of the seven tools is: rows of history, the newest of which holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, Document
from common.models import AppendOnly
from followup.vocabulary import Tool, ToolState


class ToolEntry(AppendOnly):
    """The state of a tool on a day, with where it is. The newest row of a tool holds."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="tool_entries")
    tool = models.CharField(_("redskab"), max_length=13, choices=Tool)
    state = models.CharField(_("tilstand"), max_length=12, choices=ToolState)
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    date = models.DateField(_("dato"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dokument")
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("redskab")
        verbose_name_plural = _("redskaber")
        ordering = ["pk"]
        indexes = [models.Index(fields=["collaboration", "tool"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ToolState.NOT_RELEVANT) | ~Q(reason=""), name="followup_left_out_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tool_display()}: {self.get_state_display()}"

"""What is followed up when and by whom, and what was seen: rows of history, the newest of which holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from collaborations.responsible import ROLE_LENGTH
from common.models import AppendOnly
from followup.vocabulary import Light, Subject

NEEDS_A_REASON = (Light.YELLOW, Light.RED)


class Plan(AppendOnly):
    """The next date of a subject, and the role that answers for it. The newest row of a subject holds."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="follow_up_plans")
    subject = models.CharField(_("område"), max_length=10, choices=Subject)
    next_date = models.DateField(_("næste dato"))
    responsible = models.CharField(_("ansvarlig rolle"), max_length=ROLE_LENGTH)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("plan for opfølgning")
        verbose_name_plural = _("planer for opfølgning")
        ordering = ["pk"]
        indexes = [models.Index(fields=["collaboration", "subject"])]
        constraints = [
            models.CheckConstraint(condition=~Q(responsible=""), name="followup_somebody_is_responsible"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.next_date}"


class FollowUp(AppendOnly):
    """One that was held: what was seen, how it goes, what is changed and why, and when the next one is.

    Without `next_date` it was written down when a later one had been held.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="follow_ups")
    subject = models.CharField(_("område"), max_length=10, choices=Subject)
    date = models.DateField(_("dato"))
    observed = models.TextField(_("hvad så I"), max_length=2000)
    light = models.CharField(_("lys"), max_length=6, choices=Light)
    reason = models.CharField(_("begrundelse"), max_length=140, blank=True)
    adapted = models.TextField(_("hvad retter I til"), max_length=1000, blank=True)
    why = models.TextField(_("hvorfor"), max_length=1000, blank=True)
    next_date = models.DateField(_("næste dato"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opfølgning")
        verbose_name_plural = _("opfølgninger")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["collaboration", "subject", "-date"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(light__in=NEEDS_A_REASON) | ~Q(reason=""), name="followup_bad_light_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(adapted="") | ~Q(why=""), name="followup_adapted_for_a_reason"),
            models.CheckConstraint(condition=Q(next_date__gt=F("date")), name="followup_next_comes_after"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.date}"

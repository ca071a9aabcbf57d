from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet):
    def claimable(self):
        """Jobs that a worker may take: waiting, or running with a lease that has run out."""
        return self.filter(Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=timezone.now()))


class Job(models.Model):
    """One piece of work outside a request. State changes only through `jobs.services`.

    `step` is a Danish word or two for the user ("Henter data"); `progress` is 0–100.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("I kø")
        RUNNING = "running", _("I gang")
        DONE = "done", _("Klar")
        FAILED = "failed", _("Fejlet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_name = models.CharField(_("opgave"), max_length=100)
    parameters = models.JSONField(_("parametre"), default=dict)
    state = models.CharField(_("tilstand"), max_length=8, choices=State, default=State.QUEUED)
    step = models.CharField(_("trin"), max_length=60, blank=True)
    progress = models.PositiveSmallIntegerField(_("fremdrift"), default=0)
    attempts = models.PositiveSmallIntegerField(_("forsøg"), default=0)
    worker = models.CharField(_("arbejder"), max_length=120, blank=True)
    lease_until = models.DateTimeField(_("lånt til"), null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bestilt af")
    )
    error_number = models.CharField(_("fejlnummer"), max_length=8, blank=True)
    error = models.TextField(_("fejl"), blank=True, help_text=_("Til drift. Vises aldrig for brugeren."))
    created_at = models.DateTimeField(_("bestilt"), default=timezone.now)
    queued_at = models.DateTimeField(
        _("sat i kø"),
        default=timezone.now,
        help_text=_("Da det blev bestilt, eller da nogen sidst bad om at prøve igen."),
    )
    started_at = models.DateTimeField(_("begyndt"), null=True, blank=True)
    finished_at = models.DateTimeField(_("afsluttet"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("opgave i baggrunden")
        verbose_name_plural = _("opgaver i baggrunden")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="jobs_progress_is_per_cent"),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_until__isnull=False), name="jobs_running_has_a_lease"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error_number=""), name="jobs_failure_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_name} ({self.get_state_display()})"

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class ScheduledRun(models.Model):
    """How it goes for one entry of the schedule that beat follows. One row each; written by `jobs.schedules` alone."""

    name = models.CharField(_("navn i planen"), max_length=100, unique=True)
    known_since = models.DateTimeField(
        _("kendt siden"), default=timezone.now, help_text=_("En opgave, der aldrig har kørt, bliver regnet herfra.")
    )
    started_at = models.DateTimeField(_("senest begyndt"), null=True, blank=True)
    finished_at = models.DateTimeField(_("senest afsluttet"), null=True, blank=True)
    error_number = models.CharField(_("seneste fejlnummer"), max_length=8, blank=True)
    error = models.TextField(_("seneste fejl"), blank=True, help_text=_("Til drift. Vises aldrig for brugeren."))
    failed = models.BooleanField(_("gik galt sidst"), default=False)

    class Meta:
        verbose_name = _("planlagt opgave")
        verbose_name_plural = _("planlagte opgaver")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(failed=False) | ~Q(error_number=""), name="jobs_failed_run_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name

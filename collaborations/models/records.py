"""What is said about a collaboration and stays: why it is wanted, what is expected, how it goes, what happened."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from collaborations.models.collaboration import Collaboration
from collaborations.responsible import ROLE_LENGTH
from common.models import AppendOnly
from municipalities.models import Municipality

ONE_PRESS = dt.timedelta(minutes=1)


class Driver(models.Model):
    """Why the municipalities want this: at least one is needed before phase 3."""

    class Kind(models.TextChoices):
        ECONOMY = "economy", _("Økonomi")
        COMPETENCE = "competence", _("Kompetencer")
        QUALITY = "quality", _("Kvalitet")
        AUTONOMY = "autonomy", _("Selvstyre og robusthed")
        OTHER = "other", _("Andet")

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="drivers")
    kind = models.CharField(_("drivkraft"), max_length=10, choices=Kind)
    description = models.CharField(_("beskrivelse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("drivkraft")
        verbose_name_plural = _("drivkræfter")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "kind"], name="collaborations_driver_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Expectation(AppendOnly):
    """What the partners expect. The newest row holds; the earlier ones show how expectations changed."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="expectations")
    text = models.TextField(_("forventninger"), max_length=4000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("forventning")
        verbose_name_plural = _("forventninger")
        ordering = ["-written_at", "-pk"]
        get_latest_by = "written_at"


class StatusUpdate(AppendOnly):
    """The coordinator's judgement at a time. Yellow and red need a reason, which becomes the page's conclusion."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="status_updates")
    status = models.CharField(_("status"), max_length=6, choices=Collaboration.Status)
    reason = models.CharField(_("begrundelse"), max_length=140, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statusser")
        ordering = ["-set_at", "-pk"]

    def repeats(self, *, status: str, reason: str, actor: User, at: dt.datetime | None = None) -> bool:
        """The same judgement, by the same person within a minute (of now, unless told): a button pressed twice."""
        same = (self.status, self.reason, self.set_by_id) == (status, reason, actor.pk)
        return same and abs((at or timezone.now()) - self.set_at) < ONE_PRESS


class StatusDraft(models.Model):
    """A judgement that is being written. Who may see drafts sees it; publishing makes it a StatusUpdate."""

    collaboration = models.OneToOneField(Collaboration, models.CASCADE, related_name="status_draft")
    status = models.CharField(_("status"), max_length=6, choices=Collaboration.Status)
    reason = models.CharField(_("begrundelse"), max_length=140, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kladde til status")
        verbose_name_plural = _("kladder til status")

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.get_status_display()}"


class FirstTask(AppendOnly):
    """The concrete task with which the collaboration tries its form out. The newest row holds.

    Without one it can not be said to be in operation: `collaborations.services.update_facts`.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="first_tasks")
    title = models.CharField(_("første opgave"), max_length=140)
    responsible = models.CharField(_("ansvarlig rolle"), max_length=ROLE_LENGTH)
    date = models.DateField(_("begynder"))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("første opgave")
        verbose_name_plural = _("første opgaver")
        ordering = ["-named_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="collaborations_first_task_is_told"),
            models.CheckConstraint(condition=~Q(responsible=""), name="collaborations_first_task_is_somebodys"),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityEntry(AppendOnly):
    """What happened: who, when, on behalf of whom, what. Written by services; only LOOK is read to decide."""

    class Kind(models.TextChoices):
        CREATED = "created", _("Oprettelse")
        FACTS = "facts", _("Oplysninger")
        PARTICIPANTS = "participants", _("Deltagere")
        PEOPLE = "people", _("Medarbejdere og adgang")
        STATUS = "status", _("Status")
        CHECKLIST = "checklist", _("Tjekliste")
        REQUIREMENT = "requirement", _("Krav")
        PHASE = "phase", _("Fase")
        DECISION = "decision", _("Beslutning")
        TEXT = "text", _("Tekst")
        ECONOMY = "economy", _("Økonomi")
        FOLLOW_UP = "follow-up", _("Opfølgning")
        DOCUMENT = "document", _("Dokument")
        REPORT = "report", _("Rapport")
        LOOK = "look", _("Administrators opslag")

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="activity")
    kind = models.CharField(_("emne"), max_length=12, choices=Kind)
    text = models.TextField(_("hændelse"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    class Meta:
        verbose_name = _("hændelse")
        verbose_name_plural = _("hændelser")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["collaboration", "-at"])]

"""Who takes part: municipalities with their dated states, other parties, and the people of both."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import MunicipalityRole
from common.models import AppendOnly, Dated
from municipalities.models import ExternalParty, Municipality


class ParticipationState(models.TextChoices):
    INVITED = "invited", _("Inviteret")
    INTERESTED = "interested", _("Interesseret")
    PARTICIPANT = "participant", _("Deltager")
    DECLINED = "declined", _("Afslået")
    WITHDRAWN = "withdrawn", _("Udtrådt")


# In these states a municipality's people see the collaboration; afterwards only what it took part in.
ACTIVE_STATES = (ParticipationState.INVITED, ParticipationState.INTERESTED, ParticipationState.PARTICIPANT)


class Participation(models.Model):
    """A municipality in a collaboration.

    `state` and `since` repeat what `ParticipationChange` says about today, and are written by
    `collaborations.services.set_participation` only.
    """

    collaboration = models.ForeignKey("collaborations.Collaboration", models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="participations", verbose_name=_("kommune")
    )
    state = models.CharField(_("deltagelse"), max_length=11, choices=ParticipationState)
    since = models.DateField(_("siden"))
    contribution = models.TextField(
        _("rolle og bidrag"), blank=True, max_length=1000, help_text=_("Hvad kan og vil kommunen bidrage med?")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("deltagelse")
        verbose_name_plural = _("deltagelser")
        ordering = ["municipality__sort_name"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "municipality"], name="collaborations_takes_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    def timeline(self) -> list[ParticipationChange]:
        """The changes by date, and those of one day in the order in which they were recorded: none is left out.

        Reads `changes`: prefetch them for lists.
        """
        return sorted(self.changes.all(), key=lambda change: (change.date, change.pk))

    def state_on(self, day: dt.date) -> str | None:
        """The state that the day ended in, or None before the first one. Reads `changes`: prefetch them for lists."""
        earlier = [change for change in self.timeline() if change.date <= day]
        return earlier[-1].state if earlier else None

    def follow_history(self) -> None:
        """Set `state` and `since` from the changes. Unsaved.

        `since` is the first day of the unbroken run of today's state, so that learning of an earlier start moves it. A
        day counts with the state that it ended in, so that a slip which is put right the same day breaks no run.
        """
        by_day = {change.date: change for change in self.timeline()}
        timeline = list(by_day.values())
        self.state = timeline[-1].state
        for change in reversed(timeline):
            if change.state != self.state:
                break
            self.since = change.date


class ParticipationChange(AppendOnly):
    """One dated step in a municipality's participation: who said so, when, and why."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="changes")
    state = models.CharField(_("deltagelse"), max_length=11, choices=ParticipationState)
    date = models.DateField(_("dato"))
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ændring i deltagelse")
        verbose_name_plural = _("ændringer i deltagelse")
        ordering = ["date", "pk"]


class ExternalParticipation(Dated):
    """A party that is not a municipality. Only where the organisation type allows it."""

    collaboration = models.ForeignKey(
        "collaborations.Collaboration", models.CASCADE, related_name="external_participations"
    )
    party = models.ForeignKey(ExternalParty, models.PROTECT, related_name="participations", verbose_name=_("part"))
    contribution = models.TextField(_("rolle og bidrag"), blank=True, max_length=1000)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Dated.Meta):
        verbose_name = _("anden deltager")
        verbose_name_plural = _("andre deltagere")
        ordering = ["party__sort_name"]
        constraints = [
            *Dated.Meta.constraints,
            # A party that has left can come back: as a new row, so that both times stay known.
            models.UniqueConstraint(
                fields=["collaboration", "party"],
                condition=Q(valid_to__isnull=True),
                name="collaborations_party_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)

    @property
    def is_present(self) -> bool:
        """Takes part and goes on doing so: who has its last day today has left."""
        return self.valid_to is None or self.valid_to > timezone.localdate()


class Member(Dated):
    """Somebody who works on a collaboration, or may read it as a guest."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Koordinator")
        CONTRIBUTOR = "contributor", _("Bidragyder")
        READER = "reader", _("Læser")

    collaboration = models.ForeignKey("collaborations.Collaboration", models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rolle"), max_length=11, choices=Role)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Representative(Dated):
    """Somebody who answers or reads for one municipality in this collaboration alone.

    A `MunicipalityRole` holds in all collaborations of the municipality and is given by those who have that right; this
    is what a koordinator can give.
    """

    Role = MunicipalityRole.Role
    ROLES = (Role.CONTACT, Role.READER)

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="representations")
    role = models.CharField(_("rolle"), max_length=8, choices=[(role.value, role.label) for role in ROLES])
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        verbose_name = _("repræsentant")
        verbose_name_plural = _("repræsentanter")
        ordering = ["pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=["contact", "reader"]), name="collaborations_representative_answers_or_reads"
            ),
            models.UniqueConstraint(
                fields=["participation", "user"],
                condition=Q(valid_to__isnull=True),
                name="collaborations_represents_in_one_role_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"

    @property
    def label(self) -> str:
        return f"{self.get_role_display()}, {self.municipality}"

    @property
    def municipality(self) -> Municipality:
        return self.participation.municipality

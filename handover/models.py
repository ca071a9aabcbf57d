"""What was handed over: one row for the act, one for each thing. History, and never changed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from collaborations.models import Collaboration, Member
from common.models import AppendOnly, AppendOnlyQuerySet


def coordinated_by(user: User) -> models.QuerySet:
    """The collaborations, as a query of their ids, within which this user may hand over what others hold."""
    rows = Member.objects.valid().filter(user=user, role=Member.Role.COORDINATOR)
    return rows.order_by().values("collaboration")


class HandoverQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """All for an administrator; for a coordinator those with something of the own collaborations."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        lines = HandoverLine.objects.filter(collaboration__in=coordinated_by(user)).order_by()
        return self.filter(pk__in=lines.values("handover"))


class HandoverLineQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User | AnonymousUser):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(collaboration__in=coordinated_by(user))


class Handover(AppendOnly):
    """One person's roles and tasks went to others: who decided it, why, and from which day."""

    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers", verbose_name=_("person")
    )
    first_day = models.DateField(_("modtagernes første dag"))
    last_day = models.DateField(_("personens sidste dag"))
    reason = models.CharField(_("begrundelse"), max_length=300)
    leaves = models.BooleanField(_("forlader Samarbejde"), default=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("overdragelse")
        verbose_name_plural = _("overdragelser")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="handover_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.leaver}, {self.last_day:%Y-%m-%d}"


class HandoverLine(AppendOnly):
    """One of the things that the person held, in words as it was then, and what became of it."""

    class Kind(models.TextChoices):
        SYSTEM = "system", _("Systemrolle")
        MUNICIPALITY = "municipality", _("Rolle for en kommune")
        MEMBER = "member", _("Rolle i et samarbejde")
        REPRESENTATIVE = "representative", _("Rolle for en kommune i ét samarbejde")
        POINTS = "points", _("Åbne punkter")
        VIEW = "view", _("Delt filter")
        ADDRESSES = "addresses", _("Kalenderadresser")

    class Outcome(models.TextChoices):
        GIVEN = "given", _("overtages")
        HELD = "held", _("har modtageren i forvejen")
        ENDED = "ended", _("slutter uden modtager")
        KEPT = "kept", _("bliver hos personen")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    kind = models.CharField(_("slags"), max_length=14, choices=Kind)
    text = models.CharField(_("hvad"), max_length=300)
    outcome = models.CharField(_("udfald"), max_length=5, choices=Outcome)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("modtager")
    )
    note = models.CharField(_("bemærkning"), max_length=300, blank=True)
    collaboration = models.ForeignKey(Collaboration, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandoverLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("overdraget")
        verbose_name_plural = _("overdraget")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(receiver__isnull=False) | models.Q(outcome__in=["ended", "kept"]),
                name="handover_what_is_given_has_a_receiver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"

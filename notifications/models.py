from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from collaborations.models import Collaboration
from notifications.topics import Pace, Topic

MOST_ATTEMPTS = 5
# A claim this old was left by a worker that died between the claim and the answer of the mail server.
UNSURE_AFTER = dt.timedelta(minutes=15)


class Choice(models.Model):
    """How often somebody wants to hear about a topic: in one collaboration, or (without one) in all."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    topic = models.CharField(_("emne"), max_length=10, choices=Topic)
    collaboration = models.ForeignKey(Collaboration, models.CASCADE, null=True, blank=True, related_name="+")
    pace = models.CharField(_("hvor tit"), max_length=6, choices=Pace)

    class Meta:
        verbose_name = _("valg af mails")
        verbose_name_plural = _("valg af mails")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic", "collaboration"], name="notifications_one_choice_each"),
            models.UniqueConstraint(
                fields=["user", "topic"],
                condition=Q(collaboration__isnull=True),
                name="notifications_one_choice_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_pace_display()}"


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """An administrator sees which mails went out; nobody else."""
        return self if user.is_authenticated and user.is_administrator else self.none()

    def unsure(self):
        """Claimed, and never known to be sent: it may have gone out, so it is not sent again."""
        return self.filter(state=Delivery.State.CLAIMED, claimed_at__lt=timezone.now() - UNSURE_AFTER)

    def given_up(self):
        return self.filter(state=Delivery.State.FAILED, attempts__gte=MOST_ATTEMPTS)


class Delivery(models.Model):
    """One mail to one person. The row is written and committed before the mail is sent, so none goes out twice."""

    class Kind(models.TextChoices):
        NOW = Pace.NOW.value, _("Nyt")
        DAILY = Pace.DAILY.value, _("Dagens mail")
        WEEKLY = Pace.WEEKLY.value, _("Ugens mail")
        REMINDER = "reminder", _("Påmindelse om status")
        WARNING = "warning", _("Varsel, før direktørerne får besked")
        ESCALATION = "escalation", _("Besked til direktører")
        HANDOVER = "handover", _("Overdragne roller")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Er ved at blive sendt")
        SENT = "sent", _("Sendt")
        FAILED = "failed", _("Kunne ikke sendes")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("modtager"))
    kind = models.CharField(_("slags"), max_length=10, choices=Kind)
    key = models.CharField(_("periode eller hændelse"), max_length=60)
    state = models.CharField(_("tilstand"), max_length=7, choices=State, default=State.CLAIMED)
    attempts = models.PositiveSmallIntegerField(_("forsøg"), default=1)
    subject = models.CharField(_("emne"), max_length=200)
    claimed_at = models.DateTimeField(_("begyndt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-claimed_at", "-pk"]
        indexes = [models.Index(fields=["state", "claimed_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="notifications_none_twice"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="notifications_sent_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.key}"

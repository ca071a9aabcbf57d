"""Private addresses at which a person's own calendar program fetches what there is to come."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from collaborations.models import Collaboration

# A calendar program asks again and again: when it last did is written down once within this time.
ONE_READING = dt.timedelta(hours=1)


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """The own ones: nobody sees another's address, an administrator neither."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def still_working(self, user: User):
        """Those that answer: of all that is the own, and of a collaboration that this user may see today.

        None from before this user left.
        """
        since = Q(created_at__date__gt=user.left_on) if user.has_left else Q()
        return self.filter(
            since,
            Q(collaboration=None) | Q(collaboration__in=Collaboration.objects.visible_to(user).order_by().values("pk")),
        )

    def of(self, collaboration: Collaboration | None):
        """Those of one collaboration, or (None) of all that is their user's own."""
        return self.filter(collaboration=collaboration)


class CalendarFeed(models.Model):
    """An address of one person: of one collaboration, or (without) of all that is the person's own.

    Only the fingerprint of its secret is kept: the address is shown once, and a new one ends the old one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, null=True, blank=True, related_name="calendar_feeds"
    )
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("lavet"), default=timezone.now)
    read_at = models.DateTimeField(_("sidst hentet"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderadresse")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.UniqueConstraint(fields=["user", "collaboration"], name="calendars_one_feed_each"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(collaboration__isnull=True), name="calendars_one_feed_of_all_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.collaboration or _('alt eget')}"

    def renew(self) -> str:
        """A secret that no earlier address has. Returned once and not kept; the caller saves."""
        secret = secrets.token_urlsafe(32)
        self.secret_sha256, self.created_at, self.read_at = fingerprint(secret), timezone.now(), None
        return secret

    def note_reading(self) -> None:
        """Remember that a calendar program was here, so that the owner sees whether the address is in use."""
        now = timezone.now()
        if self.read_at is None or now - self.read_at > ONE_READING:
            type(self).objects.filter(pk=self.pk).update(read_at=now)

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LastVisit(models.Model):
    """When a user last looked at Mit arbejde, so that the page can say what is new since."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="last_visit")
    at = models.DateTimeField(default=timezone.now)
    before = models.DateTimeField(null=True, blank=True, help_text=_("Besøget før det, der er i gang."))

    class Meta:
        verbose_name = _("seneste besøg")
        verbose_name_plural = _("seneste besøg")

    def __str__(self) -> str:
        return f"{self.user}: {self.at}"


class SavedView(models.Model):
    """A set of portfolio filters that a user wants to find again. The filters are the address' query string."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("navn"), max_length=60)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("gemt filter")
        verbose_name_plural = _("gemte filtre")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="dashboards_saved_view_name_once",
                violation_error_message=_("Du har allerede et filter med det navn."),
            )
        ]

    def __str__(self) -> str:
        return self.name

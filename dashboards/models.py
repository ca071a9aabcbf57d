from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import MunicipalityRole, SystemRole, User


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


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """The own, and what is shared by a colleague with a role in the same municipality or by an administrator.

        A shared one is no more than an address: whoever follows it finds the collaborations that they may see.
        """
        places = MunicipalityRole.objects.valid().filter(user=user).order_by().values("municipality")
        colleagues = MunicipalityRole.objects.valid().filter(municipality__in=places).order_by().values("user")
        administrators = SystemRole.objects.valid().filter(role=SystemRole.Role.ADMINISTRATOR).order_by().values("user")
        return self.filter(
            Q(user=user) | Q(is_shared=True) & (Q(user__in=colleagues) | Q(user__in=administrators)),
        )


class SavedView(models.Model):
    """A set of portfolio filters that a user wants to find again. The filters are the address' query string.

    It is the user's own until the user shares it: see `visible_to`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("navn"), max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(_("delt med kolleger"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

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

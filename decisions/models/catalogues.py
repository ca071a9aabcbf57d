from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import AppendOnly


class CatalogueVersion(AppendOnly):
    """The standard sets of questions, the catalogue of clauses, or the words of the model guide, as published on a day.

    `content` has the form of the file that the first version comes from. `file_digest` says which edition of the file
    it was, and is empty for one that was written on the pages of editors.
    """

    class Kind(models.TextChoices):
        QUESTIONS = "questions", _("Spørgsmål")
        CLAUSES = "clauses", _("Bestemmelser")
        GUIDE = "guide", _("Modelguide")

    kind = models.CharField(_("slags"), max_length=9, choices=Kind)
    number = models.PositiveIntegerField(_("version"))
    published_on = models.DateField(_("udgivet"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("udgivet af")
    )
    note = models.CharField(_("bemærkning"), max_length=300, blank=True)
    content = models.JSONField(_("indhold"))
    file_digest = models.CharField(_("udgave i filen"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("version af et katalog")
        verbose_name_plural = _("versioner af kataloger")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="decisions_catalogue_number_once"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(note=""), name="decisions_catalogue_made_here_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

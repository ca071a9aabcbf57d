from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts of everything that is edited here are for administrators alone."""
        return self if user.is_authenticated and user.is_administrator else self.none()

    def of_law(self):
        return self.filter(kind=Draft.Kind.LAW)


class Draft(models.Model):
    """What an administrator is writing. It is a document and no version: nothing outside these pages can read it.

    `key` tells drafts of rules of law apart: each rule has its own. `follows` is the number of the version that it was
    copied from, or the id of the rule; 0 where there was none. `file_mark` says that it was copied from the product's
    file, and which one.
    """

    class Kind(models.TextChoices):
        PROCESS = "process", _("Proces")
        LAW = "law", _("Retsregel")
        QUESTIONS = "questions", _("Spørgsmål")
        CLAUSES = "clauses", _("Bestemmelser")
        GUIDE = "guide", _("Modelguide")

    kind = models.CharField(_("slags"), max_length=9, choices=Kind)
    key = models.SlugField(_("nøgle"), max_length=60, blank=True)
    follows = models.PositiveIntegerField(_("bygger på"), default=0)
    file_mark = models.CharField(_("udgave i filen"), max_length=64, blank=True)
    content = models.JSONField(_("indhold"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("kladde")
        verbose_name_plural = _("kladder")
        ordering = ["-changed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="editing_one_draft_of_each")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}".strip()

    def get_absolute_url(self) -> str:
        if self.kind == self.Kind.LAW:
            return reverse("editing:rule_draft", args=[self.pk])
        return reverse("editing:draft", args=[self.kind])

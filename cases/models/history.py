"""What was saved of a case, and what was done with it: rows that are written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.document import CaseDocument, read_document
from cases.vocabulary import CaseAct
from common.models import AppendOnly, AppendOnlyQuerySet, HistoryIsImmutable


class CaseHistoryQuerySet(AppendOnlyQuerySet):
    def erase(self, case: models.Model) -> None:
        """Delete these rows of a case that readers never saw: they are no history yet. For `services.delete_case`."""
        if case.was_published:
            raise HistoryIsImmutable("A case that was published keeps its history.")
        models.QuerySet.delete(self.filter(case=case))


class Revision(AppendOnly):
    """A case as somebody saved it. The newest is what is being worked on; what is published is copied to the case."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("nummer"))
    document = models.JSONField(_("indhold"))
    note = models.CharField(_("hvad er ændret"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CaseHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("udgave")
        verbose_name_plural = _("udgaver")
        ordering = ["-number"]
        get_latest_by = "number"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="cases_revision_number_once")]

    def __str__(self) -> str:
        return f"{self.case}, udgave {self.number}"

    @cached_property
    def content(self) -> CaseDocument:
        return read_document(self.document)


class CaseEvent(AppendOnly):
    """Who did what with a case, when and why. `title` is what it was called then: all that is left of a deleted one."""

    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="events")
    act = models.CharField(_("handling"), max_length=11, choices=CaseAct)
    title = models.CharField(_("titel"), max_length=200)
    revision = models.PositiveIntegerField(_("udgave"), null=True)
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    objects = CaseHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("hændelse")
        verbose_name_plural = _("hændelser")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(act=CaseAct.DELETED), name="cases_event_is_about_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(act__in=[CaseAct.SENT_BACK, CaseAct.WITHDRAWN]) | ~Q(reason=""),
                name="cases_event_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.title}"

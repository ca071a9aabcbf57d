from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.models import AppendOnly, AppendOnlyQuerySet

SUMMARY_LENGTH = 300


class GuideAnswerQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Answers of the collaborations that the user may read."""
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))

    def for_lists(self):
        """With who saved each, and without what it said in full."""
        return self.select_related("saved_by").defer("told")


class GuideAnswer(AppendOnly):
    """What the guide was answered about a collaboration, and what it said then. The newest counts; all are kept.

    `answers` is what was answered, by the key of the question. `told` is everything that the page said: it is frozen,
    so that an older answer can be read, compared and printed when the catalogue has changed.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="guide_answers")
    answers = models.JSONField(_("svar"))
    told = models.JSONField(_("resultat"))
    summary = models.CharField(_("resultatet i én sætning"), max_length=SUMMARY_LENGTH)
    note = models.TextField(_("bemærkning"), blank=True, max_length=1000)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(_("gemt"), default=timezone.now)

    objects = GuideAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar i modelguiden")
        verbose_name_plural = _("svar i modelguiden")
        ordering = ["-saved_at", "-pk"]
        get_latest_by = ["saved_at", "pk"]
        indexes = [models.Index(fields=["collaboration", "-saved_at", "-id"])]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="modelguide_an_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.summary


def with_guide_answer(collaborations: models.QuerySet) -> models.QuerySet:
    """Reads the newest answer's sentence and day with each row: `guide_summary`, `guide_saved_at`; None without one."""
    newest = GuideAnswer.objects.filter(collaboration=OuterRef("pk")).order_by("-saved_at", "-pk")
    return collaborations.annotate(
        guide_summary=Subquery(newest.values("summary")[:1]), guide_saved_at=Subquery(newest.values("saved_at")[:1])
    )

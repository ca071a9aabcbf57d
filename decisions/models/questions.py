"""What is asked of the municipalities, in which round, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, DocumentVersion
from common.models import AppendOnly, AppendOnlyQuerySet
from decisions.models.texts import AgreementText, TextVersion
from decisions.vocabulary import NEED_A_REMARK, Body, Outcome, Scope
from municipalities.models import Municipality


class Round(models.Model):
    """Questions that one meeting can take. `deadline` is when every municipality must have answered."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="rounds")
    name = models.CharField(_("navn"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(_("frist"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("runde")
        verbose_name_plural = _("runder")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One thing that is decided, about at most one text. A column of the matrix.

    `key` is what requirements refer to, and is kept when the question is reworded. `bodies` are those that may answer a
    binding question, where the organisation type leaves that to the parties; empty means any. `set_back` repeats what
    the rows of `Amendment` without a clause say about it, as [day, number of the newest version then], and is written
    with them only.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="questions")
    key = models.SlugField(_("nøgle"), max_length=40)
    title = models.CharField(_("spørgsmål"), max_length=60)
    explanation = models.CharField(_("forklaring"), max_length=300, blank=True)
    scope = models.CharField(_("hvem svarer"), max_length=9, choices=Scope, default=Scope.EACH)
    binding = models.BooleanField(_("bindende"), default=True)
    bodies = models.JSONField(_("hvem kan beslutte"), default=list, blank=True)
    may_be_irrelevant = models.BooleanField(_("kan være ikke relevant"), default=False)
    text = models.ForeignKey(
        AgreementText, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("tekst")
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("runde")
    )
    requires = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="opens", verbose_name=_("kræver først")
    )
    position = models.PositiveSmallIntegerField(default=0)
    documents = models.ManyToManyField(DocumentVersion, blank=True, related_name="+", verbose_name=_("dokumenter"))
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    set_back = models.JSONField(default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("spørgsmål")
        verbose_name_plural = _("spørgsmål")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["collaboration", "key"], name="decisions_question_key_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_for_each(self) -> bool:
        return self.scope == Scope.EACH


class DecisionQuerySet(AppendOnlyQuerySet):
    def within(self, collaboration: Collaboration):
        return self.filter(question__collaboration=collaboration)

    def of_cell(self, question: Question, municipality: Municipality | None):
        """All entries about one question in one municipality, or of the joint body or the authority, oldest first."""
        return self.filter(question=question, municipality=municipality).order_by("pk")

    def for_pages(self):
        return self.select_related("municipality", "version", "recorded_by", "corrects", "lifts")


class Decision(AppendOnly):
    """What a body decided on a day, as somebody wrote it down. Corrected by a new entry that says why.

    Which entry holds, and whether it counts, is worked out by `decisions.standing` and nowhere stored.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="decisions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("udfald"), max_length=12, choices=Outcome)
    date = models.DateField(_("mødedato"), null=True, blank=True)
    body = models.CharField(_("hvem besluttede"), max_length=10, choices=Body, blank=True)
    body_name = models.CharField(_("navn på organet"), max_length=80, blank=True)
    item_number = models.CharField(_("punkt på dagsordenen"), max_length=30, blank=True)
    case_number = models.CharField(_("sagsnummer i kommunen"), max_length=60, blank=True)
    link = models.URLField(_("link til referat"), max_length=300, blank=True)
    remark = models.TextField(_("forbehold, ændring eller begrundelse"), max_length=1000, blank=True)
    dissent = models.TextField(_("mindretal"), max_length=1000, blank=True)
    version = models.ForeignKey(TextVersion, models.PROTECT, null=True, blank=True, related_name="decisions")
    lifts = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lifted_by")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    correction_reason = models.CharField(_("hvorfor rettes det"), max_length=300, blank=True)
    documents = models.ManyToManyField(DocumentVersion, blank=True, related_name="+", verbose_name=_("dokumenter"))
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_coordinator = models.BooleanField(_("skrevet af en koordinator på kommunens vegne"), default=False)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ["pk"]
        indexes = [models.Index(fields=["question", "municipality"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.TAKEN_BACK, date__isnull=True)
                | (~Q(outcome=Outcome.TAKEN_BACK) & Q(date__isnull=False)),
                name="decisions_only_a_retraction_has_no_date",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.TAKEN_BACK) | Q(corrects__isnull=False),
                name="decisions_retraction_takes_something_back",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
                name="decisions_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.LIFTED, lifts__isnull=False)
                | (~Q(outcome=Outcome.LIFTED) & Q(lifts__isnull=True)),
                name="decisions_lifting_lifts_something",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[each.value for each in NEED_A_REMARK]) | ~Q(remark=""),
                name="decisions_some_outcomes_need_a_remark",
            ),
        ]


class PlannedMeeting(AppendOnly):
    """The meeting that a question is planned for in one municipality. The newest row for a body holds.

    Without a date it is not planned there any more.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="planned")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(_("organ"), max_length=10, choices=Body)
    date = models.DateField(_("mødedato"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("planlagt møde")
        verbose_name_plural = _("planlagte møder")
        ordering = ["pk"]
        indexes = [models.Index(fields=["question", "municipality"])]


class Assessment(AppendOnly):
    """What the collaboration has judged about itself: that it is small enough for § 60 a, that § 60 does not apply.

    The newest row with a key holds; one without a date takes the earlier one back. `answers` are those of the form
    test, where the assessment rests on it.
    """

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="assessments")
    key = models.SlugField(_("nøgle"), max_length=40)
    date = models.DateField(_("dato"), null=True, blank=True)
    note = models.CharField(_("begrundelse"), max_length=1000, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    answers = models.JSONField(_("svar"), default=dict, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")
        ordering = ["pk"]
        indexes = [models.Index(fields=["collaboration", "key"])]

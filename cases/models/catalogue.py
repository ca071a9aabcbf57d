"""Cases with their topics, what they are found by, and who refers to them."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases import search_models  # noqa: F401 - Django finds an app's models through this module
from cases.document import ESSENCE_LENGTH, CaseDocument, read_document
from cases.models.conditions import (
    CONFIRMED_FOR_YEARS,
    IN_DRAFT,
    IN_REVIEW,
    editors,
    is_old,
    newest_author,
    oldest_confirmation,
    waits_since,
    written_since_published,
)
from cases.models.history import Revision
from cases.vocabulary import CaseAct, GainType, Kind, LessonKind, Organisation, Pending, State
from collaborations.models import Collaboration
from common.danish import sort_key
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """Everybody who has signed in finds cases by them."""
        return self if user.is_authenticated else self.none()

    def with_use(self):
        """Each with how many cases have it, whatever their state."""
        return self.annotate(case_count=models.Count("cases"))


class Topic(models.Model):
    """A field of work that cases are found by. `words` are other names that readers search with."""

    key = models.SlugField(_("nøgle"), max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=80)
    words = models.JSONField(_("andre ord"), default=list, blank=True)
    guide = models.TextField(_("vejledning"), blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("emne")
        verbose_name_plural = _("emner")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """Published cases for everybody who has signed in; editors and administrators see every state."""
        if not user.is_authenticated:
            return self.none()
        return self if may_edit_cases(user) else self.published()

    def published(self):
        return self.filter(state=State.PUBLISHED)

    def to_confirm(self, on: dt.date | None = None):
        """Published, not confirmed for 24 months, and nobody is correcting it."""
        return self.filter(is_old(on), pending=Pending.NONE)

    def in_review(self):
        return self.filter(IN_REVIEW)

    def written_by(self, user: User):
        """Those that this user wrote in since they were last published, and therefore can not publish."""
        return self.filter(written_since_published(user))

    def to_look_through(self, user: User):
        """In review, and this user, who wrote nothing in it since it was last published, can publish it."""
        return self.in_review().exclude(written_since_published(user))

    def to_write_on(self, user: User):
        """Drafts that this user saved last, and those that no editor has taken up: a collaboration told them."""
        drafts = self.filter(IN_DRAFT).annotate(newest_author=newest_author())
        mine, nobodys = Q(newest_author=user.pk), Q(newest_author=None) | ~Q(newest_author__in=editors())
        return drafts.filter(mine | nobodys)

    def waiting_for(self, user: User):
        """What waits for this editor, in one definition for the queue, the front page of Redaktion and Mit arbejde.
        No case is of two kinds.
        """
        kinds = (self.to_look_through(user), self.to_confirm(), self.to_write_on(user))
        return self.filter(Q(*(Q(pk__in=each.order_by().values("pk")) for each in kinds), _connector=Q.OR))

    def with_age(self):
        """Each with `waits_since`: by the day, the oldest first, and those of one day by title."""
        return self.annotate(waits_since=waits_since()).order_by(TruncDate("waits_since"), "sort_title", "pk")

    def with_newest(self):
        """Each with its newest revision, in one query for any number of cases."""
        numbers = Revision.objects.filter(case=OuterRef("case")).order_by("-number").values("number")[:1]
        newest = Revision.objects.annotate(last=Subquery(numbers)).filter(number=F("last")).select_related("author")
        return self.prefetch_related(Prefetch("revisions", queryset=newest, to_attr="newest_revisions"))


def may_edit_cases(user: User | AnonymousUser) -> bool:
    """Katalogredaktører and administrators (architecture § 3a)."""
    return user.is_authenticated and (user.is_editor or user.is_administrator)


class Case(models.Model):
    """What others did, what they got out of it, and what they advise.

    `document` is what readers see; what is being written lies in `Revision`. All columns below it, and the links to
    topics, municipalities and gains, are an index of the document and are written by `services.index_case` only.
    `state` is moved by `cases.services` only, and so is `pending`: what is being written beside what readers see.
    `confirmed_on` is the day on which somebody last said that it still holds.
    """

    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(_("tilstand"), max_length=9, choices=State, default=State.DRAFT, editable=False)
    pending = models.CharField(
        _("ændringer"), max_length=6, choices=Pending, blank=True, default=Pending.NONE, editable=False
    )
    document = models.JSONField(_("indhold"))

    title = models.CharField(_("titel"), max_length=200)
    sort_title = models.CharField(max_length=240, editable=False, db_index=True)
    essence = models.CharField(_("i én sætning"), max_length=ESSENCE_LENGTH, blank=True)
    kind = models.CharField(_("slags"), max_length=14, choices=Kind, default=Kind.EXTERNAL)
    organisation = models.CharField(_("organisering"), max_length=14, choices=Organisation, blank=True, default="")
    model = models.ForeignKey(
        CollaborationModel, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("model")
    )
    established_year = models.PositiveSmallIntegerField(_("etableret"), null=True, blank=True)
    party_count = models.PositiveSmallIntegerField(_("antal parter"), null=True, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="cases", verbose_name=_("emner"))
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="cases", verbose_name=_("kommuner"))

    # The collaboration that told of itself here, where one did.
    origin = models.ForeignKey(
        Collaboration, models.PROTECT, null=True, blank=True, related_name="told_as", editable=False
    )
    published_on = models.DateField(_("udgivet"), null=True, editable=False)
    confirmed_on = models.DateField(_("sidst bekræftet"), null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(_("ændret"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["sort_title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_on__isnull=False),
                name="cases_what_is_published_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(pending="") | Q(state__in=[State.PUBLISHED, State.WITHDRAWN]),
                name="cases_changes_wait_beside_what_was_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.sort_title = sort_key(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.slug])

    @cached_property
    def content(self) -> CaseDocument:
        """The document that readers see, typed."""
        return read_document(self.document)

    @property
    def confirm_by(self) -> dt.date | None:
        """The day on which it has stood unconfirmed for 24 months; None where nobody ever confirmed it."""
        if self.confirmed_on is None:
            return None
        year = self.confirmed_on.year + CONFIRMED_FOR_YEARS
        day = self.confirmed_on
        return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)

    @property
    def should_be_updated(self) -> bool:
        """Published, and not confirmed for 24 months."""
        return self.state == State.PUBLISHED and (
            self.confirmed_on is None or self.confirmed_on < oldest_confirmation()
        )

    @cached_property
    def newest(self) -> Revision | None:
        """What was saved last. A case that no revision was kept of has none."""
        prefetched = getattr(self, "newest_revisions", None)
        return next(iter(prefetched), None) if prefetched is not None else self.revisions.first()

    @property
    def newest_number(self) -> int:
        """Of the newest revision; 0 where none was kept."""
        return self.newest.number if self.newest else 0

    @property
    def working_content(self) -> CaseDocument:
        """What is being written: the newest revision, which readers may not see yet."""
        return self.newest.content if self.newest else self.content

    @property
    def was_published(self) -> bool:
        return self.published_on is not None

    def was_written_by(self, user: User) -> bool:
        """Did this user write in it since readers were last shown something new?"""
        last = self.events.filter(act=CaseAct.PUBLISHED).values_list("revision", flat=True).first() or 0
        return self.revisions.filter(author=user, number__gt=last).exists()

    @property
    def is_in_review(self) -> bool:
        return self.state == State.REVIEW or (self.state == State.PUBLISHED and self.pending == Pending.REVIEW)

    @property
    def is_in_draft(self) -> bool:
        return self.state == State.DRAFT or (self.state == State.PUBLISHED and self.pending == Pending.DRAFT)


class CaseGain(models.Model):
    """That a case tells of a gain of this type: an index for the filters."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="gains")
    type = models.CharField(_("gevinst"), max_length=10, choices=GainType)

    class Meta:
        verbose_name = _("gevinst")
        verbose_name_plural = _("gevinster")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "type"], name="cases_gain_type_once_per_case")]

    def __str__(self) -> str:
        return self.get_type_display()


class CaseLessonQuerySet(models.QuerySet):
    def told_in(self, phase: int):
        """Lessons of use in that phase, from published cases: the same for everybody who reads the process. `subjects`
        are the stems of the case's topics and subjects, None where the search does not know the case yet."""
        told = self.filter(phase=phase, case__state=State.PUBLISHED).select_related("case__model")
        return told.annotate(subjects=F("case__search_entry__topics"))


class CaseLesson(models.Model):
    """A lesson of a case in a phase where it is of use: an index, so that a phase finds its lessons in one query."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="lessons")
    phase = models.PositiveSmallIntegerField(_("fase"))
    kind = models.CharField(_("slags"), max_length=12, choices=LessonKind)
    text = models.TextField(_("erfaring"))
    topics = models.JSONField(_("emner"), default=list)

    objects = CaseLessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("erfaring")
        verbose_name_plural = _("erfaringer")
        ordering = ["pk"]
        indexes = [models.Index(fields=["phase"])]

    def __str__(self) -> str:
        return self.text


class CaseReferenceQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """References of collaborations that the user may read."""
        return self.filter(collaboration__in=Collaboration.objects.visible_to(user))


class CaseReference(models.Model):
    """That a collaboration builds on a case, and what it takes from it. `note` is the collaboration's own sentence."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="case_references")
    case = models.ForeignKey(Case, models.PROTECT, related_name="references")
    note = models.CharField(_("hvad I tager med jer"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("tilføjet"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvisning til en case")
        verbose_name_plural = _("henvisninger til cases")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "case"], name="cases_referred_to_once_per_collaboration")
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.case}"

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, DocumentVersion, Participation, ParticipationState
from common.models import AppendOnly, HistoryIsImmutable
from models_catalog.models import OrganisationType
from municipalities.models import Municipality

FIRST_PHASE, LAST_PHASE = 1, 5
# In these states a municipality answers the points that each municipality answers.
SUPPORTING_STATES = (ParticipationState.INTERESTED, ParticipationState.PARTICIPANT)
OPEN_STATES = ("open", "started")  # of ChecklistItem.State


class ProcessVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is published is for everybody who is signed in."""
        return self if user.is_authenticated else self.none()


class ProcessVersion(models.Model):
    """The process as it was published on a day. A running collaboration keeps the version that it began with.

    What is published never changes: phases, items and requirements are written once. `file_number` is the number that
    the file of the product gives it, None for one that was made on the pages of editors.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    file_number = models.PositiveIntegerField(_("nummer i filen"), unique=True, null=True, blank=True)
    published_on = models.DateField(_("udgivet"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("udgivet af")
    )
    note = models.CharField(_("bemærkning"), max_length=300, blank=True)
    source = models.CharField(_("kilde"), max_length=300)

    objects = ProcessVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("procesversion")
        verbose_name_plural = _("procesversioner")
        ordering = ["-number"]
        get_latest_by = "number"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(note=""), name="phases_version_made_here_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def save(self, *args, **kwargs):
        """Raises HistoryIsImmutable for one that is stored already."""
        if not self._state.adding:
            raise HistoryIsImmutable("A published process is changed by a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Only a file's version that nobody follows may be taken away, to be loaded anew. Else HistoryIsImmutable."""
        if self.published_by_id is not None or self.is_used:
            raise HistoryIsImmutable("A published process is never deleted.")
        return super().delete(*args, **kwargs)

    @property
    def is_made_here(self) -> bool:
        """Published by an administrator."""
        return self.published_by_id is not None

    @property
    def is_used(self) -> bool:
        """A collaboration follows it, or has answered one of its items."""
        answered = ChecklistItem.objects.filter(template__phase__version=self)
        return CollaborationProcess.objects.filter(version=self).exists() or answered.exists()


class WrittenOnce(models.Model):
    """A part of a published process: it is stored with its version, and never changed or deleted on its own."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise HistoryIsImmutable("A published process is changed by a new version.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsImmutable("A published process is never deleted.")


class Phase(WrittenOnce):
    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField(_("nummer"))
    key = models.SlugField(max_length=40)
    name = models.CharField(_("navn"), max_length=60)
    purpose = models.TextField(_("formål"))
    involved = models.JSONField(_("hvem er med"), default=list)
    decisions = models.JSONField(_("beslutninger"), default=list)
    # Organisation type key -> what is special about this phase under it.
    differences = models.JSONField(_("forskelle"), default=dict)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("faser")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="phases_number_once_per_version"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=5), name="phases_are_five"),
        ]

    def __str__(self) -> str:
        return f"Fase {self.number}: {self.name}"


class ChecklistTemplateItem(WrittenOnce):
    """One activity of the process. `clarifies` and `results` say what it settles and what comes out of it.

    `help` is a list of {"kind": "advice" | "attention" | "case", "title", "text", "source"}.
    `organisation_types` lists type keys; empty means every type. With a `requirement` the item's state is that of the
    requirement, so that there are never two truths.
    """

    class Group(models.TextChoices):
        POLITICS = "politics", _("Politik")
        ECONOMY = "economy", _("Økonomi")
        LAW = "law", _("Jura")
        ORGANISATION = "organisation", _("Organisation")
        CONTENT = "content", _("Indhold")

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="items")
    key = models.SlugField(_("nøgle"), max_length=40)
    text = models.CharField(_("punkt"), max_length=300)
    group = models.CharField(_("gruppe"), max_length=12, choices=Group)
    position = models.PositiveSmallIntegerField()
    organisation_types = models.JSONField(_("organisationsformer"), default=list, blank=True)
    per_municipality = models.BooleanField(_("pr. kommune"), default=False)
    requirement = models.SlugField(_("krav"), max_length=40, blank=True)
    clarifies = models.JSONField(_("afklarer"), default=list, blank=True)
    results = models.JSONField(_("resultat"), default=list, blank=True)
    help = models.JSONField(_("hjælp"), default=list, blank=True)
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("punkt på tjeklisten")
        verbose_name_plural = _("punkter på tjeklisten")
        ordering = ["phase__number", "position"]
        constraints = [models.UniqueConstraint(fields=["phase", "key"], name="phases_item_key_once_per_phase")]

    def __str__(self) -> str:
        return self.text

    def applies_to(self, organisation_type: OrganisationType | None) -> bool:
        """Items of certain types apply once that type is chosen; while none is chosen only the common items do."""
        return not self.organisation_types or (
            organisation_type is not None and organisation_type.key in self.organisation_types
        )


class RequirementTemplate(WrittenOnce):
    """A requirement before a phase. Text, scope and law are data; `check_name` names the code that judges it.

    `parameters` go to the check, for example {"facts": ["statutes-adopted"], "missing": …} or {"item": "s6", …}.
    """

    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="requirements")
    before_phase = models.PositiveSmallIntegerField(_("før fase"))
    key = models.SlugField(_("nøgle"), max_length=40)
    title = models.CharField(_("krav"), max_length=160)
    explanation = models.TextField(_("hvorfor"), blank=True)
    check_name = models.SlugField(_("kontrol"), max_length=40)
    parameters = models.JSONField(default=dict, blank=True)
    organisation_types = models.JSONField(_("organisationsformer"), default=list, blank=True)
    waivable = models.BooleanField(_("kan fraviges"), default=True)
    blocking = models.BooleanField(_("stopper næste fase"), default=True)
    legal_rule = models.SlugField(_("retsregel"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(_("kilde"), max_length=200)

    class Meta:
        verbose_name = _("krav")
        verbose_name_plural = _("krav")
        ordering = ["before_phase", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "before_phase", "key"], name="phases_requirement_once_per_phase"
            ),
            models.CheckConstraint(
                condition=Q(waivable=True) | ~Q(legal_rule=""), name="phases_unwaivable_has_a_legal_basis"
            ),
            models.CheckConstraint(condition=Q(waivable=True) | Q(blocking=True), name="phases_unwaivable_stops"),
        ]

    def __str__(self) -> str:
        return self.title


class CollaborationProcess(models.Model):
    """Which version of the process a collaboration follows."""

    collaboration = models.OneToOneField(Collaboration, models.CASCADE, related_name="process")
    version = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="followers")

    class Meta:
        verbose_name = _("proces for et samarbejde")
        verbose_name_plural = _("processer for samarbejder")

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.version}"


class ChecklistItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def asked(self):
        """Those that the checklist still asks for: of the chosen form, and of municipalities that are with us.

        What was answered on other points is kept, but nobody is reminded of it. `phases.checklist.is_asked` says the
        same of an answer at hand.
        """
        # Alternatives and no joins: each answer is looked up on its own, so that the first by date is found by index.
        for_all = ChecklistTemplateItem.objects.filter(organisation_types=[]).order_by().values("pk")
        with_us = Participation.objects.filter(
            collaboration=OuterRef("collaboration"), municipality=OuterRef("municipality"), state__in=SUPPORTING_STATES
        )
        return self.filter(
            Q(template__in=for_all) | Exists(_of_the_chosen_form()), Q(municipality__isnull=True) | Exists(with_us)
        )


def _of_the_chosen_form() -> models.QuerySet[ChecklistTemplateItem]:
    """Of an answer its item, if that is for the form that the collaboration has chosen."""
    chosen = Collaboration.objects.filter(pk=OuterRef(OuterRef("collaboration"))).order_by()
    key = Concat(Value('"'), Subquery(chosen.values("organisation_type__key")), Value('"'))
    # Of a list in JSON only its text can be searched on every database.
    forms = ChecklistTemplateItem.objects.annotate(forms=Cast("organisation_types", models.TextField())).order_by()
    return forms.filter(pk=OuterRef("template"), forms__contains=key)


class ChecklistItem(models.Model):
    """What has been answered on an activity. No row means open and untouched; rows are made when somebody answers."""

    class State(models.TextChoices):
        OPEN = "open", _("Åben")
        STARTED = "started", _("I gang")
        DONE = "done", _("Klaret")
        NOT_RELEVANT = "not-relevant", _("Ikke relevant")

    collaboration = models.ForeignKey(Collaboration, models.CASCADE, related_name="checklist")
    template = models.ForeignKey(ChecklistTemplateItem, models.PROTECT, related_name="answers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("tilstand"), max_length=12, choices=State, default=State.OPEN)
    # What an unticked box goes back to.
    state_before_done = models.CharField(max_length=12, choices=State, default=State.OPEN, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="checklist_items",
        verbose_name=_("ansvarlig"),
    )
    due = models.DateField(_("frist"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    documents = models.ManyToManyField(DocumentVersion, blank=True, related_name="+", verbose_name=_("dokumenter"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar på tjeklisten")
        verbose_name_plural = _("svar på tjeklisten")
        indexes = [
            models.Index(fields=["owner", "state", "due"]),
            # The next deadline of each collaboration, for lists of collaborations.
            models.Index(
                fields=["collaboration", "due"],
                condition=Q(state__in=["open", "started"], due__isnull=False),
                name="phases_open_items_by_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "template", "municipality"], name="phases_item_answered_once_per_municipality"
            ),
            models.UniqueConstraint(
                fields=["collaboration", "template"],
                condition=Q(municipality__isnull=True),
                name="phases_item_answered_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="not-relevant") | ~Q(reason=""), name="phases_not_relevant_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template}: {self.get_state_display()}"


class ChecklistChange(AppendOnly):
    """One change of an item, in words."""

    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="changes")
    text = models.TextField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ændring af punkt")
        verbose_name_plural = _("ændringer af punkter")
        ordering = ["-changed_at", "-pk"]


class Waiver(AppendOnly):
    """ "Gå videre uden dette krav": who, when, why; shown to all. A later row may take it back."""

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="waivers")
    before_phase = models.PositiveSmallIntegerField()
    requirement = models.SlugField(max_length=40)
    reason = models.CharField(_("begrundelse"), max_length=300)
    withdrawn = models.BooleanField(default=False)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fravigelse")
        verbose_name_plural = _("fravigelser")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="phases_waiver_has_a_reason")]


class PhaseTransition(AppendOnly):
    """A move between phases, or the registration of a collaboration that was already running.

    `date` is when it took effect, `recorded_at` when it was written down. `requirements` is what held at that moment.
    """

    class Kind(models.TextChoices):
        STARTED = "started", _("Begyndt")
        FORWARD = "forward", _("Gået videre")
        BACK = "back", _("Gået tilbage")
        REGISTERED = "registered", _("Registreret")

    collaboration = models.ForeignKey(Collaboration, models.PROTECT, related_name="transitions")
    kind = models.CharField(max_length=10, choices=Kind)
    from_phase = models.PositiveSmallIntegerField(null=True)
    to_phase = models.PositiveSmallIntegerField()
    date = models.DateField(_("dato"))
    reason = models.CharField(_("begrundelse"), max_length=300, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    requirements = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("faseskift")
        verbose_name_plural = _("faseskift")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_phase__gte=1, to_phase__lte=5), name="phases_transition_within_the_five"
            ),
            models.CheckConstraint(condition=~Q(kind="back") | ~Q(reason=""), name="phases_going_back_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="registered") | ~Q(source=""), name="phases_registration_has_a_source"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("phases:phase", args=[self.collaboration.slug, self.to_phase])

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import MunicipalityRole, SystemRole, User
from collaborations import rhythm
from collaborations.models.participation import (
    ACTIVE_STATES,
    Member,
    Participation,
    ParticipationState,
    Representative,
)
from collaborations.rhythm import Rhythm
from common.danish import sort_key
from common.formats import counted
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import Municipality

WRITING_ROLES = (Member.Role.COORDINATOR, Member.Role.CONTRIBUTOR)


class CollaborationQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """Collaborations that this user may read in full today (architecture § 3a). The only way in from a page."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(_own(user))

    def readable_on(self, user: User, day: dt.date):
        """Those that the roles which are known today let this user read on that day."""
        if SystemRole.objects.valid(day).filter(user=user, role=SystemRole.Role.ADMINISTRATOR).exists():
            return self
        places = MunicipalityRole.objects.valid(day).filter(user=user).order_by().values("municipality")
        participations = Participation.objects.filter(_state("state", True), municipality__in=places)
        represented = Representative.objects.valid(day).filter(_state("participation__state", True), user=user)
        return self.filter(
            Q(pk__in=Member.objects.valid(day).filter(user=user).order_by().values("collaboration"))
            | Q(pk__in=participations.order_by().values("collaboration"))
            | Q(pk__in=represented.order_by().values("participation__collaboration"))
        )

    def former_for(self, user: User | AnonymousUser):
        """Collaborations that the user sees in no other way than as one of a municipality that left or declined."""
        if not user.is_authenticated or user.is_administrator:
            return self.none()
        return self.filter(_for_municipalities(user, active=False)).exclude(_own(user))

    def involving(self, user: User):
        """Collaborations that are this user's own work: as member who acts, or for the user's municipality.

        Collaborations registered from a published source are for reading and never anybody's work.
        """
        return self.filter(_own(user)).exclude(origin=Collaboration.Origin.SOURCE)

    def writable_by(self, user: User | AnonymousUser):
        """Those whose texts and figures this user writes: as koordinator or bidragyder. Never one from a source."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=_memberships(user).filter(role__in=WRITING_ROLES)).exclude(
            origin=Collaboration.Origin.SOURCE
        )

    def with_participant_count(self):
        """Reads `participant_count` with the row instead of counting the participations."""
        number = (
            Participation.objects.filter(collaboration=OuterRef("pk"), state=ParticipationState.PARTICIPANT)
            .order_by()
            .values("collaboration")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(participant_count=Coalesce(Subquery(number), 0))


# The subqueries below do not refer to the outer row, so that the database answers each of them once and not for every
# collaboration in the country.


def _own(user: User) -> Q:
    """Collaborations that the user takes part in, in person or for a municipality."""
    return Q(pk__in=_memberships(user)) | _for_municipalities(user, active=True)


def _memberships(user: User):
    return Member.objects.valid().filter(user=user).order_by().values("collaboration")


def _for_municipalities(user: User, *, active: bool) -> Q:
    """Where the user's municipality takes part, or where the user represents one in that collaboration alone."""
    roles = {role.municipality_id for role in user.current_municipality_roles}
    participations = Participation.objects.filter(_state("state", active), municipality__in=roles)
    represented = Representative.objects.valid().filter(_state("participation__state", active), user=user)
    return Q(pk__in=participations.order_by().values("collaboration")) | Q(
        pk__in=represented.order_by().values("participation__collaboration")
    )


def _state(field: str, active: bool) -> Q:
    condition = Q(**{f"{field}__in": ACTIVE_STATES})
    return condition if active else ~condition


class Collaboration(models.Model):
    """A collaboration between municipalities, from idea to running body.

    `phase` is written by `phases.services` only, `status` by `collaborations.services.set_status` only; what they were
    before stands in `PhaseTransition` and `StatusUpdate`.
    """

    class Origin(models.TextChoices):
        OWN = "own", _("Eget")
        EXAMPLE = "example", _("Eksempel")
        SOURCE = "source", _("Registreret fra en kilde")

    class Status(models.TextChoices):
        GREEN = "green", _("Grøn")
        YELLOW = "yellow", _("Gul")
        RED = "red", _("Rød")
        GREY = "grey", _("Grå")

    name = models.CharField(_("navn"), max_length=140)
    slug = models.SlugField(max_length=80, unique=True)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    purpose = models.TextField(_("formål"), max_length=2000)
    # Null: registered from a source that does not say who began.
    initiator = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiated",
        verbose_name=_("kommune, der tager initiativet"),
    )
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.OWN, editable=False)

    phase = models.PositiveSmallIntegerField(_("fase"), default=1, editable=False)
    phase_since = models.DateField(_("i fasen siden"), null=True, editable=False)
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.GREY, editable=False)
    status_reason = models.CharField(_("begrundelse"), max_length=140, blank=True, editable=False)
    status_at = models.DateTimeField(_("status sat"), null=True, editable=False)
    status_rhythm = models.CharField(
        _("rytme for status"), max_length=11, choices=Rhythm, default=Rhythm.NONE, editable=False
    )
    status_due = models.DateField(_("næste status"), null=True, blank=True, editable=False)
    # Null: the directors are never told that a status is missing.
    status_escalates_after = models.PositiveSmallIntegerField(
        _("dage, før direktørerne får besked"), null=True, blank=True, editable=False
    )

    organisation_type = models.ForeignKey(
        OrganisationType, models.PROTECT, null=True, blank=True, verbose_name=_("organisationsform")
    )
    cooperation_models = models.ManyToManyField(CollaborationModel, blank=True, verbose_name=_("samarbejdsmodeller"))
    demarcation = models.TextField(
        _("afgrænsning"), blank=True, max_length=4000, help_text=_("Hvad er med, og hvad er ikke med?")
    )
    host = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="hosted", verbose_name=_("værtskommune")
    )
    start_goal = models.DateField(_("mål for start"), null=True, blank=True)
    founded_on = models.DateField(_("stiftet"), null=True, blank=True)
    operating_from = models.DateField(_("i drift fra"), null=True, blank=True)
    declared_member_count = models.PositiveSmallIntegerField(
        _("antal medlemmer i alt"), null=True, blank=True, help_text=_("Når ikke alle medlemmer er kendt ved navn.")
    )
    declared_member_note = models.CharField(
        _("kilde til antallet"), max_length=200, blank=True, help_text=_("Fx: medlemsliste, november 2026")
    )

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(_("opdateret"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbejde")
        verbose_name_plural = _("samarbejder")
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["phase", "sort_name"]), models.Index(fields=["status"])]
        constraints = [
            models.CheckConstraint(condition=Q(phase__gte=1, phase__lte=5), name="collaborations_five_phases"),
            models.CheckConstraint(
                condition=~Q(status__in=["yellow", "red"]) | ~Q(status_reason=""),
                name="collaborations_bad_status_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status_rhythm="none", status_due__isnull=True, status_escalates_after__isnull=True)
                | (~Q(status_rhythm="none") & Q(status_due__isnull=False)),
                name="collaborations_a_rhythm_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(initiator__isnull=False) | Q(origin="source"), name="collaborations_somebody_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("dashboards:overview", args=[self.slug])

    @property
    def status_version(self) -> str:
        """Which judgement and draft this is: a form that was read before another one says another."""
        draft = getattr(self, "status_draft", None)
        set_at = self.status_at.isoformat() if self.status_at else "0"
        return f"{set_at}/{draft.changed_at.isoformat()}" if draft else set_at

    @property
    def rhythm_version(self) -> str:
        return f"{self.status_rhythm}/{self.status_due}/{self.status_escalates_after}"

    @cached_property
    def participant_count(self) -> int:
        """Municipalities that take part today. Reads `participations`: prefetch them for lists."""
        return sum(each.state == ParticipationState.PARTICIPANT for each in self.participations.all())

    def active_participations(self) -> models.QuerySet[Participation]:
        """Municipalities that are invited, interested or take part."""
        return self.participations.filter(state__in=ACTIVE_STATES)

    @cached_property
    def coordinator_names(self) -> list[str]:
        current = self.members.valid().filter(role=Member.Role.COORDINATOR).select_related("user")
        return [member.user.shown_name for member in current]

    @property
    def status_age_days(self) -> int | None:
        """Calendar days in Denmark, as somebody counts who reads the two dates."""
        return (timezone.localdate() - timezone.localdate(self.status_at)).days if self.status_at else None

    @property
    def status_is_stale(self) -> bool:
        """Nobody knows whether it still holds, so it is shown grey: see `collaborations.rhythm`."""
        return rhythm.is_stale(self.status_at, self.status_due)

    @property
    def status_age_words(self) -> str:
        """How old the status is; empty while there is none."""
        days = self.status_age_days
        if days is None:
            return ""
        if days < 2:
            return gettext("Status er fra i går.") if days else gettext("Status er fra i dag.")
        words = counted(days, gettext("dag"), gettext("dage"))
        if self.status_is_stale:
            return gettext("Ikke opdateret i %(days)s.") % {"days": words}
        return gettext("Status er %(days)s gammel.") % {"days": words}

    @property
    def shown_status(self) -> str:
        return self.Status.GREY if self.status_is_stale else self.status

    def get_shown_status_display(self) -> str:
        return str(self.Status(self.shown_status).label)

    @property
    def updated_on(self) -> dt.date | None:
        """The day that what is known is from: of a published source, the day that it describes."""
        return self.phase_since if self.is_from_source else timezone.localtime(self.changed_at).date()

    @property
    def form_key(self) -> str | None:
        """Which organisation form it has chosen; None while it has chosen none."""
        return self.organisation_type.key if self.organisation_type_id else None

    @property
    def is_example(self) -> bool:
        return self.origin == self.Origin.EXAMPLE

    @property
    def is_from_source(self) -> bool:
        return self.origin == self.Origin.SOURCE

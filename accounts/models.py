from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser, PermissionsMixin, _user_has_perm
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.danish import search_key, sort_key
from common.models import AppendOnly, AppendOnlyQuerySet, Dated, DatedQuerySet
from municipalities.models import Municipality

EMAIL_LENGTH = 254


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """Accounts that this user may look up: an administrator all, anybody else the own and those invited."""
        if not user.is_authenticated:
            return self.none()
        invited = Exists(Invitation.objects.filter(user=OuterRef("pk"), invited_by=user))
        return self if user.is_administrator else self.filter(Q(pk=user.pk) | invited)

    def awaiting_acceptance(self):
        """Invited, and have not yet chosen a password."""
        return self.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def with_role(self, role: str, on: dt.date | None = None):
        """People who have that role today, in the system or for any municipality."""
        return self.filter(_has_role(SystemRole, on, role=role) | _has_role(MunicipalityRole, on, role=role))

    def without_roles(self, on: dt.date | None = None):
        return self.exclude(_has_role(SystemRole, on) | _has_role(MunicipalityRole, on))

    def with_listed_roles(self):
        """For lists: `listed_roles` (in force or to come) and `newest_invitation` then cost no query per row."""
        coming = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
        municipality_roles = MunicipalityRole.objects.filter(coming).select_related("municipality")
        return self.prefetch_related(
            Prefetch("system_roles", SystemRole.objects.filter(coming), to_attr="listed_system_roles"),
            Prefetch("municipality_roles", municipality_roles, to_attr="listed_municipality_roles"),
            Prefetch("invitations", Invitation.objects.select_related("invited_by"), to_attr="listed_invitations"),
        )

    def matching(self, text: str):
        """People whose name or e-mail holds every word of `text`; "aa" finds "å". Empty text matches all."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_name__contains=word)
        return found


def _has_role(model: type[Dated], on: dt.date | None, **values) -> Exists:
    return Exists(model.objects.valid(on).filter(user=OuterRef("pk"), **values))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        """A user; without a password the account can not be used until one is chosen through a link."""
        if not email:
            raise ValueError("A user signs in by e-mail, so an address is needed.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        """Technical access to `/admin/`. Rights in the product come from `SystemRole`, not from this flag."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. What a user may is said by dated roles, never by flags on this row."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("Følg computeren")
        LIGHT = "light", _("Lyst")
        DARK = "dark", _("Mørkt")

    email = models.EmailField(
        _("e-mail"), max_length=EMAIL_LENGTH, unique=True, error_messages={"unique": _("E-mailen er allerede i brug.")}
    )
    name = models.CharField(_("navn"), max_length=100, blank=True)
    theme = models.CharField(_("tema"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    sort_name = models.CharField(max_length=400, editable=False, default="", db_index=True)
    search_name = models.CharField(max_length=800, editable=False, default="")
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_staff = models.BooleanField(_("adgang til /admin/"), default=False)
    date_joined = models.DateTimeField(_("oprettet"), default=timezone.now)
    # The last day of who has handed over everything. The day after, what was open stays open no longer.
    left_on = models.DateField(_("sidste dag"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")
        ordering = ["sort_name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_email_case_blind")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def shown_name(self) -> str:
        """For pages and history that everybody in a collaboration reads: never the address."""
        return self.name or _("En inviteret person")

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(str(self))
        self.search_name = search_key(f"{self.name} {self.email}")
        super().save(*args, **kwargs)

    def save_profile(self) -> None:
        """Save what a profile says, and leave alone what others decide meanwhile: whether the account is open."""
        self.save(update_fields=["name", "theme", "sort_name", "search_name"])

    def get_full_name(self) -> str:
        return str(self)

    def has_perm(self, perm: str, obj=None) -> bool:
        """About a row its rules decide, for a superuser too: technical access gives no right in the product."""
        if obj is None:
            return super().has_perm(perm)
        return self.is_active and _user_has_perm(self, perm, obj)

    @cached_property
    def current_role_names(self) -> frozenset[tuple[str, str]]:
        """Kind and role of all that holds today, in one question: every page asks it for its menu."""
        system, municipality = (
            roles.valid().order_by().values_list(Value(kind), "role")
            for kind, roles in ((SystemRole.kind, self.system_roles), (MunicipalityRole.kind, self.municipality_roles))
        )
        return frozenset(system.union(municipality))

    @property
    def current_system_roles(self) -> frozenset[str]:
        return frozenset(role for kind, role in self.current_role_names if kind == SystemRole.kind)

    @property
    def is_director(self) -> bool:
        """Of any municipality. `directed_municipalities` says of which."""
        return (MunicipalityRole.kind, MunicipalityRole.Role.DIRECTOR) in self.current_role_names

    @property
    def only_directs(self) -> bool:
        return self.current_role_names == {(MunicipalityRole.kind, MunicipalityRole.Role.DIRECTOR)}

    def forget_roles(self) -> None:
        """Called where roles have changed while this instance was in use."""
        for name in ("current_role_names", "current_municipality_roles"):
            self.__dict__.pop(name, None)

    @property
    def is_administrator(self) -> bool:
        return SystemRole.Role.ADMINISTRATOR in self.current_system_roles

    @property
    def is_editor(self) -> bool:
        return SystemRole.Role.EDITOR in self.current_system_roles

    @cached_property
    def current_municipality_roles(self) -> list[MunicipalityRole]:
        return list(self.municipality_roles.valid().select_related("municipality"))

    @property
    def awaits_acceptance(self) -> bool:
        """Invited, but has not yet chosen a password."""
        return not self.has_usable_password()

    def has_left_since(self, moment: dt.datetime) -> bool:
        """Is what this person opened at that moment, a session or an address, ended because they have left since?"""
        return self.has_left and timezone.localdate(moment) <= self.left_on

    @property
    def has_left(self) -> bool:
        """Is the last day over? It stands when somebody comes back, so that what was open before stays ended."""
        return self.left_on is not None and self.left_on < timezone.localdate()

    @property
    def listed_roles(self) -> list[SystemRole | MunicipalityRole]:
        """Roles in force and to come. Needs `with_listed_roles()`."""
        return [*self.listed_system_roles, *self.listed_municipality_roles]

    @property
    def newest_invitation(self) -> Invitation | None:
        """Needs `with_listed_roles()`."""
        return self.listed_invitations[0] if self.listed_invitations else None

    @property
    def has_roles(self) -> bool:
        return bool(self.current_system_roles or self.current_municipality_roles)

    @property
    def may_create_collaborations_for(self) -> list[Municipality]:
        """Municipalities that this user may begin a collaboration for (contact or director), in Danish order."""
        return self._municipalities_as(MunicipalityRole.Role.CONTACT, MunicipalityRole.Role.DIRECTOR)

    @property
    def directed_municipalities(self) -> list[Municipality]:
        return self._municipalities_as(MunicipalityRole.Role.DIRECTOR)

    def _municipalities_as(self, *roles: str) -> list[Municipality]:
        """In Danish order, those that this user has one of these roles for."""
        found = {role.municipality for role in self.current_municipality_roles if role.role in roles}
        return sorted(found, key=lambda municipality: municipality.sort_name)


class RoleQuerySet(DatedQuerySet):
    def visible_to(self, user: User | AnonymousUser):
        """An administrator sees everybody's roles, anybody else only the own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(user=user)


class SystemRole(Dated):
    """A role in the whole system, given by an administrator."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("Katalogredaktør")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="system_roles", verbose_name=_("bruger"))
    role = models.CharField(_("rolle"), max_length=14, choices=Role)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    kind = "system"  # as the address of a role says it

    objects = RoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("systemrolle")
        verbose_name_plural = _("systemroller")
        ordering = ["valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"

    @property
    def label(self) -> str:
        return self.get_role_display()


class MunicipalityRole(Dated):
    """What somebody is for a municipality, from one day to another."""

    class Role(models.TextChoices):
        CONTACT = "contact", _("Kommunekontakt")
        DIRECTOR = "director", _("Direktør")
        READER = "reader", _("Læser")

    user = models.ForeignKey(User, models.CASCADE, related_name="municipality_roles", verbose_name=_("bruger"))
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="role_holders", verbose_name=_("kommune")
    )
    role = models.CharField(_("rolle"), max_length=8, choices=Role)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    kind = "kommune"

    objects = RoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("kommunerolle")
        verbose_name_plural = _("kommuneroller")
        ordering = ["valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.label}"

    @property
    def label(self) -> str:
        return f"{self.get_role_display()}, {self.municipality}"


class RoleChangeQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User | AnonymousUser):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(user=user)


class RoleChange(AppendOnly):
    """Who gave or ended which role, and when. Stays when the role itself has run out."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("Givet")
        ENDED = "ended", _("Afsluttet")

    user = models.ForeignKey(User, models.PROTECT, related_name="role_changes", verbose_name=_("bruger"))
    kind = models.CharField(_("ændring"), max_length=5, choices=Kind)
    role = models.CharField(_("rolle"), max_length=120)
    valid_from = models.DateField(_("gælder fra"))
    valid_to = models.DateField(_("gælder til og med"), null=True, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)

    objects = RoleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("ændring i roller")
        verbose_name_plural = _("ændringer i roller")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} {self.get_kind_display().lower()}"


class Invitation(models.Model):
    """A mail that lets somebody in. Stands even when the mail could not be sent, so that it can be sent again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations", verbose_name=_("bruger"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("hvad personen er inviteret til"), max_length=400)
    path = models.CharField(_("side"), max_length=300, default="/")
    created_at = models.DateTimeField(_("oprettet"), default=timezone.now)
    sent_at = models.DateTimeField(_("mail sendt"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitationer")
        ordering = ["-created_at", "-pk"]
        get_latest_by = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.created_at:%Y-%m-%d}"

    @property
    def was_sent(self) -> bool:
        return self.sent_at is not None


class AccessRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser):
        """An administrator sees every request, anybody else only the own."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_administrator else self.filter(user=user)


class AccessRequest(models.Model):
    """A signed-in person asks to be let in. An administrator gives a role or closes it with a reason."""

    user = models.ForeignKey(User, models.CASCADE, related_name="access_requests")
    message = models.TextField(_("hvad har du brug for?"), max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("svar"), max_length=200, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("anmodning om adgang")
        verbose_name_plural = _("anmodninger om adgang")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(closed_at__isnull=True),
                name="accounts_one_open_request_each",
                violation_error_message=_("Du har allerede bedt om adgang. Vent på svar."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.created_at:%Y-%m-%d}"

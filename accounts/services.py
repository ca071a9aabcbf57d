"""Inviting people and giving them roles. The page that calls decides who may; what may be done is decided here."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import mails
from accounts.limits import count_mail
from accounts.models import AccessRequest, Invitation, MunicipalityRole, RoleChange, SystemRole, User
from common.exceptions import DomainError
from common.formats import long_date, one_line
from municipalities.models import Municipality

Role = SystemRole | MunicipalityRole
REASON_LENGTH = Invitation._meta.get_field("reason").max_length


## Invitations


@transaction.atomic
def invite_user(*, email: str, name: str = "", invited_by: User | None, reason: str, path: str = "/") -> User:
    """The user with that e-mail (case does not matter), made without a password when new. A mail follows on commit.

    `reason` is a Danish sentence that goes into the mail ("Du er inviteret til …"), `path` the page that the mail
    points to for somebody who can already sign in. The returned user carries `.invitation`; after the commit
    `.invitation.was_sent` says whether the mail went out. When it did not, the invitation stands and can be sent again.
    Raises DomainError when the account is closed, and when somebody sends more mails than `accounts.limits` allows.
    """
    count_mail(invited_by)
    user = _user_with(email) or _new_user(email, name)
    if not user.is_active:
        raise DomainError(_("Brugeren er lukket. Skriv til support, hvis den skal åbnes igen."))
    if name and not user.name and user.awaits_acceptance:
        user.name = name
        user.save_profile()
    reason = one_line(reason, REASON_LENGTH)
    user.invitation = Invitation.objects.create(user=user, invited_by=invited_by, reason=reason, path=path)
    transaction.on_commit(lambda: _send(user.invitation))
    return user


@transaction.atomic
def resend_invitation(user: User, *, actor: User) -> Invitation:
    """Invite once more, with a new link. Whoever invited first still has.

    Raises DomainError when there is nothing to accept, and as `invite_user` for too many mails.
    """
    if not user.is_active:
        raise DomainError(_("Brugeren er lukket. Skriv til support, hvis den skal åbnes igen."))
    if not user.awaits_acceptance:
        raise DomainError(_("Brugeren har allerede valgt adgangskode og kan logge ind."))
    count_mail(actor)
    # What somebody else wrote may be about a collaboration that the actor knows nothing of.
    own = user.invitations.filter(invited_by=actor).first()
    invitation = Invitation.objects.create(
        user=user,
        invited_by=actor,
        reason=own.reason if own else _("Du har fået adgang til Samarbejde."),
        path=own.path if own else "/",
    )
    transaction.on_commit(lambda: _send(invitation))
    return invitation


@transaction.atomic
def accept_invitation(user: User, *, name: str, password: str) -> User:
    """The invited person's own name and password. Raises DomainError when the link was used in the meantime."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.awaits_acceptance or not user.is_active:
        raise DomainError(_("Linket er allerede brugt. Log ind, eller nulstil adgangskoden."))
    user.name = name
    user.set_password(password)
    user.save()
    return user


def _user_with(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def _new_user(email: str, name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email.strip(), name=name)
    except IntegrityError:  # somebody else invited the same person at this moment
        return User.objects.get(email__iexact=email.strip())


def _send(invitation: Invitation) -> None:
    if mails.send_invitation(invitation):
        invitation.sent_at = timezone.now()
        invitation.save(update_fields=["sent_at"])


## Roles


@transaction.atomic
def give_municipality_role(
    *,
    user: User,
    municipality: Municipality,
    role: str,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    actor: User | None,
) -> MunicipalityRole:
    """What `user` is for the municipality, both days included; from today, and without an end, unless told.

    A role that already covers the period is returned as it is. Raises DomainError when the user has the same role in
    a part of the period, or when the period ends before it begins.
    """
    asked = MunicipalityRole(user=user, municipality=municipality, role=role, given_by=actor)
    return _give(asked, user.municipality_roles.filter(municipality=municipality), valid_from, valid_to)


@transaction.atomic
def give_system_role(
    *,
    user: User,
    role: str,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    actor: User | None,
) -> SystemRole:
    """Make somebody editor or administrator. The same rules for dates as `give_municipality_role`."""
    asked = SystemRole(user=user, role=role, given_by=actor)
    return _give(asked, user.system_roles, valid_from, valid_to)


@transaction.atomic
def invite_with_role(
    *,
    email: str,
    name: str,
    role: str,
    municipality: Municipality | None,
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    actor: User,
) -> User:
    """Give somebody a role by e-mail, and let them in when they are new. Raises DomainError as giving a role does."""
    dates = {"valid_from": valid_from, "valid_to": valid_to, "actor": actor}
    label = dict(SystemRole.Role.choices + MunicipalityRole.Role.choices)[role].lower()
    if municipality:
        reason = _("Du har fået rollen %(role)s for %(municipality)s.") % {
            "role": label,
            "municipality": municipality.full_name,
        }
    else:
        reason = _("Du har fået rollen %(role)s.") % {"role": label}
    user = invite_user(email=email, name=name, invited_by=actor, reason=reason)
    if municipality:
        give_municipality_role(user=user, municipality=municipality, role=role, **dates)
    else:
        give_system_role(user=user, role=role, **dates)
    return user


@transaction.atomic
def end_role(role: Role, *, actor: User | None, on: dt.date | None = None) -> Role:
    """End a role. `on` is its last day; without it the role ends at once, and one that began today is taken back.

    Raises DomainError for a last day before the first one, for a role that has ended already, and when the product
    would be left without an administrator.
    """
    today = timezone.localdate()
    if role.valid_to and role.valid_to < today:
        raise DomainError(_("Rollen er allerede afsluttet."))
    if on and on < role.valid_from:
        raise DomainError(_("Sidste dag kan ikke ligge før rollens første dag."))
    if on and role.valid_to and on > role.valid_to:
        raise DomainError(_("Sidste dag kan ikke ligge efter rollens slutdato."))
    last_day = on or today - dt.timedelta(days=1)
    if isinstance(role, SystemRole) and role.role == SystemRole.Role.ADMINISTRATOR:
        require_administrator_besides(role.user, on=max(last_day + dt.timedelta(days=1), today))
    if last_day < role.valid_from:
        _record(role, RoleChange.Kind.ENDED, actor, valid_to=today)
        role.delete()
        return role
    role.valid_to = last_day
    role.save(update_fields=["valid_to"])
    _record(role, RoleChange.Kind.ENDED, actor, valid_to=last_day)
    return role


@transaction.atomic
def require_administrator_besides(user: User, *, on: dt.date | None = None) -> None:
    """Raises DomainError unless somebody else, who can sign in, is administrator on that day (today unless told)."""
    administrators = SystemRole.objects.filter(role=SystemRole.Role.ADMINISTRATOR)
    list(administrators.select_for_update())  # two who end each other's role come one after the other
    others = administrators.valid(on).filter(user__is_active=True).exclude(user=user).select_related("user")
    if not any(other.user.has_usable_password() for other in others):
        raise DomainError(_("Der skal være mindst én administrator. Giv en anden rollen først."))


def _give(asked: Role, same_kind, valid_from: dt.date | None, valid_to: dt.date | None) -> Role:
    asked.valid_from = valid_from or timezone.localdate()
    asked.valid_to = valid_to
    if valid_to and valid_to < asked.valid_from:
        raise DomainError(_("Slutdatoen kan ikke ligge før startdatoen."))
    User.objects.select_for_update().get(pk=asked.user_id)  # one at a time, so that two can not overlap
    for existing in same_kind.filter(role=asked.role):
        if _covers(existing, asked):
            return existing
        if _overlaps(existing, asked):
            raise DomainError(
                _("Brugeren har allerede rollen fra %(start)s til %(end)s. Vælg en periode uden for den.")
                % {"start": long_date(existing.valid_from), "end": long_date(existing.valid_to)}
                if existing.valid_to
                else _("Brugeren har allerede rollen fra %(start)s. Vælg en periode, der slutter før.")
                % {"start": long_date(existing.valid_from)}
            )
    asked.save()
    note_staying(asked.user, until=valid_to)
    _record(asked, RoleChange.Kind.GIVEN, asked.given_by, valid_to=valid_to)
    asked.user.forget_roles()
    return asked


def _covers(role: Role, asked: Role) -> bool:
    return role.valid_from <= asked.valid_from and (
        role.valid_to is None or (asked.valid_to is not None and asked.valid_to <= role.valid_to)
    )


def _overlaps(role: Role, asked: Role) -> bool:
    return (role.valid_to is None or role.valid_to >= asked.valid_from) and (
        asked.valid_to is None or role.valid_from <= asked.valid_to
    )


def _record(role: Role, kind: str, actor: User | None, *, valid_to: dt.date | None) -> None:
    RoleChange.objects.create(
        user=role.user, kind=kind, role=role.label, valid_from=role.valid_from, valid_to=valid_to, actor=actor
    )


@transaction.atomic
def note_leaving(user: User, *, last_day: dt.date) -> None:
    """Somebody has handed over everything. The day after `last_day` their sessions and private addresses end."""
    User.objects.filter(pk=user.pk).update(left_on=last_day)
    user.left_on = last_day


def note_staying(user: User, *, until: dt.date | None) -> None:
    """Called where somebody is given a role to and with `until` (None: without an end).

    Who was about to leave before that does not leave. Of who has left already the last day stands: what was open then
    does not come back with a new role.
    """
    leaving = User.objects.filter(pk=user.pk, left_on__gte=timezone.localdate())
    if until:
        leaving = leaving.filter(left_on__lt=until)
    if leaving.update(left_on=None):
        user.left_on = None


## Requests for access


@transaction.atomic
def request_access(*, user: User, message: str) -> AccessRequest:
    """Ask the administrators to be let in.

    Raises DomainError while an earlier request waits for its answer, and as `invite_user` for too many mails.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if user.access_requests.open().exists():
        raise DomainError(_("Du har allerede bedt om adgang. Vent på svar."))
    count_mail(user)
    access_request = AccessRequest.objects.create(user=user, message=message)
    transaction.on_commit(lambda: mails.send_access_request(access_request))
    return access_request


@transaction.atomic
def close_access_request(access_request: AccessRequest, *, answer: str, actor: User) -> AccessRequest:
    """Answer a request; the person gets the answer by mail. Raises DomainError when it was answered already."""
    current = AccessRequest.objects.select_for_update().select_related("user").get(pk=access_request.pk)
    if current.closed_at:
        raise DomainError(_("Anmodningen er allerede besvaret."))
    current.closed_at, current.closed_by, current.answer = timezone.now(), actor, answer
    current.save(update_fields=["closed_at", "closed_by", "answer"])
    transaction.on_commit(lambda: mails.send_access_answer(current))
    return current

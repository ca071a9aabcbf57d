"""Mails of this app. A mail server that does not answer undoes nothing: each function says how it went."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import AccessRequest, Invitation, SystemRole, User
from accounts.tokens import invitation_token

logger = logging.getLogger(__name__)


def absolute_url(path: str) -> str:
    """The address as others can use it. Never from a request: who asks could name a host of their own in it."""
    return f"{settings.SITE_URL}{path}"


def invitation_path(user: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:accept_invitation", args=[uid, invitation_token.make_token(user)])


def send_invitation(invitation: Invitation) -> bool:
    """New people get a link to choose a password, people who can sign in a link to what they were invited to."""
    user = invitation.user
    path = invitation_path(user) if user.awaits_acceptance else invitation.path
    values = {"invitation": invitation, "user": user, "url": absolute_url(path)}
    return _send("accounts/mail/invitation", [user.email], values)


def send_access_request(access_request: AccessRequest) -> bool:
    """Tell every administrator of today that somebody waits."""
    roles = SystemRole.objects.valid().filter(role=SystemRole.Role.ADMINISTRATOR, user__is_active=True)
    recipients = sorted(set(roles.values_list("user__email", flat=True)))
    values = {"access_request": access_request, "url": absolute_url(reverse("accounts:users"))}
    sent = [_send("accounts/mail/access_request", [recipient], values) for recipient in recipients]
    return all(sent)


def send_access_answer(access_request: AccessRequest) -> bool:
    values = {"access_request": access_request, "url": absolute_url("/")}
    return _send("accounts/mail/access_answer", [access_request.user.email], values)


def _send(template: str, recipients: list[str], values: dict) -> bool:
    subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
    body = render_to_string(f"{template}_message.txt", values)
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, recipients))
    except (OSError, smtplib.SMTPException):
        logger.exception("The mail %s could not be sent", template)
        return False

"""A mail as it is sent: text and HTML in plain Danish, and the headers with which a mail program ends them all."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mails import absolute_url
from accounts.models import User
from common.formats import one_line
from notifications.digests import Digest
from notifications.models import Delivery
from notifications.reminders import Reminder
from notifications.tokens import unsubscribe_url

LONGEST_SUBJECT = 150


def digest_mail(digest: Digest) -> EmailMultiAlternatives:
    parts = [(part, absolute_url(part.collaboration.get_absolute_url())) for part in digest.parts]
    values = {"digest": digest, "parts": parts}
    return compose("notifications/mail/digest", user=digest.user, subject=digest.subject, values=values)


def reminder_mail(reminder: Reminder) -> EmailMultiAlternatives:
    to_write = reminder.kind != Delivery.Kind.ESCALATION
    page = reverse("collaborations:status", args=[reminder.collaboration.slug])
    url = absolute_url(page if to_write else reminder.collaboration.get_absolute_url())
    values = {"reminder": reminder, "url": url}
    return compose("notifications/mail/reminder", user=reminder.user, subject=reminder.subject, values=values)


def compose(template: str, *, user: User, subject: str, values: dict, is_chosen: bool = True) -> EmailMultiAlternatives:
    """A mail from the templates `template`.txt and .html, which get `user`, `subject` and the links at the end.

    One that comes whatever somebody has chosen (`is_chosen` False) offers neither a link nor a header to end it.
    """
    end_url, subject = unsubscribe_url(user) if is_chosen else "", one_line(subject, LONGEST_SUBJECT)
    ending = {"List-Unsubscribe": f"<{end_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    values = {
        **values,
        "user": user,
        "subject": subject,
        "choices_url": absolute_url(reverse("notifications:choices")),
        "end_url": end_url,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"{template}.txt", values),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers=ending if is_chosen else {},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", values), "text/html")
    return mail

"""A mail as it is sent: text and HTML in plain Danish, and the headers with which a mail program ends them all."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mails import absolute_url
from common.formats import one_line
from notifications.digests import Digest
from notifications.models import Delivery
from notifications.reminders import Reminder
from notifications.tokens import unsubscribe_url

LONGEST_SUBJECT = 150


def digest_mail(digest: Digest) -> EmailMultiAlternatives:
    parts = [(part, absolute_url(part.collaboration.get_absolute_url())) for part in digest.parts]
    return _mail("digest", digest, {"digest": digest, "parts": parts})


def reminder_mail(reminder: Reminder) -> EmailMultiAlternatives:
    to_write = reminder.kind != Delivery.Kind.ESCALATION
    page = reverse("collaborations:status", args=[reminder.collaboration.slug])
    url = absolute_url(page if to_write else reminder.collaboration.get_absolute_url())
    return _mail("reminder", reminder, {"reminder": reminder, "url": url})


def _mail(template: str, about: Digest | Reminder, values: dict) -> EmailMultiAlternatives:
    end_url, subject = unsubscribe_url(about.user), one_line(about.subject, LONGEST_SUBJECT)
    values |= {
        "user": about.user,
        "subject": subject,
        "choices_url": absolute_url(reverse("notifications:choices")),
        "end_url": end_url,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"notifications/mail/{template}.txt", values),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[about.user.email],
        headers={"List-Unsubscribe": f"<{end_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string(f"notifications/mail/{template}.html", values), "text/html")
    return mail

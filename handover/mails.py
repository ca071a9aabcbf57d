"""The mail to somebody who takes over."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from accounts.mails import absolute_url
from accounts.models import User
from handover.models import Handover, HandoverLine
from notifications.mails import compose


def handover_mail(handover: Handover, user: User, lines: Sequence[HandoverLine]) -> EmailMultiAlternatives:
    """It comes to those, too, who have chosen no mails: nobody is to answer for something without knowing it."""
    subject = _("Du overtager opgaver efter %(person)s") % {"person": handover.leaver.shown_name}
    values = {"handover": handover, "lines": lines, "url": absolute_url("/")}
    return compose("handover/mail/given", user=user, subject=subject, values=values, is_chosen=False)

"""Mail servers that misbehave, as Django's mail back-ends: none of them is ours."""

import os
import signal
import smtplib

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend

from notifications.services import send_due_mails


class Refusing(BaseEmailBackend):
    """Answers that it will not take the mail."""

    def send_messages(self, messages):
        raise smtplib.SMTPDataError(451, b"Try again later")


class Hanging(BaseEmailBackend):
    """The line dies after the mail was handed over and before the answer."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


class Killing(BaseEmailBackend):
    """The machine is switched off in the middle of the sending."""

    def send_messages(self, messages):
        os.kill(os.getpid(), signal.SIGKILL)


class Slow(EmailBackend):
    """Takes the first mail so slowly that the next run begins, and ends, meanwhile."""

    meanwhile = False

    def send_messages(self, messages):
        if not Slow.meanwhile:
            Slow.meanwhile = True
            try:
                send_due_mails()
            finally:
                Slow.meanwhile = False
        return super().send_messages(messages)

"""What allauth asks us: who may open an account, what we say when something is wrong, and where to go afterwards."""

import logging
import smtplib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.mails import absolute_url

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same for an unknown address and a wrong password: nobody learns who has an account.
        "email_password_mismatch": _("E-mail eller adgangskode er forkert."),
        "too_many_login_attempts": _("Vent 15 minutter, eller nulstil adgangskoden."),
        "enter_current_password": _("Den nuværende adgangskode er forkert."),
        "invalid_password_reset": _("Linket virker ikke længere."),
        "rate_limited": _("Du har prøvet for mange gange. Vent lidt, og prøv igen."),
        "account_inactive": _("Kontoen er lukket."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody opens an account alone; people are invited."""
        return False

    def post_login(self, request, user, **hook):
        """Who only directs and asked for the front page comes to what the municipality must decide."""
        response = super().post_login(request, user, **hook)
        if response.url == reverse("dashboards:my_work") and user.only_directs:
            return HttpResponseRedirect(reverse("dashboards:director"))
        return response

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Allauth would take the host from the request, and who asks for the mail could name another one there."""
        return absolute_url(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def set_password(self, user, password: str) -> None:
        """Whoever could choose a new password need not wait after the wrong ones.

        Allauth ends the wait for the addresses in its own table, which people who were invited are not in.
        """
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail server that fails must not tell a stranger that the address is known, so the page stays the same."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            logger.exception("The mail %s could not be sent", template_prefix)

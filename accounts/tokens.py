"""Links that let somebody choose a password: one use each, and each kind with its own life."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, urlsafe_base64_decode

from accounts.models import User

RESET_LINK_SECONDS = 24 * 60 * 60


class InvitationTokenGenerator(PasswordResetTokenGenerator):
    """Lives as long as `PASSWORD_RESET_TIMEOUT` (fourteen days). Dies when a password is chosen: the hash covers it."""

    key_salt = "accounts.invitation"


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """A forgotten password is changed the same day; a link that lies in a mailbox longer is only a risk."""

    key_salt = "accounts.reset"

    def check_token(self, user, token) -> bool:
        return super().check_token(user, token) and self._age(token) <= RESET_LINK_SECONDS

    def _age(self, token: str) -> int:
        return self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])


invitation_token = InvitationTokenGenerator()


def user_of_invitation(uidb64: str, token: str) -> User | None:
    """Whom the link lets in; None when it is wrong, used or too old. Nobody learns from it who exists."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uidb64)), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user and user.awaits_acceptance and invitation_token.check_token(user, token) else None

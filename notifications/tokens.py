"""The link that ends all mails without signing in. It says who and is signed, opens nothing else, and does not age."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.mails import absolute_url
from accounts.models import User

_signer = Signer(salt="notifications.unsubscribe", sep=".")


def unsubscribe_url(user: User) -> str:
    return absolute_url(reverse("notifications:unsubscribe", args=[_signer.sign(str(user.pk))]))


def user_of_link(token: str) -> User | None:
    """Whose mails the link ends; None when it is not one of ours."""
    try:
        return User.objects.filter(pk=int(_signer.unsign(token))).first()
    except (BadSignature, ValueError, OverflowError):
        return None

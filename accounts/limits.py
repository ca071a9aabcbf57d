"""How many mails one person can make the product send to others."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError

MAILS_PER_HOUR = 30
HOUR = 60 * 60


def count_mail(sender: User | None) -> None:
    """Count one mail for this hour, in the cache that all web processes share. Raises DomainError when it is too many.

    Nobody (a command on the server) has no limit.
    """
    if sender is None:
        return
    key = f"mails:{sender.pk}:{int(time.time() // HOUR)}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > MAILS_PER_HOUR:
        raise DomainError(
            _("Du kan højst sende %(count)d mails i timen. Vent lidt, og prøv igen.") % {"count": MAILS_PER_HOUR}
        )

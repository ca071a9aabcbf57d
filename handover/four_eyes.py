"""Who wrote a case does not publish it: a role that passes to the author may leave nobody who can publish."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from accounts.models import SystemRole, User
from cases.models import Case
from common.exceptions import DomainError
from common.formats import join_first

PUBLISHERS = (SystemRole.Role.EDITOR, SystemRole.Role.ADMINISTRATOR)
MOST_NAMED = 2


def check_author(receiver: User, *, from_day: dt.date) -> str:
    """What the receiver of such a role has written that waits to be published, as a sentence; empty when nothing.

    Asked when the role has been given and the leaver's has been ended. Raises DomainError when something is left that
    nobody who can sign in on that day may publish.
    """
    own = Case.objects.in_review().written_by(receiver)
    stuck = own
    for each in _publishers(from_day) - {receiver}:
        stuck = stuck.written_by(each)
    said = {"receiver": receiver, "titles": _named(stuck)}
    if said["titles"]:
        text = _("%(receiver)s har selv skrevet %(titles)s, og ingen andre kan udgive det. Vælg en anden modtager.")
        raise DomainError(text % said)
    said["titles"] = _named(own)
    return _("%(receiver)s har selv skrevet %(titles)s. En anden skal udgive det.") % said if said["titles"] else ""


def _publishers(day: dt.date) -> set[User]:
    roles = SystemRole.objects.valid(day).filter(role__in=PUBLISHERS, user__is_active=True).select_related("user")
    return {role.user for role in roles if role.user.has_usable_password()}


def _named(cases) -> str:
    titles = [f"“{title}”" for title in cases.order_by("sort_title").values_list("title", flat=True)]
    return join_first(titles, MOST_NAMED) if titles else ""

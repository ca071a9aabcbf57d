"""Writes of the pages that gather: saved filters and the time of the last visit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.exceptions import DomainError
from dashboards.models import LastVisit, SavedView

# A page that is read again within this time belongs to the same visit: what was new is still new.
SAME_VISIT = dt.timedelta(hours=4)


@transaction.atomic
def save_view(*, name: str, query: str, actor: User, is_shared: bool = False) -> SavedView:
    """Keep a set of filters under a name; the same name again means the new filters, and who may use them."""
    values = {"query": query, "is_shared": is_shared}
    view, _created = SavedView.objects.update_or_create(user=actor, name=name, defaults=values)
    return view


@transaction.atomic
def hand_over_view(view: SavedView, *, receiver: User) -> SavedView:
    """Give a saved filter to somebody else. Raises DomainError when that person has another one of its name."""
    if SavedView.objects.filter(user=receiver, name=view.name).exists():
        said = {"receiver": receiver, "name": view.name}
        raise DomainError(_("%(receiver)s har allerede et filter, der hedder “%(name)s”.") % said)
    view.user = receiver
    view.save(update_fields=["user"])
    return view


def note_visit(user: User) -> dt.datetime | None:
    """Remember that the user is here now. Returns when the visit before this one was, or None for the first."""
    now = timezone.now()
    visit = LastVisit.objects.filter(user=user).first()
    if visit is None or now - visit.at > SAME_VISIT:
        before = visit.at if visit else None
        visit, _created = LastVisit.objects.update_or_create(user=user, defaults={"at": now, "before": before})
    return visit.before

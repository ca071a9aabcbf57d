"""What waits for the user on another page that gathers: Mit arbejde says how much, and leads there.

None of it is a task of Mit arbejde. Nothing is read for those who have no such page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.director.deciding import coming_decisions
from dashboards.director.own import own_collaborations
from dashboards.editorial import build_editorial


@dataclass(frozen=True)
class Elsewhere:
    """A sentence about how much waits, and the link to it."""

    text: str
    url: str
    verb: str


def waiting_elsewhere(user: User) -> list[Elsewhere]:
    return [*_in_dashboard(user), *_in_editorial(user)]


def _in_dashboard(user: User) -> Iterator[Elsewhere]:
    """What the director's municipalities have still to decide."""
    if not user.is_director:
        return
    own = own_collaborations(user, user.directed_municipalities)
    due = coming_decisions(own.values(), timezone.localdate())
    if count := sum(len(each.asked) for each in due if not each.is_held):
        text = ngettext("%(count)d beslutning ligger hos jer.", "%(count)d beslutninger ligger hos jer.", count)
        yield Elsewhere(text % {"count": count}, reverse("dashboards:director"), _("Se dem på Dashboard"))


def _in_editorial(user: User) -> Iterator[Elsewhere]:
    """A katalogredaktør has the same as tasks of Mit arbejde; an administrator has not."""
    if not user.is_administrator:
        return
    if count := build_editorial(user).waiting:
        text = ngettext("%(count)d ting venter i Redaktion.", "%(count)d ting venter i Redaktion.", count)
        yield Elsewhere(text % {"count": count}, reverse("dashboards:editing"), _("Åbn Redaktion"))

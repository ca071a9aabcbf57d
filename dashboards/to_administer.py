"""What Mit arbejde asks of an administrator: to let people in, and to finish what the administrator is writing.

What others are writing waits on the front page of Redaktion. Two queries, and none for everybody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import AccessRequest
from dashboards.tasks import Mine, Task, address
from editing.models import Draft

MOST_TOLD = 3  # requests that are named one by one


def administration(mine: Mine) -> Iterable[Task]:
    if mine.user.is_administrator:
        yield from _access_requests(mine)
        yield from _drafts(mine)


def _access_requests(mine: Mine) -> Iterable[Task]:
    """Somebody waits for each of them; many are one line."""
    place = _("Brugere")
    waiting = list(AccessRequest.objects.visible_to(mine.user).open().select_related("user"))
    if len(waiting) > MOST_TOLD:
        text = _("Svar {count} personer, der beder om adgang").format(count=len(waiting))
        yield Task(text, place, address("accounts:users"), _("Se anmodninger"), colour="yellow")
        return
    for each in waiting:
        text = _("Svar {person}, der beder om adgang").format(person=each.user)
        yield Task(text, place, address("accounts:close_request", each.pk), _("Svar"), colour="yellow")


def _drafts(mine: Mine) -> Iterable[Task]:
    drafts = Draft.objects.visible_to(mine.user).filter(changed_by=mine.user)
    for draft in drafts.only("kind", "key"):
        text = _("Udgiv eller slet kladden: {what}").format(what=draft.get_kind_display().lower())
        yield Task(text, _("Redaktion"), draft.get_absolute_url, _("Se kladden"))

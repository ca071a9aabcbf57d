"""What an editor of the catalogue has to do: look through what others wrote, and confirm what is old.

For a katalogredaktør, in two queries; administrators find the same on the front page of Redaktion.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case
from dashboards.tasks import Task


def curation_tasks(user: User) -> Iterable[Task]:
    """A case in review that another wrote is urgent; one that nobody confirmed for 24 months is over its day."""
    if not user.is_editor:
        return
    visible = Case.objects.visible_to(user)
    for slug, title in visible.to_look_through(user).values_list("slug", "title"):
        yield _task(_("Se casen “{title}” igennem").format(title=title), slug, _("Se igennem"), colour="yellow")
    for case in visible.to_confirm().only("slug", "title", "confirmed_on"):
        text = _("Bekræft casen “{title}”").format(title=case.title)
        yield _task(text, case.slug, _("Se efter"), due=case.confirm_by, colour="red" if case.confirm_by else "grey")


def _task(text: str, slug: str, verb: str, **values) -> Task:
    address = partial(reverse, "cases:curate", args=[slug])
    return Task(text=text, collaboration=_("Casekatalog"), address=address, verb=verb, **values)

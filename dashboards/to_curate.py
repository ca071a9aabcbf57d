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
from cases.queue import OLD
from dashboards.tasks import Task

MOST_TOLD = 3  # cases to confirm that are named one by one


def curation_tasks(user: User) -> Iterable[Task]:
    """A case in review that another wrote is urgent; one that nobody confirmed for 24 months is over its day."""
    if not user.is_editor:
        return
    visible = Case.objects.visible_to(user)
    for slug, title in visible.to_look_through(user).values_list("slug", "title"):
        yield _task(_("Se casen “{title}” igennem").format(title=title), slug, _("Se igennem"), colour="yellow")
    to_confirm = list(visible.to_confirm().only("slug", "title", "confirmed_on"))
    if len(to_confirm) > MOST_TOLD:
        yield _all_of(to_confirm)
        return
    for case in to_confirm:
        text = _("Bekræft casen “{title}”").format(title=case.title)
        yield _task(text, case.slug, _("Se efter"), due=case.confirm_by, colour="red" if case.confirm_by else "grey")


def _all_of(cases: list[Case]) -> Task:
    """One line for many: the queue lists them. Its day is that of the one that has waited longest."""
    days = [case.confirm_by for case in cases if case.confirm_by]
    return Task(
        text=_("Bekræft {count} cases, som ingen har bekræftet i to år").format(count=len(cases)),
        collaboration=_("Casekatalog"),
        address=lambda: f"{reverse('cases:queue')}?tilstand={OLD}",
        verb=_("Se listen"),
        due=min(days, default=None),
        colour="red" if days else "grey",
    )


def _task(text: str, slug: str, verb: str, **values) -> Task:
    address = partial(reverse, "cases:curate", args=[slug])
    return Task(text=text, collaboration=_("Casekatalog"), address=address, verb=verb, **values)

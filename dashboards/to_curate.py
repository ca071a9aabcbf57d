"""What an editor of the catalogue has to do: look through, write on, publish topics, and confirm what is old.

For a katalogredaktør, in five queries; administrators find the same on the front page of Redaktion. Which cases wait is
said by `CaseQuerySet.waiting_for`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, TopicDraft
from cases.queue import OLD
from dashboards.tasks import Mine, Task

MOST_TOLD = 3  # cases to confirm, drafts, and those that another looks through, that are named one by one


def curation_tasks(mine: Mine) -> Iterable[Task]:
    """A case in review that another wrote is urgent; one that nobody confirmed for 24 months is over its day."""
    user = mine.user
    if not user.is_editor:
        return
    visible = Case.objects.visible_to(user)
    for slug, title in visible.to_look_through(user).values_list("slug", "title"):
        yield _task(_("Se casen “{title}” igennem").format(title=title), slug, _("Se igennem"), colour="yellow")
    yield from _drafts(list(visible.to_write_on(user).values_list("slug", "title")))
    for draft in TopicDraft.objects.visible_to(user):
        text = _("Udgiv eller slet kladden til emnet “{name}”").format(name=draft.name)
        yield Task(text, _("Casekatalog"), partial(reverse, "cases:topic", args=[draft.key]), _("Se kladden"))
    yield from _waiting(list(visible.in_review().written_by(user).values_list("slug", "title")))
    yield from _to_confirm(list(visible.to_confirm().only("slug", "title", "confirmed_on")))


def _waiting(cases: list[tuple[str, str]]) -> Iterable[Task]:
    """What the user wrote in: another must publish it."""
    if len(cases) > MOST_TOLD:
        text = _("En anden redaktør skal se {count} af dine cases igennem").format(count=len(cases))
        yield _list_of(text, partial(reverse, "cases:queue"), waits=True)
        return
    for slug, title in cases:
        text = _("En anden redaktør skal se casen “{title}” igennem").format(title=title)
        yield _task(text, slug, _("Se casen"), waits=True)


def _drafts(drafts: list[tuple[str, str]]) -> Iterable[Task]:
    if len(drafts) > MOST_TOLD:
        text = _("Skriv {count} cases færdige").format(count=len(drafts))
        yield _list_of(text, partial(reverse, "cases:queue"))
        return
    for slug, title in drafts:
        yield _task(_("Skriv casen “{title}” færdig").format(title=title), slug, _("Skriv videre"))


def _to_confirm(cases: list[Case]) -> Iterable[Task]:
    """One line for many: the queue lists them. Its day is that of the one that has waited longest."""
    days = [case.confirm_by for case in cases if case.confirm_by]
    if len(cases) > MOST_TOLD:
        text = _("Bekræft {count} cases, som ingen har bekræftet i to år").format(count=len(cases))
        colour = "red" if days else "grey"
        yield _list_of(text, _old, due=min(days, default=None), colour=colour)
        return
    for case in cases:
        text = _("Bekræft casen “{title}”").format(title=case.title)
        yield _task(text, case.slug, _("Se efter"), due=case.confirm_by, colour="red" if case.confirm_by else "grey")


def _old() -> str:
    return f"{reverse('cases:queue')}?tilstand={OLD}"


def _list_of(text: str, address: Callable[[], str], **values) -> Task:
    return Task(text=text, collaboration=_("Casekatalog"), address=address, verb=_("Se listen"), **values)


def _task(text: str, slug: str, verb: str, **values) -> Task:
    address = partial(reverse, "cases:curate", args=[slug])
    return Task(text=text, collaboration=_("Casekatalog"), address=address, verb=verb, **values)

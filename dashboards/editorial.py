"""The front page of editors: what waits for whoever reads it, and what can be edited, a section for each kind.

A section is a function of the reader. It gives None to those who may not edit what it is about. A new kind adds its
function to `SECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from cases.models import Case, CaseQuerySet, Topic, TopicDraft, may_edit_cases
from common.formats import long_date
from editing.kinds import KINDS
from editing.kinds.base import Kind
from editing.law import OLD_AFTER_DAYS
from editing.models import Draft
from models_catalog.models import LegalRule

MOST_WAITING = 10  # cases named one by one; the queue has them all


@dataclass(frozen=True)
class Waiting:
    """One thing to do, or some of a kind, and where."""

    text: str
    url: str
    count: int = 1


@dataclass(frozen=True)
class Section:
    title: str
    text: str  # how it stands
    url: str
    action: str
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Editorial:
    sections: tuple[Section, ...]

    @property
    def waiting(self) -> int:
        return sum(waiting.count for each in self.sections for waiting in each.waiting)


def build_editorial(user: User) -> Editorial:
    return Editorial(tuple(found for section in SECTIONS if (found := section(user)) is not None))


def documents(kind: Kind, what: str) -> Callable[[User], Section | None]:
    """The section of process, questions, clauses or the guide."""

    def section(user: User) -> Section | None:
        if not user.has_perm("editing.edit"):
            return None
        newest = kind.summary()
        said = {"number": newest.number, "date": long_date(newest.on)} if newest else {}
        text = _("Version %(number)d gælder, udgivet %(date)s.") % said if newest else _("Ingen version er indlæst.")
        place = reverse("editing:kind", args=[kind])
        waiting = [
            Waiting(
                _("Kladden venter, senest rettet %(date)s.") % {"date": long_date(each.changed_at)},
                each.get_absolute_url(),
            )
            for each in Draft.objects.visible_to(user).filter(kind=kind.name)
        ]
        if kind.is_waiting():
            waiting.append(Waiting(_("Programmet har en nyere udgave med. Læs den, og udgiv den."), place))
        return Section(str(kind.label), text, place, str(what), tuple(waiting))

    return section


def law(user: User) -> Section | None:
    if not user.has_perm("editing.edit"):
        return None
    rules = LegalRule.objects.visible_to(user).valid()
    old, place = rules.not_checked_for(OLD_AFTER_DAYS).count(), reverse("editing:rules")
    waiting = [
        Waiting(_("Kladden til %(rule)s venter.") % {"rule": each.content["legal_basis"]}, each.get_absolute_url())
        for each in Draft.objects.visible_to(user).of_law()
    ]
    if old:
        text = ngettext(
            "%(old)d regel er ikke kontrolleret i et år.", "%(old)d regler er ikke kontrolleret i et år.", old
        )
        waiting.append(Waiting(text % {"old": old}, place))
    total = rules.count()
    text = ngettext("%(total)d regel gælder nu.", "%(total)d regler gælder nu.", total) % {"total": total}
    return Section(_("Retsregler"), text, place, _("Se retsreglerne"), tuple(waiting))


def cases(user: User) -> Section | None:
    """The catalogue: what waits for this reader. The queue, which lists the same, says the same number."""
    if not may_edit_cases(user):
        return None
    visible, place = Case.objects.visible_to(user), reverse("cases:queue")
    waiting = [
        *_named(visible.to_look_through(user), _("Se “%(title)s” igennem."), _("Se %(count)d cases mere igennem.")),
        *_named(visible.to_write_on(user), _("Skriv “%(title)s” færdig."), _("Skriv %(count)d cases mere færdige.")),
    ]
    if old := visible.to_confirm().count():
        text = ngettext("%(old)d udgivet case bør bekræftes.", "%(old)d udgivne cases bør bekræftes.", old)
        waiting.append(Waiting(text % {"old": old}, f"{place}?tilstand=opdateres", old))
    total = visible.published().count()
    text = ngettext("%(total)d case er udgivet.", "%(total)d cases er udgivet.", total) % {"total": total}
    return Section(_("Cases"), text, place, _("Se køen"), tuple(waiting))


def _named(found: CaseQuerySet, one: str, more: str) -> list[Waiting]:
    """The first by their titles, and how many more there are."""
    rows = [
        Waiting(one % {"title": each.working_content.title}, reverse("cases:curate", args=[each.slug]))
        for each in found.with_newest()[:MOST_WAITING]
    ]
    if len(rows) == MOST_WAITING and (rest := found.count() - MOST_WAITING):
        rows.append(Waiting(more % {"count": rest}, reverse("cases:queue"), rest))
    return rows


def topics(user: User) -> Section | None:
    if not may_edit_cases(user):
        return None
    total = Topic.objects.visible_to(user).count()
    text = ngettext("%(total)d emne at finde cases efter.", "%(total)d emner at finde cases efter.", total)
    waiting = tuple(
        Waiting(
            _("Kladden til emnet “%(name)s” venter.") % {"name": each.name}, reverse("cases:topic", args=[each.key])
        )
        for each in TopicDraft.objects.visible_to(user)
    )
    return Section(_("Emner"), text % {"total": total}, reverse("cases:topics"), _("Se emnerne"), waiting)


SECTIONS: list[Callable[[User], Section | None]] = [
    cases,
    topics,
    documents(KINDS["proces"], gettext_lazy("Se processens versioner")),
    law,
    documents(KINDS["spoergsmaal"], gettext_lazy("Se spørgsmålenes versioner")),
    documents(KINDS["klausuler"], gettext_lazy("Se bestemmelsernes versioner")),
    documents(KINDS["modelguide"], gettext_lazy("Se modelguidens versioner")),
]

"""The seven tools as they stand, with the paper that the product already has of some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from decisions.models import TextVersion
from decisions.vocabulary import TextKind
from finance.case_reading import approved_of
from finance.services.keys import newest_version
from followup.models import ToolEntry
from followup.vocabulary import Tool, ToolState, address_of

BINDING = (TextKind.STATUTES, TextKind.COOPERATION, TextKind.SHAREHOLDERS)


@dataclass(frozen=True)
class Paper:
    """What the product holds itself: where it is, and what it is called."""

    url: str
    label: str


@dataclass(frozen=True)
class ToolRow:
    """One tool. Without `entry` nobody has said how far it is, which is not the same as not begun."""

    tool: Tool
    entry: ToolEntry | None
    paper: Paper | None

    @property
    def label(self) -> str:
        return str(self.tool.label)

    @property
    def address(self) -> str:
        return address_of(self.tool)

    @property
    def state_label(self) -> str:
        return self.entry.get_state_display() if self.entry else _("Ikke oplyst")

    @property
    def is_ready(self) -> bool:
        return self.entry is not None and self.entry.state == ToolState.READY

    @property
    def is_settled(self) -> bool:
        return self.entry is not None and self.entry.state in (ToolState.READY, ToolState.NOT_RELEVANT)

    @property
    def seen(self) -> int:
        return self.entry.pk if self.entry else 0


def tools_of(collaboration: Collaboration) -> list[ToolRow]:
    """All seven, in the order of the guide. Four queries."""
    newest, papers = newest_entries([collaboration.pk]), dict(_papers(collaboration))
    return [ToolRow(tool, newest.get((collaboration.pk, tool)), papers.get(tool)) for tool in Tool]


def newest_entries(ids: Iterable[int], *, until: dt.date | None = None) -> dict[tuple[int, str], ToolEntry]:
    """By collaboration and tool, as they stood on the day `until`; one query for any number."""
    rows = ToolEntry.objects.filter(collaboration__in=list(ids)).select_related("document")
    if until is not None:
        rows = rows.filter(date__lte=until)
    return {(row.collaboration_id, row.tool): row for row in rows}


def _papers(collaboration: Collaboration) -> Iterator[tuple[Tool, Paper]]:
    slug = collaboration.slug
    if case := approved_of(collaboration):
        url = reverse("finance:case_version", args=[slug, case.number])
        yield Tool.CASE_MODEL, Paper(url, _("Business casens version %(number)d") % {"number": case.number})
    if version := _binding_text(collaboration):
        url = reverse("decisions:version", args=[slug, version.text_id, version.number])
        said = {"title": version.text.title, "number": version.number}
        yield Tool.STATUTES, Paper(url, _("%(title)s, version %(number)d") % said)
    if key := newest_version(collaboration):
        url = reverse("finance:key_version", args=[slug, key.key_id, key.number])
        yield Tool.ECONOMY_MODEL, Paper(url, _("Fordelingsnøglen “%(name)s”") % {"name": key.key.name})


def _binding_text(collaboration: Collaboration) -> TextVersion | None:
    """The newest published version of what binds the municipalities."""
    rows = TextVersion.objects.filter(text__collaboration=collaboration, text__kind__in=BINDING)
    return rows.select_related("text").defer("clauses").order_by("pk").last()

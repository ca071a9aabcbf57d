"""The page Opfølgning: the subjects with date, role and light, the tools, the first task, and what was seen last."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from collaborations.models import Collaboration, FirstTask
from common.formats import counted
from followup.areas import Area, areas_of
from followup.deadlines import MONTHS_BETWEEN_EVALUATIONS
from followup.figure_pages import FigureLine, figures_lead, figures_of
from followup.models import FollowUp
from followup.sentences import conclusion
from followup.tools import ToolRow, tools_of
from followup.vocabulary import Subject

LATEST = 5  # of the log, on the page itself


@dataclass(frozen=True)
class Board:
    areas: tuple[Area, ...]  # the evaluation last
    tools: tuple[ToolRow, ...]
    figures: tuple[FigureLine, ...]
    first_task: FirstTask | None
    log: tuple[FollowUp, ...]
    has_more: bool
    lead: str
    rest: str
    colour: str
    may_write: bool
    months = MONTHS_BETWEEN_EVALUATIONS

    @property
    def next_area(self) -> Area:
        """What the page's one button is about: what is due first, and before all is planned what is not."""
        dated = [each for each in self.areas if each.due]
        return min(dated, key=lambda each: each.due) if dated else self.areas[0]

    @property
    def figures_lead(self) -> str:
        return figures_lead(self.figures)

    @property
    def tools_lead(self) -> str:
        ready = sum(each.is_settled for each in self.tools)
        unknown = sum(each.entry is None for each in self.tools)
        said = {"ready": ready, "total": len(self.tools)}
        text = _("%(ready)d af %(total)d redskaber er klar eller ikke relevante.") % said
        if unknown and unknown < len(self.tools):
            text += " " + _("Tilstanden er ikke oplyst for %(count)s.") % {
                "count": counted(unknown, _("redskab"), _("redskaber"))
            }
        return text


def build_board(collaboration: Collaboration) -> Board:
    """In a number of queries that does not depend on how much there is."""
    areas = areas_of(collaboration)
    ordered = tuple(areas[subject] for subject in Subject)
    lead, rest, colour = conclusion(collaboration, ordered)
    log = list(collaboration.follow_ups.select_related("recorded_by")[: LATEST + 1])
    return Board(
        areas=ordered,
        tools=tuple(tools_of(collaboration)),
        figures=tuple(figures_of(collaboration)),
        first_task=collaboration.first_tasks.select_related("named_by").first(),
        log=tuple(log[:LATEST]),
        has_more=len(log) > LATEST,
        lead=lead,
        rest=rest,
        colour=colour,
        may_write=collaboration.access.may_write,
    )

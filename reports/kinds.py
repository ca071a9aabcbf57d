"""What each kind of paper is: its file, the data it is made from, and who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from common.charts.tile_map import Place
from municipalities.models import Municipality
from reports import agendas, cases, memos, paper, quarter_data, quarter_paper, texts
from reports.documents import frozen
from reports.models import Report
from reports.rendering import Paper

Kind = Report.Kind


@dataclass(frozen=True)
class KindOfPaper:
    snapshot: Callable[[Report], dict]
    draw: Callable[[dict], Paper]


def places() -> list[Place]:
    """The ground of the schematic map."""
    rows = Municipality.objects.values_list("code", "name", "tile_column", "tile_row")
    return [Place(*row) for row in rows]


KINDS = {
    Kind.STATUS: KindOfPaper(
        snapshot=lambda report: frozen(report.collaboration_id), draw=lambda data: paper.draw(data, places())
    ),
    Kind.TEXT_PDF: KindOfPaper(snapshot=lambda report: texts.text_snapshot(report.version), draw=texts.draw_text_pdf),
    Kind.AGENDA: KindOfPaper(
        snapshot=lambda report: agendas.agenda_snapshot(report.round, report.municipality), draw=agendas.draw_agenda
    ),
    Kind.CASE: KindOfPaper(snapshot=lambda report: cases.case_snapshot(report.case), draw=cases.draw_case),
    Kind.MEMO_PDF: KindOfPaper(
        snapshot=lambda report: memos.memo_snapshot(report.guide_answer), draw=memos.draw_memo_pdf
    ),
    Kind.MEMO_WORD: KindOfPaper(
        snapshot=lambda report: memos.memo_snapshot(report.guide_answer), draw=memos.draw_memo_word
    ),
    Kind.QUARTER: KindOfPaper(
        snapshot=lambda report: quarter_data.frozen_quarter(report.collaboration_id, report.quarter),
        draw=quarter_paper.draw_quarter,
    ),
    Kind.TEXT_WORD: KindOfPaper(snapshot=lambda report: texts.text_snapshot(report.version), draw=texts.draw_text_word),
}

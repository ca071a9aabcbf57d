"""The memo of an answer in the model guide, for a direktion: as tagged PDF and as Word. Pure: a snapshot in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Pt

from common.formats import UNKNOWN, long_date
from modelguide.models import GuideAnswer
from reports.memo_briefs import Brief, brief_of, is_long
from reports.rendering import Paper, html_to_pdf
from reports.texts import add_text, new_document, saved

Memo = dict[str, Any]
STYLES = ("paper", "memo")
SMALL = Pt(9)  # in the tables of the first two pages


def memo_snapshot(answer: GuideAnswer) -> Memo:
    """What was answered and what the guide said then; nothing is worked out anew."""
    return {
        "taken_at": timezone.now().isoformat(),
        "collaboration": answer.collaboration.name,
        "is_example": answer.collaboration.is_example,
        "saved_on": timezone.localdate(answer.saved_at).isoformat(),
        "saved_by": answer.saved_by.shown_name,
        "note": answer.note,
        "told": answer.told,
    }


def title_of(memo: Memo) -> str:
    return _("Notat om samarbejdsmodel: %(name)s") % {"name": memo["collaboration"]}


def draw_memo_pdf(memo: Memo) -> Paper:
    """A tagged PDF. The same snapshot gives the same paper next year."""
    context = {
        "paper": memo,
        "told": memo["told"],
        "brief": brief_of(memo["told"]),
        "has_long_note": is_long(memo["note"]),
        "title": title_of(memo),
        "saved_on": dt.date.fromisoformat(memo["saved_on"]),
    }
    html = render_to_string("reports/pdf/memo.html", context)
    css = [render_to_string(f"reports/pdf/{name}.css", {"title": _("Notat fra modelguiden")}) for name in STYLES]
    return html_to_pdf(html, css="".join(css))


def draw_memo_word(memo: Memo) -> Paper:
    """A Word document with real headings and tables, so that a municipality can go on working in it."""
    told, title = memo["told"], title_of(memo)
    said = {"date": long_date(dt.date.fromisoformat(memo["saved_on"])), "who": memo["saved_by"]}
    document = new_document(title, f"{title} · {said['date']}")
    document.add_heading(title, level=0)
    if memo["is_example"]:
        document.add_paragraph(_("Eksempel"))
    document.add_paragraph(_("Til direktionen. Svaret er gemt %(date)s af %(who)s.") % said)
    document.add_paragraph(f"{told['lead']} {told['rest']}".strip())
    _add_note(document, memo["note"])
    _add_brief(document, told, brief_of(told))
    document.add_page_break()
    document.add_heading(_("Bilag"), level=1)
    document.add_paragraph(_("Her står alt, hvad guiden sagde."))
    if is_long(memo["note"]):
        document.add_heading(_("Jeres bemærkning"), level=1)
        add_text(document, memo["note"])
    _add_what_to_mind(document, told)
    document.add_heading(_("Formål og organisering"), level=1)
    _add_table(document, told, with_notes=True)
    for model in told["models"]:
        _add_model(document, model)
    _add_forms(document, told)
    _add_comparison(document, told["comparison"])
    _add_list(document, _("Kilder"), told["sources"], level=1)
    return Paper(saved(document), None, ())


def _add_note(document: Document, note: str) -> None:
    if is_long(note):
        document.add_paragraph(_("Jeres bemærkning står i bilaget."))
    elif note:
        add_text(document, _("Jeres bemærkning: %(note)s") % {"note": note})


def _add_brief(document: Document, told: Memo, brief: Brief) -> None:
    """What a direktion reads; the annex has the rest."""
    document.add_heading(_("Spørgsmålet"), level=1)
    document.add_paragraph(brief.question)
    document.add_heading(_("Det har I svaret"), level=1)
    if brief.answered:
        _table(document, [_("Spørgsmål"), _("Svar")], brief.answered, size=SMALL)
    if told["missing"]:
        said = {"count": len(told["missing"])}
        document.add_paragraph(_("Ikke besvaret: %(count)d spørgsmål. De står i bilaget.") % said)
    document.add_heading(_("Det siger tabellen"), level=1)
    _add_table(document, told)
    if brief.models:
        document.add_heading(_("For og imod i kort form"), level=1)
        rows = [
            [f"{each.name}. {each.forms}", "\n".join(each.speaks_for), "\n".join(each.speaks_against)]
            for each in brief.models
        ]
        _table(document, [_("Model"), _("Taler for"), _("Taler imod")], rows, size=SMALL)
    _add_what_to_clarify(document, brief)
    _add_list(document, _("Næste skridt"), brief.next_steps, level=1)


def _add_what_to_clarify(document: Document, brief: Brief) -> None:
    if not (brief.clarify or brief.conditions):
        return
    document.add_heading(_("Det skal afklares"), level=1)
    _add_points(document, brief.clarify)
    if brief.conditions:
        document.add_paragraph(brief.conditions_lead)
        _add_points(document, brief.conditions)


def _add_what_to_mind(document: Document, told: Memo) -> None:
    hints = [f"{each['name']}: {' '.join(each['reasons'])}" for each in told["hints"]]
    _add_list(document, _("Det skal drøftes"), [*told["contradictions"], *told["remarks"], *told["unusual"]], level=1)
    _add_list(document, _("Noget taler også for"), hints, level=1)
    _add_list(document, _("Åbne spørgsmål"), told["missing"], level=1)


def _add_table(document: Document, told: Memo, *, with_notes: bool = False) -> None:
    rows = [[row["name"], *(_cell_text(cell, with_notes) for cell in row["cells"])] for row in told["table"]]
    _table(document, [_("Formål"), *told["columns"]], rows)
    if with_notes:
        document.add_paragraph(
            _("§\u00a060\u00a0a-fællesskab følger §\u00a060. A/S og andre former er ikke vurderet i kilderne.")
        )


def _cell_text(cell: dict[str, Any], with_notes: bool) -> str:
    spot = [_("Her peger svarene.")] if cell["is_spot"] else []
    return " ".join([f"{cell['word']}.", *spot, *(cell["notes"] if with_notes else ())])


def _add_model(document: Document, model: dict[str, Any]) -> None:
    document.add_heading(model["name"], level=1)
    document.add_paragraph(" ".join([model["purpose"], *model["forms"]]))
    _add_list(document, _("Taler for"), model["speaks_for"])
    _add_list(document, _("Taler imod"), model["speaks_against"])
    _add_list(document, _("Det kræver"), model["demands"])
    _add_list(document, _("Gevinster"), [f"{gain['type']}: {gain['text']}" for gain in model["gains"]])
    _add_list(document, _("Typiske udfordringer"), model["challenges"])
    _add_list(document, _("Det kan vokse til"), model["potentials"])
    _add_list(document, _("Andre har prøvet"), [_case_text(each) for each in model["cases"]])


def _case_text(case: dict[str, Any]) -> str:
    return f"{case['title']}. {case['essence']}" if case["essence"] else case["title"]


def _add_forms(document: Document, told: Memo) -> None:
    if not told["forms"]:
        return
    document.add_heading(_("Hvad svarene siger om organiseringen"), level=1)
    empty = {
        "speaks_for": _("Svarene siger intet for."),
        "speaks_against": _("Svarene siger intet imod."),
        "demands": _("Svarene giver ingen særlige krav. Se loven nedenfor."),
    }
    rows = [
        [side["name"], *(" ".join(side[name]) or nothing for name, nothing in empty.items())] for side in told["forms"]
    ]
    _table(document, [_("Organisering"), _("Taler for"), _("Taler imod"), _("Det kræver")], rows)


def _add_comparison(document: Document, comparison: dict[str, Any]) -> None:
    document.add_heading(_("Organisationsformerne side om side"), level=1)
    forms = comparison["forms"]
    facts = [
        (_("Afgiver I kompetence?"), "competence"),
        (_("Ledelse"), "leadership"),
        (_("Sekretariat"), "secretariat"),
        (_("Økonomi"), "economy"),
        (_("Godkendelse"), "approval"),
        (_("Hvem kan være med?"), "members"),
    ]
    rows = [[label, *(form[name] or UNKNOWN for form in forms)] for label, name in facts]
    _table(document, ["", *(form["name"] for form in forms)], rows)
    _add_list(document, _("Det siger loven"), [_rule_text(rule) for rule in comparison["rules"]], level=1)
    document.add_paragraph(_("Det er en tjekliste og ikke juridisk rådgivning."))


def _rule_text(rule: dict[str, Any]) -> str:
    checked = _("Senest kontrolleret %(date)s.") % {"date": rule["checked"]}
    cited = [rule["basis"]] if rule["source"] in rule["basis"] else [rule["basis"], rule["source"]]
    return f"{rule['forms']}: {rule['statement']} {'. '.join(cited)}. {checked}"


def _add_list(document: Document, heading: str, texts: Iterable[str], *, level: int = 2) -> None:
    """A heading with points; neither where there are none."""
    texts = list(texts)
    if not texts:
        return
    document.add_heading(heading, level=level)
    _add_points(document, texts)


def _add_points(document: Document, texts: Iterable[str]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], *, size: Pt | None = None) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(heads))
    table.style = "Table Grid"
    for row, line in zip(table.rows, [heads, *rows], strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs if size else ():
                run.font.size = size

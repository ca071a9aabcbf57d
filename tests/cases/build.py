"""A case that may be published, an editor's page as a browser sends it, and two editors."""

from __future__ import annotations

from dataclasses import replace

import yaml
from django import forms

from cases.document import CaseDocument, Source
from cases.forms.editor import CaseEditor, read_options
from cases.models import Case
from cases.services import create_draft, publish, submit_for_review

WHOLE = CaseDocument(
    title="Fælles køkken",
    essence="To kommuner laver mad sammen",
    summary="De laver mad sammen.",
    sources=(Source("Casekatalog", 2019),),
)


def changed(**values) -> CaseDocument:
    return replace(WHOLE, **values)


def as_yaml(data) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True).encode()


def publish_case(author, publisher, document: CaseDocument = WHOLE) -> Case:
    """Written by one, published by another."""
    case = create_draft(document, actor=author)
    submit_for_review(case, number=1, actor=author)
    return publish(case, number=1, actor=publisher)


def sent(case: Case, **typed) -> dict:
    """What a browser sends from the editor of this case when only `typed` is changed."""
    editor = CaseEditor(case.working_content, number=case.newest_number, options=read_options())
    rows = [form for each in editor.lists.values() for form in (each.rows.management_form, *each.rows.forms)]
    data = {}
    for form in (editor.plain, *rows):
        for field in form:
            if field.name not in ("DELETE", "add"):
                data[field.html_name] = _as_sent(field)
    return {**{name: value for name, value in data.items() if value is not None}, **typed}


def _as_sent(field):
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return "on" if value else None
    if isinstance(field.field, forms.MultipleChoiceField):
        return list(value or ())
    shown = field.field.widget.format_value(value)
    shown = shown[0] if isinstance(shown, list) and shown else shown
    return "" if shown in (None, []) else str(shown)

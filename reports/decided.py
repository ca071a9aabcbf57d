"""What is decided, as the snapshot keeps it: texts and versions, questions, decisions, the authority's answers."""

from __future__ import annotations

from typing import Any

from collaborations.models import Collaboration
from decisions.matrix import Matrix, build_matrix
from decisions.models import Decision
from decisions.vocabulary import Scope


def decided(collaboration: Collaboration) -> dict[str, Any]:
    """The parts `texts`, `questions`, `decisions`, `authority`, `assessments` and `matrix` of the snapshot."""
    rows = Decision.objects.within(collaboration).for_pages().select_related("question").order_by("pk")
    decisions = [_decision(each) for each in rows]
    matrix = build_matrix(collaboration)
    return {
        "texts": _texts(collaboration),
        "questions": _questions(collaboration, matrix),
        "decisions": [each for each in decisions if each["scope"] != Scope.AUTHORITY],
        "authority": [each for each in decisions if each["scope"] == Scope.AUTHORITY],
        "assessments": _assessments(collaboration),
        "matrix": _matrix(matrix),
    }


def _texts(collaboration: Collaboration) -> list[dict]:
    """Published versions only: a draft is nobody's decision yet."""
    return [
        {
            "kind": text.kind,
            "kind_label": text.get_kind_display(),
            "title": text.title,
            "versions": [
                {
                    "number": each.number,
                    "published_on": each.published_on.isoformat(),
                    "sha256": each.sha256,
                    "is_typo": each.is_typo,
                    "note": each.note,
                    "annexes": [{"title": annex.title, "sha256": annex.sha256} for annex in each.annexes.all()],
                }
                for each in text.versions.all()
            ],
        }
        for text in collaboration.texts.prefetch_related(
            "versions__annexes__document", "versions__annexes__key_version"
        )
    ]


def _questions(collaboration: Collaboration, matrix: Matrix) -> list[dict]:
    stood = {head.column.asked.key: head.column for head in matrix.heads}
    rows = collaboration.questions.select_related("text", "round").prefetch_related("requires")
    return [
        {
            "key": each.key,
            "title": each.title,
            "scope": each.scope,
            "binding": each.binding,
            "text": each.text.title if each.text else None,
            "round": each.round.name if each.round else None,
            "deadline": each.round.deadline.isoformat() if each.round and each.round.deadline else None,
            "requires": [other.key for other in each.requires.all()],
            "met": stood[each.key].met,
            "answered": stood[each.key].done,
            "asked": len(stood[each.key].cells),
        }
        for each in rows
    ]


def _decision(row: Decision) -> dict:
    return {
        "number": row.pk,
        "question": row.question.key,
        "scope": row.question.scope,
        "municipality": row.municipality.name if row.municipality else None,
        "outcome": row.outcome,
        "outcome_label": row.get_outcome_display(),
        "date": row.date.isoformat() if row.date else None,
        "body": row.body,
        "body_name": row.body_name,
        "item_number": row.item_number,
        "case_number": row.case_number,
        "link": row.link,
        "remark": row.remark,
        "dissent": row.dissent,
        "version": row.version.number if row.version else None,
        "lifts": row.lifts_id,
        "corrects": row.corrects_id,
        "correction_reason": row.correction_reason,
        "source": row.source,
        "recorded_by": str(row.recorded_by) if row.recorded_by else "",
        "by_coordinator": row.by_coordinator,
        "recorded_at": row.recorded_at.isoformat(),
    }


def _assessments(collaboration: Collaboration) -> list[dict]:
    """Oldest first: the newest with the same key holds, and one without a date takes it back."""
    return [
        {
            "key": each.key,
            "date": each.date.isoformat() if each.date else None,
            "note": each.note,
            "source": each.source,
            "answers": each.answers,
            "recorded_by": str(each.recorded_by) if each.recorded_by else "",
            "recorded_at": each.recorded_at.isoformat(),
        }
        for each in collaboration.assessments.select_related("recorded_by")
    ]


def _matrix(matrix: Matrix) -> dict | None:
    """The table as the page shows it; None while nothing is asked."""
    if matrix.is_empty:
        return None
    return {
        "conclusion": matrix.conclusion,
        "colour": matrix.colour,
        "heads": [{"title": head.title, "count": head.count} for head in matrix.each],
        "rows": [
            {
                "municipality": row.place.name,
                "left_on": row.place.left_on.isoformat() if row.place.left_on else None,
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in (*matrix.rows, *matrix.left)
        ],
        "once": [{"title": head.title, **_cell(cell)} for head, cell in matrix.once],
    }


def _cell(cell) -> dict:
    return {"label": cell.label, "note": cell.note, "colour": cell.colour}

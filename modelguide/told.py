"""Everything that the guide says about some answers, as JSON: the page, a saved answer and the memo show the same.

It is made of the catalogue as it is today. What is saved keeps what was said then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case
from modelguide.comparison import comparison
from modelguide.reading import guide
from models_catalog.guide import Answers, Guide
from models_catalog.matching import Catalogue, match, words_of
from models_catalog.reading import catalogue

Told = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A question that two sets of answers differ in; empty where it was not answered."""

    text: str
    before: str
    after: str


def tell(answers: Answers, *, day: dt.date, asked: Guide | None = None) -> Told:
    """The answers in words, the result, the forms side by side, and the sources: of the guide that was `asked`.

    Otherwise of the one that is published.
    """
    asked = asked or guide()
    read = catalogue(asked.details)
    result = asdict(match(answers, questions=asked.questions, clashes=asked.clashes, catalogue=read))
    compared = asdict(comparison(day, asked.approvals))
    examples = _examples([slug for each in result["models"] for slug in each["cases"]])
    for each in result["models"]:
        each["cases"] = [examples[slug] for slug in each["cases"] if slug in examples]
    return {
        **result,
        "groups": _groups(answers, asked, read),
        "columns": [cell["form_name"] for cell in result["table"][0]["cells"]] if result["table"] else [],
        "comparison": compared,
        "sources": _sources(asked, result, compared),
    }


def changes_between(before: Told, after: Told) -> list[Change]:
    """The questions that were answered otherwise, in the order of the newer one."""
    earlier, later = _answers_of(before), _answers_of(after)
    texts = {row["key"]: row["text"] for told in (before, after) for group in told["groups"] for row in group["rows"]}
    return [
        Change(text, earlier.get(key, ""), later.get(key, ""))
        for key, text in texts.items()
        if earlier.get(key, "") != later.get(key, "")
    ]


def _examples(slugs: list[str]) -> dict[str, dict[str, str]]:
    """Published cases only, with the sentence that also says where the law has moved on since.

    What is told may be saved and read by everybody who sees the collaboration.
    """
    if not slugs:
        return {}
    return {
        row["slug"]: row for row in Case.objects.published().filter(slug__in=slugs).values("slug", "title", "essence")
    }


def _groups(answers: Answers, asked: Guide, read: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "title": group.title,
            "rows": [
                {
                    "key": question.key,
                    "text": question.text.removesuffix(_(" (valgfrit)")),
                    "answer": words_of(question, answers.get(question.key), read.forms),
                    "source": question.source,
                }
                for question in group.questions
            ],
        }
        for group in asked.groups
    ]


def _answers_of(told: Told) -> dict[str, str]:
    return {row["key"]: row["answer"] for group in told["groups"] for row in group["rows"]}


def _sources(asked: Guide, result: dict[str, Any], compared: dict[str, Any]) -> list[str]:
    """Each source of the guide and the catalogue once; those of the law stand with their rules."""
    named = [question.source for question in asked.questions]
    named += [each["source"] for each in result["models"]] + [each["source"] for each in compared["forms"]]
    return list(dict.fromkeys(named))

"""Questions and what was said about them, gathered for many collaborations at once as the values of `standing`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F, Q
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, ParticipationState
from decisions.models import Assessment, Decision, PlannedMeeting, Question, TextVersion
from decisions.standard_sets import bodies_by_law
from decisions.standing import Asked, Entry, Planned, SetBack, Version, permitted_bodies
from models_catalog.models import LegalRule

QUESTION_COLUMNS = (
    "pk",
    "key",
    "title",
    "scope",
    "binding",
    "bodies",
    "may_be_irrelevant",
    "text",
    "round",
    "round__deadline",
    "set_back",
)

# In the order of the fields of `Entry`.
ENTRY_COLUMNS = (
    "pk",
    "municipality",
    "outcome",
    "date",
    "body",
    "version__number",
    "corrects",
    "lifts",
    "remark",
    "source",
    "case_number",
    "item_number",
    "link",
    "dissent",
)


def load_questions(
    forms: Mapping[int, str | None], *, about: Q | None = None, for_pages: bool = False, in_order: bool = True
) -> dict[int, tuple[Asked, ...]]:
    """The questions of each collaboration in their order, in a number of queries that does not depend on how many.

    `forms` is the key of each collaboration's organisation type (None: not chosen): the law says by it who may answer.
    `about` is a condition on `collaboration` and `municipality` outside of which no answer is read. With `for_pages`
    also what is planned, and with `in_order` then also which questions must be met first.
    """
    asked = Question.objects.filter(collaboration__in=forms).order_by("position", "pk")
    rows = list(asked.values_list("collaboration", *QUESTION_COLUMNS, named=True))  # hundreds of them: no models
    if not rows:
        return dict.fromkeys(forms, ())
    versions, entries = _versions({each.text for each in rows if each.text}), _entries(forms, about)
    planned = _planned(forms) if for_pages else {}
    requires = _requires(forms) if for_pages and in_order else {}
    found: dict[int, list[Asked]] = {pk: [] for pk in forms}
    for row in rows:
        found[row.collaboration].append(
            Asked(
                key=row.key,
                pk=row.pk,
                title=row.title,
                scope=row.scope,
                binding=row.binding,
                bodies=bodies_of(row, forms[row.collaboration]),
                may_be_irrelevant=row.may_be_irrelevant,
                text=row.text,
                versions=versions.get(row.text, ()) if row.text else None,
                requires=requires.get(row.pk, ()),
                round=row.round,
                deadline=row.round__deadline,
                set_back=tuple(SetBack(dt.date.fromisoformat(day), number) for day, number in row.set_back),
                entries=entries.get(row.pk, ()),
                planned=planned.get(row.pk, {}),
            )
        )
    return {pk: tuple(each) for pk, each in found.items()}


def questions_of(collaboration: Collaboration, *, for_pages: bool = False) -> tuple[Asked, ...]:
    form = collaboration.form_key
    return load_questions({collaboration.pk: form}, for_pages=for_pages)[collaboration.pk]


def participants_of(collaboration: Collaboration) -> list[int]:
    """Those who are asked today."""
    here = collaboration.participations.filter(state=ParticipationState.PARTICIPANT)
    return list(here.values_list("municipality", flat=True))


def bodies_of(question: Question, form: str | None) -> frozenset[str]:
    """Who may answer that question in a collaboration of that form; empty means any."""
    return permitted_bodies(
        scope=question.scope, binding=question.binding, own=question.bodies, by_law=bodies_by_law(form)
    )


def authority_today() -> str:
    """Who approves a § 60, by the rule of law in force."""
    rule = LegalRule.objects.valid().filter(key="authority-approval").first()
    return rule.body if rule else _("Tilsynsmyndigheden")


def load_assessments(known: Q) -> dict[int, dict[str, Assessment]]:
    """The newest assessment of each kind, by collaboration; one that was taken back has no date."""
    found: dict[int, dict[str, Assessment]] = defaultdict(dict)
    for row in Assessment.objects.filter(known).order_by("pk"):
        found[row.collaboration_id][row.key] = row
    return found


def _versions(texts: Collection[int]) -> dict[int, tuple[Version, ...]]:
    found: dict[int, tuple[Version, ...]] = defaultdict(tuple)
    if texts:
        rows = TextVersion.objects.filter(text__in=texts).order_by("number")
        for text, *version in rows.values_list("text", "number", "published_on", "is_typo"):
            found[text] += (Version(*version),)
    return found


def _entries(forms: Mapping[int, str | None], about: Q | None) -> dict[int, tuple[Entry, ...]]:
    rows = Decision.objects.filter(question__collaboration__in=forms)
    if about is not None:
        rows = rows.annotate(collaboration=F("question__collaboration")).filter(about)
    found: dict[int, list[Entry]] = defaultdict(list)
    for question, *entry in rows.order_by("pk").values_list("question", *ENTRY_COLUMNS):
        found[question].append(Entry(*entry))
    return {question: tuple(each) for question, each in found.items()}


def _planned(forms: Mapping[int, str | None]) -> dict[int, dict[int | None, tuple[Planned, ...]]]:
    """The newest row of each question, municipality and body; without a date it is not planned any more."""
    rows = PlannedMeeting.objects.filter(question__collaboration__in=forms).order_by("pk")
    newest: dict[tuple, dt.date | None] = {}
    for *where, date in rows.values_list("question", "municipality", "body", "date"):
        newest[tuple(where)] = date
    found: dict[int, dict[int | None, tuple[Planned, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for (question, municipality, body), date in newest.items():
        if date:
            found[question][municipality] += (Planned(body, date),)
    return found


def _requires(forms: Mapping[int, str | None]) -> dict[int, tuple[str, ...]]:
    rows = Question.requires.through.objects.filter(from_question__collaboration__in=forms)
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for question, key in rows.values_list("from_question", "to_question__key"):
        found[question] += (key,)
    return found

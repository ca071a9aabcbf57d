"""From answers to what speaks for and against each model and form. Pure: values in, values out, no ORM.

Nothing is weighed and nothing is chosen. Every yes to a purpose points at its model, so that several models can be
pointed at at once. The table keeps the sources' words; an answer that a form can not meet turns its cells into
"Kræver afklaring" and says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.formats import join_words
from models_catalog.guide import Answers, Clash, Details, Gain, Question, Saying

OBVIOUS, POSSIBLE, CLARIFY = "obvious", "possible", "clarify"
FORM = "form"  # the question about which form they have in mind
TODAY = "today"  # the group of what they have to consider
COLUMNS = ("section-60", "association", "agreement")  # of the table of the sources
SHOWN_IN = {"section-60a": "section-60"}  # the column that shows another form's cells too

## What is matched against


@dataclass(frozen=True)
class Model:
    key: str
    name: str
    purpose: str
    details: Details


@dataclass(frozen=True)
class Form:
    key: str
    name: str


@dataclass(frozen=True)
class Cell:
    """What the sources say about a model in a form."""

    fit: str
    condition: str = ""
    potential: str = ""
    source: str = ""


@dataclass(frozen=True)
class Catalogue:
    models: tuple[Model, ...]
    forms: tuple[Form, ...]
    cells: Mapping[tuple[str, str], Cell]  # by the keys of model and form

    def form(self, key: str) -> Form:
        return next(each for each in self.forms if each.key == key)


## What the answers come to


@dataclass(frozen=True)
class ShownCell:
    """A cell of the table: the word, and what must be said beside it. `is_spot` is where the answers point: never at a
    form that can not do what is wished, be it the one that they have in mind."""

    form: str
    form_name: str
    fit: str
    word: str
    notes: tuple[str, ...]
    is_spot: bool


@dataclass(frozen=True)
class Row:
    model: str
    name: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class Pointed:
    """A model that the answers point at, and what follows."""

    key: str
    name: str
    purpose: str
    obvious_when: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    demands: tuple[str, ...]
    challenges: tuple[str, ...]
    gains: tuple[Gain, ...]
    projects: tuple[str, ...]
    forms: tuple[str, ...]  # a sentence for each word of the row
    potentials: tuple[str, ...]
    cases: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class FormSide:
    """What the answers say about a form."""

    key: str
    name: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    demands: tuple[str, ...]


@dataclass(frozen=True)
class Hint:
    """A model whose purpose nobody has said yes to, though other answers speak for it."""

    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    lead: str
    rest: str
    table: tuple[Row, ...]
    models: tuple[Pointed, ...]
    forms: tuple[FormSide, ...]
    hints: tuple[Hint, ...]
    contradictions: tuple[str, ...]
    unusual: tuple[str, ...]
    remarks: tuple[str, ...]
    missing: tuple[str, ...]  # the questions that are not answered


def match(answers: Answers, *, questions: Sequence[Question], clashes: Sequence[Clash], catalogue: Catalogue) -> Result:
    """Everything that the answers say. Without answers the table is neutral and nothing is pointed at."""
    asked = [question for question in questions if question.key in answers]
    answers = {question.key: answers[question.key] for question in asked}
    said = [saying for question in asked for saying in question.says(answers[question.key])]
    pointed = [model for model in catalogue.models if model.key in _points(answers, questions)]
    rows = {model.key: _row(model, answers, said, pointed, catalogue) for model in catalogue.models}
    missing = tuple(question.text for question in questions if question.counts and question.key not in answers)
    return Result(
        lead=_lead(answers, pointed, questions),
        rest=_missing_sentence(missing) if answers else "",
        table=tuple(rows.values()),
        models=tuple(_pointed(model, rows[model.key], said, catalogue) for model in pointed),
        forms=tuple(each for form in catalogue.forms if _has_said(each := _form_side(form, said))),
        hints=tuple(_hints(answers, questions, pointed, catalogue)),
        contradictions=tuple(each.told(answers) for each in clashes if each.holds(answers)),
        unusual=tuple(_unusual(answers, pointed, _of_form(said, "conflict", str(answers.get(FORM))), catalogue)),
        remarks=tuple(each.text for each in said if each.kind == "remark"),
        missing=missing,
    )


def words_of(question: Question, answer: str | int | None, forms: Sequence[Form]) -> str:
    """An answer as it is read; empty where there is none."""
    if answer is None or answer == "":
        return ""
    if question.kind == "number":
        return str(answer)
    if question.kind == "form":
        return next((each.name for each in forms if each.key == answer), "")
    option = question.option(str(answer))
    return option.label if option else ""


def word_of(fit: str) -> str:
    return {OBVIOUS: _("Oplagt"), POSSIBLE: _("Mulig"), CLARIFY: _("Kræver afklaring")}[fit]


## The table


def _row(model: Model, answers: Answers, said: Sequence[Saying], pointed: Sequence[Model], catalogue: Catalogue) -> Row:
    in_mind = SHOWN_IN.get(str(answers.get(FORM, "")), answers.get(FORM))
    cells = []
    for key in COLUMNS:
        cell, conflicts = catalogue.cells[model.key, key], _of_form(said, "conflict", key)
        here = in_mind == key if in_mind else not conflicts
        cells.append(_cell(catalogue.form(key), cell, conflicts, is_spot=model in pointed and here and not conflicts))
    return Row(model.key, model.name, tuple(cells))


def _cell(form: Form, cell: Cell, conflicts: tuple[str, ...], *, is_spot: bool) -> ShownCell:
    """A form that can not do what is wished must be clarified first, whatever the sources say of it otherwise."""
    fit = CLARIFY if conflicts else cell.fit
    notes = [*conflicts, cell.condition]
    if conflicts and cell.fit == OBVIOUS:
        notes.append(_("Ellers oplagt ifølge kilderne."))
    return ShownCell(form.key, form.name, fit, word_of(fit), tuple(each for each in notes if each), is_spot)


## The models


def _points(answers: Answers, questions: Sequence[Question]) -> set[str]:
    chosen = [question.option(str(answers[question.key])) for question in questions if question.key in answers]
    return {option.points for option in chosen if option and option.points}


def _pointed(model: Model, row: Row, said: Sequence[Saying], catalogue: Catalogue) -> Pointed:
    details = model.details
    cells = [catalogue.cells[model.key, cell.form] for cell in row.cells if cell.is_spot and cell.fit != CLARIFY]
    return Pointed(
        key=model.key,
        name=model.name,
        purpose=model.purpose,
        obvious_when=details.obvious_when,
        speaks_for=_of_model(said, "for", model.key) + details.speaks_for,
        speaks_against=_of_model(said, "against", model.key) + details.speaks_against,
        demands=_of_model(said, "demands", model.key) + details.preconditions,
        challenges=details.challenges,
        gains=details.gains,
        projects=details.projects,
        forms=tuple(_forms_sentences(row)),
        potentials=tuple(each.potential for each in cells if each.potential),
        cases=details.cases,
        source=details.source,
    )


def _forms_sentences(row: Row) -> Iterator[str]:
    """`Oplagt: § 60-fællesskab.` for each word that the row has."""
    for fit in (OBVIOUS, POSSIBLE, CLARIFY):
        names = [cell.form_name for cell in row.cells if cell.fit == fit]
        if names:
            yield f"{word_of(fit)}: {join_words(names)}."


def _hints(
    answers: Answers, questions: Sequence[Question], pointed: Sequence[Model], catalogue: Catalogue
) -> Iterator[Hint]:
    """What they have to consider (the leaflet's five) can speak for a model that they have not thought of."""
    asked = [question for question in questions if question.group == TODAY and question.key in answers]
    said = [saying for question in asked for saying in question.says(answers[question.key]) if saying.kind == "for"]
    for model in catalogue.models:
        reasons = tuple(each.text for each in said if model.key in each.about)
        if reasons and model not in pointed:
            yield Hint(model.name, reasons)


def _unusual(
    answers: Answers, pointed: Sequence[Model], conflicts: Sequence[str], catalogue: Catalogue
) -> Iterator[str]:
    """Noted, never forbidden. Where the form can not do what is wished that is said instead."""
    key = str(answers.get(FORM, ""))
    form = next((each for each in catalogue.forms if each.key == key), None)
    for model in pointed if form and not conflicts else ():
        cell = catalogue.cells[model.key, key]
        named = {"model": model.name, "form": form.name}
        if cell.fit == POSSIBLE:
            yield _("%(model)s i formen “%(form)s” er muligt, men ikke oplagt.") % named
        elif cell.fit == CLARIFY:
            yield _("%(model)s i formen “%(form)s” er ikke vurderet i kilderne.") % named


## The forms


def _form_side(form: Form, said: Sequence[Saying]) -> FormSide:
    against = _of_form(said, "conflict", form.key) + _of_form(said, "against", form.key)
    return FormSide(form.key, form.name, _of_form(said, "for", form.key), against, _of_form(said, "demands", form.key))


def _has_said(side: FormSide) -> bool:
    return bool(side.speaks_for or side.speaks_against or side.demands)


def _of_model(said: Sequence[Saying], kind: str, model: str) -> tuple[str, ...]:
    """What is said about nothing in particular is said of every model."""
    return tuple(each.text for each in said if each.kind == kind and (model in each.about or not each.about))


def _of_form(said: Sequence[Saying], kind: str, form: str) -> tuple[str, ...]:
    return tuple(each.text for each in said if each.kind == kind and form in each.about)


## The sentence that answers first


def _lead(answers: Answers, pointed: Sequence[Model], questions: Sequence[Question]) -> str:
    if pointed:
        names = {"names": join_words(model.name.lower() for model in pointed), "count": len(pointed)}
        one, many = (
            _("Jeres svar peger på én model: %(names)s."),
            _("Jeres svar peger på %(count)d modeller: %(names)s."),
        )
        return (one if len(pointed) == 1 else many) % names
    if not answers:
        return ""
    goals = [each for each in questions if any(option.points for option in each.options)]
    if all(each.key in answers for each in goals):
        return _("I har svaret nej til alle fire formål. Så peger svarene ikke på nogen model.")
    return _("Jeres svar peger ikke på en model endnu.")


def _missing_sentence(missing: Sequence[str]) -> str:
    said = _("%(count)d spørgsmål mangler. Resultatet er foreløbigt.") % {"count": len(missing)}
    return said if missing else ""

"""The rows of the lists in a case: a form for each kind of row, and the set that reads them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.document import (
    Disagreement,
    Event,
    Figure,
    Gain,
    KeyUse,
    LawNote,
    Lesson,
    Organised,
    PartyCount,
    Population,
    Source,
)
from cases.forms.fields import IsoDayField, PhasesField, ShortField, TextField, WordsField, YearField
from cases.parts import ROW_LABELS
from cases.typesetting import typeset
from cases.vocabulary import FigureRole, GainType, KeyType

MAX_ROWS = 80
NOT_WRITTEN = ("type", "role", "approximate", "DELETE")  # a row with only these is an empty one


class RowForm(forms.Form):
    """A row. Nothing has to be written to save a draft, but what a number or a day stands in must be one."""

    row: ClassVar[type]
    wide: ClassVar[tuple[str, ...]] = ("text",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label or ROW_LABELS.get(name)

    @property
    def shown(self) -> list[tuple[forms.BoundField, bool]]:
        """The fields in their order, and whether each takes the whole width."""
        return [(field, field.name in self.wide) for field in self.visible_fields() if field.name != "DELETE"]

    @property
    def written(self) -> Any | None:
        """The row of the document; None where nothing is written."""
        data = {name: typeset(value) for name, value in getattr(self, "cleaned_data", {}).items()}
        data.pop("DELETE", None)
        if not any(value for name, value in data.items() if name not in NOT_WRITTEN):
            return None
        return self.row(**data)


def _number(**kwargs) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, **kwargs)


class _CountedForm(RowForm):
    """A row that is about a whole number, and is nothing without it."""

    counted: ClassVar[str]

    def clean(self) -> dict:
        cleaned = super().clean()
        said = any(value for name, value in cleaned.items() if name not in (*NOT_WRITTEN, self.counted))
        if said and cleaned.get(self.counted) is None and self.counted not in self.errors:
            self.add_error(self.counted, _("Skriv et helt tal, eller fjern rækken."))
        return cleaned

    @property
    def written(self) -> Any | None:
        return super().written if getattr(self, "cleaned_data", {}).get(self.counted) is not None else None


class PartyCountForm(_CountedForm):
    row, counted = PartyCount, "count"
    count = _number(max_value=2000)
    year = YearField()
    source = ShortField()


class PopulationForm(_CountedForm):
    row, counted = Population, "value"
    value = _number(max_value=10_000_000, label=_("Indbyggere"))
    approximate = forms.BooleanField(required=False)
    year = YearField()
    source = ShortField()


class GainForm(RowForm):
    row = Gain
    type = forms.ChoiceField(choices=GainType.choices)
    text = TextField(rows=2)
    source = ShortField()
    beneficiary = ShortField()


class OrganisedForm(RowForm):
    row = Organised
    text = TextField()
    period = ShortField()


class KeyUseForm(RowForm):
    row = KeyUse
    wide = ()
    type = forms.ChoiceField(choices=KeyType.choices)
    applies_to = ShortField()
    note = ShortField(max_length=1000)
    source = ShortField()


class LessonForm(RowForm):
    row = Lesson
    text = TextField(rows=2)
    source = ShortField()
    phases = PhasesField(help_text=_("Numre, for eksempel 1, 3."))
    topics = WordsField(help_text=_("Ord med komma imellem."))


class EventForm(RowForm):
    row = Event
    date = ShortField(max_length=60, help_text=_("2013, 2013-08, 2013-07-01 eller ord."))
    text = TextField(rows=2)


class FigureForm(RowForm):
    row = Figure
    wide = ("label",)
    label = ShortField()
    value = ShortField(help_text=_("Som kilden skriver det, for eksempel 10,5."))
    unit = ShortField(max_length=80)
    year = YearField()
    period = ShortField(max_length=120, help_text=_("Når kilden ikke giver ét år."))
    source = ShortField()
    note = ShortField(max_length=1000)
    role = forms.ChoiceField(choices=FigureRole.choices, required=False)
    measure = ShortField(help_text=_("Samme ord på det forventede og det faktiske tal."))


class DisagreementForm(RowForm):
    row = Disagreement
    wide = ("text", "treatment")
    topic = ShortField()
    text = TextField(rows=2)
    treatment = TextField(rows=2)


class LawNoteForm(RowForm):
    row = LawNote
    text = TextField()
    source = ShortField()
    url = forms.URLField(required=False, max_length=500, assume_scheme="https")
    checked = IsoDayField(required=False)


class SourceForm(RowForm):
    row = Source
    wide = ("title",)
    title = ShortField()
    year = YearField()
    place = ShortField()
    url = forms.URLField(required=False, max_length=500, assume_scheme="https")


class BaseRowSet(forms.BaseFormSet):
    default_error_messages: ClassVar[dict] = {"too_many_forms": _("Der kan højst være %(num)d rækker. Fjern nogle.")}
    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Fjern, når jeg gemmer")

    @property
    def kept(self) -> list[tuple[int, Any]]:
        """The rows of the document with their places in the form. Asked of a set that is valid."""
        forms_left = [(place, form) for place, form in enumerate(self.forms) if form not in self.deleted_forms]
        return [(place, row) for place, form in forms_left if (row := form.written) is not None]


def _row_set(form: type[RowForm]) -> type[BaseRowSet]:
    return forms.formset_factory(
        form,
        formset=BaseRowSet,
        extra=0,
        can_delete=True,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS + 20,
        validate_max=True,
    )


# By the path in the document: the set, and what its button says.
ROW_SETS = {
    "party_counts": (_row_set(PartyCountForm), _("Tilføj et antal")),
    "populations": (_row_set(PopulationForm), _("Tilføj et indbyggertal")),
    "gains": (_row_set(GainForm), _("Tilføj en gevinst")),
    "governance.arrangements": (_row_set(OrganisedForm), _("Tilføj et organ")),
    "financing.keys": (_row_set(KeyUseForm), _("Tilføj en nøgle")),
    "preconditions": (_row_set(LessonForm), _("Tilføj en forudsætning")),
    "challenges": (_row_set(LessonForm), _("Tilføj en udfordring")),
    "lessons": (_row_set(LessonForm), _("Tilføj en erfaring")),
    "advice": (_row_set(LessonForm), _("Tilføj et råd")),
    "timeline": (_row_set(EventForm), _("Tilføj en begivenhed")),
    "figures": (_row_set(FigureForm), _("Tilføj et tal")),
    "disagreements": (_row_set(DisagreementForm), _("Tilføj en uenighed")),
    "law_notes": (_row_set(LawNoteForm), _("Tilføj en note om loven")),
    "sources": (_row_set(SourceForm), _("Tilføj en kilde")),
}


def begun(rows: tuple) -> list[dict]:
    """What the forms of these rows begin with."""
    return [asdict(row) for row in rows]

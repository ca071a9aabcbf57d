"""Fields that hold several things in one: lines, words, phases, a day as the document stores it."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django import forms
from django.utils.translation import gettext as _

from common import forms as fields
from common.forms import DateField

PHASES = (1, 2, 3, 4, 5)
LONGEST = 6000


# Everything may be empty while a case is written.
TextField = partial(fields.TextField, required=False, max_length=LONGEST)
LinesField = partial(fields.LinesField, required=False, max_length=LONGEST)


class ShortField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 300, **kwargs})


class YearField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=1800, max_value=2100, **kwargs)
        self.error_messages["invalid"] = _("Skriv årstallet med fire cifre, for eksempel 2016.")


class WordsField(ShortField):
    """A tuple of words with commas between them."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value) -> tuple[str, ...]:
        return tuple(word.strip() for word in super().to_python(value).split(",") if word.strip())

    def run_validators(self, value):
        super().run_validators(", ".join(value))


class PhasesField(forms.CharField):
    """Numbers of phases with commas between them."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=30, **kwargs)

    def prepare_value(self, value):
        return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else value

    def to_python(self, value) -> tuple[int, ...]:
        words = super().to_python(value).replace(",", " ").split()
        if any(word not in {str(each) for each in PHASES} for word in words):
            raise forms.ValidationError(_("Skriv numre på faser fra 1 til 5, for eksempel 1, 3."))
        return tuple(sorted({int(word) for word in words}))

    def run_validators(self, value):
        super().run_validators(", ".join(str(each) for each in value))


class IsoDayField(DateField):
    """A day, typed as Danes write it and kept as `2026-11-20`."""

    def prepare_value(self, value):
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return value

    def clean(self, value) -> str:
        day = super().clean(value)
        return day.isoformat() if day else ""

"""Fields that know Danish formats, and fields of longer texts."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.dates import is_likely, unlikely_sentence
from common.formats import long_date

DATE_FORMATS = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]


class DateField(forms.DateField):
    """A date as Danes write it. A text field: the browser's date picker shows the order of the computer's language.

    A year that nobody can mean is refused (`common.dates`).
    """

    default_error_messages = {"invalid": _("Skriv datoen som dd.mm.åååå, for eksempel 20.11.2026.")}

    def __init__(self, *, help_text: str = _("Skriv dd.mm.åååå."), **kwargs):
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(input_formats=DATE_FORMATS, widget=widget, help_text=help_text, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and not is_likely(value):
            raise forms.ValidationError(unlikely_sentence(), code="unlikely")


class TextField(forms.CharField):
    """Running text of some length."""

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class LinesField(TextField):
    """A tuple of texts, a line for each. `max_length` is that of the whole."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value) -> tuple[str, ...]:
        text = super().to_python(self.prepare_value(value))
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def run_validators(self, value):
        super().run_validators("\n".join(value))

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(tuple(initial or ()), data)


def in_words(field: forms.Field, value: Any) -> str:
    """What a field holds or was sent, as it is read; empty where there is nothing."""
    if isinstance(field, forms.BooleanField):
        return gettext("Ja") if value else gettext("Nej")
    if isinstance(field, forms.MultipleChoiceField):
        names = {str(key): name for key, name in field.choices}
        return ", ".join(str(names.get(str(each), each)) for each in value or ())
    if isinstance(field, forms.ChoiceField):
        names = {str(key): name for key, name in field.choices}
        return str(names.get(str(value), value or ""))
    if isinstance(value, dt.date):
        return long_date(value)
    value = field.prepare_value(value)
    return "" if value is None else str(value)

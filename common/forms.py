"""Fields that know Danish formats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.dates import is_likely, unlikely_sentence

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

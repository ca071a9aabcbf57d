"""Fields that several forms of this app, and of the apps above, share."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class DatalistInput(forms.TextInput):
    """A text field with suggestions. Whatever is typed counts; the form decides whether it means something."""

    def __init__(self, *args, suggestions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.suggestions = suggestions

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        list_id = f"{name}-forslag"
        field = super().render(name, value, {**(attrs or {}), "list": list_id, "autocomplete": "off"}, renderer)
        values = {"list_id": list_id, "suggestions": self.suggestions}
        return field + render_to_string("collaborations/_suggestions.html", values)

"""Two people saved the same thing: show both, and lose nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from common.formats import join_words, known, long_date, number


@dataclass(frozen=True)
class Difference:
    """One field: what somebody else saved in the meantime, and what this user typed."""

    label: str
    saved: str
    typed: str


def differences(form: forms.BaseForm) -> list[Difference]:
    """What differs between the row as it is now (the form's initial values) and what was typed (its data).

    The form must be bound and valid, and made from the row as it is now.
    """
    return [
        Difference(
            label=str(form.fields[name].label),
            saved=_shown(form.fields[name], form.get_initial_for_field(form.fields[name], name)),
            typed=_shown(form.fields[name], form.cleaned_data[name]),
        )
        for name in form.changed_data
        if not form[name].is_hidden
    ]


def show_both(make_form: Callable[[QueryDict], forms.BaseForm], data: QueryDict, *, version: int | str):
    """The form with what was typed, as if the newest version had been read, and what differs from that version.

    Saving it again is then a choice. `make_form` makes the form from the newest row. Where what was typed does not fit
    that row, the version stays as it was, so that the two are compared once it does.
    """
    again = data.copy()
    again["version"] = str(version)
    form = make_form(again)
    return (form, differences(form)) if form.is_valid() else (make_form(data), [])


def _shown(field: forms.Field, value) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return join_words(value)
    if isinstance(field, forms.ModelChoiceField):
        return known(field.clean(value)) if value else known(None)
    if isinstance(field, forms.ChoiceField):
        return known(dict(field.choices).get(value))
    if isinstance(field, forms.DateField):
        return long_date(value)
    return number(value) if isinstance(value, int) else known(value)

"""Two people saved the same thing: show both, and lose nothing that was typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from common.formats import join_words, known, long_date, number
from common.forms import LinesField


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
    that row, the version stays as it was, so that the two are compared once it does. A field that this user has not
    touched, as far as the form says what it began with (`seen`), follows the newest version.
    """
    again, newest = data.copy(), make_form(None)
    again["version"] = str(version)
    if "seen" in newest.fields:
        _follow(again, newest)
    form = make_form(again)
    return (form, differences(form)) if form.is_valid() else (make_form(data), [])


def seen(form: forms.BaseForm) -> str:
    """What the fields of an unbound form begin with, as a text that tells whether somebody has touched one."""
    return json.dumps({field.name: _digest(_as_sent(field)) for field in form if not field.is_hidden})


def _follow(data: QueryDict, newest: forms.BaseForm) -> None:
    try:
        began = dict(json.loads(data.get("seen") or "{}"))
    except (TypeError, ValueError):
        return
    for name, digest in began.items():
        if name in newest.fields and _digest(data.getlist(name)) == digest:
            data.setlist(name, _as_sent(newest[name]))
    data["seen"] = seen(newest)


def _as_sent(field: BoundField) -> list[str]:
    """The values that a browser sends for a field that nobody touches."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(field.field, forms.ModelMultipleChoiceField):
        return [str(getattr(each, "pk", each)) for each in value or ()]
    shown = field.field.widget.format_value(field.field.prepare_value(value))
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else ["" if shown is None else str(shown)]


def _digest(values: list[str]) -> str:
    """The same for line breaks and spaces that a browser or a field changes. An empty choice is sent as nothing."""
    told = sorted(text for each in values if (text := each.replace("\r\n", "\n").strip()))
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def _shown(field: forms.Field, value) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return join_words(value)
    if isinstance(field, forms.ModelChoiceField):
        return known(field.clean(value)) if value else known(None)
    if isinstance(field, forms.MultipleChoiceField):
        return known(join_words([str(label) for each, label in field.choices if each in (value or ())]))
    if isinstance(field, forms.ChoiceField):
        return known(dict(field.choices).get(value))
    if isinstance(field, forms.DateField):
        return long_date(value)
    if isinstance(field, LinesField):
        return known(field.prepare_value(value))
    if isinstance(value, Decimal):
        return number(Decimal(f"{value.normalize():f}"))
    return number(value) if isinstance(value, int) else known(value)

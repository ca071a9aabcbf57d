"""The first concrete task, on its own page and where somebody says that the collaboration is in operation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.forms.fields import DatalistInput
from collaborations.models import FirstTask
from collaborations.responsible import ROLE_LENGTH, ROLES, checked_role
from common.exceptions import DomainError
from common.forms import DateField

FIRST_TASK = ("title", "responsible", "date")
PREFIX = "first_task_"
MISSING = {
    "title": _("Skriv, hvad den første konkrete opgave er."),
    "responsible": _("Skriv, hvilken rolle der er ansvarlig."),
    "date": _("Skriv, hvornår opgaven begynder."),
}


class RoleField(forms.CharField):
    """A role in words, with suggestions. Never a person."""

    default_error_messages = {"required": MISSING["responsible"]}

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Ansvarlig rolle"))
        kwargs.setdefault("help_text", _("Skriv en rolle, fx koordinator. Skriv ikke en persons navn."))
        super().__init__(max_length=ROLE_LENGTH, widget=DatalistInput(suggestions=ROLES), **kwargs)

    def clean(self, value) -> str:
        text = super().clean(value)
        try:
            return checked_role(text) if text else text
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


def first_task_fields(*, required: bool) -> dict[str, forms.Field]:
    length = FirstTask._meta.get_field("title").max_length
    fields = {
        "title": forms.CharField(
            label=_("Første konkrete opgave"),
            max_length=length,
            required=required,
            help_text=_("Fx: den første fælles udbudsrunde. Vælg en opgave, der prøver formen af."),
            error_messages={"required": MISSING["title"]},
        ),
        "responsible": RoleField(required=required),
        "date": DateField(label=_("Opgaven begynder"), required=required, error_messages={"required": MISSING["date"]}),
    }
    if not required:
        for field in fields.values():
            field.label = _optional(field.label)
    return fields


def _optional(label) -> str:
    return f"{label} ({gettext('valgfrit')})"


class WithFirstTask:
    """Mix in where a form says since when the collaboration is in operation, and no first task is named yet."""

    def add_first_task(self) -> None:
        for name, field in first_task_fields(required=False).items():
            self.fields[PREFIX + name] = field

    @property
    def first_task_rows(self) -> list[forms.BoundField]:
        return [self[PREFIX + name] for name in FIRST_TASK if PREFIX + name in self.fields]

    def clean(self) -> dict:
        """All three, where one is written and where somebody says that it is in operation."""
        data = super().clean() or self.cleaned_data
        asked = [name for name in FIRST_TASK if PREFIX + name in self.fields]
        begins = "operating_from" in self.changed_data and data.get("operating_from")
        if begins or any(data.get(PREFIX + name) for name in asked):
            for name in asked:
                if not data.get(PREFIX + name) and PREFIX + name not in self.errors:
                    self.add_error(PREFIX + name, str(MISSING[name]))
        return data

    @property
    def first_task(self) -> dict | None:
        """As it was typed, for the service; None where nothing was."""
        typed = {name: self.cleaned_data.get(PREFIX + name) for name in FIRST_TASK}
        return typed if all(typed.values()) else None

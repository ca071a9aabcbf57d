"""Fields for amounts and counts as Danes write them."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common.formats import number
from finance.amounts import NotAnAmount, read_amount


class AmountField(forms.Field):
    """`1.234.567`, `1234567` or `1,2 mio.`, as a Decimal; None when it is left empty.

    `decimals` is how many are taken: none for whole kroner. Shown again as Danes write it.
    """

    default_error_messages = {
        "invalid": _("Skriv et tal, fx 1.234.567 eller 1,2 mio."),
        "whole": _("Skriv et helt tal uden decimaler."),
        "decimals": _("Skriv højst %(decimals)d decimaler."),
        "low": _("Skriv mindst {limit}."),
        "high": _("Tallet er for stort. Skriv højst {limit}."),
    }

    def __init__(
        self,
        *,
        decimals: int = 0,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        **kwargs,
    ):
        widget = kwargs.pop("widget", None) or forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "data-amount": True}
        )
        super().__init__(widget=widget, **kwargs)
        self.decimals = decimals
        if min_value is not None:
            self.validators.append(MinValueValidator(min_value, self._said("low", min_value)))
        if max_value is not None:
            self.validators.append(MaxValueValidator(max_value, self._said("high", max_value)))

    def _said(self, code: str, limit: Decimal | int):
        return format_lazy(self.error_messages[code], limit=number(limit))

    def to_python(self, value) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            amount = read_amount(str(value))
        except NotAnAmount:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if max(0, -amount.as_tuple().exponent) > self.decimals:
            code = "decimals" if self.decimals else "whole"
            raise forms.ValidationError(self.error_messages[code], code=code, params={"decimals": self.decimals})
        return amount

    def prepare_value(self, value):
        if isinstance(value, Decimal | int):
            shown = value.normalize() if isinstance(value, Decimal) else value
            return number(Decimal(f"{shown:f}") if isinstance(shown, Decimal) else shown)
        return value

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != (None if initial in self.empty_values else Decimal(initial))
        except (forms.ValidationError, ArithmeticError):
            return True


class YearField(forms.IntegerField):
    """A year between two, both included; what is outside them is refused with the two named."""

    def __init__(self, *, min_value: int, max_value: int, error_messages: dict | None = None, **kwargs):
        said = format_lazy(_("Skriv et år mellem {first} og {last}."), first=str(min_value), last=str(max_value))
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), said) | (error_messages or {})
        super().__init__(min_value=min_value, max_value=max_value, error_messages=messages, **kwargs)


class GrowingText(forms.Textarea):
    """One line of text that is shown whole, on as many lines as it takes, where a plain field would cut it."""

    def __init__(self, attrs: dict | None = None):
        super().__init__({"rows": 1, **(attrs or {})})

    def value_from_datadict(self, data, files, name) -> str | None:
        text = super().value_from_datadict(data, files, name)
        return text and " ".join(text.splitlines())


class Deletable:
    """Mix in where rows can be deleted: the box to tick looks as every other box of the page."""

    def get_deletion_widget(self) -> forms.Widget:
        return forms.CheckboxInput(attrs={"class": "form-check-input"})

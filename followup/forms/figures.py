"""To define a key figure, and to write what it came to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import DateField
from common.once import OnceForm
from finance.forms.fields import AmountField
from followup.forms.shared import SeenForm, held_date
from followup.models import KeyFigure
from followup.services.figures import DEFINITION, MISSING
from municipalities.models import Municipality

LARGEST = Decimal("999999999999")
JOINT = "samlet"


def _number(label: str, *, required: bool = False, **kwargs) -> AmountField:
    field = AmountField(label=label, decimals=2, min_value=-LARGEST, max_value=LARGEST, required=required, **kwargs)
    field.widget.attrs.pop("data-amount", None)  # a share is not an amount of kroner
    return field


class KeyFigureForm(OnceForm):
    name = forms.CharField(
        label=_("Navn"),
        max_length=80,
        help_text=_("Fx: Aftaleloyalitet."),
        error_messages={"required": MISSING["name"]},
    )
    definition = forms.CharField(
        label=_("Hvad måles der?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": MISSING["definition"]},
    )
    reason = forms.CharField(
        label=_("Hvad vil I bruge det til?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Et tal, ingen bruger, skal ingen indsamle. Alle kan læse begrundelsen."),
        error_messages={"required": MISSING["reason"]},
    )
    unit = forms.CharField(
        label=_("Enhed"),
        max_length=30,
        help_text=_("Fx pct. eller mio. kr."),
        error_messages={"required": MISSING["unit"]},
    )
    baseline = _number(_("Udgangspunkt (valgfrit)"))
    target = _number(_("Mål (valgfrit)"), help_text=_("Et mål under udgangspunktet nås nedad."))
    period = forms.CharField(
        label=_("Periode"), max_length=60, help_text=_("Fx 2027–2030."), error_messages={"required": MISSING["period"]}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, figure: KeyFigure | None = None, **kwargs):
        if figure:
            kwargs["initial"] = {name: getattr(figure, name) for name in (*DEFINITION, "version")}
        super().__init__(*args, **kwargs)
        if figure is None:
            del self.fields["version"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("target") is not None and data.get("target") == data.get("baseline"):
            self.add_error("target", gettext("Målet er det samme som udgangspunktet. Ret et af dem."))
        return data


class ValueForm(SeenForm):
    """What it came to in a period. The municipalities are those that this user writes for."""

    municipality = forms.ChoiceField(
        label=_("Hvem er tallet for?"), error_messages={"required": _("Vælg, hvem tallet er for.")}
    )
    period = forms.CharField(
        label=_("Periode"),
        max_length=30,
        help_text=_("Fx 2027 eller 1. kvartal 2027. Samme periode igen retter tallet."),
        error_messages={"required": _("Skriv, hvilken periode tallet er for.")},
    )
    value = _number(_("Tal"), required=True, error_messages={"required": _("Skriv tallet.")})
    date = DateField(label=_("Opgjort pr."), initial=timezone.localdate)
    source = forms.CharField(
        label=_("Kilde"),
        max_length=200,
        help_text=_("Fx: kommunernes indkøbssystemer."),
        error_messages={"required": _("Skriv, hvor tallet kommer fra.")},
    )

    def __init__(self, *args, places: Sequence[Municipality], with_joint: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.name) for each in places]
        if with_joint:
            choices = [(JOINT, gettext("Alle samlet")), *choices]
        self.fields["municipality"].choices = choices if len(choices) == 1 else [("", gettext("Vælg")), *choices]
        self.places = {each.code: each for each in places}

    def clean_date(self) -> dt.date:
        return held_date(self.cleaned_data["date"])

    @property
    def values(self) -> dict:
        return self.cleaned_data | {"municipality": self.places.get(self.cleaned_data["municipality"])}


class TakeBackValueForm(OnceForm):
    reason = forms.CharField(
        label=_("Hvorfor trækkes tallet tilbage?"),
        max_length=200,
        help_text=_("Alle kan læse begrundelsen."),
        error_messages={"required": _("Skriv, hvorfor tallet trækkes tilbage.")},
    )

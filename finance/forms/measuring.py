"""Writing down what a year came to, and taking it back."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm
from finance.forms.cases import LARGEST
from finance.forms.fields import AmountField, YearField
from finance.models import Measurement
from finance.services.measuring import EARLIEST
from finance.vocabulary import LineKind


class MeasurementForm(OnceForm):
    """`replaces` is the id of the figure that the page showed, if any."""

    kind = forms.ChoiceField(
        label=_("Hvad er målt?"),
        choices=LineKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der er målt.")},
    )
    year = forms.IntegerField(label=_("År"), error_messages={"required": _("Skriv, hvilket år tallet er for.")})
    amount = AmountField(
        label=_("Beløb i kr."),
        min_value=-LARGEST,
        max_value=LARGEST,
        help_text=_("Fx 1.234.567 eller 1,2 mio."),
        error_messages={"required": _("Skriv beløbet.")},
    )
    source = forms.CharField(
        label=_("Kilde"),
        max_length=200,
        help_text=_("Fx: kommunernes regnskaber."),
        error_messages={"required": _("Skriv, hvor tallet kommer fra.")},
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, held: Measurement | None = None, **kwargs):
        if held:
            names = ("kind", "year", "amount", "source")
            kwargs["initial"] = {name: getattr(held, name) for name in names} | {"replaces": held.pk}
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        self.fields["year"] = YearField(
            label=self.fields["year"].label,
            min_value=EARLIEST,
            max_value=this_year,
            error_messages={
                "required": self.fields["year"].error_messages["required"],
                "max_value": _("Et faktisk tal kan ikke ligge ude i fremtiden."),
            },
        )

    def see_again(self, held: Measurement) -> None:
        """The page has said which figure there is, so that to press once more is a choice. What was typed stays."""
        self.data = self.data.copy()
        self.data["replaces"] = held.pk


class TakeBackForm(OnceForm):
    note = forms.CharField(
        label=_("Hvorfor? (valgfrit)"), max_length=200, required=False, help_text=_("Alle kan læse det i historikken.")
    )

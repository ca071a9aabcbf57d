from __future__ import annotations

import copy

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.access import Access
from collaborations.conflicts import seen
from collaborations.forms.first_task import WithFirstTask
from collaborations.models import Collaboration, Driver
from common.forms import DateField
from municipalities.models import Municipality

# What a bidragyder writes too; the rest decides who takes part and how, and belongs to the koordinator.
TEXTS = ("purpose", "demarcation")
DRIVER = "driver_"


class FactsForm(WithFirstTask, forms.ModelForm):
    """Everything that a collaboration is, in one form with one save. Nothing is saved here: see `update_facts`."""

    start_goal = DateField(label=_("Mål for start (valgfrit)"), required=False, help_text="")
    founded_on = DateField(label=_("Stiftet (valgfrit)"), required=False, help_text="")
    operating_from = DateField(label=_("I drift fra (valgfrit)"), required=False, help_text="")
    expectations = forms.CharField(
        label=_("Forventninger (valgfrit)"),
        max_length=4000,
        required=False,
        help_text=_("Hvad forventer kommunerne af samarbejdet? Tidligere forventninger bliver gemt."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Collaboration
        fields = (
            "name",
            "purpose",
            "demarcation",
            "organisation_type",
            "cooperation_models",
            "host",
            "start_goal",
            "founded_on",
            "operating_from",
            "declared_member_count",
            "declared_member_note",
        )
        labels = {
            "name": _("Navn"),
            "purpose": _("Formål"),
            "demarcation": _("Afgrænsning (valgfrit)"),
            "organisation_type": _("Organisationsform (valgfrit)"),
            "cooperation_models": _("Samarbejdsmodeller (valgfrit)"),
            "host": _("Værtskommune (valgfrit)"),
            "declared_member_count": _("Antal medlemmer i alt (valgfrit)"),
            "declared_member_note": _("Kilde til antallet (valgfrit)"),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "demarcation": forms.Textarea(attrs={"rows": 4}),
            "cooperation_models": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "purpose": _("Hvad vil I løse sammen? To linjer er nok."),
        }

    def __init__(self, *args, collaboration: Collaboration, access: Access, **kwargs):
        # A copy: checking a ModelForm writes what was typed on its instance, and the page still shows what is saved.
        newest = collaboration.expectations.first()
        initial = {"version": collaboration.version, "expectations": newest.text if newest else ""}
        super().__init__(*args, instance=copy.copy(collaboration), initial=initial, **kwargs)
        hosts = Municipality.objects.filter(pk__in=collaboration.active_participations().values("municipality"))
        self.fields["host"].queryset = hosts
        self.fields["organisation_type"].empty_label = _("Ikke valgt endnu")
        self.fields["host"].empty_label = _("Ikke valgt endnu")
        self._add_drivers({driver.kind: driver.description for driver in collaboration.drivers.all()})
        if not access.may_change:
            for name in set(self.Meta.fields) - set(TEXTS):
                del self.fields[name]
        elif not collaboration.operating_from and not collaboration.first_tasks.exists():
            self.add_first_task()
        if not self.is_bound:
            self.initial["seen"] = seen(self)

    def _add_drivers(self, current: dict[str, str]) -> None:
        for kind, label in Driver.Kind.choices:
            self.fields[DRIVER + kind] = forms.BooleanField(label=label, required=False, initial=kind in current)
            self.fields[f"{DRIVER}{kind}_text"] = forms.CharField(
                label=gettext("%(driver)s: uddyb (valgfrit)") % {"driver": label},
                max_length=300,
                required=False,
                initial=current.get(kind, ""),
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def driver_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The box and the line of text of each driver, for the template."""
        return [(self[DRIVER + kind], self[f"{DRIVER}{kind}_text"]) for kind in Driver.Kind.values]

    def clean(self) -> dict:
        data = super().clean()
        for kind, label in Driver.Kind.choices:
            if data.get(f"{DRIVER}{kind}_text") and not data.get(DRIVER + kind):
                message = gettext("Sæt kryds ved %(driver)s, når du uddyber den.") % {"driver": label.lower()}
                self.add_error(f"{DRIVER}{kind}_text", message)
        return data

    @property
    def changes(self) -> dict:
        """The facts as they were typed, for `update_facts`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}

    @property
    def drivers(self) -> dict[str, str]:
        return {
            kind: self.cleaned_data[f"{DRIVER}{kind}_text"]
            for kind in Driver.Kind.values
            if self.cleaned_data[DRIVER + kind]
        }

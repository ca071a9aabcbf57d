"""Forms of calendars and the planner."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField
from common.once import OnceForm


class MeetingsForm(OnceForm):
    """Meetings, one a line, pasted or in a file. The first press shows how they were read, the second saves them."""

    lines = forms.CharField(
        label=_("Møder, ét pr. linje"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Fx: 24.11.2026; kommunalbestyrelse. Du kan også indsætte kolonner fra et regneark."),
    )
    file = forms.FileField(label=_("Eller vælg en CSV-fil (valgfrit)"), required=False)
    replace = forms.BooleanField(
        label=_("Erstat de møder, der står i samme periode"), required=False, help_text=_("Brug den til et helt år.")
    )
    save = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > 500_000:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 500 kB."))
        return upload

    def clean(self) -> dict:
        data = super().clean()
        upload = data.get("file")
        if upload:
            data["lines"] = _decoded(upload.read())
        if not data.get("lines", "").strip() and not self.errors:
            self.add_error("lines", _("Skriv mindst ét møde, eller vælg en fil."))
        return data


def _decoded(content: bytes) -> str:
    """Danish spreadsheets write UTF-8 or Windows-1252."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class RecessForm(OnceForm):
    first = DateField(label=_("Fra"))
    last = DateField(label=_("Til og med"))
    note = forms.CharField(label=_("Bemærkning (valgfrit)"), max_length=120, required=False)


class PracticeForm(forms.Form):
    lead_weekdays = forms.IntegerField(
        label=_("Hverdage, forvaltningen bruger før materialefristen"), min_value=0, max_value=60
    )
    has_committee = forms.BooleanField(label=_("Sagen går gennem et fagudvalg"), required=False)


class PlannerForm(forms.Form):
    """What to plan for. It stands in the address, so that a plan can be shared."""

    start = DateField(label=_("Start"))
    material = forms.IntegerField(label=_("Hverdage fra materiale til møde"), min_value=0, max_value=30)
    forberedelse = forms.IntegerField(
        label=_("Dage til at skrive teksten mellem to runder"), min_value=0, max_value=365
    )
    myndighed = forms.IntegerField(label=_("Uger hos myndigheden"), min_value=0, max_value=104)
    information = forms.IntegerField(label=_("Uger til at informere medarbejderne"), min_value=0, max_value=52)

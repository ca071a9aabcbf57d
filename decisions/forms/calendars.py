"""Forms of calendars and the planner."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.forms import BoundField, model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.formats import join_words
from common.forms import DateField
from common.once import OnceForm
from decisions.meeting_import import read_lines
from decisions.models import MeetingPractice
from decisions.planner import Settings, default_settings
from decisions.vocabulary import CALENDAR_BODIES, Body

MAX_LENGTH = 60_000


class MeetingsForm(OnceForm):
    """Meetings, one a line, pasted or in a file. The first press shows how they were read, the second saves them."""

    lines = forms.CharField(
        label=_("Møder, ét pr. linje"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Fx: 24.11.2026; kommunalbestyrelse. Du kan også indsætte kolonner fra et regneark."),
    )
    file = forms.FileField(label=_("Eller vælg en CSV-fil (valgfrit)"), required=False)
    body = forms.ChoiceField(
        label=_("Hvilket organ, når linjen ikke siger det?"),
        choices=[(each.value, each.label) for each in reversed(CALENDAR_BODIES)],
        required=False,
    )
    replace = forms.BooleanField(
        label=_("Erstat de møder, der står i samme periode"), required=False, help_text=_("Brug den til et helt år.")
    )
    save = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload and upload.size > MAX_LENGTH:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 60 kB. Del den op i år."))
        return upload

    def clean(self) -> dict:
        data = super().clean()
        upload = data.get("file")
        if upload:
            data["lines"] = _decoded(upload.read()).replace("\x00", "")
        self.read = read_lines(data.get("lines", ""), body=data.get("body") or Body.COUNCIL)
        if not self.read and not self.errors:
            self.add_error("lines", _("Skriv mindst ét møde, eller vælg en fil."))
        wrong = [each.number for each in self.read if each.error]
        if data.get("save") and wrong:
            said = {"numbers": join_words(str(each) for each in wrong)}
            self.add_error("lines", _("Intet er gemt endnu. Ret linje %(numbers)s.") % said)
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
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, practice: MeetingPractice | None, **kwargs):
        initial = {"lead_weekdays": 0, "has_committee": True, "version": 0}
        super().__init__(*args, initial=model_to_dict(practice, list(initial)) if practice else initial, **kwargs)


BUDGET_DATES = ("forslag", "vedtagelse")


class PlannerForm(forms.Form):
    """What to plan for. It stands in the address, so that a plan can be shared."""

    start = DateField(label=_("Start"))
    material = forms.IntegerField(label=_("Hverdage fra materialefrist til møde"), min_value=0, max_value=30)
    forberedelse = forms.IntegerField(
        label=_("Dage til at skrive teksten mellem to runder"), min_value=0, max_value=365
    )
    myndighed = forms.IntegerField(label=_("Uger hos myndigheden"), min_value=0, max_value=104)
    information = forms.IntegerField(label=_("Uger til at informere medarbejderne"), min_value=0, max_value=52)
    forslag = DateField(
        label=_("Økonomiudvalgets budgetforslag senest (valgfrit)"),
        required=False,
        help_text=_("Skriv den kun, hvis fristen er flyttet. Ellers 15. september."),
    )
    vedtagelse = DateField(
        label=_("Budgettet vedtaget senest (valgfrit)"),
        required=False,
        help_text=_("Skriv den kun, hvis fristen er flyttet. Ellers 15. oktober."),
    )

    def clean(self) -> dict:
        data = super().clean()
        start, proposal, adoption = data.get("start"), data.get("forslag"), data.get("vedtagelse")
        if start and start <= timezone.localdate():
            self.add_error("start", _("Vælg en dag, der ligger fremme."))
        for name, day in (("forslag", proposal), ("vedtagelse", adoption)):
            if start and day and day.year != start.year - 1:
                self.add_error(name, _("Vælg en dag i året før start."))
        if proposal and adoption and proposal >= adoption:
            self.add_error("forslag", _("Forslaget kommer før vedtagelsen. Ret en af datoerne."))
        return data

    @property
    def usual(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in BUDGET_DATES]

    @property
    def budget_dates(self) -> list[BoundField]:
        """What only a year with other dates asks for."""
        return [self[name] for name in BUDGET_DATES]

    @property
    def has_budget_dates(self) -> bool:
        return any(self[name].value() or self[name].errors for name in BUDGET_DATES)

    @property
    def settings(self) -> Settings:
        """What was typed, and for the rest the defaults."""
        data = self.cleaned_data
        usual = default_settings(
            material_weekdays=data["material"],
            authority_weeks=data["myndighed"],
            information_weeks=data["information"],
        )
        year = data["start"].year
        proposal, adoption = usual.budget_dates(year)
        moved = (data["forslag"] or proposal, data["vedtagelse"] or adoption)
        return replace(usual, budget={**usual.budget, year: moved})

from __future__ import annotations

import datetime as dt
import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from collaborations.forms.fields import DatalistInput
from collaborations.models import ExternalParticipation, Participation, ParticipationState
from collaborations.services.parties import parties_known_to
from common.danish import search_key
from common.formats import join_words, long_date
from common.forms import DateField
from common.once import OnceForm
from municipalities.models import ExternalParty, Municipality, validate_cvr

MOST_TYPED = 3000  # characters: the names of all municipalities take half of them


class MunicipalitiesField(forms.CharField):
    """Municipalities by name or code, with commas between. "Århus", "Aarhus Kommune" and "751" are the same."""

    def to_python(self, value) -> list[Municipality]:
        if len(value or "") > MOST_TYPED:
            raise forms.ValidationError(gettext("Skriv færre kommuner ad gangen."))
        names = [name.strip() for name in re.split(r"[,;\n]", super().to_python(value)) if name.strip()]
        known = _municipalities_by_key()
        unknown = [name for name in names if search_key(name) not in known]
        if unknown:
            message = gettext("Vi kender ikke %(names)s. Skriv kommunens navn eller kode på tre cifre.")
            raise forms.ValidationError(message % {"names": join_words(f"“{name}”" for name in unknown)})
        return list(dict.fromkeys(known[search_key(name)] for name in names))


def _municipalities_by_key() -> dict[str, Municipality]:
    known = {}
    for municipality in Municipality.objects.all():
        for key in (municipality.name, municipality.full_name, municipality.code):
            known[search_key(key)] = municipality
    return known


class ChangeForm(OnceForm):
    """What every dated change of participation says: when, why, and where it is written."""

    date = DateField(label=_("Dato"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Begrundelse (valgfrit)"),
        max_length=300,
        required=False,
        help_text=_("Skal skrives, når en kommune siger nej eller træder ud. Højst 300 tegn."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("Kilde (valgfrit)"),
        max_length=200,
        required=False,
        help_text=_("For eksempel: brev fra borgmesteren eller et referat."),
    )

    def __init__(self, *args, since: dt.date | None = None, **kwargs):
        """`since`: a kommunekontakt can not go behind that day. The koordinator puts the past right."""
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise forms.ValidationError(gettext("Datoen må ikke ligge i fremtiden."))
        if self.since and date < self.since:
            message = gettext(
                "Datoen kan ikke ligge før %(date)s. Skriv til koordinatoren, hvis historikken er forkert."
            )
            raise forms.ValidationError(message % {"date": long_date(self.since)})
        return date

    def clean(self) -> dict:
        data = super().clean()
        leaves = data.get("state") in (ParticipationState.DECLINED, ParticipationState.WITHDRAWN)
        if leaves and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv, hvorfor kommunen siger nej eller træder ud."))
        return data


class AddParticipantsForm(ChangeForm):
    municipalities = MunicipalitiesField(
        label=_("Kommuner"),
        help_text=_("Skriv navn eller kommunekode. Sæt komma mellem flere kommuner."),
        widget=DatalistInput,
    )
    state = forms.ChoiceField(
        label=_("Deltagelse"),
        choices=[choice for choice in ParticipationState.choices if choice[0] != ParticipationState.WITHDRAWN],
        initial=ParticipationState.INVITED,
        widget=forms.RadioSelect,
    )
    field_order = ["municipalities", "state", "date", "reason", "source"]

    def __init__(self, *args, taking_part: set[int], is_decided: bool, **kwargs):
        """`taking_part`: ids of the municipalities that are there already. `is_decided`: others have decided."""
        super().__init__(*args, **kwargs)
        self.taking_part, self.is_decided = taking_part, is_decided
        free = Municipality.objects.exclude(pk__in=taking_part)
        self.fields["municipalities"].widget.suggestions = free.values_list("name", flat=True)

    def clean_municipalities(self) -> list[Municipality]:
        municipalities = self.cleaned_data["municipalities"]
        there = [place for place in municipalities if place.pk in self.taking_part]
        if there:
            message = gettext("%(names)s er der allerede. Ret deltagelsen på kommunens side.")
            raise forms.ValidationError(message % {"names": join_words(there)})
        return municipalities

    def clean_state(self) -> str:
        """Who comes late sees first what that changes, on the municipality's own page."""
        state = self.cleaned_data["state"]
        if self.is_decided and state == ParticipationState.PARTICIPANT:
            message = gettext(
                "Andre kommuner har allerede besluttet noget. Tilføj kommunen som interesseret. Åbn den så, og vælg "
                "“Deltager”: Så ser du først, hvad det ændrer."
            )
            raise forms.ValidationError(message)
        return state


class ParticipationForm(ChangeForm):
    """The koordinator's: any state."""

    state = forms.ChoiceField(label=_("Deltagelse"), choices=ParticipationState.choices, widget=forms.RadioSelect)
    field_order = ["state", "date", "reason", "source"]


class AnswerForm(ChangeForm):
    """The kommunekontakt's: the municipality's own answer. Who wants out again talks with the koordinator."""

    state = forms.ChoiceField(
        label=_("Hvad svarer kommunen?"),
        choices=[
            (ParticipationState.INTERESTED, _("Interesseret: vi vil gerne høre mere")),
            (ParticipationState.PARTICIPANT, _("Deltager: vi er med")),
            (ParticipationState.DECLINED, _("Afslået: vi siger nej")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["state", "date", "reason", "source"]


class ContributionForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Participation
        fields = ["contribution"]
        labels = {"contribution": _("Rolle og bidrag (valgfrit)")}
        widgets = {"contribution": forms.Textarea(attrs={"rows": 5})}


class AddPartyForm(OnceForm):
    name = forms.CharField(label=_("Navn"), max_length=120, widget=DatalistInput)
    kind = forms.ChoiceField(label=_("Type"), choices=ExternalParty.Kind.choices, widget=forms.RadioSelect)
    cvr = forms.CharField(label=_("CVR-nummer (valgfrit)"), max_length=8, required=False, validators=[validate_cvr])
    contribution = forms.CharField(
        label=_("Rolle og bidrag (valgfrit)"),
        max_length=1000,
        required=False,
        help_text=_("Hvad kan og vil parten bidrage med?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    date = DateField(label=_("Deltager fra"), initial=timezone.localdate)

    def __init__(self, *args, user: User, **kwargs):
        """Suggests the parties that `user` may know of."""
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.suggestions = parties_known_to(user).values_list("name", flat=True)


class PartyContributionForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ExternalParticipation
        fields = ["contribution"]
        labels = {"contribution": _("Rolle og bidrag (valgfrit)")}
        widgets = {"contribution": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"contribution": _("Hvad kan og vil parten bidrage med?")}


class EndPartyForm(OnceForm):
    last_day = DateField(label=_("Sidste dag"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Begrundelse (valgfrit)"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

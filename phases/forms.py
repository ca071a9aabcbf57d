"""Forms of the phases' pages. A form checks what was typed; whether it may be done is the service's to say."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import MunicipalityRole, User
from collaborations.forms import WithFirstTask
from collaborations.models import Collaboration, Member
from collaborations.people import representatives
from common.forms import DateField
from common.once import OnceForm
from models_catalog.models import OrganisationType
from municipalities.models import Municipality
from phases.models import FIRST_PHASE, LAST_PHASE, ChecklistItem, Phase, Waiver

State = ChecklistItem.State


def not_in_the_future(date: dt.date | None) -> dt.date | None:
    if date and date > timezone.localdate():
        raise forms.ValidationError(gettext("Datoen ligger i fremtiden. Ret datoen, eller vent, til dagen er kommet."))
    return date


## Begin


class CreateForm(OnceForm):
    """The least that a collaboration needs. The municipalities are those that the user may begin one for."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=Collaboration._meta.get_field("name").max_length,
        help_text=_("For eksempel: Fælles driftscenter for it."),
    )
    purpose = forms.CharField(
        label=_("Formål"),
        max_length=Collaboration._meta.get_field("purpose").max_length,
        help_text=_("Hvad vil I løse sammen? To linjer er nok."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    initiator = forms.ModelChoiceField(
        label=_("Kommune, der tager initiativet"), queryset=Municipality.objects.none(), empty_label=_("Vælg kommune")
    )

    def __init__(self, *args, municipalities: list[Municipality], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["initiator"].queryset = Municipality.objects.filter(pk__in=[each.pk for each in municipalities])
        if len(municipalities) == 1:
            self.fields["initiator"].initial = municipalities[0]
            self.fields["initiator"].empty_label = None

    @property
    def given(self) -> dict:
        """What was typed, as the service wants it."""
        return self.cleaned_data


class RegisterForm(WithFirstTask, CreateForm):
    """A collaboration that runs already."""

    phase = forms.TypedChoiceField(label=_("Fase nu"), coerce=int, widget=forms.RadioSelect)
    as_of = DateField(
        label=_("Oplysningen gælder pr."),
        initial=timezone.localdate,
        help_text=_("Skriv dd.mm.åååå. Ikke i fremtiden."),
    )
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        help_text=_("Hvor står det? For eksempel: referat, vedtægter eller hjemmeside."),
    )
    organisation_type = forms.ModelChoiceField(
        label=_("Organisationsform (valgfrit)"),
        queryset=OrganisationType.objects.all(),
        required=False,
        empty_label=_("Ikke valgt endnu"),
    )
    founded_on = DateField(label=_("Stiftet (valgfrit)"), required=False)
    operating_from = DateField(label=_("I drift fra (valgfrit)"), required=False)

    def __init__(self, *args, phases: tuple[Phase, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [(each.number, f"{each.number}. {each.name}") for each in phases]
        self.add_first_task()

    def clean_as_of(self) -> dt.date:
        return not_in_the_future(self.cleaned_data["as_of"])

    @property
    def given(self) -> dict:
        beyond = ("organisation_type", "founded_on", "operating_from")  # what is said beyond the least
        apart = {*beyond, *(field.name for field in self.first_task_rows)}
        least = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        facts = {name: self.cleaned_data[name] for name in beyond if self.cleaned_data[name]}
        return least | {"facts": facts, "first_task": self.first_task}


## Checklist


class TickForm(forms.Form):
    """The checkbox of one point. An unticked box sends nothing, which means that the point is not done."""

    done = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=0)


class ItemForm(forms.Form):
    state = forms.ChoiceField(label=_("Tilstand"), choices=State, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Begrundelse (valgfrit)"),
        max_length=ChecklistItem._meta.get_field("reason").max_length,
        required=False,
        help_text=_("Skal skrives, når punktet ikke er relevant. Højst 300 tegn."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarlig (valgfrit)"), queryset=User.objects.none(), required=False, empty_label=_("Ingen")
    )
    due = DateField(label=_("Frist (valgfrit)"), required=False)
    note = forms.CharField(
        label=_("Note (valgfrit)"),
        help_text=_("Alle i samarbejdet kan se den, og den står i statusrapporten."),
        max_length=ChecklistItem._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, collaboration: Collaboration, answer: ChecklistItem | None, **kwargs):
        initial = {"state": State.OPEN, "version": 0}
        if answer is not None:
            initial = {name: getattr(answer, name) for name in ("state", "reason", "owner", "due", "note", "version")}
            initial["owner"] = answer.owner_id
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["owner"].queryset = possible_owners(collaboration, answer)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("state") == State.NOT_RELEVANT and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv, hvorfor punktet ikke er relevant."))
        return data


def possible_owners(collaboration: Collaboration, answer: ChecklistItem | None = None):
    """Who works on the collaboration: its members, and contacts and directors of its municipalities.

    Contacts in this collaboration alone are among them.
    """
    members = Member.objects.valid().filter(collaboration=collaboration).exclude(role=Member.Role.READER)
    roles = MunicipalityRole.objects.valid().filter(
        municipality__in=collaboration.active_participations().values("municipality"),
        role__in=[MunicipalityRole.Role.CONTACT, MunicipalityRole.Role.DIRECTOR],
    )
    here_alone = representatives(collaboration).filter(role=MunicipalityRole.Role.CONTACT)
    people = Q(pk__in=members.values("user")) | Q(pk__in=roles.values("user")) | Q(pk__in=here_alone.values("user"))
    if answer is not None and answer.owner_id:
        people |= Q(pk=answer.owner_id)
    return User.objects.filter(people, is_active=True)


## Requirements


class AssessmentForm(OnceForm):
    """What the collaboration has judged about itself, with the reason; or that an earlier judgement was wrong."""

    date = DateField(label=_("Dato"), required=False, help_text=_("Skriv dd.mm.åååå: dagen, da I vurderede det."))
    note = forms.CharField(label=_("Begrundelse"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(
        label=_("Kilde (valgfrit)"),
        max_length=200,
        required=False,
        help_text=_("For eksempel: notat fra kommunens jurist, maj 2026."),
    )
    take_back = forms.BooleanField(
        label=_("Træk den tidligere vurdering tilbage"),
        required=False,
        help_text=_("Brug den, når vurderingen var en fejl. Skriv hvorfor i begrundelsen."),
    )

    def __init__(self, *args, has_assessment: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_assessment:
            del self.fields["take_back"]

    def clean_date(self) -> dt.date | None:
        return not_in_the_future(self.cleaned_data["date"])

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("take_back", False) and not data.get("date") and "date" not in self.errors:
            self.add_error("date", gettext("Skriv datoen, da I vurderede det."))
        return data

    @property
    def assessment(self) -> dict:
        data = self.cleaned_data
        date = None if data.get("take_back") else data["date"]
        return {"date": date, "note": data["note"], "source": data["source"]}


class ReasonForm(OnceForm):
    reason = forms.CharField(
        label=_("Begrundelse"),
        max_length=Waiver._meta.get_field("reason").max_length,
        help_text=_("Højst 300 tegn. Alle i samarbejdet kan se den."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


## Moves


class MoveForm(OnceForm):
    """A form that moves the collaboration from the phase that the page showed."""

    from_phase = forms.IntegerField(widget=forms.HiddenInput, min_value=FIRST_PHASE, max_value=LAST_PHASE)


class AdvanceForm(MoveForm):
    date = DateField(label=_("Dato"), initial=timezone.localdate, help_text=_("Skriv dd.mm.åååå. Ikke i fremtiden."))

    def clean_date(self) -> dt.date:
        return not_in_the_future(self.cleaned_data["date"])


class GoBackForm(MoveForm, ReasonForm):
    to_phase = forms.TypedChoiceField(label=_("Gå tilbage til"), coerce=int, widget=forms.RadioSelect)
    field_order = ["to_phase", "reason"]

    def __init__(self, *args, phases: list[Phase], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_phase"].choices = [(each.number, f"{each.number}. {each.name}") for each in phases]

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import EMAIL_LENGTH, MunicipalityRole
from collaborations.access import Access
from collaborations.models import Collaboration, Member
from common.forms import DateField
from common.once import OnceForm
from municipalities.models import Municipality

# The same word, "Læser", is a role in the collaboration and one for a municipality, so the form's values say which.
MEMBER, MUNICIPALITY = "samarbejde", "kommune"


class InvitationForm(OnceForm):
    """Let somebody in, to one of the roles that the user may give."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=EMAIL_LENGTH,
        help_text=_("Kender vi ikke adressen, får personen et link til at vælge en adgangskode."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Navn (valgfrit)"),
        max_length=100,
        required=False,
        help_text=_("Bruges kun, når personen er ny."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Rolle"), widget=forms.RadioSelect)
    municipality = forms.ModelChoiceField(
        label=_("Kommune"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=_("Ingen: rollen gælder samarbejdet"),
        help_text=_("Vælg kommunen, når rollen er for en kommune."),
    )
    valid_to = DateField(
        label=_("Adgang til og med (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Uden dato gælder adgangen, til den afsluttes."),
    )

    def __init__(self, *args, collaboration: Collaboration, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.access = access
        active = Municipality.objects.filter(pk__in=collaboration.active_participations().values("municipality"))
        self.municipalities = [place for place in active if self._roles_for(place)]
        self.fields["municipality"].queryset = active.filter(pk__in=[place.pk for place in self.municipalities])
        self.fields["role"].choices = self._role_choices()
        if not any(access.may_invite_to(role) for role in Member.Role):
            self._ask_for_municipality()

    def _ask_for_municipality(self) -> None:
        """For who gives roles for municipalities only; what can not be chosen is chosen already."""
        field = self.fields["municipality"]
        field.required, field.help_text = True, ""
        field.empty_label = None if len(self.municipalities) == 1 else _("Vælg kommune")
        if len(self.fields["role"].choices) == 1:
            self.fields["role"].initial = self.fields["role"].choices[0][0]

    def _roles_for(self, municipality: Municipality) -> list[str]:
        return [role for role in MunicipalityRole.Role if self.access.may_invite_to(role, municipality.pk)]

    def _role_choices(self) -> list[tuple[str, str]]:
        explained = {
            Member.Role.COORDINATOR: _("Koordinator: styrer samarbejdet"),
            Member.Role.CONTRIBUTOR: _("Bidragyder: arbejder med tjekliste, tekster og tal"),
            Member.Role.READER: _("Læser: ser samarbejdet"),
            MunicipalityRole.Role.CONTACT.name: _("Kommunekontakt: svarer for en kommune"),
            MunicipalityRole.Role.DIRECTOR.name: _("Direktør: ser en kommunes samarbejder og bestiller rapporter"),
            MunicipalityRole.Role.READER.name: (
                _("Læser for en kommune: ser kommunens samarbejder")
                if any(self.access.gives_everywhere(place.pk) for place in self.municipalities)
                else _("Læser for en kommune: ser samarbejdet")
            ),
        }
        members = [
            (f"{MEMBER}-{role.value}", explained[role]) for role in Member.Role if self.access.may_invite_to(role)
        ]
        roles = {role for place in self.municipalities for role in self._roles_for(place)}
        return members + [
            (f"{MUNICIPALITY}-{role.value}", explained[role.name]) for role in MunicipalityRole.Role if role in roles
        ]

    def clean_valid_to(self):
        valid_to = self.cleaned_data["valid_to"]
        if valid_to and valid_to < timezone.localdate():
            raise forms.ValidationError(gettext("Datoen er passeret. Vælg en dato fra i dag og frem."))
        return valid_to

    def clean(self) -> dict:
        data = super().clean()
        where, _dash, role = data.get("role", "").partition("-")
        municipality = data.get("municipality")
        if where == MUNICIPALITY and not municipality and "municipality" not in self.errors:
            self.add_error("municipality", gettext("Vælg den kommune, rollen gælder for."))
        if where == MEMBER and municipality:
            self.add_error("municipality", gettext("Rollen gælder samarbejdet. Vælg ingen kommune."))
        if where == MUNICIPALITY and municipality and role not in self._roles_for(municipality):
            self.add_error("role", gettext("Du kan ikke give den rolle for %(name)s.") % {"name": municipality})
        data["role"] = role
        return data


class EndAccessForm(OnceForm):
    last_day = DateField(
        label=_("Sidste dag (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Uden dato ophører adgangen med det samme."),
    )

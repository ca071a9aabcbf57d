"""Forms of sign-in, invitations and roles. Allauth's own forms do the work; here they get our words and fields."""

from __future__ import annotations

import datetime as dt

from allauth.account import forms as allauth
from allauth.account.fields import SetPasswordField
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import EMAIL_LENGTH, AccessRequest, MunicipalityRole, SystemRole, User, UserQuerySet
from common.forms import DateField
from common.once import OnceForm
from municipalities.models import Municipality

PASSWORD_HELP = _("Mindst 12 tegn. Brug gerne en sætning, som kun du kender.")
WRITE_YOUR_NAME = _("Skriv dit navn.")


def _word_email(field: forms.Field, autocomplete: str) -> None:
    field.label = _("E-mail")
    field.error_messages["required"] = _("Skriv din e-mail.")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(autocomplete=autocomplete, autocapitalize="none", spellcheck="false")


def _word_password(field: forms.Field, label: str, help_text: str = "") -> None:
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = _("Skriv adgangskoden.")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["data-show-password"] = ""


class LoginForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["login"], "username")
        _word_password(self.fields["password"], _("Adgangskode"))


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word_email(self.fields["email"], "username")


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):
    """One field that can be shown, instead of typing blindly twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word_password(self.fields["password1"], _("Ny adgangskode"), PASSWORD_HELP)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _word_password(self.fields["oldpassword"], _("Nuværende adgangskode"))
        _word_password(self.fields["password1"], _("Ny adgangskode"), PASSWORD_HELP)


class AcceptInvitationForm(OnceForm):
    """The e-mail is shown so that a password manager files the password under the right name."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        disabled=True,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    name = forms.CharField(
        label=_("Navn"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": WRITE_YOUR_NAME},
    )
    password = SetPasswordField()

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, initial={"email": user.email, "name": user.name}, **kwargs)
        _word_password(self.fields["password"], _("Adgangskode"), PASSWORD_HELP)
        self.user = self.fields["password"].user = user

    def clean_name(self) -> str:
        """The password is compared with the name that the person has from now on."""
        self.user.name = self.cleaned_data["name"]
        return self.user.name


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "theme"]
        labels = {"name": _("Navn"), "theme": _("Tema")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"}), "theme": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = WRITE_YOUR_NAME


class ThemeForm(forms.ModelForm):
    """The button in the header. `next` is the page that it stood on."""

    next = forms.CharField(max_length=500, required=False)

    class Meta:
        model = User
        fields = ["theme"]


class UserFilterForm(forms.Form):
    """The filters of the list of users. Lives in the address; a value that is not known is left out."""

    class State:
        WAITING = "afventer"
        WITHOUT_ROLE = "uden-rolle"

    soeg = forms.CharField(label=_("Navn eller e-mail"), max_length=100, required=False)
    rolle = forms.ChoiceField(
        label=_("Rolle"),
        required=False,
        choices=[("", _("Alle roller")), *SystemRole.Role.choices, *MunicipalityRole.Role.choices],
    )
    tilstand = forms.ChoiceField(
        label=_("Tilstand"),
        required=False,
        choices=[
            ("", _("Alle")),
            (State.WAITING, _("Har ikke taget imod invitationen")),
            (State.WITHOUT_ROLE, _("Uden rolle i kommune eller system")),
        ],
    )

    def apply_to(self, users: UserQuerySet) -> UserQuerySet:
        """The people that the filters leave. A value that is not understood is not used."""
        self.is_valid()  # fills `cleaned_data` with what is understood
        chosen = self.cleaned_data if self.is_bound else {}
        users = users.matching(chosen.get("soeg", ""))
        if role := chosen.get("rolle"):
            users = users.with_role(role)
        if chosen.get("tilstand") == self.State.WAITING:
            users = users.awaiting_acceptance()
        if chosen.get("tilstand") == self.State.WITHOUT_ROLE:
            users = users.without_roles()
        return users


class ResendForm(forms.Form):
    next = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class GiveRoleForm(OnceForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=EMAIL_LENGTH,
        help_text=_("Kender vi ikke adressen, får personen en invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv personens e-mail.")},
    )
    name = forms.CharField(
        label=_("Navn (valgfrit)"),
        max_length=100,
        required=False,
        help_text=_("Bruges kun, når personen er ny."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[
            ("", _("Vælg en rolle")),
            (_("For en kommune"), MunicipalityRole.Role.choices),
            (_("For hele systemet"), SystemRole.Role.choices),
        ],
        error_messages={"required": _("Vælg en rolle.")},
    )
    municipality = forms.ModelChoiceField(
        label=_("Kommune"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("Ingen kommune"),
        help_text=_("Vælg kommunen, når rollen er for en kommune."),
    )
    valid_from = DateField(
        label=_("Gælder fra (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Uden dato gælder rollen fra i dag."),
    )
    valid_to = DateField(
        label=_("Gælder til og med (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Uden dato gælder rollen, til den afsluttes."),
    )

    def clean(self):
        cleaned = super().clean()
        for_system = cleaned.get("role") in SystemRole.Role.values
        if for_system and cleaned.get("municipality"):
            self.add_error("municipality", _("Rollen gælder hele systemet. Vælg “Ingen kommune”."))
        if cleaned.get("role") and not for_system and not cleaned.get("municipality"):
            self.add_error("municipality", _("Vælg den kommune, rollen gælder for."))
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("Slutdatoen kan ikke ligge før startdatoen."))
        return cleaned


class EndRoleForm(OnceForm):
    last_day = DateField(
        label=_("Sidste dag (valgfrit)"),
        required=False,
        help_text=_("Skriv dd.mm.åååå. Uden dato slutter rollen med det samme."),
    )

    def __init__(self, *args, role: SystemRole | MunicipalityRole, **kwargs):
        self.role = role
        super().__init__(*args, **kwargs)

    def clean_last_day(self) -> dt.date | None:
        day = self.cleaned_data["last_day"]
        if day and day < self.role.valid_from:
            raise forms.ValidationError(gettext("Sidste dag kan ikke ligge før rollens første dag."))
        return day


class AccessRequestForm(OnceForm, forms.ModelForm):
    class Meta:
        model = AccessRequest
        fields = ["message"]
        labels = {"message": _("Hvad har du brug for?")}
        help_texts = {"message": _("Skriv din kommune, din stilling og det samarbejde, du vil være med i.")}
        widgets = {"message": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"message": {"required": _("Skriv, hvad du har brug for.")}}


class AnswerRequestForm(OnceForm, forms.ModelForm):
    class Meta:
        model = AccessRequest
        fields = ["answer"]
        labels = {"answer": _("Dit svar")}
        help_texts = {"answer": _("Sendes til personen. Giv først rollen, hvis svaret er ja.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].error_messages["required"] = _("Skriv et svar.")

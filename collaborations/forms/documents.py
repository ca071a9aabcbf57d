from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from collaborations.uploads import judge
from common.exceptions import DomainError
from common.once import OnceForm

FILE_HELP = _("PDF, Word, Excel, PNG eller JPEG, højst 20 MB. Word og Excel uden makroer.")


class FileField(forms.FileField):
    """A file of one of the five kinds. A browser never fills it in again, so every error says to choose it anew."""

    default_error_messages = {
        "required": _("Vælg en fil."),
        "empty": _("Filen er tom. Vælg en anden."),
        "missing": _("Vælg en fil."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=255, help_text=FILE_HELP, **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        try:
            judge(upload, upload.size)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
        return upload


class UploadForm(OnceForm):
    """A new document."""

    title = forms.CharField(label=_("Titel"), max_length=140, help_text=_("Fx: Fordelingsnøgle, bilag 1."))
    upload = FileField(label=_("Fil"))
    note = forms.CharField(label=_("Bemærkning (valgfrit)"), max_length=300, required=False)


class NewVersionForm(OnceForm):
    """A newer version of a document."""

    upload = FileField(label=_("Fil"))
    note = forms.CharField(label=_("Hvad er nyt? (valgfrit)"), max_length=300, required=False)


class HideForm(OnceForm):
    reason = forms.CharField(
        label=_("Hvorfor skal dokumentet skjules?"), max_length=300, help_text=_("Alle kan se det.")
    )

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, DocumentVersion
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
        if not upload:  # none, where it may be left out
            return None
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


class AttachForm(OnceForm):
    """One of the documents that are there and not `attached` yet (ids of versions), or a new one."""

    document = forms.ModelChoiceField(
        label=_("Dokument, der er lagt op"), queryset=None, required=False, empty_label=_("Vælg dokument")
    )
    upload = FileField(label=_("Eller en ny fil"), required=False)
    title = forms.CharField(
        label=_("Titel på den nye fil (valgfrit)"), max_length=140, required=False, help_text=_("Ellers filens navn.")
    )

    def __init__(self, *args, collaboration: Collaboration, attached: Iterable[int] = (), **kwargs):
        super().__init__(*args, **kwargs)
        documents = DocumentVersion.objects.newest_of(collaboration).exclude(pk__in=attached)
        self.fields["document"].queryset = documents
        if not documents:
            del self.fields["document"]
            self.fields["upload"].label = gettext("Fil")
            self.fields["upload"].required = True

    def clean(self) -> dict:
        data = super().clean()
        chosen, upload = data.get("document"), data.get("upload")
        if chosen and upload:
            self.add_error("document", gettext("Vælg enten et dokument på listen eller en ny fil, ikke begge."))
        if not chosen and not upload and not self.errors:
            self.add_error("document", gettext("Vælg et dokument, eller læg en ny fil op."))
        if upload and not data.get("title"):
            data["title"] = PurePath(upload.name).stem[:140]
        return data


class HideForm(OnceForm):
    reason = forms.CharField(
        label=_("Hvorfor skal dokumentet skjules?"), max_length=300, help_text=_("Alle kan se det.")
    )

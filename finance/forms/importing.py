"""A spreadsheet that comes in, or what was read of it when it came."""

from __future__ import annotations

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from common.exceptions import DomainError
from finance.case_import import is_wanted
from finance.models import BusinessCase
from finance.sheet_reading import Sheet, read_sheet
from finance.sheets import TABLE

SALT = "finance.sheet"
MAX_PACKED = 2_000_000  # the page sends it back, and Django takes 2.5 MB


class SheetForm(forms.Form):
    """A file is read and shown; `read` is what the page shows, so that one press more loads it.

    What was read is signed with the version of the draft that it was compared with (`seen`).
    """

    file = forms.FileField(
        label=_("Regneark"),
        required=False,
        help_text=_("En .xlsx-fil på højst 2 MB. Hent tabellen, og ret i den."),
        error_messages={"empty": _("Filen er tom. Vælg en anden."), "max_length": _("Giv filen et kortere navn.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    read = forms.CharField(required=False, max_length=MAX_PACKED, widget=forms.HiddenInput)

    def clean(self) -> dict:
        data = super().clean()
        self.sheet, self.seen = None, None
        if upload := data.get("file"):
            self._read(upload)
        elif data.get("read"):
            self._unpack(data["read"])
        elif not self.errors:
            self.add_error("file", _("Vælg en fil."))
        return data

    @property
    def is_loading(self) -> bool:
        """Is this the press that loads what was shown?"""
        return self.seen is not None

    def _read(self, upload) -> None:
        try:
            self.sheet = read_sheet(upload, upload.size, name=TABLE, wanted=is_wanted)
        except DomainError as error:
            self.add_error("file", str(error))
            return
        if len(packed(self.sheet, 0, 0)) > MAX_PACKED:
            self.add_error("file", _("Tabellen er for stor. Slet tekst og kolonner, der ikke hører til den."))

    def _unpack(self, text: str) -> None:
        try:
            found = signing.loads(text, salt=SALT)
            self.sheet, self.seen = Sheet.from_json(found["sheet"]), (found["case"], found["version"])
        except signing.BadSignature:
            self.add_error("file", _("Vælg filen igen."))

    def has_seen(self, case: BusinessCase) -> bool:
        """Is the draft still the one that the page was shown for?"""
        return self.seen == (case.pk, case.version)


def packed(sheet: Sheet, case: int, version: int) -> str:
    """What was read, for the page to send back."""
    return signing.dumps({"case": case, "version": version, "sheet": sheet.as_json()}, salt=SALT, compress=True)

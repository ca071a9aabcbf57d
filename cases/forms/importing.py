"""A file of cases that comes in, or what was read of it when it came."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cases.document import CaseDocument, read_document, write_document
from cases.importing import MAX_BYTES, Incoming, Reading, read_file
from cases.pages import Names
from common.exceptions import DomainError

SALT = "cases.import"
MAX_PACKED = 2_000_000  # the page sends it back, and Django takes 2.5 MB


class ImportForm(forms.Form):
    """A file is read and shown; `packed` is what the page shows, so that one press more loads it.

    What was read is signed with the newest revision of each case that it was compared with (`numbers`).
    """

    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("En .xlsx- eller .yaml-fil på højst 2 MB. Hent kataloget, og ret i det."),
        error_messages={"empty": _("Filen er tom. Vælg en anden."), "max_length": _("Giv filen et kortere navn.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml,.json"}),
    )
    packed = forms.CharField(required=False, max_length=MAX_PACKED, widget=forms.HiddenInput)

    def __init__(self, *args, names: Names, held: Mapping[str, CaseDocument], **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.held = names, held
        self.reading: Reading | None = None
        self.numbers: dict[str, int] | None = None

    @property
    def is_loading(self) -> bool:
        """Is this the press that loads what was shown?"""
        return self.numbers is not None

    def clean(self) -> dict:
        data = super().clean()
        if upload := data.get("file"):
            self._read(upload)
        elif data.get("packed"):
            self._unpack(data["packed"])
        elif not self.errors:
            self.add_error("file", _("Vælg en fil."))
        return data

    def _read(self, upload) -> None:
        if upload.size > MAX_BYTES:
            self.add_error("file", _("Filen fylder mere end 2 MB. Del cases ud på flere filer."))
            return
        try:
            self.reading = read_file(upload.read(), names=self.names, held=self.held)
        except DomainError as error:
            self.add_error("file", str(error))
            return
        if len(pack(self.reading.cases, {})) > MAX_PACKED:
            self.reading = None
            self.add_error("file", _("Filen har for meget tekst. Del cases ud på flere filer."))

    def _unpack(self, text: str) -> None:
        try:
            found = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            self.add_error("file", _("Vælg filen igen."))
            return
        self.reading = Reading(tuple(Incoming(slug, read_document(data)) for slug, data in found["cases"]))
        self.numbers = found["numbers"]


def pack(cases: tuple[Incoming, ...], numbers: Mapping[str, int]) -> str:
    """What was read, for the page to send back. `numbers` are the newest revisions by address."""
    data = [(each.slug, write_document(each.document)) for each in cases]
    return signing.dumps({"cases": data, "numbers": dict(numbers)}, salt=SALT, compress=True)

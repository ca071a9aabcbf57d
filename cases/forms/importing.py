"""A file of cases that comes in, or what was read of it when it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.core import signing
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from cases.document import CaseDocument, read_document, write_document
from cases.importing import MAX_BYTES, Reading, read_file
from cases.incoming import Incoming
from cases.pages import Names
from common.exceptions import DomainError
from common.once import OnceForm

SALT = "cases.import"
EXTENSIONS = ("xlsx", "yaml", "yml", "json")
MAX_PACKED = 2_000_000  # the page sends it back, and Django takes 2.5 MB


class ImportForm(OnceForm):
    """A file is read and shown; `packed` is what the page shows, so that one press more loads it.

    What the file has is signed with the newest revision of each case that it was compared with (`numbers`), with what
    readers saw of those where a colleague was writing something newer (`bases`: the file is made of that), and with
    the addresses of those where the two clash. They are loaded where `overwrite` says so.
    """

    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("Excel (.xlsx), YAML (.yaml, .yml) eller JSON (.json). Højst 2 MB."),
        validators=[FileExtensionValidator(EXTENSIONS, _("Vælg en fil, der ender på .xlsx, .yaml, .yml eller .json."))],
        error_messages={"empty": _("Filen er tom. Vælg en anden."), "max_length": _("Giv filen et kortere navn.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.yaml,.yml,.json"}),
    )
    overwrite = forms.MultipleChoiceField(required=False)
    packed = forms.CharField(required=False, max_length=MAX_PACKED, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        names: Names,
        held: Mapping[str, CaseDocument],
        published: Mapping[str, CaseDocument],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.names, self.held, self.published = names, held, published
        self.bases: dict[str, CaseDocument] = {}
        self.fields["overwrite"].choices = [(slug, slug) for slug in held]
        self.conflicts: frozenset[str] = frozenset()
        self.reading: Reading | None = None
        self.numbers: dict[str, int] | None = None

    @property
    def is_loading(self) -> bool:
        """Is this the press that loads what was shown?"""
        return self.numbers is not None

    @property
    def to_load(self) -> tuple[Incoming, ...]:
        """Without those that clash, unless they were chosen."""
        left_out = self.conflicts - set(self.cleaned_data.get("overwrite", ()))
        return tuple(each for each in self.reading.cases if each.slug not in left_out)

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
            self.reading = read_file(upload.read(), filename=upload.name, names=self.names, held=self.held)
        except DomainError as error:
            self.add_error("file", str(error))
            return
        self._find_bases({})
        if len(pack(self.reading.cases, {}, self.bases)) > MAX_PACKED:
            self.reading = None
            self.add_error("file", _("Filen har for meget tekst. Del cases ud på flere filer."))

    def _unpack(self, text: str) -> None:
        try:
            found = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            self.add_error("file", _("Vælg filen igen."))
            return
        self.reading = Reading(tuple(Incoming(slug, read_document(data)) for slug, data in found["cases"]))
        self._find_bases({slug: read_document(data) for slug, data in found["bases"].items()})
        self.numbers, self.conflicts = found["numbers"], frozenset(found["conflicts"])
        if not self.to_load:
            self.add_error("overwrite", _("Sæt kryds ved en case, hvis filens tekst skal gælde."))

    def _find_bases(self, first: Mapping[str, CaseDocument]) -> None:
        """`first` are those of when the file was read: what is published since is not what the file is made of."""
        bases = {**self.published, **first}
        self.bases = {each.slug: bases[each.slug] for each in self.reading.cases if each.slug in bases}


def pack(
    cases: Sequence[Incoming],
    numbers: Mapping[str, int],
    bases: Mapping[str, CaseDocument],
    conflicts: Iterable[str] = (),
) -> str:
    """What the file has, for the page to send back. `numbers` are the newest revisions by address."""
    packed = {
        "cases": [(each.slug, write_document(each.document)) for each in cases],
        "numbers": dict(numbers),
        "bases": {slug: write_document(document) for slug, document in bases.items()},
        "conflicts": list(conflicts),
    }
    return signing.dumps(packed, salt=SALT, compress=True)

"""What is sent with an act on a case: the revision that was read, a reason, a choice."""

from __future__ import annotations

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cases.differences import Merge, both
from cases.document import CaseDocument, read_document, write_document
from cases.parts import Part, part_of, with_parts
from common.once import OnceForm

SALT = "cases.merge"
REASON = 300


class NewCaseForm(OnceForm):
    title = forms.CharField(
        label=_("Titel"),
        max_length=200,
        help_text=_("Hvad hedder samarbejdet? Adressen laves af titlen og bliver, også hvis titlen senere ændres."),
        error_messages={"required": _("Skriv en titel.")},
    )


class NumberForm(OnceForm):
    """A button on a page that showed revision `version`, or the case at `version` where readers see it."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def read(self) -> int:
        """What the page showed. Asked of a form that is valid."""
        return self.cleaned_data["version"]


class SubmitForm(NumberForm):
    """`incomplete` is sent by the button of a page that said what is missing."""

    incomplete = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def is_incomplete(self) -> bool:
        return self.is_valid() and self.cleaned_data["incomplete"]

    @property
    def values(self) -> dict:
        return {"number": self.read, "is_incomplete": self.is_incomplete}


class PublishForm(NumberForm):
    confirmed = forms.BooleanField(
        label=_("Jeg har set efter, at alle oplysninger stadig er rigtige"),
        required=False,
        help_text=_("Sæt kun kryds, når du har læst hele casen. Så er den bekræftet i dag."),
    )

    def __init__(self, *args, is_old: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_old:
            self.fields["confirmed"].help_text = _("Uden kryds står casen stadig som “Bør opdateres”.")

    @property
    def values(self) -> dict:
        return {"number": self.read, "is_confirmed": self.cleaned_data["confirmed"]}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alle redaktører kan læse det. Skriv ikke navne."),
        error_messages={"required": _("Skriv hvorfor.")},
    )


class ReasonOnVersionForm(ReasonForm, NumberForm):
    field_order = ["reason", "version"]


class DeleteForm(forms.Form):
    title = forms.CharField(
        label=_("Skriv casens titel"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv titlen for at slette casen.")},
    )


class DifferencesForm(forms.Form):
    """Two revisions, in the address."""

    fra = forms.TypedChoiceField(label=_("Fra"), coerce=int)
    til = forms.TypedChoiceField(label=_("Til"), coerce=int)

    def __init__(self, *args, numbers: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(number, _("Udgave %d") % number) for number in numbers]
        self.fields["fra"].choices = self.fields["til"].choices = choices


class MergeForm(forms.Form):
    """For each part that two people changed: whose words hold. What this user typed comes along, signed."""

    MINE, THEIRS, BOTH = "mine", "theirs", "both"

    packed = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, merge: Merge | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = merge.clashes if merge else ()
        for part in self.clashes:
            self.fields[part.name] = forms.ChoiceField(
                label=str(part.label),
                choices=self._choices(part, merge.document),
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                error_messages={"required": _("Vælg, hvad der skal gælde.")},
            )

    def _choices(self, part: Part, document: CaseDocument) -> list[tuple[str, str]]:
        found = [(self.MINE, _("Brug det, du skrev")), (self.THEIRS, _("Brug det, der er gemt"))]
        is_list = isinstance(part_of(document, part.path), tuple)
        return [*found, (self.BOTH, _("Behold begge dele"))] if is_list else found

    def chosen(self, merge: Merge, base: CaseDocument, theirs: CaseDocument, mine: CaseDocument) -> CaseDocument:
        """The two together, as was chosen."""
        values = {}
        for part in self.clashes:
            choice = self.cleaned_data[part.name]
            if choice == self.THEIRS:
                values[part.path] = part_of(theirs, part.path)
            elif choice == self.BOTH:
                values[part.path] = both(part, base, theirs, mine)
        return with_parts(merge.document, values)


class PackedForm(forms.Form):
    """What was typed on the page that came too late."""

    packed = forms.CharField(widget=forms.HiddenInput)

    def clean_packed(self) -> str:
        text = self.cleaned_data["packed"]
        try:
            found = signing.loads(text, salt=SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Siden kan ikke læses. Gå tilbage, og gem igen.")) from error
        self.mine, self.base, self.note = read_document(found["mine"]), found["base"], found["note"]
        self.slug = found["slug"]
        return text


def packed(slug: str, mine: CaseDocument, *, base: int, note: str) -> str:
    return signing.dumps(
        {"slug": slug, "mine": write_document(mine), "base": base, "note": note}, salt=SALT, compress=True
    )

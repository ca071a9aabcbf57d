"""Forms of the process: phases, points, requirements and advice."""

from __future__ import annotations

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.danish import sort_key
from common.formats import join_words
from common.forms import LinesField, TextField
from editing.check_words import what_is_checked
from editing.documents import Entry
from editing.forms.base import EntryForm, TypesField
from models_catalog.names import form_names
from phases.models import ChecklistTemplateItem, RequirementTemplate

DIFFERENCE = "difference_"
HELP_KINDS = [("advice", _("Råd")), ("attention", _("Vær opmærksom på")), ("case", _("Erfaring"))]
PHASES = [(number, _("Fase %(number)d") % {"number": number}) for number in range(1, 6)]


class PhaseForm(EntryForm):
    """Name and number of a phase are fixed: pages and papers speak of the five by them."""

    purpose = TextField(label=_("Formål"), max_length=500)
    involved = LinesField(label=_("Hvem er med?"), rows=4, max_length=1500, help_text=_("Skriv én på hver linje."))
    decisions = LinesField(
        label=_("Hvad beslutter I?"), rows=4, max_length=1500, help_text=_("Skriv én beslutning på hver linje.")
    )
    source = forms.CharField(label=_("Kilde"), max_length=200)

    def set_up(self) -> None:
        for key, name in form_names().items():
            self.fields[DIFFERENCE + key] = forms.CharField(
                label=gettext("Særligt for %(type)s (valgfrit)") % {"type": name},
                max_length=600,
                required=False,
                initial=self.entry["differences"].get(key, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def values(self) -> Entry:
        values = super().values()
        said = {key: values.pop(DIFFERENCE + key) for key in form_names()}
        return {**values, "differences": {key: text for key, text in said.items() if text}}


class ItemForm(EntryForm):
    phase = forms.TypedChoiceField(label=_("Fase"), choices=PHASES, coerce=int)
    text = forms.CharField(
        label=_("Punkt"),
        max_length=ChecklistTemplateItem._meta.get_field("text").max_length,
        help_text=_("Begynd med et udsagnsord: Aftal, Beskriv, Undersøg."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    group = forms.ChoiceField(label=_("Gruppe"), choices=ChecklistTemplateItem.Group)
    organisation_types = TypesField()
    per_municipality = forms.BooleanField(label=_("Hver kommune svarer"), required=False)
    clarifies = LinesField(
        label=_("Afklarer (valgfrit)"), required=False, max_length=1000, help_text=_("Skriv én ting på hver linje.")
    )
    results = LinesField(
        label=_("Resultat (valgfrit)"), required=False, max_length=1000, help_text=_("Skriv ét resultat på hver linje.")
    )
    help = forms.MultipleChoiceField(
        label=_("Råd og erfaringer (valgfrit)"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    source = forms.CharField(label=_("Kilde"), max_length=200)

    field_order = ("phase", "text", "group", "organisation_types", "per_municipality", "clarifies", "results", "source")

    def set_up(self) -> None:
        kinds = dict(HELP_KINDS)
        ordered = sorted(
            self.document["help"], key=lambda each: ([*kinds].index(each["kind"]), sort_key(each["title"]))
        )
        # Many stand under the name of the same municipality: the text tells them apart.
        self.fields["help"].choices = [
            (each["key"], f"{kinds[each['kind']]}: {each['title']}. {Truncator(each['text']).chars(80)}")
            for each in ordered
        ]
        if self.entry.get("key"):  # a point that is there stays in its phase, where its answers are
            del self.fields["phase"]

    def values(self) -> Entry:
        """Advice that stood at the point keeps its order, whatever order the boxes are in."""
        values = super().values()
        before = [key for key in self.entry.get("help", ()) if key in values["help"]]
        return {**values, "help": [*before, *(key for key in values["help"] if key not in before)]}

    def clean_organisation_types(self) -> list[str]:
        """A point that follows a requirement is for no form that the requirement is not for."""
        types, requirement = self.cleaned_data["organisation_types"], self._requirement()
        allowed = requirement["organisation_types"] if requirement else []
        if allowed and not (types and set(types) <= set(allowed)):
            said = {"title": requirement["title"], "types": join_words([form_names()[each] for each in allowed])}
            raise forms.ValidationError(
                gettext("Punktet følger kravet “%(title)s”, som kun gælder %(types)s. Vælg blandt dem.") % said
            )
        return types

    def said(self) -> list[tuple[str, str]]:
        followed = self._requirement()
        return [*super().said(), *([(gettext("Følger kravet"), followed["title"])] if followed else [])]

    def _requirement(self) -> Entry | None:
        wanted = (self.entry.get("phase", 0) + 1, self.entry.get("requirement"))
        found = (each for each in self.document["requirements"] if (each["before_phase"], each["name"]) == wanted)
        return next(found, None)


class RequirementForm(EntryForm):
    """What it checks is code, and whether it can be waived follows from the law: both are shown and not written."""

    title = forms.CharField(
        label=_("Krav"),
        max_length=RequirementTemplate._meta.get_field("title").max_length,
        help_text=_("Skriv {body}, hvor der skal stå, hvem der beslutter eller godkender efter loven."),
    )
    explanation = TextField(label=_("Hvorfor?"), max_length=1000)
    legal_rule = forms.ChoiceField(label=_("Retsregel (valgfrit)"), required=False)
    blocking = forms.BooleanField(
        label=_("Stopper faseskiftet"), required=False, help_text=_("Ellers er det en påmindelse.")
    )
    organisation_types = TypesField()
    source = forms.CharField(label=_("Kilde"), max_length=200)

    def set_up(self) -> None:
        self.fields["legal_rule"].choices = [("", _("Ingen")), *self.words["rules"]]
        if self.is_bound_by_law:
            self.fields["legal_rule"].label = _("Retsregel")
            self.fields["legal_rule"].choices = self.words["rules"]
            self.fields["legal_rule"].required = True
            del self.fields["blocking"], self.fields["organisation_types"]

    @property
    def is_bound_by_law(self) -> bool:
        return not self.entry["waivable"]

    checked_label = _("Det kontrolleres")

    @property
    def checked(self) -> str:
        """What must hold for it to be met, in words."""
        return what_is_checked(self.entry["check_name"], self.entry["parameters"])

    def said(self) -> list[tuple[str, str]]:
        waivable = gettext("Ja") if self.entry["waivable"] else gettext("Nej")
        return [*super().said(), (gettext("Kan fraviges"), waivable), (str(self.checked_label), self.checked)]

    def clean_organisation_types(self) -> list[str]:
        """A requirement goes on to be there for every form of the points that follow it."""
        types = self.cleaned_data["organisation_types"]
        for item in self.document["items"]:
            follows = item["requirement"] == self.entry["name"] and item["phase"] + 1 == self.entry["before_phase"]
            if follows and types and not (item["organisation_types"] and set(item["organisation_types"]) <= set(types)):
                raise forms.ValidationError(
                    gettext("Punktet “%(text)s” følger kravet i flere former. Ret punktet først.")
                    % {"text": item["text"]}
                )
        return types


class HelpForm(EntryForm):
    """Advice, something to watch, or what others learned. It can stand at several points."""

    kind = forms.ChoiceField(label=_("Slags"), choices=HELP_KINDS)
    title = forms.CharField(label=_("Overskrift"), max_length=120)
    text = TextField(label=_("Tekst"), max_length=600)
    source = forms.CharField(label=_("Kilde"), max_length=200)

"""The questions as a form that lives in the address, and the form that keeps the answers."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.once import OnceForm
from modelguide.reading import guide
from models_catalog.guide import Answers, Group, Guide, Question
from models_catalog.models import OrganisationType

UNKNOWN_CHOICE = {"invalid_choice": _("Brug en af svarmulighederne.")}
NOT_A_NUMBER = {
    "invalid": _("Skriv et helt tal, fx 5."),
    "min_value": _("Skriv mindst %(limit_value)s."),
    "max_value": _("Skriv højst %(limit_value)s."),
}
COLLABORATION = "samarbejde"


class AnswersForm(forms.Form):
    """A field for each question. Nothing is required: what is not answered is missing, and the result says so.

    An answer that can not be read stands with its error, and the others still count.
    """

    def __init__(self, *args, asked: Guide | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked or guide()
        for question in self.asked.questions:
            self.fields[question.key] = _field(question)

    @property
    def is_answered(self) -> bool:
        """Does the address answer anything, be it badly?"""
        return any(self.data.get(question.key) for question in self.asked.questions)

    @property
    def answers(self) -> Answers:
        """What could be read."""
        self.full_clean()
        read = ((question.key, self.cleaned_data.get(question.key)) for question in self.asked.questions)
        return {key: value for key, value in read if value not in (None, "")}

    @property
    def groups(self) -> list[tuple[Group, list[BoundField]]]:
        return [(group, [self[question.key] for question in group.questions]) for group in self.asked.groups]

    @property
    def is_unreadable(self) -> bool:
        """Is there an answer that can not be read, and that would be dropped if the others were kept?"""
        self.full_clean()
        return any(question.key in self.errors for question in self.asked.questions)

    @property
    def query(self) -> str:
        """What was answered as it stands in an address, also what can not be read."""
        typed = ((question.key, self.data.get(question.key)) for question in self.asked.questions)
        return urlencode([(key, value) for key, value in typed if value])


class GuideForm(AnswersForm):
    """The questions, and the collaboration that they are answered for: one that the user may write on, or none.

    A collaboration that the user may not write on is none: its name in a shared address says nothing.
    """

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.writable = list(Collaboration.objects.visible_to(user).writable_by(user).only("name", "slug"))
        self.fields[COLLABORATION] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_samarbejde(self) -> Collaboration | None:
        wanted = self.cleaned_data[COLLABORATION]
        return next((each for each in self.writable if each.slug == wanted), None)

    @property
    def collaboration(self) -> Collaboration | None:
        self.full_clean()
        return self.cleaned_data.get(COLLABORATION)


class SaveForm(OnceForm):
    """What is kept beside the answers."""

    note = forms.CharField(
        label=_("Bemærkning (valgfrit)"),
        help_text=_("Skriv fx, hvem der har svaret, og hvad I var i tvivl om."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _optional(question: Question) -> dict:
    """An empty field looks as if it must be filled; beside radio buttons "Ved ikke endnu" says that it need not."""
    suffix = gettext(" (valgfrit)")
    return {"label": f"{question.text.removesuffix(suffix)}{suffix}"}


def _field(question: Question) -> forms.Field:
    shared = {"label": question.text, "help_text": question.help, "required": False}
    if question.kind == "number":
        bounds = {"min_value": 1, "max_value": question.highest}
        return forms.IntegerField(**shared | _optional(question), **bounds, localize=True, error_messages=NOT_A_NUMBER)
    none, options = _("Ved ikke endnu"), [(each.key, each.label) for each in question.options]
    if question.kind == "form":
        none, options = _("Ikke besluttet"), OrganisationType.objects.values_list("key", "short_name")
    return forms.ChoiceField(
        **shared, choices=[*options, ("", none)], widget=forms.RadioSelect, error_messages=UNKNOWN_CHOICE
    )

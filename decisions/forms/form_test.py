"""The form of the form test."""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm
from decisions.form_test import Limits, form_questions

YES, NO = "ja", "nej"
SIZES = (
    ("balance", _("Balance i kr. (valgfrit)"), _("Grænse for balance i kr.")),
    ("turnover", _("Omsætning pr. år i kr. (valgfrit)"), _("Grænse for omsætning pr. år i kr.")),
    ("employees", _("Heltidsansatte (valgfrit)"), _("Grænse for heltidsansatte")),
)

WHOLE = {"invalid": _("Skriv et helt tal, fx 60.000.000.")}


class FormTestForm(OnceForm):
    """A yes or no to each question, and the expected size. The limits stand beside the figures and can be put right."""

    def __init__(self, *args, limits: Limits, **kwargs):
        super().__init__(*args, **kwargs)
        for question in form_questions():
            self.fields[question.key] = forms.ChoiceField(
                label=question.text, choices=[(YES, _("Ja")), (NO, _("Nej"))], widget=forms.RadioSelect
            )
        for name, label, limit_label in SIZES:
            whole = {"min_value": 0, "localize": True, "error_messages": WHOLE}
            self.fields[name] = forms.IntegerField(label=label, required=False, **whole)
            self.fields[f"limit_{name}"] = forms.IntegerField(
                label=limit_label, min_value=1, initial=getattr(limits, name), localize=True
            )
        self.fields["note"] = forms.CharField(
            label=_("Begrundelse"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def answers(self) -> dict:
        """What is stored: the answers, the figures and the limits that they were held against."""
        data = self.cleaned_data
        return {
            "questions": {each.key: data[each.key] == YES for each in form_questions()},
            "size": {name: data[name] for name, *_labels in SIZES},
            "limits": {name: data[f"limit_{name}"] for name, *_labels in SIZES},
        }

    @property
    def question_fields(self) -> list[BoundField]:
        return [self[each.key] for each in form_questions()]

    @property
    def size_fields(self) -> list[tuple[BoundField, BoundField]]:
        """Each figure with its limit."""
        return [(self[name], self[f"limit_{name}"]) for name, *_labels in SIZES]

"""The form of the form test."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm
from decisions.form_test import Limits, Size, form_questions

YES, NO = "ja", "nej"
SIZES = (
    ("balance", _("Balance i kr. (valgfrit)")),
    ("turnover", _("Omsætning pr. år i kr. (valgfrit)")),
    ("employees", _("Heltidsansatte (valgfrit)")),
)


class FormTestForm(OnceForm):
    """A yes or no to each question, and the expected size. The limits stand beside the figures and can be put right."""

    def __init__(self, *args, limits: Limits, **kwargs):
        super().__init__(*args, **kwargs)
        for question in form_questions():
            self.fields[question.key] = forms.ChoiceField(
                label=question.text, choices=[(YES, _("Ja")), (NO, _("Nej"))], widget=forms.RadioSelect
            )
        for name, label in SIZES:
            limit = getattr(limits, name)
            self.fields[name] = forms.IntegerField(label=label, required=False, min_value=0, localize=True)
            self.fields[f"limit_{name}"] = forms.IntegerField(
                label=_("Grænse"), min_value=1, initial=limit, localize=True
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
            "size": {name: data[name] for name, _label in SIZES},
            "limits": {name: data[f"limit_{name}"] for name, _label in SIZES},
        }

    @property
    def size(self) -> Size:
        return Size(**self.answers["size"])

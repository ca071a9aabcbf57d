"""The form of a municipality that joins or leaves while something is decided."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.forms import ChangeForm
from decisions.coming_page import AdoptedText
from decisions.vocabulary import Coming

ANEW = "-"


class ComingForm(ChangeForm):
    """When and why, and for each text that was adopted whether one of its clauses provides for the leaving."""

    def __init__(self, *args, coming: Coming, texts: Iterable[AdoptedText], **kwargs):
        super().__init__(*args, **kwargs)
        self.coming, self.texts = coming, tuple(texts)
        if coming == Coming.LEFT:
            self.fields["reason"].label = _("Begrundelse")
            self.fields["reason"].help_text = _("Skriv, hvorfor kommunen træder ud. Højst 300 tegn.")
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Skriv, hvorfor kommunen træder ud.")
        else:
            self.fields["reason"].help_text = _("Højst 300 tegn.")
        for each in self.texts:
            self.fields[self._name(each)] = forms.ChoiceField(
                label=gettext("Tager “%(title)s” højde for det?") % {"title": each.title},
                choices=[
                    ("", gettext("Vælg")),
                    *((heading, gettext("Ja, i “%(heading)s”") % {"heading": heading}) for heading in each.headings),
                    (ANEW, gettext("Nej, vi udgiver en ny version, som alle beslutter igen")),
                ],
                error_messages={"required": gettext("Vælg, om teksten tager højde for det.")},
            )

    def clean(self) -> dict:
        data = super().clean()
        chosen = {each.pk: data.pop(self._name(each), None) for each in self.texts}
        data["clauses"] = {pk: "" if clause == ANEW else clause for pk, clause in chosen.items()}
        return data

    @staticmethod
    def _name(text: AdoptedText) -> str:
        return f"text-{text.pk}"

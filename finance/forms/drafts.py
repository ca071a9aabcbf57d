"""What every page about a draft sends: which draft it is about, and which version of it the page showed."""

from __future__ import annotations

from django import forms

from common.exceptions import StaleVersion
from finance.models import BusinessCase


class AboutDraft(forms.Form):
    """Mix in where a form acts on a draft. Versions of each draft are counted from one, so a version alone says little.

    A page that does not say which draft it is about is taken to be about another one.
    """

    case = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, draft: BusinessCase, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.initial |= self._now

    @property
    def _now(self) -> dict:
        return {"case": self.draft.pk, "version": self.draft.version}

    @property
    def seen_version(self) -> int:
        """The version that the page showed, for the service. Raises StaleVersion where it is of another draft."""
        if self.cleaned_data["case"] != self.draft.pk:
            raise StaleVersion(self.draft)
        return self.cleaned_data["version"]

    def see_again(self, error: str, **shown) -> None:
        """The page shows the draft as it is now, so that to press once more is a choice. What was typed stays."""
        self.add_error(None, error)
        self.data = self.data.copy()
        for name, value in {**self._now, **shown}.items():
            self.data[name] = str(value)

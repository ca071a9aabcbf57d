"""What forms about rows of history share."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from common.once import OnceForm


class SeenForm(OnceForm):
    """`seen` is the newest row that the page showed, so that somebody else's is not passed over unseen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def see_again(self, newest: int) -> None:
        """The page has said what somebody else wrote, so that to press once more is a choice. What was typed stays."""
        self.data = self.data.copy()
        self.data["seen"] = str(newest)


def held_date(day: dt.date) -> dt.date:
    if day > timezone.localdate():
        raise forms.ValidationError(gettext("Datoen ligger i fremtiden. Skriv det, når det er sket."))
    return day

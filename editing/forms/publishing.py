"""Forms of a draft as a whole."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm


class BeginForm(OnceForm):
    from_file = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PublishForm(OnceForm):
    """`version` and `follows` tell what was read, so that nothing else is published."""

    note = forms.CharField(
        label=_("Hvad er nyt?"),
        max_length=300,
        help_text=_("Én eller to sætninger. De står ved versionen og vises for dem, der får den tilbudt."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.CharField(max_length=16, widget=forms.HiddenInput)
    follows = forms.IntegerField(widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    version = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """`op` is the button that moves it up; without it down."""

    op = forms.CharField(required=False, max_length=1)

"""A topic: its name, the other words that readers search with, and its guide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import LinesField
from cases.models import TopicDraft
from cases.topic_work import TopicWork
from common.once import OnceForm

FIELDS = ("name", "words", "guide")


def _longest(name: str) -> int:
    return TopicDraft._meta.get_field(name).max_length


class TopicForm(forms.Form):
    name = forms.CharField(
        label=_("Navn"), max_length=_longest("name"), error_messages={"required": _("Skriv et navn.")}
    )
    words = LinesField(label=_("Andre ord (valgfrit)"), help_text=_("Ord, som læsere søger med. Ét på hver linje."))
    guide = forms.CharField(
        label=_("Vejledning (valgfrit)"),
        max_length=_longest("guide"),
        required=False,
        help_text=_("Hvornår hører en case til her? Læserne ser den, når de vælger fagområdet."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, data=None, *, work: TopicWork | None = None, **kwargs):
        begun = {name: getattr(work, name) for name in (*FIELDS, "version")} if work else {}
        super().__init__(data, initial=begun, **kwargs)

    def clean_words(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["words"]))

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}


class NewTopicForm(OnceForm, TopicForm):
    field_order = [*FIELDS, "form_token"]


class TopicActForm(forms.Form):
    """A button on a page that showed the topic and its draft at `version`."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=20)

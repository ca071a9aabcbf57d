"""A topic: its name, the other words that readers search with, and its guide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import LinesField
from cases.models import Topic
from common.danish import search_key


class TopicForm(forms.ModelForm):
    words = LinesField(label=_("Andre ord (valgfrit)"), help_text=_("Ord, som læsere søger med. Ét på hver linje."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Topic
        fields = ("name", "words", "guide")
        labels = {"name": _("Navn"), "guide": _("Vejledning (valgfrit)")}
        help_texts = {"guide": _("Hvornår hører en case til her?")}
        error_messages = {"name": {"required": _("Skriv et navn.")}}
        widgets = {"guide": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Topic.objects.exclude(pk=self.instance.pk).values_list("name", flat=True)
        if search_key(name) in {search_key(each) for each in others}:
            raise forms.ValidationError(_("Der er allerede et emne med det navn."))
        return name

    def clean_words(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["words"]))

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

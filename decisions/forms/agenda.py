"""Forms of agenda items."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from common.once import OnceForm
from decisions.agenda import PLACEHOLDERS, Layout, layouts, parts
from decisions.models import AgendaAddendum, AgendaLayout, AgendaText

PLACEHOLDER_HELP = _("Du kan skrive ordene herunder, også i teksten. Hver kommune får sit eget navn.")


class AgendaForm(OnceForm):
    """The common text, part by part. `version` is the one that the page showed, `words` what placeholders become."""

    title = forms.CharField(label=_("Overskrift"), max_length=160)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, text: AgendaText | None, words: Mapping[str, str], **kwargs):
        held = text.parts if text else {}
        initial = {"title": text.title, "version": text.version} if text else {"version": 0}
        super().__init__(*args, initial=initial | held, **kwargs)
        self.fields["title"].help_text = _placeholder_help(words)
        for key, name in parts().items():
            self.fields[key] = forms.CharField(
                label=_("%(name)s (valgfrit)") % {"name": name},
                max_length=10_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    @property
    def texts(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in parts()}


class AddendumForm(OnceForm):
    text = forms.CharField(
        label=_("Kommunens egen tilføjelse (valgfrit)"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Den står for sig selv efter den fælles tekst, som ingen kan ændre lokalt."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, addendum: AgendaAddendum | None, **kwargs):
        initial = {"text": addendum.text, "version": addendum.version} if addendum else {"version": 0}
        super().__init__(*args, initial=initial, **kwargs)


class LayoutForm(forms.Form):
    """Which layout, and the municipality's own words for its sections, one a line."""

    layout = forms.ChoiceField(label=_("Opstilling"), widget=forms.RadioSelect)
    names = forms.CharField(
        label=_("Egne navne på afsnittene, et pr. linje (valgfrit)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("I samme rækkefølge som opstillingen. En tom linje beholder navnet."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, held: AgendaLayout | None, **kwargs):
        initial = {"layout": "usual", "version": 0}
        if held:
            initial = {"layout": held.layout, "names": "\n".join(held.names), "version": held.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["layout"].choices = [(each.key, _described(each)) for each in layouts()]

    @property
    def chosen(self) -> dict:
        data = self.cleaned_data
        return {"layout": data["layout"], "names": data["names"].splitlines(), "version": data["version"] or 0}


def _placeholder_help(words: Mapping[str, str]) -> str:
    """What each placeholder becomes, a line each."""
    line = '<span class="d-block"><strong class="text-nowrap">{{{{ {} }}}}</strong> {}</span>'
    said = [(name, _("bliver til “%(word)s”") % {"word": words[name]}) for name in PLACEHOLDERS]
    return format_html("{}{}", PLACEHOLDER_HELP, format_html_join("", line, said))


def _described(layout: Layout) -> str:
    return f"{layout.name}: " + ", ".join(section.name for section in layout.sections)

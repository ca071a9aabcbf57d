import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.quarters import Quarter, recent_quarters


class ReadProposalForm(forms.Form):
    """The fingerprint of what somebody has read before sending it (`telling.Proposal`)."""

    read = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class SeenStageForm(forms.Form):
    """Which stage the page shows already, so that a poll can tell whether there is something new to say."""

    set = forms.CharField(max_length=20, required=False)


class QuarterForm(forms.Form):
    """Which quarter: this one or one of the four before it."""

    quarter = forms.ChoiceField(label=_("Kvartal"), error_messages={"invalid_choice": _("Vælg et af kvartalerne.")})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recent = recent_quarters(timezone.localdate())
        self.fields["quarter"].choices = [(each.first.isoformat(), each.label) for each in recent]

    @property
    def chosen(self) -> Quarter:
        return Quarter.of(dt.date.fromisoformat(self.cleaned_data["quarter"]))

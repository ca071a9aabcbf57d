from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.models import SavedView


class SavedViewForm(forms.ModelForm):
    """A name for the filters that stand in the address."""

    query = forms.CharField(widget=forms.HiddenInput, max_length=500, required=False)

    class Meta:
        model = SavedView
        fields = ["name", "query"]
        labels = {"name": _("Navn på filteret")}

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.models import SavedView


class SavedViewForm(forms.ModelForm):
    """A name for the filters that stand in the address."""

    query = forms.CharField(widget=forms.HiddenInput, max_length=500, required=False)

    class Meta:
        model = SavedView
        fields = ["name", "is_shared", "query"]
        labels = {"name": gettext_lazy("Navn på filteret"), "is_shared": gettext_lazy("Del med kolleger")}
        help_texts = {
            "is_shared": gettext_lazy("De ser filteret, men kun de samarbejder, de selv må se."),
        }

    @property
    def complaint(self) -> str:
        """Why the filter was not kept, and the name that was typed, as one message."""
        if "query" in self.errors:
            return _("Filteret “{name}” er for langt til at blive gemt. Brug færre filtre.").format(
                name=self["name"].value() or ""
            )
        return _("Filteret er ikke gemt. Skriv et navn på højst 60 tegn.")

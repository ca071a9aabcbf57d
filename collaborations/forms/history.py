from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from collaborations.models import ActivityEntry


class HistoryFilterForm(forms.Form):
    """The filter of the history. Lives in the address; a value that is not known is left out."""

    emne = forms.ChoiceField(
        label=_("Emne"), required=False, choices=[("", _("Alle emner")), *ActivityEntry.Kind.choices]
    )

"""How far a tool is."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration
from common.forms import DateField
from followup.forms.shared import SeenForm, held_date
from followup.services.tools import SCHEMES
from followup.tools import ToolRow
from followup.vocabulary import ToolState

WRONG_LINK = _("Skriv en hel adresse, der begynder med http:// eller https://.")


class ToolForm(SeenForm):
    state = forms.ChoiceField(
        label=_("Hvor langt er I?"),
        choices=ToolState,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvor langt redskabet er.")},
    )
    reason = forms.CharField(
        label=_("Begrundelse (valgfrit)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skal skrives, når redskabet ikke er relevant."),
    )
    date = DateField(label=_("Gælder pr."), initial=timezone.localdate)
    document = forms.ModelChoiceField(
        label=_("Dokument i samarbejdet (valgfrit)"), queryset=None, required=False, empty_label=_("Intet")
    )
    link = forms.URLField(
        label=_("Link (valgfrit)"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": WRONG_LINK},
    )

    def __init__(self, *args, collaboration: Collaboration, row: ToolRow, **kwargs):
        entry = row.entry
        initial = {"seen": row.seen}
        if entry:
            initial |= {name: getattr(entry, name) for name in ("state", "reason", "link")}
            initial["document"] = entry.document_id
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["document"].queryset = collaboration.documents.current()
        self.fields["link"].validators = [URLValidator(schemes=SCHEMES, message=WRONG_LINK)]

    def clean_date(self) -> dt.date:
        return held_date(self.cleaned_data["date"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("state") == ToolState.NOT_RELEVANT and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv, hvorfor redskabet ikke er relevant."))
        return data

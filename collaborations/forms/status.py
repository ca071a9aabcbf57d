from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.models import Collaboration, StatusUpdate
from collaborations.rhythm import Rhythm
from collaborations.services.status import MOST_DAYS
from common.forms import DateField
from common.once import OnceForm


class StatusForm(OnceForm):
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            (Collaboration.Status.GREEN, _("Grøn: følger planen")),
            (Collaboration.Status.YELLOW, _("Gul: afviger, men koordinatoren kan rette det")),
            (Collaboration.Status.RED, _("Rød: målet kan ikke nås uden en ny beslutning")),
            (Collaboration.Status.GREY, _("Grå: ikke vurderet")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Begrundelse"),
        required=False,
        max_length=StatusUpdate._meta.get_field("reason").max_length,
        help_text=_("Skal skrives ved gul og rød. Højst 140 tegn. Sætningen står øverst på overblikket."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, collaboration: Collaboration, is_draft: bool = False, **kwargs):
        self.is_draft = is_draft
        draft = getattr(collaboration, "status_draft", None)
        status, reason = (draft.status, draft.reason) if draft else (collaboration.status, collaboration.status_reason)
        initial = {"status": status, "reason": reason, "version": collaboration.status_version}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        bad = data.get("status") in (Collaboration.Status.YELLOW, Collaboration.Status.RED)
        if bad and not self.is_draft and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", gettext("Skriv, hvorfor status er gul eller rød."))
        return data


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Hvor tit skal status opdateres?"), choices=Rhythm.choices, widget=forms.RadioSelect
    )
    due = DateField(
        label=_("Næste status skal være klar"),
        required=False,
        help_text=_("Skal skrives, når der er en rytme. Skriv dd.mm.åååå."),
    )
    escalates_after = forms.IntegerField(
        label=_("Giv direktørerne besked efter så mange dage (valgfrit)"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Dage efter datoen. Lad feltet stå tomt, hvis direktørerne ikke skal have besked."),
    )
    version = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args, collaboration: Collaboration, **kwargs):
        initial = {
            "rhythm": collaboration.status_rhythm,
            "due": collaboration.status_due,
            "escalates_after": collaboration.status_escalates_after,
            "version": collaboration.rhythm_version,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("rhythm") not in (None, Rhythm.NONE) and not data.get("due") and "due" not in self.errors:
            self.add_error("due", gettext("Skriv, hvornår næste status skal være klar."))
        return data

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import CaseReference
from collaborations.models import Collaboration

NOTE_LENGTH = CaseReference._meta.get_field("note").max_length


class CollaborationChoiceForm(forms.Form):
    """Which collaboration an address means (`?samarbejde=<slug>`). What is not among the user's own is nothing."""

    samarbejde = forms.ModelChoiceField(queryset=None, to_field_name="slug", required=False)

    def __init__(self, data, *, collaborations: QuerySet[Collaboration]):
        super().__init__(data)
        self.fields["samarbejde"].queryset = collaborations

    @property
    def chosen(self) -> Collaboration | None:
        """The collaboration of the address; the only one there is where the address names none."""
        named = self.cleaned_data.get("samarbejde") if self.is_valid() else None
        few = list(self.fields["samarbejde"].queryset[:2])
        return named or (few[0] if len(few) == 1 else None)


class UseCaseForm(forms.Form):
    """What the collaboration takes from the case. `version` is that of the reference, 0 where there is none."""

    note = forms.CharField(
        label=_("Hvad tager I med jer fra casen? (valgfrit)"),
        max_length=NOTE_LENGTH,
        required=False,
        help_text=_("En sætning. Den står i statusrapporten."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, reference: CaseReference | None, **kwargs):
        initial = {"note": reference.note, "version": reference.version} if reference else {"note": "", "version": 0}
        super().__init__(*args, initial=initial, **kwargs)

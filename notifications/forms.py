from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.topics import DEFAULT, Topic, paces_for


class ChoicesForm(forms.Form):
    """One choice for each topic: for all collaborations, or (with `may_follow`) for one of them."""

    def __init__(self, *args, chosen: Mapping[str, str], may_follow: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for topic, label in Topic.choices:
            following = [("", _("Som for alle samarbejder"))] if may_follow else []
            self.fields[topic] = forms.ChoiceField(
                label=label,
                choices=[*following, *paces_for(topic)],
                required=not may_follow,
                initial=chosen.get(topic, "" if may_follow else DEFAULT),
            )

"""A phase of a draft as its page will show it, for a collaboration that is made up and has answered nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.access import Access
from collaborations.models import Collaboration, ParticipationState
from models_catalog.models import LegalRule, OrganisationType
from phases.checklist import build_checklist
from phases.known import Facts, Law, Partner
from phases.models import LAST_PHASE
from phases.page import PhasePage
from phases.process import Process
from phases.requirements import evaluate, owed_today

SLUG = "eksempel"


class PreviewForm(forms.Form):
    """Which phase, and under which form."""

    fase = forms.TypedChoiceField(
        label=_("Fase"),
        choices=[(number, str(number)) for number in range(1, 6)],
        coerce=int,
        required=False,
        empty_value=1,
    )
    form = forms.ModelChoiceField(
        label=_("Organisationsform"),
        queryset=OrganisationType.objects.all(),
        to_field_name="key",
        required=False,
        empty_label=_("Ikke valgt endnu"),
    )


def preview_phase(process: Process, query) -> dict[str, Any]:
    form = PreviewForm(query or {"fase": 1})
    chosen = form.cleaned_data if form.is_valid() else {}
    number, organisation_type = chosen.get("fase") or 1, chosen.get("form")
    today = timezone.localdate()
    place = Partner(0, "000", gettext("Eksempel"), ParticipationState.PARTICIPANT, steps=())
    facts = Facts(
        collaboration_id=0,
        slug=SLUG,
        phase=number,
        today=today,
        process=process,
        organisation_type=organisation_type,
        partners=(place,),
        law=Law(tuple(LegalRule.objects.all())),
    )
    collaboration = Collaboration(slug=SLUG, name=gettext("Eksempel"), phase=number, phase_since=today)
    requirements = evaluate(facts, before_phase=number + 1)
    checklist = build_checklist(collaboration, number, facts=facts, requirements=requirements, answers=[])
    page = PhasePage(
        facts=facts,
        access=Access(),
        phase=process.phase(number),
        track=[],
        requirements=requirements,
        owed=owed_today(facts) if number == LAST_PHASE else [],
        checklist=checklist.phases[0],
    )
    return {"page": page, "preview_form": form, "preview": True}

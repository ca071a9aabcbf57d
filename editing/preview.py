"""A phase of a draft as its page will show it, for a collaboration that is made up and has answered nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collaborations.access import Access
from collaborations.models import Collaboration, ParticipationState
from editing.documents import Document, Entry
from models_catalog.models import LegalRule, OrganisationType
from phases.checklist import build_checklist
from phases.known import Facts, Law, Partner
from phases.models import LAST_PHASE
from phases.page import PhasePage
from phases.process import Process
from phases.requirements import evaluate, owed_today

SLUG = "eksempel"


@dataclass
class PhaseChanges:
    """What the draft changes in a phase. Points and requirements by their keys, what is gone by its text."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)
    is_moved: bool = False
    forms: list[str] = field(default_factory=list)  # those that what is changed is for; none means all

    @property
    def count(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed) + self.is_moved


def changes_by_phase(document: Document, before: Document) -> dict[int, PhaseChanges]:
    """Only phases in which something is changed, in their order."""
    found: dict[int, PhaseChanges] = defaultdict(PhaseChanges)
    advice = {each["key"]: each for each in before["help"]}
    new_advice = {each["key"] for each in document["help"] if each != advice.get(each["key"])}
    for part in ("phases", "items", "requirements"):
        old, new = ({each["key"]: each for each in rows[part]} for rows in (before, document))
        for key, each in new.items():
            if each == old.get(key) and not new_advice & set(each.get("help", ())):
                continue
            of_phase = found[_phase_of(each)]
            (of_phase.changed if key in old else of_phase.added).add(mark_of(each))
            of_phase.forms = of_phase.forms or each.get("organisation_types", [])
        for key in old.keys() - new.keys():
            found[_phase_of(old[key])].removed.append(old[key].get("text") or old[key]["title"])
        for number in _moved([old[key] for key in old if key in new], [new[key] for key in new if key in old]):
            found[number].is_moved = True
    return dict(sorted(found.items()))


def mark_of(entry: Entry) -> str:
    """What the page knows it by: points and requirements may have the same key."""
    return f"krav-{entry['name']}" if "before_phase" in entry else entry["key"]


def _phase_of(entry: Entry) -> int:
    if "before_phase" in entry:
        return entry["before_phase"] - 1
    return entry["phase"] if "phase" in entry else entry["number"]


def _moved(before: list[Entry], after: list[Entry]) -> set[int]:
    """Phases in which those that stayed stand in another order."""
    orders = [defaultdict(list), defaultdict(list)]
    for order, rows in zip(orders, (before, after), strict=True):
        for each in rows:
            order[_phase_of(each)].append(each["key"])
    return {number for number, keys in orders[1].items() if keys != orders[0][number]}


class PreviewForm(forms.Form):
    """Which phase, and under which form."""

    fase = forms.TypedChoiceField(label=_("Fase"), coerce=int, required=False, empty_value=1)
    form = forms.ModelChoiceField(
        label=_("Organisationsform"),
        queryset=OrganisationType.objects.all(),
        to_field_name="key",
        required=False,
        empty_label=_("Ikke valgt endnu"),
    )

    def __init__(self, *args, process: Process, touched: Container[int], **kwargs):
        super().__init__(*args, **kwargs)
        said = {False: _("Fase %(number)d: %(name)s"), True: _("Fase %(number)d: %(name)s (ændret)")}
        self.fields["fase"].choices = [
            (each.number, said[each.number in touched] % {"number": each.number, "name": each.name})
            for each in process.phases
        ]


def preview_phase(process: Process, changes: dict[int, PhaseChanges], query) -> dict[str, Any]:
    """Until somebody chooses, the first phase that the draft changes, in a form that the change is for."""
    first = next(iter(changes), 1)
    shown_first = {"fase": first, "form": next(iter(changes[first].forms), "") if changes else ""}
    form = PreviewForm(query or shown_first, process=process, touched=changes)
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
    touched = [process.phase(each) for each in changes]
    here = changes.get(number, PhaseChanges())
    return {"page": page, "preview_form": form, "preview": True, "changes": here, "touched": touched}

"""What the views of this app share: the door, the page around a form, and the rows behind an address."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, Participation, ParticipationState
from decisions import services
from decisions.forms import StandardSetForm
from decisions.models import Assessment, Decision, Question
from decisions.pages import decisions_of
from decisions.reading import bodies_of
from decisions.standard_sets import standard_set
from decisions.vocabulary import AssessmentKey
from municipalities.models import Municipality

MANAGE = "decisions.manage_questions"


def trail(collaboration: Collaboration, last: str) -> list[tuple[str, str]]:
    return [
        (_("Samarbejder"), reverse("dashboards:portfolio")),
        (collaboration.name, collaboration.get_absolute_url()),
        (_("Beslutninger"), reverse("decisions:matrix", args=[collaboration.slug])),
        (last, ""),
    ]


def show(request: HttpRequest, collaboration: Collaboration, template: str, heading: str, **context) -> HttpResponse:
    """A page below the tab Beslutninger."""
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "decisions",
        "heading": heading,
        "trail": trail(collaboration, heading),
        **context,
    }
    return render(request, f"decisions/{template}.html", context)


def show_form(
    request: HttpRequest, collaboration: Collaboration, form: BaseForm, heading: str, *, cancel_url: str, **context
) -> HttpResponse:
    return show(request, collaboration, "form", heading, form=form, cancel_url=cancel_url, **context)


def get_question(collaboration: Collaboration, key: str) -> Question:
    return get_object_or_404(collaboration.questions.select_related("text", "round", "collaboration"), key=key)


def get_decision(collaboration: Collaboration, pk: int) -> Decision:
    """An entry of that collaboration which this user may correct."""
    decision = get_object_or_404(decisions_of(collaboration), pk=pk)
    check_may_record(collaboration, decision.municipality)
    return decision


def place_of(slug: str, decision: Decision) -> str:
    """The page on which the entry stands."""
    if decision.municipality is None:
        return reverse("decisions:question", args=[slug, decision.question.key])
    return reverse("decisions:cell", args=[slug, decision.question.key, decision.municipality.code])


def get_place(collaboration: Collaboration, code: str) -> Municipality:
    """A municipality that takes part, or did."""
    rows = collaboration.participations.filter(
        state__in=(ParticipationState.PARTICIPANT, ParticipationState.WITHDRAWN), municipality__code=code
    )
    participation: Participation = get_object_or_404(rows.select_related("municipality"))
    return participation.municipality


def may_record(collaboration: Collaboration, municipality: Municipality | None) -> bool:
    """A kommunekontakt for the own municipality; the koordinator for all, and what is decided once."""
    if municipality is None:
        return collaboration.access.may_change
    return collaboration.access.may_answer_for(municipality.pk)


def check_may_record(collaboration: Collaboration, municipality: Municipality | None) -> None:
    if not may_record(collaboration, municipality):
        raise PermissionDenied(_("Kommunens egen kontakt eller koordinatoren registrerer for kommunen."))


def bodies_for(collaboration: Collaboration, question: Question) -> frozenset[str]:
    form = collaboration.form_key
    return bodies_of(question, form)


def held_form_test(collaboration: Collaboration) -> Assessment | None:
    """The answers of the form test that hold; none where they were taken back."""
    newest = collaboration.assessments.filter(key=AssessmentKey.FORM_TEST).select_related("recorded_by").last()
    return newest if newest and newest.answers else None


def standard_set_form(collaboration: Collaboration, data: QueryDict | None = None) -> StandardSetForm | None:
    """The questions of the form's standard set that are not asked yet; None when there are none."""
    found = standard_set(collaboration.form_key)
    asked = set(collaboration.questions.values_list("key", flat=True))
    left = [each for each in found.questions if each.key not in asked] if found else []
    return StandardSetForm(data, questions=[(each, services.title_of(each)) for each in left]) if left else None

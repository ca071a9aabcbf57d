"""The form test: what must be assessed before a form is chosen."""

from __future__ import annotations

import dataclasses

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from decisions import services
from decisions.form_test import Limits, Size, is_small, limits_on, own_limits, to_assess
from decisions.forms.form_test import NO, YES, FormTestForm
from decisions.models import Assessment
from decisions.reading import authority_today
from decisions.views.shared import held_form_test, show
from decisions.vocabulary import AssessmentKey

FORM_TEST = AssessmentKey.FORM_TEST


def form_test(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions and answers for all; the koordinator and bidragydere answer."""
    collaboration = get_collaboration(request, slug)
    held = held_form_test(collaboration)
    limits = limits_on(timezone.localdate())
    form = FormTestForm(request.POST or None, limits=limits, initial=_answered(held))
    if request.method == "POST":
        if not collaboration.access.may_write:
            raise PermissionDenied(_("Koordinatoren og bidragyderne svarer på formprøven."))
        if form.is_valid() and _save(collaboration, form, request.user):
            messages.success(request, _("Formprøven er gemt."))
            return redirect(reverse("decisions:form_test", args=[slug]))
    back = reverse("decisions:matrix", args=[slug])
    context = {"form": form, "held": held, "limits": limits, "cancel_url": back, **_result(held, limits)}
    return show(request, collaboration, "form_test", _("Formprøven"), **context)


def _save(collaboration: Collaboration, form: FormTestForm, actor) -> bool:
    given = {"key": FORM_TEST, "label": str(FORM_TEST.label), "date": timezone.localdate()}
    try:
        services.record_assessment(
            collaboration, **given, note=form.cleaned_data["note"], answers=form.answers, actor=actor
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _answered(held: Assessment | None) -> dict:
    """The answers that were given last, for the form to begin with."""
    if held is None:
        return {}
    said = {key: YES if yes else NO for key, yes in held.answers["questions"].items()}
    own = own_limits(held.answers["limits"], limits_on(held.date))
    limits = {f"limit_{name}": value for name, value in own.items()}
    return said | held.answers["size"] | limits | {"note": held.note}


def _result(held: Assessment | None, limits: Limits) -> dict:
    """What the stored answers say."""
    if held is None:
        return {}
    own = dataclasses.replace(limits, **held.answers["limits"])
    return {
        "assess": to_assess(held.answers["questions"], authority=authority_today()),
        "small": is_small(Size(**held.answers["size"]), own),
    }

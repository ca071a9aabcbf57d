"""The editors' queue, and one case in it: its acts, its revisions and what differs between them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import services
from cases.curation import build_curation
from cases.differences import compare
from cases.forms.acts import DifferencesForm, NumberForm, PublishForm, SubmitForm
from cases.forms.queue import QueueForm
from cases.models import Case
from cases.pages import read_names, show_case
from cases.queue import build_queue
from cases.views.editing import trail
from cases.views.guards import editors_only, get_case
from common.exceptions import DomainError, StaleVersion


@require_safe
@editors_only
def queue(request: HttpRequest) -> HttpResponse:
    found = build_queue(Case.objects.visible_to(request.user), QueueForm(request.GET), request.user)
    heading = _("Redaktion af cases")
    path = [(_("Redaktion"), reverse("dashboards:editing")), (_("Cases"), "")]
    return render(request, "cases/curation/queue.html", {"queue": found, "heading": heading, "trail": path})


@require_safe
@editors_only
def curate(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_case(request, slug)
    context = {
        "case": case,
        "page": build_curation(case, request.user),
        "submit_form": SubmitForm(initial={"version": case.newest_number, "incomplete": True}),
        "version_form": NumberForm(initial={"version": case.version}),
        "publish_form": PublishForm(initial={"version": case.newest_number}, is_old=case.should_be_updated),
        "heading": case.working_content.title,
        "trail": trail((case.title, "")),
    }
    return render(request, "cases/curation/case.html", context)


@require_safe
@editors_only
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A revision as readers would see it."""
    case = get_case(request, slug)
    found = get_object_or_404(case.revisions.select_related("author"), number=number)
    heading = _("Udgave %d") % number
    context = {
        "case": case,
        "revision": found,
        "is_newest": number == case.newest_number,
        "shown": show_case(found.content),
        "number_form": NumberForm(initial={"version": case.newest_number}),
        "heading": heading,
        "trail": trail((case.title, reverse("cases:curate", args=[slug])), (heading, "")),
    }
    return render(request, "cases/curation/revision.html", context)


@require_safe
@editors_only
def differences(request: HttpRequest, slug: str) -> HttpResponse:
    """Two revisions field by field; the two newest where the address names none."""
    case = get_case(request, slug)
    numbers = list(case.revisions.values_list("number", flat=True))
    usual = {"fra": numbers[1] if len(numbers) > 1 else None, "til": numbers[0] if numbers else None}
    form = DifferencesForm({**usual, **request.GET.dict()}, numbers=numbers)
    found = None
    if form.is_valid():
        documents = {each.number: each.content for each in case.revisions.filter(number__in=form.cleaned_data.values())}
        old, new = documents[form.cleaned_data["fra"]], documents[form.cleaned_data["til"]]
        found = compare(old, new, read_names([old, new]))
    heading = _("Forskelle")
    path = trail((case.title, reverse("cases:curate", args=[slug])), (heading, ""))
    context = {"case": case, "form": form, "differences": found, "heading": heading, "trail": path}
    return render(request, "cases/curation/differences.html", context)


@require_POST
@editors_only
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An older revision becomes the newest; nothing of what came after it is lost."""
    case = get_case(request, slug)
    old, form = get_object_or_404(case.revisions, number=number), NumberForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Siden var for gammel. Prøv igen."))
        return redirect("cases:revision", slug, number)
    try:
        saved = services.restore(case, old, number=form.cleaned_data["version"], actor=request.user)
    except StaleVersion:
        messages.error(request, _("En anden har gemt imens. Se den nyeste udgave, før du henter en ældre frem."))
        return redirect("cases:curate", slug)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("cases:curate", slug)
    said = _("Udgave %d er hentet frem som en ny kladde.")
    if saved.version == case.version:
        said = _("Udgave %d siger det samme som den nyeste. Intet er gemt.")
    messages.success(request, said % number)
    return redirect("cases:curate", slug)

"""The business case: its first page, its two doors, its editor, its approval and its versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from finance import services
from finance.case_freezing import FORMULA
from finance.case_pages import shown_case
from finance.case_reading import LoadedCase, approved_of, draft_of, load_case
from finance.editor_pages import changed_since, line_pressed, pressed, typed_rows
from finance.forms import ApproveForm, CaseEditor, DiscardForm, DoorForm, is_about
from finance.models import BusinessCase
from finance.sentences import key_figures
from finance.views.shared import DECIDE, WRITE, show, show_form, show_typed
from finance.vocabulary import Approach, CaseState, Extra


def case_url(slug: str) -> str:
    return reverse("finance:case", args=[slug])


def _between(collaboration: Collaboration) -> tuple[tuple[str, str], ...]:
    return ((_("Business case"), case_url(collaboration.slug)),)


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that is approved, with the draft beside it; before there is one, the draft; before that, the doors.

    A draft is for those who write it: others are told that there is one. `?kladde` asks for it beside an approved one.
    """
    collaboration = get_collaboration(request, slug)
    approved, draft = approved_of(collaboration), draft_of(collaboration)
    readable = draft if draft and collaboration.access.may_see_drafts else None
    found = (readable if "kladde" in request.GET else None) or approved or readable
    context = {
        "approved": approved,
        "draft": draft,
        "shown": shown_case(found, load_case(found) if found.is_draft else None) if found else None,
        "doors": [(each, DoorForm(initial={"approach": each.value})) for each in Approach],
        "earlier": collaboration.business_cases.filter(state=CaseState.SUPERSEDED).order_by("-number"),
    }
    return show(request, collaboration, "case", _("Business case"), **context)


@require_POST
def open_door(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    form = DoorForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vælg en af de to måder."))
        return redirect(case_url(slug))
    try:
        services.start_case(collaboration, approach=form.cleaned_data["approach"], actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(case_url(slug))
    return redirect("finance:edit_case", slug)


def edit_case(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft. Every button saves what was typed; some also open or close a part of the page."""
    collaboration = get_collaboration(request, slug, WRITE)
    draft = draft_of(collaboration)
    if request.method == "POST" and not is_about(request.POST, draft and draft.pk):
        return show_typed(request, collaboration, draft, typed_rows(collaboration, request.POST))
    if draft is None:
        messages.info(request, _("Der er ingen kladde lige nu."))
        return redirect(case_url(slug))
    editor, conflict = CaseEditor(load_case(draft), request.POST if request.method == "POST" else None), None
    if request.method == "POST" and editor.is_settled:
        try:
            return _saved(request, draft, editor)
        except StaleVersion as stale:
            editor, conflict = changed_since(stale.current, request.POST)
        except DomainError as error:
            editor.details.add_error(None, str(error))
    return _show_editor(request, collaboration, editor, conflict)


def _saved(request: HttpRequest, draft: BusinessCase, editor: CaseEditor) -> HttpResponse:
    slug, version = draft.collaboration.slug, editor.details.cleaned_data["version"]
    button, what = pressed(request.POST)
    services.save_and_press(draft, editor.written, button=button, what=what, version=version, actor=request.user)
    if "approve" in request.POST:
        return redirect("finance:approve_case", slug)
    if (line := line_pressed(request.POST)) and draft.lines.filter(pk=line).exists():
        return redirect("finance:own_figures", slug, line)
    if not button:
        messages.success(request, _("Kladden er gemt."))
    anchor = f"#{what}" if button == "open" else ""
    return redirect(reverse("finance:edit_case", args=[slug]) + anchor)


def _show_editor(
    request: HttpRequest, collaboration: Collaboration, editor: CaseEditor, conflict: list | None
) -> HttpResponse:
    case = editor.case
    context = {
        "editor": editor,
        "leaving": editor.leaving,
        "case": case,
        "conflict": conflict,
        "approved": approved_of(collaboration),
        "with_municipalities": case.has(Extra.MUNICIPALITIES),
        "closed": [each for each in Extra if not case.has(each)],
        "formula": FORMULA if case.has(Extra.ESTIMATES) else "",
        "other_approach": next(each for each in Approach if each != case.approach),
        **_totals(editor, editor.loaded),
        "is_asked": True,
    }
    return show(request, collaboration, "case_editor", _("Ret kladden"), between=_between(collaboration), **context)


def _totals(editor: CaseEditor, loaded: LoadedCase) -> dict:
    """What stands at the bottom of the page: no sums before somebody has said where amounts that would fall out go."""
    if editor.is_open_where_amounts_go:
        return {"leaving": editor.leaving, "is_asked": editor.leaving.was_asked}
    if loaded.case.is_in_words or loaded.result is None:
        return {"totals": None, "problems": [] if loaded.case.is_in_words else loaded.problems}
    return {"totals": key_figures(loaded.result), "problems": [], "doubts": services.doubts_about(loaded)}


@require_POST
def case_totals(request: HttpRequest, slug: str) -> HttpResponse:
    """What the draft would come to with what is typed right now. Nothing is saved."""
    collaboration = get_collaboration(request, slug, WRITE)
    draft = draft_of(collaboration)
    if draft is None:
        return HttpResponse(status=204)
    editor = CaseEditor(load_case(draft), request.POST)
    if not editor.is_valid():
        return render(request, "finance/case_totals.html", {"wrong": editor.wrong})
    typed = services.as_typed(editor.loaded, editor.written)
    return render(request, "finance/case_totals.html", _totals(editor, typed))


def approve_case(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, DECIDE)
    draft = draft_of(collaboration)
    if draft is None:
        messages.info(request, _("Der er ingen kladde lige nu."))
        return redirect(case_url(slug))
    loaded = load_case(draft)
    shown = shown_case(draft, loaded)
    seen = services.case_fingerprint(shown.content)
    form = ApproveForm(request.POST or None, draft=draft, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            services.approve_case(draft, **form.values, version=form.seen_version, actor=request.user)
        except StaleVersion:
            form.see_again(_("En anden har gemt kladden imens. Se den igen, før du godkender."), seen=seen)
        except DomainError as error:
            form.see_again(str(error), seen=seen)
        else:
            messages.success(request, _("Version %(number)d er godkendt.") % {"number": draft.number})
            return redirect(case_url(slug))
    doubts = [] if draft.is_in_words else services.doubts_about(loaded)
    context = {"missing": services.missing_before_approval(draft), "doubts": doubts, "shown": shown}
    return _show_approval(request, collaboration, form, draft, context)


def _show_approval(request: HttpRequest, collaboration: Collaboration, form, draft, context: dict) -> HttpResponse:
    heading = _("Godkend version %(number)d") % {"number": draft.number}
    cancel = reverse("finance:edit_case", args=[collaboration.slug])
    between = _between(collaboration)
    return show(
        request, collaboration, "approve_case", heading, between=between, form=form, cancel_url=cancel, **context
    )


@require_POST
def revise_case(request: HttpRequest, slug: str) -> HttpResponse:
    """A new version as the one before, or in words instead of figures and the other way round."""
    collaboration = get_collaboration(request, slug, WRITE)
    form = DoorForm(request.POST)
    approach = form.cleaned_data["approach"] if form.is_valid() else None
    try:
        services.revise_case(collaboration, approach=approach, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(case_url(slug))
    return redirect("finance:edit_case", slug)


def discard_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw the draft away, asked once more."""
    collaboration = get_collaboration(request, slug, DECIDE)
    draft = draft_of(collaboration)
    if draft is None:
        return redirect(case_url(slug))
    form = DiscardForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.is_valid():
        try:
            services.discard_draft(draft, version=form.seen_version, actor=request.user)
        except (StaleVersion, DomainError):
            messages.error(request, _("En anden har gemt kladden imens. Den er ikke slettet."))
        else:
            messages.success(request, _("Kladden er slettet."))
        return redirect(case_url(slug))
    lead = _("Alt i kladden forsvinder og kan ikke hentes igen. Det, der er godkendt, bliver.")
    cancel = reverse("finance:edit_case", args=[slug])
    context = {"lead": lead, "submit": _("Slet kladden"), "between": _between(collaboration)}
    return show_form(request, collaboration, form, _("Slet kladden"), cancel_url=cancel, **context)


@require_safe
def case_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version that was approved, as it was."""
    collaboration = get_collaboration(request, slug)
    found = get_object_or_404(collaboration.business_cases.exclude(state=CaseState.DRAFT), number=number)
    heading = _("Business case, version %(number)d") % {"number": number}
    between = _between(collaboration)
    return show(request, collaboration, "case_version", heading, between=between, shown=shown_case(found))

"""Writing a case: a new one, the editor, what it says of itself while one types, and two people's work put together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import services
from cases.conflicts import Conflict
from cases.forms.acts import NewCaseForm, PackedForm
from cases.forms.editor import CaseEditor, read_options
from cases.models import Case
from cases.pages import show_case
from cases.quality import check
from cases.views.guards import editors_only, get_case
from common.exceptions import DomainError, StaleVersion


def trail(*pages: tuple[str, str]) -> list[tuple[str, str]]:
    """From the front page of Redaktion to a page of cases; the last has no address."""
    front = (_("Redaktion"), reverse("dashboards:editing"))
    return [front, (_("Cases"), reverse("cases:queue")), *pages]


@editors_only
def new_case(request: HttpRequest) -> HttpResponse:
    form = NewCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or "cases:queue")
        if edit := _begun(request, form):
            return redirect(edit)
    heading = _("Ny case")
    context = {"form": form, "heading": heading, "trail": trail((heading, "")), "cancel_url": reverse("cases:queue")}
    return render(request, "cases/curation/new.html", context)


def _begun(request: HttpRequest, form: NewCaseForm) -> str:
    """Where the new case is written; empty where it was refused, which the form says."""
    try:
        with form.trying():
            case = services.begin_case(form.cleaned_data["title"], actor=request.user)
    except DomainError as error:
        form.add_error("title", str(error))
        return ""
    edit = reverse("cases:edit", args=[case.slug])
    form.made(edit)
    messages.success(request, _("Kladden er oprettet. Skriv resten her."))
    return edit


@editors_only
def edit_case(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole document. A button that adds a row saves nothing; saving makes a new revision."""
    case = get_case(request, slug)
    data = request.POST if request.method == "POST" else None
    editor = CaseEditor(case.working_content, data, number=case.newest_number, options=read_options())
    if data is None or editor.added or not editor.is_valid():
        return _show_editor(request, case, editor)
    try:
        saved = services.save_draft(case, editor.document, number=editor.number, note=editor.note, actor=request.user)
    except StaleVersion as stale:
        conflict = Conflict(stale.current, editor.document, base=editor.number, note=editor.note)
        return _show_conflict(request, conflict)
    except DomainError as error:
        return _show_editor(request, case, editor, refused=str(error))
    is_same = saved.version == case.version
    messages.success(request, _("Du har ikke ændret noget. Intet er gemt.") if is_same else _("Kladden er gemt."))
    return redirect("cases:curate", case.slug)


def _show_editor(request: HttpRequest, case: Case, editor: CaseEditor, *, refused: str = "") -> HttpResponse:
    readable = not editor.plain.is_bound or editor.is_valid()
    content = editor.document if editor.plain.is_bound and readable else case.working_content
    heading = _("Ret casen")
    context = {
        "case": case,
        "editor": editor,
        "refused": refused,
        "quality": check(content, editor.places if editor.plain.is_bound and readable else None),
        "shown": show_case(content),
        "heading": heading,
        "trail": trail((case.title, reverse("cases:curate", args=[case.slug])), (heading, "")),
    }
    return render(request, "cases/curation/edit.html", context)


@require_POST
@editors_only
def check_case(request: HttpRequest, slug: str) -> HttpResponse:
    """The quality list and the preview of what is typed right now. Nothing is saved."""
    case = get_case(request, slug)
    editor = CaseEditor(case.working_content, request.POST, options=read_options())
    if not editor.is_valid():
        return render(request, "cases/curation/_checked.html", {"wrong": len(editor.wrong)})
    context = {"quality": check(editor.document, editor.places), "shown": show_case(editor.document)}
    return render(request, "cases/curation/_checked.html", context)


@editors_only
def merge_case(request: HttpRequest, slug: str) -> HttpResponse:
    """What somebody typed beside what somebody else had saved, as it was chosen part by part."""
    case = get_case(request, slug)
    sent = PackedForm(request.POST or None)
    if not sent.is_valid() or sent.slug != case.slug:
        return redirect("cases:edit", case.slug)
    conflict = Conflict(case, sent.mine, base=sent.base, note=sent.note, data=request.POST)
    if not conflict.form.is_valid():
        return _show_conflict(request, conflict)
    try:
        number = conflict.form.cleaned_data["version"]
        services.save_draft(case, conflict.chosen, number=number, note=sent.note, actor=request.user)
    except StaleVersion as stale:
        return _show_conflict(request, Conflict(stale.current, sent.mine, base=sent.base, note=sent.note))
    except DomainError as error:
        conflict.form.add_error(None, str(error))
        return _show_conflict(request, conflict)
    messages.success(request, _("Jeres rettelser er gemt i samme udgave."))
    return redirect("cases:curate", case.slug)


def _show_conflict(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    heading = _("To har rettet samtidig")
    case = conflict.case
    path = trail((case.title, reverse("cases:curate", args=[case.slug])), (heading, ""))
    context = {"conflict": conflict, "case": case, "heading": heading, "trail": path}
    return render(request, "cases/curation/conflict.html", context)

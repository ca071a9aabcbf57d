from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from cases.reading import suggested_for
from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from common.formats import time_of_day
from phases import services
from phases.checklist import Checklist, Row, find_row
from phases.facts import with_bases
from phases.forms import ItemForm, TickForm
from phases.learning import help_on, topics_of
from phases.models import ChecklistItem
from phases.page import PhasePage, build_phase_page
from phases.views.attachments import item_documents
from phases.views.points import any_row, check_may_answer, may_answer, target

State = ChecklistItem.State


@require_safe
def phase(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, also=with_bases)
    page = build_phase_page(collaboration, collaboration.access, number)
    if page is None:
        raise Http404
    learned = suggested_for(collaboration, number)
    return render(request, "phases/phase.html", _phase_context(collaboration, page) | {"learned": learned})


@require_POST
def tick(request: HttpRequest, slug: str, number: int, key: str, code: str = "") -> HttpResponse:
    """Set one point to klaret, or back to what it was. A form first; htmx gets the point and what depends on it."""
    collaboration = get_collaboration(request, slug)
    row, _is_visible = any_row(collaboration, number, key, code)
    check_may_answer(collaboration, row)
    error = _tick(request, collaboration, row)
    page = build_phase_page(collaboration, collaboration.access, number)
    shown = find_row(Checklist((page.checklist,)), key, code)
    if request.htmx and shown:
        return _ticked(request, collaboration, page, shown, error)
    if error:
        messages.error(request, error)
    else:
        messages.success(request, _saved(row, page))
    if request.htmx:  # somebody chose another form meanwhile: there is no such point to put in its place
        return HttpResponseClientRefresh()
    return redirect(f"{_phase_url(row, slug)}#{row.anchor}")


def item(request: HttpRequest, slug: str, number: int, key: str, code: str = "") -> HttpResponse:
    """One point with its help and history for all who see it, and the form for who may answer it."""
    collaboration, conflict = get_collaboration(request, slug, also=with_bases), []
    row, is_visible = any_row(collaboration, number, key, code)
    if is_visible and row.template.requirement and request.method != "POST":
        return redirect("phases:requirement", slug, number + 1, row.template.requirement)
    make_form = partial(ItemForm, collaboration=collaboration)
    form = make_form(request.POST or None, answer=row.answer) if may_answer(collaboration, row) else None
    if request.method == "POST":
        check_may_answer(collaboration, row)
    if request.method == "POST" and is_visible and form.is_valid():
        try:
            services.answer_item(**target(collaboration, row), actor=request.user, **form.cleaned_data)
        except StaleVersion as stale:
            again = partial(make_form, answer=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Gemt: %(text)s.") % {"text": row.text})
            return redirect(_phase_url(row, slug))
    return render(request, "phases/item.html", _item_context(collaboration, row, is_visible, form, conflict))


def _phase_context(collaboration: Collaboration, page: PhasePage) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": _("Fase %(number)d: %(name)s") % {"number": page.number, "name": page.phase.name},
        "page": page,
    }


def _tick(request: HttpRequest, collaboration: Collaboration, row: Row) -> str:
    """The error to show, or nothing. What else was answered on the point stays."""
    form = TickForm(request.POST)
    if not form.is_valid():
        return _("Kunne ikke gemmes. Prøv igen.")
    answer = row.answer or ChecklistItem()
    state = State.DONE if form.cleaned_data["done"] else _unticked(answer)
    kept = {"owner": answer.owner, "due": answer.due, "note": answer.note}
    version = form.cleaned_data["version"]
    if not row.is_relevant and version == row.version:
        return _("Punktet er sat til “Ikke relevant”. Åbn punktet, hvis det alligevel gælder.")
    try:
        services.answer_item(**target(collaboration, row), actor=request.user, version=version, state=state, **kept)
    except StaleVersion as stale:
        values = {"who": stale.current.changed_by or _("En anden"), "time": time_of_day(stale.current.changed_at)}
        return _("%(who)s rettede punktet %(time)s. Se, hvad der står nu, før du retter.") % values
    except DomainError as error:
        return str(error)
    return ""


def _unticked(answer: ChecklistItem) -> State:
    """What it was before the tick. A box that was not ticked stays what it is."""
    return State(answer.state_before_done if answer.state == State.DONE else answer.state)


def _ticked(request: HttpRequest, collaboration: Collaboration, page: PhasePage, row: Row, error: str) -> HttpResponse:
    context = _phase_context(collaboration, page) | {"line": page.line(row, error), "swapped": True}
    response = render(request, "phases/_ticked.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return trigger_client_event(response, "announce", {"value": error or _saved(row, page)})


def _saved(row: Row, page: PhasePage) -> str:
    values = {"text": row.text, "done": page.checklist.done, "total": page.checklist.total}
    return _("Gemt: %(text)s. %(done)d af %(total)d klaret.") % values


def _phase_url(row: Row, slug: str) -> str:
    return reverse("phases:phase", args=[slug, row.phase])


def _trail(collaboration: Collaboration, row: Row) -> list[tuple[str, str]]:
    return [
        (_("Samarbejder"), reverse("dashboards:portfolio")),
        (collaboration.name, collaboration.get_absolute_url()),
        (_("Fase %(number)d") % {"number": row.phase}, _phase_url(row, collaboration.slug)),
        (_("Punkt"), ""),
    ]


def _item_context(collaboration: Collaboration, row: Row, is_visible: bool, form, conflict: list) -> dict:
    learned = suggested_for(collaboration, row.phase, topics=topics_of(row.template))
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "phases",
        "heading": row.text,
        "trail": _trail(collaboration, row),
        "row": row,
        "is_visible": is_visible,
        "form": form if is_visible else None,
        "learned": learned,
        "help": help_on(row.template, has_cases=bool(learned)),
        "typed": _typed(form) if form and form.is_bound and not is_visible else None,
        "conflict": conflict,
        "papers": item_documents(collaboration, row, is_visible=is_visible),
        "changes": list(row.answer.changes.select_related("changed_by")) if row.answer else [],
        "cancel_url": _phase_url(row, collaboration.slug),
    }


def _typed(form: ItemForm) -> list[BoundField]:
    """What was written and not saved, to be copied. Who and how far is chosen again in no time."""
    return [form[name] for name in ("reason", "due", "note") if form[name].value()]

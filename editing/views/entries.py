"""One entry of a draft: write it, add it, move it, take it out."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collaborations.conflicts import show_both
from common.exceptions import DomainError, StaleVersion
from common.lost import lost_page, typed_in
from editing import services
from editing.documents import digest, find
from editing.forms.base import EntryForm
from editing.forms.publishing import MoveForm, RemoveForm
from editing.kinds.base import Kind, Part, Words
from editing.models import Draft
from editing.views.shared import administrators_only, draft_trail, find_draft, find_part, form_without_draft


@administrators_only
def entry(request: HttpRequest, kind: Kind, part: str, key: str) -> HttpResponse:
    part = find_part(kind, part)
    draft = find_draft(request, kind, partial(form_without_draft, kind, part, key))
    if find(draft.content, part.name, key) is None:
        return _gone(request, kind, part, key, draft)
    words, conflict = kind.words(), []
    form = _form(draft, part, key, words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            services.change_entry(draft, part, key, values=form.values(), version=version, actor=request.user)
        except StaleVersion as stale:
            newest = find(stale.current.content, part.name, key)
            form, conflict = show_both(
                partial(_form, stale.current, part, key, words), request.POST, version=digest(newest)
            )
        except services.EntryGone:
            return _gone(request, kind, part, key, draft)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Det er gemt i kladden."))
            return redirect(f"{_place(kind)}#{part.slug}-{key}")
    return _show(request, kind, part, draft, form, conflict=conflict)


@administrators_only
def add_entry(request: HttpRequest, kind: Kind, part: str) -> HttpResponse:
    part = find_part(kind, part)
    if not part.may_add:
        raise Http404
    draft = find_draft(request, kind, partial(form_without_draft, kind, part, ""))
    form = part.form(request.POST or None, entry={}, document=draft.content, words=kind.words())
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_entry, draft, kind, part, values=form.values(), actor=request.user)
        if form.do_once(act):
            messages.success(request, _("Det er tilføjet i kladden."))
            return redirect(f"{_place(kind)}#{part.slug}")
    return _show(request, kind, part, draft, form)


@require_POST
@administrators_only
def move_entry(request: HttpRequest, kind: Kind, part: str, key: str) -> HttpResponse:
    draft, part, form = find_draft(request, kind), find_part(kind, part), MoveForm(request.POST)
    if not part.may_move:
        raise Http404
    try:
        up = form.is_valid() and bool(form.cleaned_data["op"])
        services.move_entry(draft, part, key, up=up, actor=request.user)
    except (services.EntryGone, DomainError):
        messages.warning(request, _("En anden har fjernet det i mellemtiden."))
    return redirect(f"{_place(kind)}#{part.slug}-{key}")


@administrators_only
def remove_entry(request: HttpRequest, kind: Kind, part: str, key: str) -> HttpResponse:
    """Ask, with what would go, and take it out of the draft."""
    draft, part = find_draft(request, kind), find_part(kind, part)
    entry = find(draft.content, part.name, key)
    if not part.may_remove:
        raise Http404
    if entry is None:
        return _removed_already(request, kind, part)
    form = RemoveForm(request.POST or None, initial={"version": digest(entry)})
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            services.remove_entry(draft, kind, part, key, version=version, actor=request.user)
        except StaleVersion as stale:
            draft, entry = stale.current, find(stale.current.content, part.name, key)
            form = RemoveForm(initial={"version": digest(entry)})
            messages.warning(request, _("En anden har rettet det, siden du åbnede siden. Læs det igen."))
        except services.EntryGone:
            return _removed_already(request, kind, part)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Det er taget ud af kladden."))
            return redirect(f"{_place(kind)}#{part.slug}")
    return _ask(request, kind, part, draft, key, form)


def _form(draft: Draft, part: Part, key: str, words: Words, data) -> EntryForm:
    return part.form(data, entry=find(draft.content, part.name, key), document=draft.content, words=words)


def _show(request: HttpRequest, kind: Kind, part: Part, draft: Draft, form: EntryForm, *, conflict=()) -> HttpResponse:
    is_new = not form.entry.get("key")
    heading = _("Tilføj %(what)s") % {"what": part.one} if is_new else _("Ret %(what)s") % {"what": part.one}
    context = {
        "kind": kind,
        "heading": heading,
        "trail": draft_trail(kind, (heading, "")),
        "part": part,
        "draft": draft,
        "form": form,
        "conflict": conflict,
        "title": "" if is_new else part.placed(form.entry, draft.content),
        "submit": _("Gem i kladden"),
        "cancel_url": _place(kind),
    }
    return render(request, "editing/entry.html", context)


def _ask(request: HttpRequest, kind: Kind, part: Part, draft: Draft, key: str, form: RemoveForm) -> HttpResponse:
    entry = find(draft.content, part.name, key)
    heading = _("Fjern %(what)s") % {"what": part.one}
    context = {
        "kind": kind,
        "heading": heading,
        "trail": draft_trail(kind, (heading, "")),
        "part": part,
        "title": part.placed(entry, draft.content),
        "said": part.said(entry, draft.content, kind.words()),
        "why_not": kind.may_not_go(part, entry, draft.content),
        "form": form,
        "submit": _("Fjern fra kladden"),
        "cancel_url": _place(kind),
    }
    return render(request, "editing/remove.html", context)


def _removed_already(request: HttpRequest, kind: Kind, part: Part) -> HttpResponse:
    messages.info(request, _("Det er allerede taget ud af kladden."))
    return redirect(f"{_place(kind)}#{part.slug}")


def _gone(request: HttpRequest, kind: Kind, part: Part, key: str, draft: Draft) -> HttpResponse:
    """What was typed about something that is out: in a form that adds it again, or to be copied where none is added."""
    if request.method != "POST":
        raise Http404
    if not part.may_add:
        return _lost(request, kind, form_without_draft(kind, part, key, request.POST))
    form = part.form(request.POST, entry={}, document=draft.content, words=kind.words())
    form.add_error(None, _("En anden har taget det ud af kladden. Det, du skrev, kan du tilføje som nyt."))
    heading = _("Tilføj %(what)s") % {"what": part.one}
    context = {
        "kind": kind,
        "heading": heading,
        "trail": draft_trail(kind, (heading, "")),
        "part": part,
        "form": form,
        "action": reverse("editing:add_entry", args=[kind, part.slug]),
        "submit": _("Tilføj i kladden"),
        "cancel_url": _place(kind),
    }
    return render(request, "editing/entry.html", context)


def _lost(request: HttpRequest, kind: Kind, form: EntryForm | None) -> HttpResponse:
    heading, why = _("Det er ikke i kladden længere"), _("En anden har taget det ud, siden du åbnede siden.")
    back, trail = (_("Gå til kladden"), _place(kind)), draft_trail(kind, (heading, ""))
    return lost_page(request, heading=heading, why=why, back=back, typed=typed_in(form) if form else [], trail=trail)


def _place(kind: Kind) -> str:
    return reverse("editing:draft", args=[kind])

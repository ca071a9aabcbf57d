"""One key: made, changed, copied, removed, proposed, and as it was frozen."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words
from finance import services
from finance.forms import CopyKeyForm, KeyForm, ProposeForm, RemoveForm
from finance.frozen_keys import Frozen
from finance.key_pages import build_key_page, would_be_frozen
from finance.models import DistributionKey
from finance.reading import built_in_parts
from finance.views.shared import DECIDE, WRITE, show, show_form


@require_safe
def key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    row = get_key(collaboration, pk)
    context = {"page": build_key_page(row), "newest": services.newest_version(collaboration)}
    return show(request, collaboration, "key", row.name, between=under_keys(slug), **context)


def add_key(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    begins = {"begin": request.GET.get("fra", ""), "fixed": request.GET.get("fast", "")}
    form, back = KeyForm(request.POST or None, initial=begins), keys_url(slug)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        parts = built_in_parts(form.cleaned_data["begin"], form.fixed_share)
        try:
            with form.trying():
                made = services.add_key(collaboration, parts=parts, **form.values, actor=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            form.made(key_url(slug, made.pk))
            messages.success(request, _("“%(name)s” er oprettet.") % {"name": made.name})
            return redirect(key_url(slug, made.pk))
    context = {"cancel_url": back, "submit": _("Opret nøgle"), "between": under_keys(slug)}
    return show_form(request, collaboration, form, _("Opret nøgle"), **context)


def change_key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row, conflict, back = get_key(collaboration, pk), [], key_url(slug, pk)
    form = KeyForm(request.POST or None, key=row)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            row = services.change_key(row, version=version, **form.values, actor=request.user)
        except StaleVersion as stale:
            again = partial(KeyForm, key=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("“%(name)s” er gemt.") % {"name": row.name})
            return redirect(back)
    context = {"cancel_url": back, "between": under_key(slug, row), "conflict": conflict}
    return show_form(request, collaboration, form, _("Ret %(name)s") % {"name": row.name}, **context)


def copy_key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another key with the same parts."""
    collaboration = get_collaboration(request, slug, WRITE)
    row, back = get_key(collaboration, pk), key_url(slug, pk)
    form = CopyKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        try:
            with form.trying():
                made = services.copy_key(row, name=form.cleaned_data["name"], actor=request.user)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            form.made(key_url(slug, made.pk))
            messages.success(request, _("“%(name)s” er oprettet.") % {"name": made.name})
            return redirect(key_url(slug, made.pk))
    context = {"cancel_url": back, "submit": _("Opret kopi"), "between": under_key(slug, row)}
    return show_form(request, collaboration, form, _("Kopiér %(name)s") % {"name": row.name}, **context)


def remove_key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asked once more."""
    collaboration = get_collaboration(request, slug, WRITE)
    row, back = get_key(collaboration, pk), key_url(slug, pk)
    form = RemoveForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST":
        return _remove(request, row, form)
    between, heading = under_key(slug, row), _("Fjern “%(name)s”?") % {"name": row.name}
    if reason := services.why_key_stays(row):
        return show(request, collaboration, "stays", heading, between=between, reason=reason, back=back)
    lead = _("Nøglen og dens dele forsvinder og kan ikke hentes igen.")
    if parts := [part.name for part in row.components.all()]:
        lead = f"{lead} {_('Delene er: %(names)s.') % {'names': join_words(parts)}}"
    context = {"lead": lead, "submit": _("Fjern nøglen"), "cancel_url": back, "between": between}
    return show_form(request, collaboration, form, heading, **context)


def _remove(request: HttpRequest, row: DistributionKey, form: RemoveForm) -> HttpResponse:
    slug, name = row.collaboration.slug, row.name
    back = key_url(slug, row.pk)
    try:
        services.remove_key(row, version=form.seen_version, actor=request.user)
    except StaleVersion:
        messages.error(request, _("Nøglen er rettet, siden du åbnede siden. Se den igen, før du fjerner den."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(name)s” er fjernet.") % {"name": name})
        back = keys_url(slug)
    return redirect(back)


def propose_key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Freeze the key: from then on it is the one that the collaboration has chosen."""
    collaboration = get_collaboration(request, slug, DECIDE)
    row, back = get_key(collaboration, pk), key_url(slug, pk)
    page = build_key_page(row)
    draft = services.key_fingerprint(page.loaded)
    begins = {"draft": draft, "amount": request.GET.get("beloeb", "")}
    asked = {"asks_for_amount": page.loaded.asks_for_amount, "lacks_something": bool(page.gaps)}
    form = ProposeForm(request.POST or None, **asked, initial=begins)
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        try:
            with form.trying():
                made = services.propose_key(row, **form.values, actor=request.user)
        except DomainError as error:
            form.see_again(draft)
            form.add_error(None, str(error))
        else:
            form.made(version_url(slug, pk, made.number))
            messages.success(request, _("“%(key)s”, version %(number)d, er foreslået.") % vars_of(made))
            return redirect(version_url(slug, pk, made.number))
    shown = would_be_frozen(page.loaded, str(form["amount"].value() or "") if "amount" in form.fields else "")
    context = {"page": page, "form": form, "frozen": shown, "cancel_url": back, "between": under_key(slug, row)}
    return show(request, collaboration, "key_propose", _("Foreslå %(name)s") % {"name": row.name}, **context)


@require_safe
def key_version(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """A key as it was frozen, word for word."""
    collaboration = get_collaboration(request, slug)
    row = get_key(collaboration, pk)
    version = get_object_or_404(row.versions.select_related("frozen_by"), number=number)
    newest = services.newest_version(collaboration)
    context = {"version": version, "frozen": Frozen(version.content), "is_chosen": version == newest, "key": row}
    heading = _("%(key)s, version %(number)d") % {"key": version.content["name"], "number": number}
    return show(request, collaboration, "key_version", heading, between=under_key(slug, row), **context)


def get_key(collaboration: Collaboration, pk: int) -> DistributionKey:
    return get_object_or_404(collaboration.keys.select_related("collaboration"), pk=pk)


def keys_url(slug: str) -> str:
    return reverse("finance:keys", args=[slug])


def key_url(slug: str, pk: int) -> str:
    return reverse("finance:key", args=[slug, pk])


def version_url(slug: str, pk: int, number: int) -> str:
    return reverse("finance:key_version", args=[slug, pk, number])


def under_keys(slug: str) -> tuple[tuple[str, str], ...]:
    return ((_("Fordelingsnøgler"), keys_url(slug)),)


def under_key(slug: str, row: DistributionKey) -> tuple[tuple[str, str], ...]:
    return (*under_keys(slug), (row.name, key_url(slug, row.pk)))


def vars_of(version) -> dict:
    return {"key": version.content["name"], "number": version.number}

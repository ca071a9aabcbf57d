"""The parts of a key: the kind is chosen first, then only what that kind needs is asked."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from collaborations.conflicts import show_both
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from finance import services
from finance.forms import KINDS, ComponentForm, RemoveForm
from finance.key_pages import lacks_something
from finance.models import DistributionKey, KeyComponent
from finance.views.keys import get_key, key_url, under_key
from finance.views.shared import WRITE, show, show_form
from finance.vocabulary import ComponentKind


def add_component(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row, back, kind = get_key(collaboration, pk), key_url(slug, pk), request.GET.get("slags")
    if kind not in ComponentKind.values:
        kinds = [(each.value, each.label, text) for each, text in KINDS.items()]
        context = {"kinds": kinds, "cancel_url": back, "between": under_key(slug, row)}
        return show(request, collaboration, "key_kinds", _("Hvilken slags del?"), **context)
    form = ComponentForm(request.POST or None, kind=kind, collaboration=collaboration)
    if request.method == "POST" and form.is_valid():
        act = partial(services.add_component, row, **form.values, figures=form.figures, actor=request.user)
        if form.do_once(act):
            _say(request, row, _("“%(name)s” er tilføjet.") % {"name": form.values["name"]})
            return redirect(back)
    lead = KINDS[ComponentKind(kind)]
    context = {"cancel_url": back, "between": under_key(slug, row), "submit": _("Tilføj del"), "lead": lead}
    heading = _("Tilføj del: %(kind)s") % {"kind": ComponentKind(kind).label}
    return show_form(request, collaboration, form, heading, **context)


def change_component(request: HttpRequest, slug: str, pk: int, part: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row, conflict, back = get_key(collaboration, pk), [], key_url(slug, pk)
    found = get_part(row, part)
    make_form = partial(ComponentForm, kind=found.kind, collaboration=collaboration)
    form = make_form(request.POST or None, part=found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.change_component(found, version=version, **form.values, actor=request.user)
        except StaleVersion as stale:
            again = partial(make_form, part=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.key.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _say(request, row, _("“%(name)s” er gemt.") % {"name": form.values["name"]})
            return redirect(back)
    context = {"cancel_url": back, "between": under_key(slug, row), "conflict": conflict}
    return show_form(request, collaboration, form, _("Ret %(name)s") % {"name": found.name}, **context)


def _say(request: HttpRequest, row: DistributionKey, done: str) -> None:
    """That the part is saved, and outright where the key can not be worked out with it."""
    if lacks_something(get_key(row.collaboration, row.pk)):
        messages.warning(request, f"{done} {_('Nøglen kan ikke regnes ud endnu. Se herunder, hvad der mangler.')}")
    else:
        messages.success(request, done)


def remove_component(request: HttpRequest, slug: str, pk: int, part: int) -> HttpResponse:
    """Asked once more, as there is no way back but to write the part again."""
    collaboration = get_collaboration(request, slug, WRITE)
    row = get_key(collaboration, pk)
    found, back = get_part(row, part), key_url(slug, pk)
    form = RemoveForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST":
        _remove(request, found, form)
        return redirect(back)
    heading = _("Fjern “%(name)s”?") % {"name": found.name}
    lead = _("Delen forsvinder fra nøglen “%(key)s” og kan ikke hentes igen. Det, der er foreslået, ændrer sig ikke.")
    lead = lead % {"key": row.name}
    context = {"lead": lead, "submit": _("Fjern delen"), "cancel_url": back, "between": under_key(slug, row)}
    return show_form(request, collaboration, form, heading, **context)


def _remove(request: HttpRequest, found: KeyComponent, form: RemoveForm) -> None:
    try:
        services.remove_component(found, version=form.seen_version, actor=request.user)
    except StaleVersion:
        messages.error(request, _("Nøglen er rettet, siden du åbnede siden. Se den igen, før du fjerner delen."))
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(name)s” er fjernet.") % {"name": found.name})


def get_part(row: DistributionKey, pk: int) -> KeyComponent:
    found = get_object_or_404(row.components.select_related("input", "hours"), pk=pk)
    found.key = row
    return found

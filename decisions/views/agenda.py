"""The agenda item of a round: one text for all, and what each municipality adds and calls things."""

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
from decisions import services
from decisions.agenda_items import agenda_items, example_words, texts_of
from decisions.calendars import participants
from decisions.forms.agenda import AddendumForm, AgendaForm, LayoutForm
from decisions.models import Round
from decisions.views.shared import MANAGE, check_may_record, get_place, may_record, show, show_form
from municipalities.models import Municipality


@require_safe
def agenda(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The common text as one municipality gets it, and everybody's way to their own."""
    collaboration = get_collaboration(request, slug)
    row = get_round(collaboration, pk)
    places = participants(collaboration)
    shown = next((each for each in places if each.code == request.GET.get("kommune")), None)
    if shown is None:
        own = collaboration.access.contact_for
        shown = next((each for each in places if each.pk in own), places[0] if places else None)
    items = agenda_items(row, [shown]) if shown else []
    context = {
        "round": row,
        "places": places,
        "shown": shown,
        "item": items[0] if items else None,
        "texts": texts_of(row),
        "may_edit": shown is not None and may_record(collaboration, shown),
        "may_lay_out": shown is not None and _may_lay_out(collaboration, shown),
    }
    return show(request, collaboration, "agenda", _("Dagsordenspunkt: %(round)s") % {"round": row}, **context)


def write_agenda(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The common points, which only the koordinator writes."""
    collaboration = get_collaboration(request, slug, MANAGE)
    row = get_round(collaboration, pk)
    held, conflict, back = getattr(row, "agenda", None), [], _place(slug, pk)
    make_form = partial(AgendaForm, words=example_words(row))
    form = make_form(request.POST or None, text=held)
    if request.method == "POST" and form.is_valid():
        given = {"title": form.cleaned_data["title"], "texts": form.texts}
        try:
            services.write_agenda(row, **given, version=form.cleaned_data["version"] or 0, actor=request.user)
        except StaleVersion as stale:
            again = partial(make_form, text=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Den fælles tekst er gemt."))
            return redirect(back)
    heading = _("Fælles tekst til %(round)s") % {"round": row}
    return show_form(request, collaboration, form, heading, cancel_url=back, conflict=conflict)


def addendum(request: HttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """What the municipality adds, written by its own kommunekontakt or the koordinator."""
    collaboration = get_collaboration(request, slug)
    row, municipality = get_round(collaboration, pk), get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    held = row.addenda.filter(municipality=municipality).first()
    form, conflict, back = AddendumForm(request.POST or None, addendum=held), [], f"{_place(slug, pk)}?kommune={code}"
    if request.method == "POST" and form.is_valid():
        written = {"text": form.cleaned_data["text"], "version": form.cleaned_data["version"] or 0}
        try:
            services.write_addendum(row, municipality=municipality, **written, actor=request.user)
        except StaleVersion as stale:
            again = partial(AddendumForm, addendum=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        else:
            messages.success(request, _("Tilføjelsen for %(name)s er gemt.") % {"name": municipality})
            return redirect(back)
    heading = _("Tilføjelse for %(name)s") % {"name": municipality}
    return show_form(request, collaboration, form, heading, cancel_url=back, conflict=conflict)


def agenda_layout(request: HttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """In which order, and under which names, the municipality's agenda has its sections."""
    collaboration = get_collaboration(request, slug)
    municipality = get_place(collaboration, code)
    check_may_record(collaboration, municipality)
    held = getattr(municipality, "agenda_layout", None)
    form, conflict, back = LayoutForm(request.POST or None, held=held), [], f"{_place(slug, pk)}?kommune={code}"
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_layout(collaboration, municipality=municipality, **form.chosen, actor=request.user)
        except StaleVersion as stale:
            again = partial(LayoutForm, held=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Opstillingen for %(name)s er gemt.") % {"name": municipality})
            return redirect(back)
    heading = _("Opstilling for %(name)s") % {"name": municipality}
    return show_form(request, collaboration, form, heading, cancel_url=back, conflict=conflict)


def _may_lay_out(collaboration: Collaboration, municipality: Municipality) -> bool:
    """What its own kommunekontakt chose, nobody else changes."""
    held = getattr(municipality, "agenda_layout", None)
    is_own = municipality.pk in collaboration.access.contact_everywhere_for
    return may_record(collaboration, municipality) and (is_own or held is None or held.by_coordinator)


def get_round(collaboration: Collaboration, pk: int) -> Round:
    return get_object_or_404(collaboration.rounds.select_related("collaboration", "agenda"), pk=pk)


def _place(slug: str, pk: int) -> str:
    return reverse("decisions:agenda", args=[slug, pk])

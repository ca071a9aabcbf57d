"""Key figures: the list, one with its values, and to define and fill it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.conflicts import show_both
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion
from followup import services
from followup.figure_pages import figures_lead, figures_of, line_of, may_write_value, values_of, writable_places
from followup.forms import KeyFigureForm, TakeBackValueForm, ValueForm
from followup.models import KeyFigure, KeyFigureValue
from followup.views.shared import WRITE, Between, show, show_form


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    lines = figures_of(collaboration)
    return show(request, collaboration, "figures", _("Nøgletal"), lines=lines, lead=figures_lead(lines))


@require_safe
def figure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One key figure: what it is used for, its values by municipality and period, and who wrote what."""
    collaboration = get_collaboration(request, slug)
    row = _figure(collaboration, pk)
    written = list(values_of([row]))
    line = line_of(row, written)
    places = writable_places(collaboration, collaboration.access)
    holding = {each.pk for each in line.cells.values()}
    history = [(each, each.pk in holding and may_write_value(collaboration.access, each)) for each in reversed(written)]
    context = {"line": line, "history": history, "may_fill": bool(places)}
    return show(request, collaboration, "figure", row.name, between=_above(slug), **context)


def define_figure(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration, back = get_collaboration(request, slug, WRITE), reverse("followup:figures", args=[slug])
    form = KeyFigureForm(request.POST or None)
    act = partial(services.define_key_figure, collaboration, actor=request.user)
    if request.method == "POST" and form.is_valid() and form.do_once(partial(act, **form.cleaned_data)):
        messages.success(request, _("Nøgletallet er oprettet."))
        return redirect(back)
    return show_form(request, collaboration, form, _("Nyt nøgletal"), cancel_url=back, between=_above(slug))


def change_figure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug, WRITE)
    row, conflict = _figure(collaboration, pk), []
    form, back = KeyFigureForm(request.POST or None, figure=row), reverse("followup:figure", args=[slug, pk])
    if request.method == "POST" and form.is_valid():
        try:
            services.change_key_figure(row, **form.cleaned_data, actor=request.user)
        except StaleVersion as stale:
            again = partial(KeyFigureForm, figure=stale.current)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Nøgletallet er rettet."))
            return redirect(back)
    between = (*_above(slug), (row.name, back))
    context = {"cancel_url": back, "between": between, "conflict": conflict}
    return show_form(request, collaboration, form, _("Ret nøgletal"), **context)


def record_value(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who writes the collaboration's figures chooses whose; a kommunekontakt writes the own municipality's."""
    collaboration = get_collaboration(request, slug)
    row, access = _figure(collaboration, pk), collaboration.access
    places = writable_places(collaboration, access)
    if not places:
        raise PermissionDenied(_("Koordinatoren, bidragyderne og kommunens egen kontakt skriver tallene."))
    form = ValueForm(request.POST or None, places=places, with_joint=access.may_write, initial={"seen": _newest(row)})
    back = reverse("followup:figure", args=[slug, pk])
    if request.method == "POST" and form.is_valid():
        if form.do_once(partial(services.record_value, row, **form.values, actor=request.user)):
            messages.success(request, _("Tallet er skrevet."))
            return redirect(back)
        form.see_again(_newest(row))
    between = (*_above(slug), (row.name, back))
    return show_form(request, collaboration, form, _("Skriv et tal"), cancel_url=back, between=between)


def take_back_value(request: HttpRequest, slug: str, pk: int, value: int) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    figure = _figure(collaboration, pk)
    row = get_object_or_404(values_of([figure]).exclude(value=None).select_related("figure__collaboration"), pk=value)
    if not may_write_value(collaboration.access, row):
        raise PermissionDenied(_("Koordinatoren, bidragyderne og kommunens egen kontakt skriver tallene."))
    form, back = TakeBackValueForm(request.POST or None), reverse("followup:figure", args=[slug, pk])
    act = partial(services.take_back_value, row, actor=request.user)
    if request.method == "POST" and form.is_valid() and form.do_once(partial(act, **form.cleaned_data)):
        messages.success(request, _("Tallet er trukket tilbage. Det står stadig i historikken."))
        return redirect(back)
    between = (*_above(slug), (figure.name, back))
    context = {"cancel_url": back, "between": between, "submit": _("Træk tallet tilbage"), "lead": _lead(row)}
    return show_form(request, collaboration, form, _("Træk et tal tilbage"), **context)


def _figure(collaboration: Collaboration, pk: int) -> KeyFigure:
    return get_object_or_404(collaboration.follow_up_figures.select_related("collaboration"), pk=pk)


def _newest(figure: KeyFigure) -> int:
    newest = figure.values.last()
    return newest.pk if newest else 0


def _lead(row: KeyFigureValue) -> str:
    line = line_of(row.figure, [row])
    who = str(row.municipality) if row.municipality else _("Samlet")
    return _("%(who)s, %(period)s: %(value)s.") % {
        "who": who,
        "period": row.period,
        "value": line.measure.in_words(row.value),
    }


def _above(slug: str) -> Between:
    return ((_("Nøgletal"), reverse("followup:figures", args=[slug])),)

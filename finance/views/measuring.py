"""What was expected beside what came of it: the table, a figure written down, and one taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError
from common.formats import kroner
from finance import services
from finance.forms import MeasurementForm, TakeBackForm
from finance.measured_pages import measured_page
from finance.models import Measurement
from finance.views.shared import WRITE, show, show_form


@require_safe
def measured(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    return show(request, collaboration, "measured", _("Forventet og faktisk"), page=measured_page(collaboration))


def record_measurement(request: HttpRequest, slug: str) -> HttpResponse:
    """A figure written down; where there is one of that kind and year, it is corrected."""
    collaboration, back = get_collaboration(request, slug, WRITE), measured_url(slug)
    asked = {"kind": request.GET.get("slags", ""), "year": request.GET.get("aar", "")}
    form = MeasurementForm(request.POST or None, initial=asked, held=_asked_for(collaboration, asked))
    if request.method == "POST" and form.is_valid():
        if not form.is_first():
            return redirect(form.made_before or back)
        try:
            with form.trying():
                made = services.record_measurement(collaboration, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            if isinstance(error, services.AlreadyMeasured):
                form.see_again(error.current)
            form.add_error(None, str(error))
        else:
            form.made(back)
            messages.success(request, _("%(what)s i %(year)d er skrevet.") % _words(made))
            return redirect(back)
    return show_form(request, collaboration, form, _("Skriv et faktisk tal"), cancel_url=back, between=_between(slug))


def take_back_measurement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asked once more: nothing is known of that kind and year any more."""
    collaboration, back = get_collaboration(request, slug, WRITE), measured_url(slug)
    figure = get_object_or_404(collaboration.measurements.exclude(amount=None), pk=pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_back_measurement(figure, note=form.cleaned_data["note"], actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(what)s i %(year)d er trukket tilbage.") % _words(figure))
        return redirect(back)
    lead = _("%(what)s i %(year)d står til %(amount)s Trækker du tallet tilbage, bliver det stående i historikken.")
    context = {"lead": lead % _words(figure), "submit": _("Træk tallet tilbage"), "between": _between(slug)}
    return show_form(request, collaboration, form, _("Træk et faktisk tal tilbage"), cancel_url=back, **context)


def measured_url(slug: str) -> str:
    return reverse("finance:measured", args=[slug])


def _asked_for(collaboration: Collaboration, asked: dict[str, str]) -> Measurement | None:
    """The figure that the page's link was about, if there is one."""
    if not asked["kind"] or not asked["year"].isdecimal():
        return None
    return services.held_figure(collaboration, kind=asked["kind"], year=int(asked["year"]))


def _between(slug: str) -> tuple[tuple[str, str], ...]:
    return ((_("Forventet og faktisk"), measured_url(slug)),)


def _words(figure: Measurement) -> dict:
    return {"what": figure.get_kind_display(), "year": figure.year, "amount": kroner(figure.amount)}

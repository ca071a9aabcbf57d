from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from dashboards.forms import SavedViewForm
from dashboards.models import SavedView
from dashboards.portfolio import ROWS_PER_PAGE, Portfolio, build_portfolio, places_of, sheets

SORT_LABELS = (
    ("navn", gettext_lazy("Navn")),
    ("fase", gettext_lazy("Fase")),
    ("status", gettext_lazy("Status, rød først")),
    ("frist", gettext_lazy("Næste frist")),
    ("opdateret", gettext_lazy("Senest opdateret")),
    ("statusalder", gettext_lazy("Ældste status først")),
)
NOT_FILTERS = ("side", "sorter", "vis")
FILES = {"csv": "dashboards:portfolio_csv", "xlsx": "dashboards:portfolio_xlsx"}


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """The list, or with `?vis=kort` where its collaborations are."""
    found = build_portfolio(Collaboration.objects.visible_to(request.user), request.GET)
    on_map = request.GET.get("vis") == "kort"
    active = _active_filters(found)
    context = {
        "portfolio": found,
        "page": _page(request, found),
        "places": places_of(found.rows) if on_map else None,
        "sentence": _portfolio_sentence(found),
        "active_filters": active,
        "filtered": bool(active),
        "chosen_phase": found.chosen_phase,
        "sorts": SORT_LABELS,
        "may_create": bool(request.user.may_create_collaborations_for),
        "former": [] if active else list(Collaboration.objects.former_for(request.user).only("name", "slug")),
    }
    return render(request, "dashboards/portfolio.html", context | _files(request) | _saved_views(request))


def _page(request: HttpRequest, found: Portfolio) -> Page:
    pages = Paginator(found.rows, ROWS_PER_PAGE)
    pages.count = found.total  # counted with the phases already
    return pages.get_page(request.GET.get("side"))


def _files(request: HttpRequest) -> dict[str, str]:
    """Addresses of the same list as a file: filtered and sorted as it is shown."""
    query = _query(request, without=("side", "vis"))
    return {f"{form}_url": f"{reverse(name)}?{query}" for form, name in FILES.items()}


def _saved_views(request: HttpRequest) -> dict[str, Any]:
    """The own first, then those of colleagues."""
    views = list(SavedView.objects.visible_to(request.user).select_related("user"))
    return {
        "save_form": SavedViewForm(initial={"query": _query(request)}),
        "saved_views": [each for each in views if each.user_id == request.user.pk],
        "shared_views": [each for each in views if each.user_id != request.user.pk],
    }


def _portfolio_sentence(found: Portfolio) -> str:
    return ngettext("{n} samarbejde.", "{n} samarbejder.", found.total).format(n=found.total)


def _active_filters(found: Portfolio) -> list[str]:
    """The labels of the filters in use, for the sentence of an empty list."""
    form = found.filter.form
    return [str(form.fields[name].label) for name, value in form.cleaned_data.items() if value]


def _query(request: HttpRequest, without: Collection[str] = NOT_FILTERS) -> str:
    return urlencode([(name, value) for name, value in request.GET.items() if value and name not in without])


@require_safe
def portfolio_file(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the list that the address shows, all pages of it."""
    found = build_portfolio(Collaboration.objects.visible_to(request.user), request.GET)
    response = HttpResponse(sheets.write(form, found.rows), content_type=sheets.CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="samarbejder-{timezone.localdate():%Y-%m-%d}.{form}"'
    return response

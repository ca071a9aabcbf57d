from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration
from dashboards.forms import SavedViewForm
from dashboards.portfolio import ROWS_PER_PAGE, Portfolio, build_portfolio, write_csv

SORT_LABELS = (
    ("navn", gettext_lazy("Navn")),
    ("fase", gettext_lazy("Fase")),
    ("status", gettext_lazy("Status, rød først")),
    ("frist", gettext_lazy("Næste frist")),
    ("opdateret", gettext_lazy("Senest opdateret")),
)
NOT_FILTERS = ("side", "sorter")


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    found = build_portfolio(Collaboration.objects.visible_to(request.user), request.GET)
    pages = Paginator(found.rows, ROWS_PER_PAGE)
    pages.count = found.total  # counted with the phases already
    page = pages.get_page(request.GET.get("side"))
    active = _active_filters(found)
    query = _query(request)
    context = {
        "portfolio": found,
        "page": page,
        "sentence": _portfolio_sentence(found),
        "active_filters": active,
        "filtered": bool(active),
        "chosen_phase": found.chosen_phase,
        "sorts": SORT_LABELS,
        "csv_url": f"{reverse('dashboards:portfolio_csv')}?{query}",
        "save_form": SavedViewForm(initial={"query": query}),
        "saved_views": list(request.user.saved_views.all()),
        "may_create": bool(request.user.may_create_collaborations_for),
        "former": [] if active else list(Collaboration.objects.former_for(request.user).only("name", "slug")),
    }
    return render(request, "dashboards/portfolio.html", context)


def _portfolio_sentence(found: Portfolio) -> str:
    return ngettext("{n} samarbejde.", "{n} samarbejder.", found.total).format(n=found.total)


def _active_filters(found: Portfolio) -> list[str]:
    """The labels of the filters in use, for the sentence of an empty list."""
    form = found.filter.form
    return [str(form.fields[name].label) for name, value in form.cleaned_data.items() if value]


def _query(request: HttpRequest) -> str:
    return urlencode([(name, value) for name, value in request.GET.items() if value and name not in NOT_FILTERS])


@require_safe
def portfolio_csv(request: HttpRequest) -> HttpResponse:
    found = build_portfolio(Collaboration.objects.visible_to(request.user), request.GET)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="samarbejder-{timezone.localdate():%Y-%m-%d}.csv"'
    write_csv(found.rows, response)
    return response

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaborations.forms import HistoryFilterForm
from collaborations.shortcuts import get_collaboration

ENTRIES_PER_PAGE = 50


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    form = HistoryFilterForm(request.GET)
    kind = form.cleaned_data["emne"] if form.is_valid() else ""
    entries = collaboration.activity.select_related("actor", "on_behalf_of")
    if kind:
        entries = entries.filter(kind=kind)
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "history",
        "page": Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("side")),
        # Shown afresh where the address held something unknown: a filter is not a form to correct.
        "filter_form": form if form.is_valid() else HistoryFilterForm(),
        "ignored": not form.is_valid(),
        "filtered": bool(kind),
    }
    return render(request, "collaborations/history.html", context)

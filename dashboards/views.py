from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from collaborations.access import access_for
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from dashboards import services
from dashboards.editorial import build_editorial
from dashboards.forms import SavedViewForm
from dashboards.my_work import build_my_work
from dashboards.overview import build_overview
from dashboards.portfolio import ROWS_PER_PAGE, Portfolio, build_portfolio, write_csv
from modelguide.models import with_guide_answer
from phases.facts import with_bases

SORT_LABELS = (
    ("navn", gettext_lazy("Navn")),
    ("fase", gettext_lazy("Fase")),
    ("status", gettext_lazy("Status, rød først")),
    ("frist", gettext_lazy("Næste frist")),
    ("opdateret", gettext_lazy("Senest opdateret")),
)
NOT_FILTERS = ("side", "sorter")


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    since = services.note_visit(request.user)
    work = build_my_work(request.user, since=since, show_all=request.GET.get("vis") == "alle")
    may_create = bool(request.user.may_create_collaborations_for)
    return render(request, "dashboards/my_work.html", {"work": work, "may_create": may_create})


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


@require_safe
def editing(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, and what can be edited. For administrators and katalogredaktører."""
    if not request.user.has_perm("dashboards.edit"):
        raise PermissionDenied(_("Kun administratorer og katalogredaktører kan åbne redaktionen."))
    context = {"heading": _("Redaktion"), "editorial": build_editorial(request.user)}
    return render(request, "dashboards/editorial.html", context)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        view = services.save_view(**form.cleaned_data, actor=request.user)
        messages.success(request, _("Filteret “{name}” er gemt.").format(name=view.name))
    else:
        messages.error(request, form.complaint)
    return redirect(f"{reverse('dashboards:portfolio')}?{form['query'].value() or ''}")


@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(request.user.saved_views, pk=pk)
    view.delete()
    messages.success(request, _("Filteret “{name}” er slettet.").format(name=view.name))
    return redirect("dashboards:portfolio")


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug, allow_former=True, also=_with_guide)
    access = access_for(request.user, collaboration)
    context = {"collaboration": collaboration, "access": access, "tab": "overview"}
    if access.is_former:
        return render(request, "dashboards/overview_former.html", context)
    shown = build_overview(collaboration, access, all_actions=request.GET.get("opgaver") == "alle")
    return render(request, "dashboards/overview.html", context | {"overview": shown})


def _with_guide(collaborations: QuerySet) -> QuerySet:
    """In the same question also what the model guide said last."""
    return with_guide_answer(with_bases(collaborations)).select_related("status_draft")

"""The catalogue as its readers see it: the list, a case, some side by side."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.comparison import MOST, compare, wrong_number
from cases.exporting import CONTENT_TYPES, write
from cases.forms.filtering import BEST, SORTS, CompareForm
from cases.listing import CASES_PER_PAGE, FEW, Listing, build_listing, in_order, related_cases, rows_of
from cases.models import Case, CaseQuerySet, Topic, may_edit_cases
from cases.pages import age_text, map_of, show_case, show_cases
from cases.services import record_search


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    visible = Case.objects.visible_to(request.user)
    listing = build_listing(visible, request.GET)
    if listing.form.cleaned_data["format"]:
        return _file(visible, listing)
    if listing.is_new_search and not may_edit_cases(request.user):  # an editor finds what no reader does
        record_search(listing.form.words, len(listing.found.hits))
    pages = Paginator(listing.order, CASES_PER_PAGE, orphans=FEW)
    page = pages.get_page(listing.form.cleaned_data["side"])
    context = {
        "listing": listing,
        "page": page,
        "rows": rows_of(visible, listing, page.object_list),
        "sentence": ngettext("{n} case", "{n} cases", listing.total).format(n=listing.total),
        "sorts": _sorts(listing),
        "guides": _guides(request, listing),
        "most": MOST,
    }
    return render(request, "cases/list.html", context)


def _guides(request: HttpRequest, listing: Listing) -> list[Topic]:
    """The chosen topics that editors have written something about."""
    keys = listing.form.chosen.get("emne")
    return list(Topic.objects.visible_to(request.user).filter(key__in=keys).exclude(guide="")) if keys else []


def _sorts(listing: Listing) -> list[tuple[str, str, bool]]:
    """Key, label, and whether the list is sorted by it. Nothing matches better where nobody searches."""
    return [
        (key, str(label), key == listing.form.sort) for key, label in SORTS.items() if key != BEST or listing.form.words
    ]


def _file(visible: CaseQuerySet, listing: Listing) -> HttpResponse:
    """All that the address finds, not only one page of it."""
    form, today = listing.form.cleaned_data["format"], timezone.localdate()
    response = HttpResponse(write(form, in_order(visible, listing.order), on=today), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="cases-{today:%Y-%m-%d}.{form}"'
    return response


@require_safe
def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Case.objects.visible_to(request.user)
    case = get_object_or_404(visible, slug=slug)
    shown = show_case(case.content)
    context = {
        "case": case,
        "shown": shown,
        "age": age_text(case),
        "tiles": map_of(shown),
        "related": related_cases(case, visible),
        "may_edit": may_edit_cases(request.user),
        "trail": [(_("Casekatalog"), reverse("cases:list")), (case.title, "")],
    }
    return render(request, "cases/case.html", context)


@require_safe
def compare_cases(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    form.full_clean()
    visible = Case.objects.visible_to(request.user)
    found = {case.slug: case for case in visible.filter(slug__in=form.slugs)}
    cases = [found[slug] for slug in form.slugs if slug in found]
    wrong = wrong_number(len(cases))
    documents = [case.content for case in cases]
    context = {
        "chosen": [(case, _without(case, cases)) for case in cases],
        "others": visible.exclude(slug__in=found).values_list("slug", "title") if len(cases) < MOST else (),
        "wrong": wrong,
        "missing": len(form.slugs) - len(cases),
        "comparison": None if wrong else compare(show_cases(documents)),
        "trail": [(_("Casekatalog"), reverse("cases:list")), (_("Sammenlign cases"), "")],
    }
    return render(request, "cases/compare.html", context)


def _without(case: Case, cases: list[Case]) -> str:
    """The address's questions without that case."""
    return urlencode([("case", other.slug) for other in cases if other is not case])

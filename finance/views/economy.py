"""The first page of the economy: what it costs, what it gives, who pays, and where each of these is worked on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaborations.shortcuts import get_collaboration
from finance.case_pages import own_rows, shown_case
from finance.case_reading import approved_of, draft_of
from finance.granting import build_grant_page
from finance.measured_pages import page_of, rows_of
from finance.services import newest_version


@require_safe
def economy(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    access, approved = collaboration.access, approved_of(collaboration)
    shown = shown_case(approved) if approved else None
    context = {
        "collaboration": collaboration,
        "access": access,
        "tab": "finance",
        "shown": shown,
        "own": own_rows(shown, collaboration, access.contact_for | access.director_for | access.reader_for),
        "draft": draft_of(collaboration),
        "chosen": newest_version(collaboration),
        "key_count": collaboration.keys.count(),
        "grants": build_grant_page(collaboration),
        "measured": page_of(approved, rows_of(collaboration)).measured,
    }
    return render(request, "finance/economy.html", context)

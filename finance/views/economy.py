"""The first page of the economy: what it costs, what it gives, who pays, and what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaborations.shortcuts import get_collaboration


@require_safe
def economy(request: HttpRequest, slug: str) -> HttpResponse:
    collaboration = get_collaboration(request, slug)
    context = {"collaboration": collaboration, "access": collaboration.access, "tab": "finance"}
    return render(request, "finance/economy.html", context)

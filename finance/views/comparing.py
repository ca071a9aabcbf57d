"""Keys side by side, with all that can be done with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.shortcuts import get_collaboration
from finance.input_pages import input_lines
from finance.key_pages import build_keys_page
from finance.views.shared import show


@require_safe
def key_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What each pays with up to three keys. Everything that is asked stands in the address."""
    collaboration = get_collaboration(request, slug)
    page = build_keys_page(collaboration, request.GET)
    context = {"page": page, "form": page.form, "inputs": input_lines(collaboration, page.today)}
    return show(request, collaboration, "keys", _("Fordelingsnøgler"), **context)

"""What the views of this app share: the page below the tab Opfølgning."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration

WRITE = "followup.write"
Between = tuple[tuple[str, str], ...]


def board_url(slug: str) -> str:
    return reverse("followup:board", args=[slug])


def _trail(collaboration: Collaboration, *pages: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of collaborations to a page; the last has no address."""
    return [
        (_("Samarbejder"), reverse("dashboards:portfolio")),
        (collaboration.name, collaboration.get_absolute_url()),
        *pages,
    ]


def show(
    request: HttpRequest,
    collaboration: Collaboration,
    template: str,
    heading: str,
    *,
    between: Between = (),
    **context,
) -> HttpResponse:
    """A page below the tab. `between` are the pages between the tab's own and this one."""
    above = ((_("Opfølgning"), board_url(collaboration.slug)),) if template != "board" else ()
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "followup",
        "heading": heading,
        "trail": _trail(collaboration, *above, *between, (heading, "")),
        **context,
    }
    return render(request, f"followup/{template}.html", context)


def show_form(
    request: HttpRequest, collaboration: Collaboration, form: BaseForm, heading: str, *, cancel_url: str, **context
) -> HttpResponse:
    return show(request, collaboration, "form", heading, form=form, cancel_url=cancel_url, **context)

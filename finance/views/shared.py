"""What the views of this app share: the page below the tab Økonomi, and the page around a form."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from finance.models import BusinessCase
from finance.typed import Row

WRITE = "finance.write"
DECIDE = "finance.decide"


def trail(collaboration: Collaboration, *pages: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of collaborations through the economy to a page; the last has no address."""
    return [
        (_("Samarbejder"), reverse("dashboards:portfolio")),
        (collaboration.name, collaboration.get_absolute_url()),
        (_("Økonomi"), reverse("finance:economy", args=[collaboration.slug])),
        *pages,
    ]


def show(
    request: HttpRequest,
    collaboration: Collaboration,
    template: str,
    heading: str,
    *,
    between: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    **context,
) -> HttpResponse:
    """A page below the tab. `between` are the pages between the tab's own and this one."""
    context = {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "finance",
        "heading": heading,
        "trail": trail(collaboration, *between, (heading, "")),
        **context,
    }
    return render(request, f"finance/{template}.html", context, status=status)


def show_form(
    request: HttpRequest, collaboration: Collaboration, form: BaseForm, heading: str, *, cancel_url: str, **context
) -> HttpResponse:
    return show(request, collaboration, "form", heading, form=form, cancel_url=cancel_url, **context)


def show_typed(
    request: HttpRequest, collaboration: Collaboration, draft: BusinessCase | None, rows: list[Row], *, title: str = ""
) -> HttpResponse:
    """What was typed on a page whose draft (or what `title` says) is gone. It is shown to be copied, saved nowhere."""
    between = ((_("Business case"), reverse("finance:case", args=[collaboration.slug])),)
    heading = _("Det, du skrev")
    return show(request, collaboration, "typed", heading, between=between, draft=draft, rows=rows, title=title)

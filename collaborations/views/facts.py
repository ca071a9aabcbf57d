from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from collaborations import services
from collaborations.conflicts import show_both
from collaborations.forms import FactsForm
from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from common.exceptions import DomainError, StaleVersion


def facts(request: HttpRequest, slug: str) -> HttpResponse:
    """To read for everybody who sees the collaboration; to write for those who may."""
    collaboration = get_collaboration(request, slug, also=_with_places)
    if collaboration.access.may_write:
        return _write_facts(request, collaboration)
    if request.method == "POST":
        raise PermissionDenied(_("Koordinatoren og bidragyderne kan rette oplysningerne."))
    return render(request, "collaborations/facts.html", _facts_context(collaboration))


def _with_places(collaborations: QuerySet) -> QuerySet:
    return collaborations.select_related("host", "initiator")


def _write_facts(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    access, conflict = collaboration.access, []
    form = FactsForm(request.POST or None, collaboration=collaboration, access=access)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_facts(
                collaboration,
                changes=form.changes,
                drivers=form.drivers,
                first_task=form.first_task,
                expectations=form.cleaned_data["expectations"],
                version=form.cleaned_data["version"],
                actor=request.user,
            )
        except StaleVersion as stale:
            again = partial(FactsForm, collaboration=stale.current, access=access)
            form, conflict = show_both(again, request.POST, version=stale.current.version)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Oplysningerne er gemt."))
            return redirect("collaborations:facts", collaboration.slug)
    context = _facts_context(collaboration) | {"form": form, "conflict": conflict}
    return render(request, "collaborations/facts_form.html", context)


def _facts_context(collaboration: Collaboration) -> dict:
    return {
        "collaboration": collaboration,
        "access": collaboration.access,
        "tab": "facts",
        "drivers": list(collaboration.drivers.all()),
        "cooperation_models": list(collaboration.cooperation_models.all()),
        "expectations": list(collaboration.expectations.select_related("written_by")),
    }

"""Health checks, the page of operations and error pages: what must answer even when the rest does not."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jobs.schedules import schedule_states
from notifications.models import Delivery

logger = logging.getLogger(__name__)
# Buttons whose page is not the next address above: that one is a button too, or a word that could be a slug.
STEPS_UP = {
    "cases:stop_using": 3,
    "collaborations:discard_status_draft": 2,
    "dashboards:delete_view": 3,
    "dashboards:save_view": 2,
    "phases:withdraw_waiver": 2,
}
MOST_MAILS = 20  # of each kind on the page of operations, the newest first


@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about what it depends on."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can do its work: database and cache answer. 503 with the name of what does not.

    What beat has stopped doing is named, and leaves the answer at 200: a page is served when a mail is late, and
    a web process that is started anew mends no beat.
    """
    checks = {"database": _database_answers(), "cache": _cache_answers()}
    degraded = _not_well() if checks["database"] else []
    return JsonResponse(checks | {"degraded": degraded}, status=200 if all(checks.values()) else 503)


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """Does what should happen by itself still happen? For administrators."""
    if not request.user.is_administrator:
        raise PermissionDenied(_("Kun en administrator kan se driften."))
    states, deliveries = schedule_states(), Delivery.objects.visible_to(request.user).select_related("user")
    context = {
        "heading": _("Drift"),
        "trail": [(_("Redaktion"), reverse("dashboards:editing")), (_("Drift"), "")],
        "states": states,
        "stopped": [state for state in states if state.stopped],
        "failed": [state for state in states if state.run.failed and not state.stopped],
        "unsure": list(deliveries.unsure()[:MOST_MAILS]),
        "given_up": list(deliveries.given_up()[:MOST_MAILS]),
    }
    return render(request, "operations.html", context)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # an open connection may lead to a server that has gone
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
    return True


def _not_well() -> list[str]:
    """Names of the scheduled tasks that have stopped or failed."""
    try:
        return sorted(state.name for state in schedule_states() if not state.is_well)
    except DatabaseError:
        logger.exception("The plan of scheduled tasks can not be read")
        return ["schedules"]


def _cache_answers() -> bool:
    try:
        cache.set("health", "ok", 10)
        return cache.get("health") == "ok"
    except Exception:  # each cache backend raises errors of its own kind
        logger.exception("The cache does not answer")
        return False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`PermissionDenied(message)` says in a Danish sentence what is missing; the page says whom to ask."""
    return _error_page(request, "403.html", 403, reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, "404.html", 404)


def method_not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """An address that only takes a form was read, or a page was sent one. `allow` is what it takes, as the header."""
    takes_form = "GET" not in allow
    back = page_with_the_button(request) if takes_form else request.path
    page = _error_page(request, "405.html", 405, takes_form=takes_form, back=back)
    page.headers["Allow"] = allow
    return page


def page_with_the_button(request: HttpRequest) -> str:
    """The page that leads to this address: the nearest one above it, as the buttons of a page lie below it."""
    return _page_above(request.path, STEPS_UP.get(request.resolver_match.view_name, 1))


def _page_above(path: str, steps: int = 1) -> str:
    above = "/".join(path.rstrip("/").split("/")[:-steps]) + "/"
    return above if above == "/" or is_valid_path(above) else _page_above(above)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """Uses neither database nor session: one of them may be what failed. The number is in the log as well."""
    number = secrets.token_hex(3).upper()
    logger.error("Error number %s for %s", number, request.path)
    page = render_to_string("500.html", {"number": number, "support": settings.SUPPORT_EMAIL})
    return HttpResponseServerError(page)


def _error_page(request: HttpRequest, template: str, status: int, **values) -> HttpResponse:
    """With the menu of whoever is signed in; without it when the database can not say who that is."""
    try:
        return render(request, template, values, status=status)
    except DatabaseError:
        logger.exception("The database does not answer while %s is shown", template)
        return HttpResponse(
            render_to_string(template, {"SUPPORT_EMAIL": settings.SUPPORT_EMAIL, **values}), status=status
        )

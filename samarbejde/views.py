"""Health checks and error pages: what must answer even when the rest does not."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing about what it depends on."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can do its work: database and cache answer. 503 with the name of what does not."""
    checks = {"database": _database_answers(), "cache": _cache_answers()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # an open connection may lead to a server that has gone
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
    return True


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

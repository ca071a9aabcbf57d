"""Session rules of this product."""

import datetime as dt
from urllib.parse import urlsplit

from django.contrib.auth import logout, middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

# A write per request would make every page slower; twelve hours need not be exact to the minute.
RENEW_AFTER_SECONDS = 10 * 60


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Every page needs a sign-in unless its view says otherwise.

    Somebody whose session ended in the middle of a form comes back to the page with the form, not to the address that
    only takes the form's answer. A part of a page that htmx fetched becomes a whole sign-in page.
    """

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        login_url = resolve_url(self.get_login_url(view_func))
        field = self.get_redirect_field_name(view_func)
        response = redirect_to_login(self._page_to_return_to(request), login_url, field)
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(response.url)
        return response

    def _page_to_return_to(self, request: HttpRequest) -> str:
        shown = request.headers.get("HX-Current-URL") or (
            "" if self._is_page(request) else request.headers.get("Referer")
        )
        if not shown or not url_has_allowed_host_and_scheme(shown, {request.get_host()}):
            return request.get_full_path() if self._is_page(request) else "/"
        parts = urlsplit(shown)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _is_page(self, request: HttpRequest) -> bool:
        return request.method in ("GET", "HEAD") and not request.headers.get("HX-Request")


class SlidingSessionMiddleware:
    """Sessions last twelve hours from the last use, not from sign-in, and not past the last day of who has left."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now, renewed = int(timezone.now().timestamp()), request.session.get("renewed_at", 0)
            if renewed and request.user.has_left_since(dt.datetime.fromtimestamp(renewed, dt.UTC)):
                logout(request)  # and LoginRequiredMiddleware, which sees each view, leads to the sign-in page
            elif now - renewed > RENEW_AFTER_SECONDS:
                request.session["renewed_at"] = now
        return self.get_response(request)


class NoStoreMiddleware:
    """Pages of somebody who is signed in are kept by no proxy and no browser: offices share machines.

    Stands after the static files, which everybody may keep.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if signed_in or request.user.is_authenticated:  # who signs out, and who has just signed in
            response.headers["Cache-Control"] = "private, no-store"
        return response

"""What every answer goes through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from samarbejde.views import method_not_allowed


class MethodNotAllowedMiddleware:
    """A page in place of the empty answer of an address that is read and only takes a form, or the other way round.

    Django has no handler for it. Stands last, so that the page has the menu of whoever is signed in. A part of a page
    that htmx asked for keeps the empty answer: nothing is put into the page that stands there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and not request.htmx:
            return method_not_allowed(request, response.headers["Allow"])
        return response

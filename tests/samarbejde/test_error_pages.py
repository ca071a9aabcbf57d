"""Pages for when something is wrong: plain words, whom to ask, and nothing that can fail once more."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connections
from django.http import Http404
from django.test import Client
from django.urls import path, set_urlconf

from samarbejde import urls, views


def broken(request):
    raise RuntimeError("a secret of the machine room")


def refused(request):
    raise PermissionDenied("Kun koordinatoren kan gå videre til næste fase.")


def missing(request):
    raise Http404("a secret about what exists")


def strange(request):
    raise SuspiciousOperation("a secret about the address")


urlpatterns = [
    path("prove/broken/", broken),
    path("prove/refused/", refused),
    path("prove/missing/", missing),
    path("prove/strange/", strange),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def with_broken_pages(settings):
    settings.ROOT_URLCONF = __name__
    yield
    set_urlconf(None)


@pytest.fixture
def signed_in(client_for, with_broken_pages):
    client = client_for("laeser")
    client.raise_request_exception = False
    return client


PAGES = {
    "strange": (400, "Vi forstod ikke forespørgslen"),
    "refused": (403, "Du har ikke adgang til det her"),
    "missing": (404, "Siden findes ikke"),
    "broken": (500, "Der skete en fejl"),
}


@pytest.mark.parametrize(("page", "status", "heading"), [(page, *rest) for page, rest in PAGES.items()])
def test_each_page_says_in_danish_what_is_wrong_and_whom_to_ask(signed_in, page, status, heading):
    response = signed_in.get(f"/prove/{page}/")
    html = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert f"<title>{heading} | Samarbejde</title>" in html
    assert "mailto:support@example.org" in html
    assert "secret" not in html


def test_403_says_what_is_missing_and_who_can_give_it(signed_in):
    html = signed_in.get("/prove/refused/").content.decode()
    assert "Kun koordinatoren kan gå videre til næste fase." in html
    assert "Spørg koordinatoren." in html
    assert 'href="/adgang/"' in html


def test_404_has_a_search_and_the_menu_of_whoever_is_signed_in(signed_in):
    html = signed_in.get("/prove/missing/").content.decode()
    assert 'action="/samarbejder/" role="search"' in html
    assert '<span class="who">Læser</span>' in html


def test_an_address_that_nobody_has_is_a_404_for_everybody(client, client_for):
    assert client.get("/findes/slet/ikke/").status_code == 404
    assert client_for("laeser").get("/findes/slet/ikke/").status_code == 404


def test_500_has_a_number_that_stands_in_the_log(signed_in, caplog):
    with caplog.at_level(logging.ERROR):
        html = signed_in.get("/prove/broken/").content.decode()
    number = re.search(r"<strong>([0-9A-F]{6})</strong>", html).group(1)
    assert f"Error number {number} for /prove/broken/" in caplog.text


@pytest.fixture
def dead_database(db):
    def dead(*args, **kwargs):
        raise OperationalError("the database does not answer")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections["default"], "cursor", dead)
        yield


@pytest.mark.parametrize(
    ("view", "status"),
    [(views.bad_request, 400), (views.permission_denied, 403), (views.not_found, 404), (views.server_error, 500)],
)
def test_no_page_needs_the_database(dead_database, rf, view, status):
    request = rf.get("/")
    request.user = _Unreachable()
    response = view(request)
    assert response.status_code == status
    assert "support@example.org" in response.content.decode()


class _Unreachable:
    """A user whose row would have to be read."""

    def __getattr__(self, name):
        raise OperationalError("the database does not answer")


def test_a_form_whose_page_is_too_old_is_explained(client_for, cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["laeser"], backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post("/profil/", {"name": "Læser", "theme": "light"})
    assert response.status_code == 403
    assert "Siden er blevet for gammel" in response.content.decode()


## Health


def test_live_needs_nothing(rf, dead_database):
    assert views.live(rf.get("/")).content == b"ok"


def test_ready_says_that_database_and_cache_answer(client, db):
    response = client.get("/sundhed/klar")
    assert (response.status_code, response.json()) == (200, {"database": True, "cache": True, "degraded": []})


def test_ready_names_what_does_not_answer(client, db, monkeypatch):
    def dead(*args, **kwargs):
        raise ConnectionError("no cache")

    monkeypatch.setattr("django.core.cache.cache.set", dead)
    response = client.get("/sundhed/klar")
    assert (response.status_code, response.json()) == (503, {"database": True, "cache": False, "degraded": []})


def test_ready_notices_a_database_that_does_not_answer(rf, monkeypatch):
    def dead(*args, **kwargs):
        raise OperationalError("no database")

    monkeypatch.setattr(connections["default"], "ensure_connection", dead)
    response = views.ready(rf.get("/"))
    assert response.status_code == 503
    assert b'"database": false' in response.content

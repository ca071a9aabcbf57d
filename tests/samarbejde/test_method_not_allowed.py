"""An address that only takes a form, opened as a page: what it is, and the way to the page with the button."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import resolve, reverse

from samarbejde import views
from tests.samarbejde.test_addresses import all_paths

ALWAYS_TRIED = (
    "/samarbejder/x/tekster/1/bestemmelser/1/flyt/",
    "/samarbejder/filtre/gem/",
    "/samarbejder/x/status/kladde/slet/",
)


def takes_only_a_form(path: str) -> bool:
    """As the view itself answers, before it asks who it is."""
    match, request = resolve(path), RequestFactory().get(path)
    request.user = AnonymousUser()
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except Exception:  # it went on to look for what it is about
        return False
    return isinstance(answer, HttpResponseNotAllowed) and "POST" in answer.headers["Allow"]


@pytest.fixture(scope="module")
def buttons(django_db_setup, django_db_blocker):
    with django_db_blocker.block():
        paths = [f"/{path}" for path in all_paths() if not path.startswith("admin/")]
        return [path for path in paths if takes_only_a_form(path)]


def page_of(path: str) -> str:
    request = RequestFactory().get(path)
    request.user, request.resolver_match = AnonymousUser(), resolve(path)
    return views.page_with_the_button(request)


def test_every_address_of_a_button_leads_to_a_page_that_is_about_the_same(buttons):
    assert set(ALWAYS_TRIED) <= set(buttons)
    assert len(buttons) > 45
    for path in buttons:
        page = resolve(page_of(path))
        assert not takes_only_a_form(page_of(path)), path
        assert set(page.kwargs.values()) <= set(resolve(path).kwargs.values()), path


@pytest.mark.parametrize(
    ("address", "args", "back"),
    [
        ("cases:publish_topic", ["it-drift"], "/redaktion/emner/it-drift/"),
        ("dashboards:save_view", [], "/samarbejder/"),
        ("dashboards:delete_view", [1], "/samarbejder/"),
        ("finance:open_door", ["x"], "/samarbejder/x/oekonomi/business-case/"),
        ("phases:tick", ["x", 1, "moede"], "/samarbejder/x/faser/1/punkter/moede/"),
    ],
)
def test_a_button_that_is_opened_as_a_page_says_what_to_do(client_for, address, args, back):
    page = client_for("laeser").get(reverse(address, args=args))
    html = page.content.decode()
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert "<h1>Her er ingen side at læse</h1>" in html
    assert "<title>Her er ingen side at læse | Samarbejde</title>" in html
    assert "Intet er ændret. Gå til siden, og tryk på knappen der." in html
    assert f'<a class="btn btn-primary" href="{back}">Gå til siden</a>' in html
    assert '<span class="who">Læser</span>' in html


def test_a_page_that_is_sent_a_form_says_that_nothing_is_saved(client_for, collaboration):
    address = reverse("collaborations:history", args=[collaboration.slug])
    page = client_for("koordinator").post(address)
    html = page.content.decode()
    assert (page.status_code, page.headers["Allow"]) == (405, "GET, HEAD")
    assert "Siden kan kun læses, så det, du sendte, er ikke gemt." in html
    assert f'href="{address}">Åbn siden</a>' in html


def test_a_part_of_a_page_gets_no_page_in_it(client_for):
    page = client_for("laeser").get(reverse("accounts:theme"), headers={"HX-Request": "true"})
    assert (page.status_code, page.headers["Allow"], page.content) == (405, "POST", b"")


def test_whoever_has_not_signed_in_is_asked_to_first(client, db):
    assert client.get(reverse("dashboards:save_view")).status_code == 302

"""A case that is deleted while somebody writes on it: what was typed is shown to be copied."""

import pytest
from django.urls import reverse

from cases.services import create_draft, delete_case, save_draft
from tests.cases.build import WHOLE, changed, sent

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


@pytest.fixture
def case(redaktoer):
    return create_draft(WHOLE, actor=redaktoer)


@pytest.fixture
def deleted(case, administrator):
    def delete():
        delete_case(case, typed_title=case.title, actor=administrator)

    return delete


def post(page, name, case, *args, **data):
    response = page.post(reverse(f"cases:{name}", args=[case.slug, *args]), data)
    return response.status_code, response.content.decode()


def test_what_was_typed_in_the_editor_is_shown(page, case, deleted):
    data = sent(case, summary="Skrevet længe", **{"sources-0-title": "Min kilde"})
    deleted()
    status, text = post(page, "edit", case, **data)
    assert status == 409
    assert "En administrator har slettet casen" in text
    assert "Skrevet længe" in text
    assert "Kilder nr. 1, Titel" in text
    assert "Min kilde" in text
    assert "csrf" not in text.split("<dl")[1].split("</dl>")[0]


def test_what_was_typed_before_a_conflict_is_shown(page, case, other, deleted):
    mine = sent(case, summary="Mit resumé")
    save_draft(case, changed(summary="Andens"), number=1, actor=other)
    text = post(page, "edit", case, **mine)[1]
    packed = text.split('name="packed" value="')[1].split('"')[0]
    deleted()
    status, text = post(page, "merge", case, packed=packed, version=2, summary="mine")
    assert status == 409
    assert "Mit resumé" in text


@pytest.mark.parametrize("name", ["submit", "confirm", "send_back", "withdraw", "publish", "undo_withdrawal"])
def test_an_act_on_it_says_what_happened(page, case, deleted, name):
    deleted()
    status, text = post(page, name, case, version=1, reason="En god grund")
    assert status == 409
    assert "En administrator har slettet casen" in text


def test_a_page_of_it_is_a_page_that_is_not_there(page, case, deleted):
    deleted()
    assert page.get(reverse("cases:curate", args=[case.slug])).status_code == 404

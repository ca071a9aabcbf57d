"""What a signed-in user has seen lies in no cache: not on a shared machine, and not in a proxy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

KEPT_NOWHERE = "private, no-store"


@pytest.mark.parametrize(
    "path", ["/", "/samarbejder/", "/samarbejder/hent.csv", "/profil/", "/hjaelp/", "/findes-ikke/"]
)
def test_no_answer_to_somebody_signed_in_is_kept(path, client_for):
    assert client_for("koordinator").get(path).headers["Cache-Control"] == KEPT_NOWHERE


def test_nor_a_page_of_a_collaboration_nor_a_refusal(client_for, collaboration):
    browser = client_for("laeser")
    facts = browser.get(reverse("collaborations:facts", args=[collaboration.slug]))
    refusal = browser.post(reverse("collaborations:status", args=[collaboration.slug]))
    assert (facts.status_code, refusal.status_code) == (200, 403)
    assert {facts.headers["Cache-Control"], refusal.headers["Cache-Control"]} == {KEPT_NOWHERE}


def test_nor_the_answer_to_signing_out(client_for):
    assert client_for("koordinator").post("/log-ud/").headers["Cache-Control"] == KEPT_NOWHERE


def test_it_costs_no_query(client_for, settings):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client_for("koordinator").get("/profil/")
        return len(queries)

    with_it = count()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("NoStoreMiddleware")]
    assert with_it == count()


def test_what_everybody_sees_may_be_kept(client_for):
    assert "no-store" not in client_for("anonym").get("/hjaelp/").headers.get("Cache-Control", "")


def test_static_files_may_be_kept(client_for, settings):
    settings.WHITENOISE_USE_FINDERS = True
    answer = client_for("koordinator").get("/static/css/samarbejde.css")
    answer.close()
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]

"""Choosing mails, ending them by a link, and who may open which page."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from collaborations.services import record_activity
from notifications.models import Choice
from notifications.services import choose
from notifications.tokens import unsubscribe_url
from notifications.topics import Topic
from tests import factories
from tests.conftest import CAST

SIGN_IN = "→ log ind"
ALL_WEEKLY = dict.fromkeys(Topic.values, "weekly")
SEES = ("koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "administrator")
TABLE = {
    ("GET", "notifications:choices"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 200)},
    ("POST", "notifications:choices"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 302)},
    ("GET", "notifications:choices_for"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404), **dict.fromkeys(SEES, 200)},
    ("POST", "notifications:choices_for"): {"anonym": SIGN_IN, **dict.fromkeys(CAST, 404), **dict.fromkeys(SEES, 302)},
    ("GET", "notifications:unsubscribe"): {"anonym": 200, **dict.fromkeys(CAST, 200)},
    ("POST", "notifications:unsubscribe"): {"anonym": 200, **dict.fromkeys(CAST, 200)},
}


def path_of_link(user) -> str:
    return re.sub(r"^https?://[^/]+", "", unsubscribe_url(user))


def address_of(name, collaboration, user) -> str:
    if name == "notifications:unsubscribe":
        return path_of_link(user)
    return reverse(name, args=[collaboration.slug] if name == "notifications:choices_for" else [])


@pytest.mark.parametrize(("method", "name"), list(TABLE))
@pytest.mark.parametrize("who", ["anonym", *CAST])
def test_a_cell_of_the_table(client_for, collaboration, koordinator, who, method, name):
    path, browser = address_of(name, collaboration, koordinator), client_for(who)
    response = browser.get(path) if method == "GET" else browser.post(path, ALL_WEEKLY)
    to_sign_in = response.status_code == 302 and response.url.startswith("/log-ind/")
    assert (SIGN_IN if to_sign_in else response.status_code) == TABLE[method, name][who]


def test_what_is_chosen_is_kept_and_shown(client_for, koordinator):
    browser, address = client_for("koordinator"), reverse("notifications:choices")
    assert browser.get(address).context["form"]["status"].value() == "weekly"
    browser.post(address, ALL_WEEKLY | {"status": "daily"})
    assert browser.get(address).context["form"]["status"].value() == "daily"
    assert Choice.objects.filter(user=koordinator).count() == len(Topic)


def test_an_exception_can_be_made_and_taken_back(client_for, koordinator, collaboration):
    browser, address = client_for("koordinator"), reverse("notifications:choices_for", args=[collaboration.slug])
    browser.post(address, {"status": "never"})
    assert "Har sine egne valg" in browser.get(reverse("notifications:choices")).content.decode()
    assert browser.get(address).context["form"]["status"].value() == "never"
    browser.post(address, {"status": ""})
    assert not Choice.objects.exists()


@pytest.mark.parametrize("wrong", [{"status": "hourly"}, {"deadlines": "now"}, {"status": ""}])
def test_a_choice_that_is_none_is_refused(client_for, wrong):
    response = client_for("koordinator").post(reverse("notifications:choices"), ALL_WEEKLY | wrong)
    assert (response.status_code, Choice.objects.count()) == (200, 0)


def test_choices_for_what_one_does_not_see_are_not_listed(client_for, koordinator, collaboration):
    factories.make_collaboration("Hemmeligt samarbejde")
    page = client_for("koordinator").get(reverse("notifications:choices")).content.decode()
    assert collaboration.name in page
    assert "Hemmeligt" not in page


def test_the_page_takes_as_many_queries_for_many_as_for_few(client_for, koordinator, django_assert_num_queries):
    browser = client_for("koordinator")
    browser.get(reverse("notifications:choices"))
    for many in (1, 20):
        for _ in range(many):
            choose(koordinator, {"status": "daily"}, factories.make_collaboration(coordinator=koordinator))
        with django_assert_num_queries(6):
            browser.get(reverse("notifications:choices"))


## Ending all mails without signing in


def test_opening_the_link_changes_nothing_and_the_button_ends_all(koordinator, collaboration, run):
    choose(koordinator, {"status": "now"}, collaboration)
    nobody = Client(enforce_csrf_checks=True)
    assert "Stop alle mails" in nobody.get(path_of_link(koordinator)).content.decode()
    assert Choice.objects.get().pace == "now"
    # RFC 8058: the mail program presses the button, without a cookie or a token of ours.
    answer = nobody.post(path_of_link(koordinator), {"List-Unsubscribe": "One-Click"})
    assert "Du får ingen flere mails" in answer.content.decode()
    record_activity(collaboration, kind="decision", text="Ja.", actor=None)
    assert run(8) == []


def test_each_mail_carries_the_link_in_its_head_and_its_text(koordinator, collaboration, run):
    record_activity(collaboration, kind="decision", text="Ja.", actor=None)
    run(8)
    sent = mail.outbox[0]
    url = unsubscribe_url(koordinator)
    assert sent.extra_headers["List-Unsubscribe"] == f"<{url}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in sent.body
    assert url in sent.alternatives[0].content


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "9" + token, lambda token: "x"])
def test_a_link_that_is_not_ours_ends_nothing(client, koordinator, change):
    token = path_of_link(koordinator).rstrip("/").rpartition("/")[2]
    path = reverse("notifications:unsubscribe", args=[change(token)])
    assert [client.get(path).status_code, client.post(path).status_code] == [410, 410]
    assert not Choice.objects.exists()

"""Signing in and out, wrong passwords, forgotten passwords, and sessions that slide."""

import datetime as dt
import smtplib

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.middleware import RENEW_AFTER_SECONDS
from tests.factories import PASSWORD, make_user

WRONG = "E-mail eller adgangskode er forkert."
TOO_MANY = "Vent 15 minutter, eller nulstil adgangskoden."
NEW_PASSWORD = "en helt ny sætning 17"
SIGN_IN = "/log-ind/"


def sign_in(client, email="fremmed@example.org", password=PASSWORD, address=SIGN_IN):
    return client.post(address, {"login": email, "password": password})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


## In and out


def test_a_person_signs_in_by_e_mail_whatever_the_case(client, fremmed):
    response = sign_in(client, " Fremmed@EXAMPLE.org ")
    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)


def test_the_page_is_made_for_password_managers_and_screen_readers(client, db):
    html = client.get(SIGN_IN).content.decode()
    assert "<title>Log ind | Samarbejde</title>" in html
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html
    assert html.count("btn-primary") == 1


@pytest.mark.parametrize(
    ("email", "password"),
    [("fremmed@example.org", "forkert"), ("ukendt@example.org", PASSWORD), ("fremmed@example.org", PASSWORD.upper())],
)
def test_unknown_address_and_wrong_password_get_the_same_answer(client, fremmed, email, password):
    html = sign_in(client, email, password).content.decode()
    assert html.count(WRONG) == 1
    assert "<title>Fejl: Log ind | Samarbejde</title>" in html
    assert "data-error-summary" in html
    assert f'value="{email}"' in html
    assert f'value="{password}"' not in html
    assert not is_signed_in(client)


def test_empty_fields_are_named(client, db):
    html = sign_in(client, "", "").content.decode()
    assert "E-mail: Skriv din e-mail." in html
    assert "Adgangskode: Skriv adgangskoden." in html


def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_quarter_of_an_hour(client, fremmed):
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False) as clock:
        answers = [sign_in(client, password="forkert").content.decode() for _ in range(5)]
        assert all(WRONG in answer for answer in answers)
        assert TOO_MANY in sign_in(client).content.decode()
        clock.shift(dt.timedelta(minutes=14))
        assert TOO_MANY in sign_in(client, "FREMMED@example.org").content.decode()
        clock.shift(dt.timedelta(minutes=2))
        assert sign_in(client).status_code == 302


def test_an_unknown_address_is_stopped_after_five_as_well(client, db):
    answers = [sign_in(client, "ukendt@example.org").content.decode() for _ in range(6)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 5 + [True]


def test_wrong_passwords_for_one_person_do_not_stop_another(client, fremmed, redaktoer):
    for _ in range(6):
        sign_in(client, password="forkert")
    assert sign_in(client, "redaktoer@example.org").status_code == 302


def test_right_passwords_are_not_counted(client, fremmed):
    for _ in range(8):
        assert sign_in(client).status_code == 302
        client.post("/log-ud/")


def test_a_colleague_behind_the_same_wall_is_told_to_wait_in_plain_words(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    sign_in(client)
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "<h1>Vent lidt</h1>" in answer.content.decode()


def test_a_closed_account_can_not_sign_in(client, db):
    make_user("lukket@example.org", is_active=False)
    response = sign_in(client, "lukket@example.org")
    assert response.url == "/konto-lukket/"
    assert "Kontoen er lukket" in client.get(response.url).content.decode()
    assert not is_signed_in(client)


def test_who_has_not_chosen_a_password_can_not_sign_in(client, db):
    make_user("inviteret@example.org", password=None)
    for password in ("", "!", "None"):
        assert WRONG in sign_in(client, "inviteret@example.org", password or " ").content.decode()


def test_signing_out_takes_a_post(client_for):
    client = client_for("fremmed")
    assert "<h1>Log ud</h1>" in client.get("/log-ud/").content.decode()
    assert is_signed_in(client)
    response = client.post("/log-ud/")
    assert response.url == SIGN_IN
    assert not is_signed_in(client)
    assert "Du er logget ud." in client.get(SIGN_IN).content.decode()


def test_who_is_signed_in_already_is_sent_on(client_for):
    assert client_for("fremmed").get(SIGN_IN).url == "/"


def test_nobody_can_open_an_account(client, db):
    page = client.get("/opret-bruger/")
    assert "Du bliver inviteret på mail." in page.content.decode()
    answer = client.post("/opret-bruger/", {"email": "selv@example.org", "password1": PASSWORD})
    assert "Du bliver inviteret på mail." in answer.content.decode()
    assert not is_signed_in(client)


## Where one comes afterwards


def test_one_comes_back_to_the_page_that_asked_for_sign_in(client, fremmed):
    asked = client.get("/profil/?fane=roller")
    assert asked.url == "/log-ind/?next=/profil/%3Ffane%3Droller"
    assert sign_in(client, address=asked.url).url == "/profil/?fane=roller"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ond.example.com/",
        "//ond.example.com/",
        "/\\ond.example.com",
        "\\\\ond.example.com",
        "https:///ond.example.com",
        "javascript:alert(1)",
        "http://testserver@ond.example.com/",
        " //ond.example.com",
    ],
)
def test_nobody_is_sent_to_another_site(client, fremmed, elsewhere):
    assert client.post(SIGN_IN, {"login": fremmed.email, "password": PASSWORD, "next": elsewhere}).url == "/"
    client.post("/log-ud/", {"next": elsewhere})
    assert client.post(f"/log-ud/?next={elsewhere}").url in (SIGN_IN, "/")


def test_a_form_sent_after_the_session_ended_comes_back_to_the_page_with_the_form(client, db):
    response = client.post("/brugere/1/send-igen/", headers={"referer": "http://testserver/brugere/?side=2"})
    assert response.url == "/log-ind/?next=/brugere/%3Fside%3D2"


@pytest.mark.parametrize(
    "referer", ["https://ond.example.com/x/", "http://testserver//ond.example.com/", "", "ftp://testserver/"]
)
def test_a_form_from_elsewhere_comes_to_the_front_page(client, fremmed, referer):
    asked = client.post("/brugere/1/send-igen/", headers={"referer": referer} if referer else {})
    assert sign_in(client, address=asked.url).url == "/"


def test_a_part_of_a_page_becomes_a_whole_sign_in_page(client, db):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/samarbejder/faelles/faser/3/"}
    response = client.post("/profil/", headers=headers)
    assert response.headers["HX-Redirect"] == "/log-ind/?next=/samarbejder/faelles/faser/3/"
    assert response.content == b""


## Sessions


def test_a_session_lasts_twelve_hours_from_the_last_use(client, fremmed):
    with time_machine.travel(dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC), tick=False) as clock:
        sign_in(client)
        for _ in range(3):
            clock.shift(dt.timedelta(hours=11, minutes=59))
            assert client.get("/profil/").status_code == 200
        clock.shift(dt.timedelta(hours=12, seconds=1))
        assert client.get("/profil/").url.startswith(SIGN_IN)


def test_a_busy_session_is_written_once_in_ten_minutes(client, fremmed):
    with time_machine.travel(dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC), tick=False) as clock:
        sign_in(client)
        client.get("/profil/")
        first = client.session["renewed_at"]
        clock.shift(dt.timedelta(seconds=RENEW_AFTER_SECONDS))
        client.get("/profil/")
        assert client.session["renewed_at"] == first
        clock.shift(dt.timedelta(seconds=1))
        client.get("/profil/")
        assert client.session["renewed_at"] == first + RENEW_AFTER_SECONDS + 1


def test_the_cookies_are_the_two_that_the_privacy_page_names(client, fremmed):
    client.get(SIGN_IN)
    sign_in(client)
    client.post("/log-ud/")
    client.get(SIGN_IN)
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert client.cookies["sessionid"]["httponly"] is True


## Forgotten and changed passwords


def ask_for_link(client, email="fremmed@example.org"):
    return client.post("/glemt-adgangskode/", {"email": email})


def test_a_forgotten_password_is_chosen_anew_through_the_mail(client, fremmed, link_in):
    assert ask_for_link(client, "FREMMED@example.org").url == "/glemt-adgangskode/sendt/"
    assert mail.outbox[0].subject == "Vælg en ny adgangskode til Samarbejde"
    form = client.get(link_in(mail.outbox[0]), follow=True)
    assert "Vælg en ny adgangskode" in form.content.decode()
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD}, follow=True)
    assert "Adgangskoden er ændret" in done.content.decode()
    assert WRONG in sign_in(client).content.decode()
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302

    client.post("/log-ud/")
    again = client.get(link_in(mail.outbox[0]), follow=True)
    assert "Linket virker ikke længere" in again.content.decode()


def test_people_made_by_our_code_are_found_without_a_row_of_allauth_s_own(client, fremmed):
    assert EmailAddress.objects.exists() is False
    ask_for_link(client)
    assert [message.to for message in mail.outbox] == [["fremmed@example.org"]]


def test_a_reset_ends_the_wait_after_five_wrong_passwords(client, fremmed, link_in):
    for _ in range(6):
        sign_in(client, password="forkert")
    ask_for_link(client)
    form = client.get(link_in(mail.outbox[0]), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD})
    assert sign_in(client, password=NEW_PASSWORD).status_code == 302


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, fremmed):
    known, unknown = ask_for_link(client), ask_for_link(client, "ukendt@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_does_not_tell_who_has_an_account(client, fremmed, monkeypatch):
    def down(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("no answer")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    assert ask_for_link(client).url == ask_for_link(client, "ukendt@example.org").url


def test_a_reset_link_lives_for_a_day(client, fremmed, link_in):
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False) as clock:
        ask_for_link(client)
        path = link_in(mail.outbox[0])
        clock.shift(dt.timedelta(days=1))
        assert "Gem adgangskoden" in client.get(path, follow=True).content.decode()
        clock.shift(dt.timedelta(seconds=1))
        assert "Linket virker ikke længere" in client.get(path, follow=True).content.decode()


def test_five_links_an_hour_are_enough_for_one_address(client, fremmed):
    answers = [ask_for_link(client).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_the_password_is_changed_with_the_old_one_and_the_session_goes_on(client, fremmed):
    sign_in(client)
    wrong = client.post("/skift-adgangskode/", {"oldpassword": "forkert", "password1": NEW_PASSWORD})
    assert "Den nuværende adgangskode er forkert." in wrong.content.decode()
    response = client.post("/skift-adgangskode/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    assert response.url == "/profil/"
    assert "Adgangskoden er ændret." in client.get("/profil/").content.decode()
    fremmed.refresh_from_db()
    assert fremmed.check_password(NEW_PASSWORD) is True


def test_other_sessions_end_when_the_password_is_changed(client, client_for, fremmed):
    elsewhere = client_for("fremmed")
    sign_in(client)
    client.post("/skift-adgangskode/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    assert elsewhere.get("/profil/").url.startswith(SIGN_IN)


def test_signing_in_is_noted(client, fremmed):
    before = timezone.now()
    sign_in(client)
    fremmed.refresh_from_db()
    assert fremmed.last_login >= before

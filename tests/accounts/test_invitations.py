"""Who is invited gets in by the link, once, within fourteen days."""

import datetime as dt
import smtplib

import pytest
import time_machine
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.urls import reverse

from accounts import mails, services
from accounts.models import User
from common.exceptions import DomainError
from tests.factories import make_user

NEW_PASSWORD = "en helt ny sætning 17"


@pytest.fixture
def invite(on_commit, administrator):
    def invited(email="ny@example.org", **values) -> User:
        values = {"invited_by": administrator, "reason": "Du er inviteret til Fælles it-drift.", **values}
        with on_commit():
            user = services.invite_user(email=email, **values)
        return user

    return invited


def accept(client, path, **values):
    return client.post(path, {"name": "Ny person", "password": NEW_PASSWORD, **values})


## The service


def test_a_new_person_is_made_without_a_password_and_gets_a_link(invite):
    user = invite("Ny.Person@Example.org", name="Ny person")
    assert (user.email, user.name, user.has_usable_password()) == ("ny.person@example.org", "Ny person", False)
    assert [message.to for message in mail.outbox] == [["ny.person@example.org"]]
    assert "Du er inviteret til Fælles it-drift." in mail.outbox[0].body
    assert "administrator@example.org har inviteret dig." in mail.outbox[0].body
    assert "/invitation/" in mail.outbox[0].body
    assert user.invitation.was_sent is True


def test_an_existing_person_is_found_whatever_the_case_and_gets_a_link_to_the_page(invite, link_in):
    existing = make_user("kendt@example.org", name="Kendt navn")
    user = invite(" KENDT@example.ORG ", name="Et andet navn", path="/samarbejder/faelles-it-drift/")
    assert user == existing
    assert user.name == "Kendt navn"
    assert link_in(mail.outbox[0]) == "/samarbejder/faelles-it-drift/"
    assert "administrator@example.org har givet dig adgang." in mail.outbox[0].body
    assert User.objects.filter(email__iexact="kendt@example.org").count() == 1


def test_somebody_who_is_invited_twice_before_accepting_gets_a_link_to_choose_a_password_again(invite):
    assert invite() == invite()
    assert "/invitation/" in mail.outbox[1].body


def test_a_mail_server_that_is_down_does_not_lose_the_invitation(invite, administrator, on_commit, monkeypatch):
    def down(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected("no answer")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
        user = invite()
    assert user.invitation.was_sent is False
    assert User.objects.get(pk=user.pk).invitations.get().sent_at is None

    with on_commit():
        invitation = services.resend_invitation(user, actor=administrator)
    assert invitation.was_sent is True
    assert len(mail.outbox) == 1


def test_a_closed_account_is_not_invited(invite):
    make_user("lukket@example.org", is_active=False)
    with pytest.raises(DomainError, match="Brugeren er lukket"):
        invite("lukket@example.org")


def test_an_invitation_is_not_sent_again_to_somebody_who_can_sign_in(administrator, fremmed):
    with pytest.raises(DomainError, match="kan logge ind"):
        services.resend_invitation(fremmed, actor=administrator)


def test_a_line_break_in_a_name_can_not_add_a_header(on_commit, fremmed, administrator):
    fremmed.name = "Fremmed\nBcc: alle@example.org"
    fremmed.save()
    with on_commit():
        services.request_access(user=fremmed, message="Luk mig ind.")
    assert mail.outbox[0].subject == "Fremmed Bcc: alle@example.org beder om adgang til Samarbejde"
    assert mail.outbox[0].bcc == []


def test_a_mail_to_somebody_new_carries_nothing_that_others_have_typed_but_one_line(invite, administrator):
    administrator.name = "Vind en telefon på http://x.example"
    administrator.save()
    reason = "Du er inviteret til samarbejdet A\r\n\u2028\nBetal her som læser." + " x" * 300
    user = invite(name="Klik på http://y.example", reason=reason)
    body = mail.outbox[0].body
    assert [word in body for word in ("x.example", "y.example")] == [False, False]
    assert "Du er inviteret til samarbejdet A Betal her som læser. x x" in body
    assert len(user.invitation.reason) <= 400


def test_who_has_chosen_the_own_name_is_greeted_by_it(invite):
    make_user("kendt@example.org", name="Kendt navn")
    invite("kendt@example.org")
    assert mail.outbox[0].body.startswith("Hej Kendt navn\n")


@pytest.fixture
def at_eleven():
    """In the middle of an hour: mails are counted by the hour."""
    with time_machine.travel(dt.datetime(2026, 11, 20, 10, 5, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


def test_one_person_sends_at_most_thirty_mails_in_an_hour(at_eleven, invite, administrator, fremmed):
    for number in range(30):
        invite(f"ny{number}@example.org")
    with pytest.raises(DomainError, match=r"Du kan højst sende 30 mails i timen\. Vent lidt, og prøv igen\."):
        invite("en-til@example.org")
    with pytest.raises(DomainError, match="højst sende 30 mails"):
        services.resend_invitation(User.objects.get(email="ny1@example.org"), actor=administrator)
    assert len(mail.outbox) == 30
    assert not User.objects.filter(email="en-til@example.org").exists()
    invite("fra-en-anden@example.org", invited_by=fremmed)
    at_eleven.shift(dt.timedelta(hours=1))
    assert invite("en-til@example.org").invitation.was_sent is True


def test_requests_for_access_count_too(at_eleven, fremmed, administrator):
    for _number in range(30):
        request = services.request_access(user=fremmed, message="Luk mig ind.")
        services.close_access_request(request, answer="Nej.", actor=administrator)
    with pytest.raises(DomainError, match="højst sende 30 mails"):
        services.request_access(user=fremmed, message="Luk mig ind.")


def test_links_outside_a_request_use_the_address_of_the_installation(settings):
    settings.SITE_URL = "https://samarbejde.example.org"
    assert mails.absolute_url("/hjaelp/") == "https://samarbejde.example.org/hjaelp/"


## The page


def test_the_invited_person_chooses_name_and_password_and_is_signed_in(client, invite, link_in):
    user = invite()
    page = client.get(link_in(mail.outbox[0]))
    assert page.status_code == 200
    assert "ny@example.org" in page.content.decode()

    response = accept(client, link_in(mail.outbox[0]))
    user.refresh_from_db()
    assert response.url == "/"
    assert (user.name, user.check_password(NEW_PASSWORD)) == ("Ny person", True)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_link_works_once(client, invite, link_in):
    user = invite()
    path = link_in(mail.outbox[0])
    accept(client, path)
    client.logout()

    again = accept(client, path, password="en anden sætning 99")
    user.refresh_from_db()
    assert again.status_code == 410
    assert "Linket virker ikke længere" in again.content.decode()
    assert user.check_password(NEW_PASSWORD) is True


def test_the_link_works_for_fourteen_days(client, invite, link_in):
    with time_machine.travel(dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC), tick=False) as clock:
        invite()
        path = link_in(mail.outbox[0])
        clock.shift(dt.timedelta(days=14))
        assert client.get(path).status_code == 200
        clock.shift(dt.timedelta(seconds=1))
        assert client.get(path).status_code == 410


def test_a_link_for_somebody_else_or_nobody_gives_the_same_answer(client, invite, link_in):
    first, second = invite("a@example.org"), invite("b@example.org")
    token = link_in(mail.outbox[0]).split("/")[-2]
    uid_of_second = link_in(mail.outbox[1]).split("/")[-3]
    pages = [
        client.get(reverse("accounts:accept_invitation", args=[uid, token]))
        for uid in (uid_of_second, "OTk5OTk5", "x", "%C3%A6")
    ]
    assert {page.status_code for page in pages} == {410}
    assert len({page.content for page in pages}) == 1
    assert not first.has_usable_password()
    assert not second.has_usable_password()


def test_a_reset_link_does_not_work_as_an_invitation_nor_the_other_way(client, invite, link_in):
    user = invite()
    token = link_in(mail.outbox[0]).split("/")[-2]
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    assert "Linket virker ikke længere" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort", "Skriv mindst 12 tegn."),
        ("123456789012", "Brug også andet end tal."),
        ("q1w2e3r4t5y6", "Mange bruger den adgangskode."),
        ("", "Skriv adgangskoden."),
    ],
)
def test_a_weak_password_is_explained_and_the_name_is_kept(client, invite, link_in, password, why):
    user = invite()
    page = accept(client, link_in(mail.outbox[0]), password=password)
    html = page.content.decode()
    assert page.status_code == 200
    assert why in html
    assert 'value="Ny person"' in html
    assert "<title>Fejl: Velkommen til Samarbejde | Samarbejde</title>" in html
    user.refresh_from_db()
    assert user.has_usable_password() is False


def test_a_password_like_the_own_address_is_refused(client, invite, link_in):
    invite("kommunekontakten@example.org")
    page = accept(client, link_in(mail.outbox[0]), password="kommunekontakten")
    assert "ligner dit navn eller din e-mail for meget" in page.content.decode()


def test_somebody_else_s_session_ends_when_an_invitation_is_accepted(client, invite, link_in, fremmed):
    user = invite()
    client.force_login(fremmed, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.session["private"] = "of the stranger"
    accept(client, link_in(mail.outbox[0]))
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "private" not in client.session


def test_who_got_no_mail_can_also_come_in_by_a_forgotten_password(client, invite):
    user = invite()
    mail.outbox.clear()
    client.post("/glemt-adgangskode/", {"email": "ny@example.org"})
    assert [message.to for message in mail.outbox] == [[user.email]]

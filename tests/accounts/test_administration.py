"""The list of users, and what administrators do from it."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole, SystemRole, User
from tests import factories

USERS = "/brugere/"
GIVE = "/brugere/roller/giv/"


@pytest.fixture
def admin_client(client_for):
    return client_for("administrator")


def html(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def names_on(response) -> list[str]:
    return [person.name for person in response.context["page"]]


## The list


def test_the_list_shows_roles_last_sign_in_and_who_has_not_answered(admin_client, cast, odder):
    User.objects.filter(pk=cast["kontakt"].pk).update(last_login=dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC))
    factories.make_municipality_role(cast["kontakt"], odder, "reader", valid_from=dt.date(2099, 1, 1))
    waiting = factories.make_user("afventer@example.org", name="Afventer", password=None)
    waiting.invitations.create(reason="Du er inviteret.", sent_at=dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC))
    page = html(admin_client.get(USERS))
    for text in ("Kommunekontakt, Odder", "3. nov. 2026", "Læser, Odder, fra 1. jan. 2099", "Inviteret 5. nov. 2026"):
        assert text in page.replace("\xa0", " ")
    assert "1 har ikke taget imod sin invitation." in page


def test_an_invitation_whose_mail_failed_says_so(admin_client):
    waiting = factories.make_user("afventer@example.org", password=None)
    waiting.invitations.create(reason="Du er inviteret.")
    assert "mailen kunne ikke sendes" in html(admin_client.get(USERS))


def test_roles_that_have_run_out_are_not_listed(admin_client, fremmed, samsoe):
    factories.make_municipality_role(
        fremmed, samsoe, "director", valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2020, 2, 1)
    )
    assert "Direktør, Samsø" not in html(admin_client.get(USERS))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("soeg=KOMMUNEKONTAKT", ["Kommunekontakt i Odder", "Kommunekontakt på Samsø"]),
        ("soeg=redaktoer@", ["Katalogredaktør"]),
        ("soeg=findes-ikke", []),
        ("rolle=director", ["Direktør i Odder"]),
        ("rolle=administrator", ["Administrator"]),
        ("rolle=contact&soeg=samsø", ["Kommunekontakt på Samsø"]),
        ("tilstand=afventer", ["Afventer"]),
        ("tilstand=uden-rolle", ["Afventer", "Bidragyder", "Fremmed", "Koordinator", "Læser"]),
    ],
)
def test_the_filters_are_in_the_address(admin_client, query, found):
    factories.make_user("afventer@example.org", name="Afventer", password=None)
    assert names_on(admin_client.get(f"{USERS}?{query}")) == found


def test_a_filter_that_is_not_known_is_left_out_and_said(admin_client, cast):
    response = admin_client.get(f"{USERS}?rolle=konge&soeg=fremmed&side=abc")
    assert "kendes ikke og er ikke brugt" in html(response)
    assert names_on(response) == ["Fremmed"]


def test_the_list_has_pages_that_keep_the_filter(admin_client):
    for number in range(30):
        factories.make_user(f"b{number:02d}@example.org", name=f"Bruger {number:02d}")
    second = admin_client.get(f"{USERS}?soeg=bruger&side=2")
    assert names_on(second) == [f"Bruger {number}" for number in range(25, 30)]
    assert "Side 2 af 2" in html(second)
    assert "?soeg=bruger&amp;side=1" in html(second)


def test_three_and_twenty_four_users_cost_the_same_queries(admin_client, odder, django_assert_max_num_queries):
    def fill(numbers):
        for number in numbers:
            user = factories.make_user(f"b{number:02d}@example.org", password=None)
            factories.make_municipality_role(user, odder)
            user.invitations.create(reason="Du er inviteret.", invited_by=user)
            user.role_changes.create(kind="given", role="Læser", valid_from=dt.date(2026, 1, 1), actor=user)
            user.access_requests.create(message="Luk mig ind.")

    def count() -> int:
        with django_assert_max_num_queries(100) as captured:
            admin_client.get(USERS)
        return len(captured)

    User.objects.exclude(email="administrator@example.org").delete()
    fill(range(2))
    admin_client.get(USERS)
    few = count()
    fill(range(2, 23))
    assert count() == few
    assert few <= 15


## Giving


def give(client, **values):
    values = {"email": "ny@example.org", "role": "contact", **values}
    return client.post(GIVE, values)


def test_an_administrator_gives_a_role_by_e_mail(admin_client, odder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = give(admin_client, municipality=odder.pk, name="Ny", valid_from="01.01.2027", valid_to="31.12.2027")
    assert response.url == USERS
    role = MunicipalityRole.objects.get(user__email="ny@example.org")
    assert (role.role, role.municipality, role.valid_from, role.valid_to, role.given_by.email) == (
        "contact",
        odder,
        dt.date(2027, 1, 1),
        dt.date(2027, 12, 31),
        "administrator@example.org",
    )
    assert [message.to for message in mail.outbox] == [["ny@example.org"]]


def test_an_administrator_makes_another_administrator(admin_client):
    give(admin_client, email="fremmed@example.org", role="administrator")
    assert User.objects.get(email="fremmed@example.org").is_administrator is True


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"email": ""}, "Skriv personens e-mail."),
        ({"email": "ikke en adresse"}, "E-mail: "),
        ({"role": ""}, "Vælg en rolle."),
        ({"role": "konge"}, "Rolle: "),
        ({"role": "contact", "municipality": ""}, "Vælg den kommune, rollen gælder for."),
        ({"role": "editor"}, "Rollen gælder hele systemet."),
        ({"valid_from": "2. januar"}, "Skriv datoen som dd.mm.åååå"),
        ({"valid_from": "02.01.2027", "valid_to": "01.01.2027"}, "Slutdatoen kan ikke ligge før startdatoen."),
        ({"municipality": "999999"}, "Kommune: "),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(admin_client, odder, values, why):
    page = html(give(admin_client, **{"municipality": odder.pk, "name": "Et særligt navn", **values}))
    assert why in page
    assert "<title>Fejl: Giv en rolle | Samarbejde</title>" in page
    assert 'value="Et særligt navn"' in page
    assert User.objects.filter(email="ny@example.org").exists() is False


def test_a_rule_of_the_domain_is_said_in_the_form(admin_client, kontakt, odder):
    page = html(give(admin_client, email=kontakt.email, municipality=odder.pk, valid_from="01.01.2020"))
    assert page.count("Brugeren har allerede rollen") == 1


def test_the_address_of_the_person_can_be_in_the_link(admin_client):
    assert 'value="fremmed@example.org"' in html(admin_client.get(f"{GIVE}?email=fremmed@example.org"))


def test_when_the_mail_fails_the_administrator_is_told_and_the_role_stands(
    admin_client, odder, monkeypatch, transactional_db
):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    give(admin_client, municipality=odder.pk)
    assert "Men mailen kunne ikke sendes." in html(admin_client.get(USERS))
    assert MunicipalityRole.objects.filter(user__email="ny@example.org").exists() is True


## Ending


def end(client, role, **values):
    return client.post(reverse("accounts:end_role", args=[role.kind, role.pk]), values)


def test_a_role_is_ended_at_once(admin_client, cast, odder):
    role = factories.make_municipality_role(cast["fremmed"], odder, valid_from=dt.date(2020, 1, 1))
    assert end(admin_client, role).url == USERS
    role.refresh_from_db()
    assert role.valid_to == timezone.localdate() - dt.timedelta(days=1)
    assert "Afsluttet: Kommunekontakt, Odder. Fremmed" in html(admin_client.get(USERS))


def test_the_last_administrator_stays(admin_client, administrator):
    page = html(end(admin_client, administrator.system_roles.get()))
    assert "Der skal være mindst én administrator." in page
    assert SystemRole.objects.filter(role="administrator").count() == 1


def test_a_last_day_before_the_first_is_refused_in_the_form(admin_client, cast, odder):
    role = factories.make_municipality_role(cast["fremmed"], odder)
    page = html(end(admin_client, role, last_day="01.01.2020"))
    assert "Sidste dag kan ikke ligge før rollens første dag." in page
    assert 'value="01.01.2020"' in page


## Requests and reminders


def test_a_request_is_shown_answered_and_gone(admin_client, cast):
    asked = cast["fremmed"].access_requests.create(message="Jeg vil læse med.")
    assert "Fremmed beder om adgang" in html(admin_client.get(USERS))
    response = admin_client.post(reverse("accounts:close_request", args=[asked.pk]), {"answer": "Spørg koordinatoren."})
    assert response.url == USERS
    assert "Fremmed beder om adgang" not in html(admin_client.get(USERS))


def test_an_answer_is_needed(admin_client, cast):
    asked = cast["fremmed"].access_requests.create(message="Jeg vil læse med.")
    assert "Skriv et svar." in html(
        admin_client.post(reverse("accounts:close_request", args=[asked.pk]), {"answer": ""})
    )


def test_an_answered_request_can_not_be_answered_again(admin_client, cast):
    asked = cast["fremmed"].access_requests.create(
        message="Jeg vil læse med.", closed_at=timezone.now(), answer="Spørg koordinatoren."
    )
    page = html(admin_client.post(reverse("accounts:close_request", args=[asked.pk]), {"answer": "Nej."}))
    assert "Anmodningen er allerede besvaret." in page


@pytest.fixture
def waiting(koordinator):
    user = factories.make_user("afventer@example.org", name="Afventer", password=None)
    user.invitations.create(invited_by=koordinator, reason="Du er inviteret.")
    return user


def test_whoever_invited_may_send_the_link_again_and_comes_back(
    client_for, waiting, django_capture_on_commit_callbacks
):
    page = "/samarbejder/faelles-it-drift/personer/"
    address = reverse("accounts:resend_invitation", args=[waiting.pk])
    with django_capture_on_commit_callbacks(execute=True):
        response = client_for("koordinator").post(address, {"next": page})
    assert response.url == page
    assert [message.to for message in mail.outbox] == [["afventer@example.org"]]


@pytest.mark.parametrize("elsewhere", ["https://ond.example.com/", "//ond.example.com", "javascript:alert(1)", ""])
def test_a_reminder_sends_nobody_to_another_site(client_for, waiting, elsewhere):
    address = reverse("accounts:resend_invitation", args=[waiting.pk])
    assert client_for("koordinator").post(address, {"next": elsewhere}).url == "/"
    assert client_for("administrator").post(address, {"next": elsewhere}).url == USERS


def test_who_has_accepted_is_not_reminded(admin_client, cast):
    admin_client.post(reverse("accounts:resend_invitation", args=[cast["fremmed"].pk]))
    assert "har allerede valgt adgangskode" in html(admin_client.get(USERS))
    assert mail.outbox == []

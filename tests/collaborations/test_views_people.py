import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole, User
from tests import factories
from tests.collaborations.pages import errors_of, text_of


def page(name, collaboration, *args):
    return reverse(f"collaborations:{name}", args=[collaboration.slug, *args])


def invite(client, collaboration, **values):
    typed = {"email": "ny@example.org", "name": "", "role": "", "municipality": "", "valid_to": ""} | values
    return client.post(page("invite", collaboration), typed)


def seats(response):
    shown = response.context["people"]
    return (
        [(str(seat.user), *(held.role.role for held in seat.held)) for seat in shown.members],
        [
            (str(seat.municipality), str(seat.user), *(held.role.role for held in seat.held))
            for seat in shown.for_municipalities
        ],
    )


## Who is there


def test_the_page_shows_who_works_here_and_who_sees_it(client_for, collaboration):
    members, municipal = seats(client_for("laeser").get(page("people", collaboration)))
    assert members == [("Koordinator", "coordinator"), ("Bidragyder", "contributor"), ("Læser", "reader")]
    assert municipal == [
        ("Odder", "Kommunekontakt i Odder", "contact"),
        ("Odder", "Direktør i Odder", "director"),
        ("Odder", "Læser i Odder", "reader"),
    ]


def test_who_has_left_or_belongs_to_those_who_left_is_not_shown(client_for, collaboration, odder):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    past = {"valid_from": dt.date(2026, 1, 1), "valid_to": yesterday}
    factories.make_member(collaboration, factories.make_user(name="Tidligere medlem"), "reader", **past)
    factories.make_municipality_role(factories.make_user(name="Tidligere kontakt"), odder, **past)
    text = text_of(client_for("koordinator").get(page("people", collaboration)))
    assert [name in text for name in ("Tidligere", "Kommunekontakt på Samsø")] == [False, False]


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("koordinator", True),
        ("bidragyder", True),
        ("kontakt", True),
        ("administrator", True),
        ("laeser", False),
        ("direktoer", False),
        ("kommunelaeser", False),
    ],
)
def test_addresses_are_for_those_who_work_with_each_other(who, shown, client_for, collaboration):
    html = client_for(who).get(page("people", collaboration)).content.decode()
    assert "Bidragyder" in html
    assert ("bidragyder@example.org" in html, "E-mail" in html) == (shown, shown)


def test_an_address_does_not_stand_in_for_a_name_where_addresses_are_not_shown(client_for, collaboration):
    factories.make_member(collaboration, factories.make_user("ny@example.org", password=None), "contributor")
    html = client_for("laeser").get(page("people", collaboration)).content.decode()
    assert ("ny@example.org" in html, "Navn ikke oplyst" in html) == (False, True)


def test_municipalities_without_a_kontakt_are_named(client_for, collaboration):
    text = text_of(client_for("laeser").get(page("people", collaboration)))
    assert "Ingen kommunekontakt endnu: Hedensted og Horsens." in text


def test_an_open_invitation_is_shown_to_who_invites(client_for, collaboration, cast):
    client = client_for("koordinator")
    invite(client, collaboration, role="samarbejde-reader")
    assert "Send igen" in text_of(client.get(page("people", collaboration)))
    assert "Inviteret, har ikke svaret" in text_of(client_for("kontakt").get(page("people", collaboration)))
    assert "Inviteret" not in text_of(client_for("laeser").get(page("people", collaboration)))


def test_an_end_is_offered_where_it_may_be_done(client_for, collaboration, odder):
    def offered(who):
        shown = client_for(who).get(page("people", collaboration)).context["people"]
        return [bool(held.end_url) for seat in (*shown.members, *shown.for_municipalities) for held in seat.held]

    assert offered("koordinator") == [True, True, True, False, False, False]
    assert offered("kontakt") == [False, False, False, False, False, True]
    assert offered("administrator") == [True] * 6
    assert offered("bidragyder") == [False] * 6


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_takes_the_same_queries_for_3_and_for_30(
    count, client_for, collaboration, odder, django_assert_num_queries
):
    for _n in range(count):
        factories.make_member(collaboration, factories.make_user(password=None), "reader")
        factories.make_municipality_role(factories.make_user(password=None), odder, "reader")
        factories.make_representative(collaboration, odder, factories.make_user(password=None), "reader")
    client = client_for("laeser")
    client.get(page("people", collaboration))
    with django_assert_num_queries(10):
        client.get(page("people", collaboration))


## Inviting


@pytest.mark.parametrize("role", ["coordinator", "contributor", "reader"])
def test_a_koordinator_invites_to_the_collaboration(role, client_for, collaboration):
    response = invite(client_for("koordinator"), collaboration, role=f"samarbejde-{role}", valid_to="1.1.2030")
    assert response.url == page("people", collaboration)
    member = collaboration.members.get(user__email="ny@example.org")
    assert (member.role, member.valid_to) == (role, dt.date(2030, 1, 1))


def test_a_kontakt_invites_a_laeser_of_the_own_municipality(client_for, collaboration, odder):
    invite(client_for("kontakt"), collaboration, role="kommune-reader", municipality=odder.pk, name="Ny Læser")
    role = MunicipalityRole.objects.get(user__email="ny@example.org")
    assert (role.municipality, role.role, role.user.name) == (odder, "reader", "Ny Læser")


@pytest.mark.parametrize(
    ("who", "role", "place", "field"),
    [
        ("koordinator", "kommune-director", "odder", "role"),
        ("koordinator", "kommune-contact", "samsoe", "municipality"),
        ("koordinator", "kommune-contact", None, "municipality"),
        ("koordinator", "samarbejde-reader", "odder", "municipality"),
        ("koordinator", "", None, "role"),
        ("koordinator", "samarbejde-administrator", None, "role"),
        ("kontakt", "samarbejde-coordinator", None, "role"),
        ("kontakt", "kommune-contact", "odder", "role"),
        ("kontakt", "kommune-reader", "horsens", "municipality"),
    ],
)
def test_a_right_that_one_may_not_give_is_refused(who, role, place, field, request, client_for, collaboration):
    municipality = request.getfixturevalue(place).pk if place else ""
    response = invite(client_for(who), collaboration, role=role, municipality=municipality)
    assert field in errors_of(response)
    assert 'value="ny@example.org"' in response.content.decode()
    assert User.objects.filter(email="ny@example.org").exists() is False


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"email": "ikke en adresse"}, "email"), ({"valid_to": "1.1.2020"}, "valid_to"), ({"valid_to": "x"}, "valid_to")],
)
def test_bad_input_to_an_invitation_is_kept(typed, field, client_for, collaboration):
    response = invite(
        client_for("koordinator"), collaboration, **({"role": "samarbejde-reader", "name": "Ny Læser"} | typed)
    )
    assert errors_of(response) == {field}
    assert 'value="Ny Læser"' in response.content.decode()


def test_a_closed_account_is_told_on_the_form(client_for, collaboration):
    factories.make_user("ny@example.org", is_active=False)
    response = invite(client_for("koordinator"), collaboration, role="samarbejde-reader")
    assert "Brugeren er lukket" in text_of(response)


def test_only_what_one_may_give_is_offered(client_for, collaboration):
    def offered(who):
        form = client_for(who).get(page("invite", collaboration)).context["form"]
        return [value for value, _label in form.fields["role"].choices], form["municipality"].field.required

    members = ["samarbejde-coordinator", "samarbejde-contributor", "samarbejde-reader"]
    assert offered("koordinator") == ([*members, "kommune-contact", "kommune-reader"], False)
    assert offered("administrator") == (
        [*members, "kommune-contact", "kommune-director", "kommune-reader"],
        False,
    )
    assert offered("kontakt") == (["kommune-reader"], True)


## Ending


def test_a_koordinator_ends_a_membership(client_for, collaboration, cast):
    member = collaboration.members.get(user=cast["laeser"])
    response = client_for("koordinator").post(page("end_membership", collaboration, member.pk), {"last_day": ""})
    assert response.url == page("people", collaboration)
    assert client_for("laeser").get(page("people", collaboration)).status_code == 404


def test_the_last_koordinator_is_told_why_not(client_for, collaboration, cast):
    member = collaboration.members.get(user=cast["koordinator"])
    response = client_for("koordinator").post(page("end_membership", collaboration, member.pk), {"last_day": ""})
    assert "Samarbejdet skal have en koordinator, der kan logge ind. Invitér en anden først." in text_of(response)


def test_who_ends_the_own_access_is_led_out(client_for, collaboration, cast):
    factories.make_member(collaboration, role="coordinator")
    member = collaboration.members.get(user=cast["koordinator"])
    response = client_for("koordinator").post(page("end_membership", collaboration, member.pk), {"last_day": ""})
    assert response.url == reverse("dashboards:my_work")


def test_a_bad_last_day_is_kept(client_for, collaboration, cast):
    member = collaboration.members.get(user=cast["laeser"])
    address = page("end_membership", collaboration, member.pk)
    response = client_for("koordinator").post(address, {"last_day": "snart"})
    assert errors_of(response) == {"last_day"}
    assert 'value="snart"' in response.content.decode()
    assert "ikke ligge før i dag" in text_of(client_for("koordinator").post(address, {"last_day": "1.1.2020"}))


def test_a_kontakt_ends_the_access_of_a_laeser(client_for, collaboration, cast):
    role = cast["kommunelaeser"].municipality_roles.get()
    response = client_for("kontakt").post(page("end_municipality_role", collaboration, role.pk), {"last_day": ""})
    assert response.url == page("people", collaboration)
    assert client_for("kommunelaeser").get(page("people", collaboration)).status_code == 404

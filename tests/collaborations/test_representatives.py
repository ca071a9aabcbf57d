"""Who represents a municipality in one collaboration alone: sees and may there what the municipality's people may, and
nothing elsewhere. The tables are written out, as in `test_access.py`: nothing is computed from the code."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole, User
from collaborations.access import access_for, forget_access
from collaborations.models import Collaboration, Representative
from collaborations.services import (
    end_municipality_role,
    end_representation,
    invite_for_municipality,
    set_participation,
)
from common.exceptions import DomainError
from tests import factories
from tests.collaborations.pages import errors_of, text_of

pytestmark = pytest.mark.django_db

Y, N = True, False
CONTACT, READER, DIRECTOR = MunicipalityRole.Role.CONTACT, MunicipalityRole.Role.READER, MunicipalityRole.Role.DIRECTOR


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def invited(collaboration, municipality, actor, role=CONTACT, email="ny@example.org", **values):
    return invite_for_municipality(
        collaboration, municipality=municipality, email=email, role=role, actor=actor, **values
    )


def browser(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name, collaboration, *args):
    return reverse(f"collaborations:{name}", args=[collaboration.slug, *args])


def texts(collaboration):
    return list(collaboration.activity.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def other(odder):
    """Another collaboration that Odder takes part in."""
    return factories.make_collaboration("Fælles køkken", participants=[odder])


@pytest.fixture
def kontakt_her(collaboration, odder):
    user = factories.make_user("kontakt.her@example.org", name="Kontakt her")
    factories.make_representative(collaboration, odder, user, "contact")
    return user


@pytest.fixture
def laeser_her(collaboration, odder):
    user = factories.make_user("laeser.her@example.org", name="Læser her")
    factories.make_representative(collaboration, odder, user, "reader")
    return user


@pytest.fixture
def tidligere_her(collaboration, samsoe):
    user = factories.make_user("tidligere.her@example.org", name="Tidligere her")
    factories.make_representative(collaboration, samsoe, user, "contact")
    return user


@pytest.fixture
def here(kontakt_her, laeser_her, tidligere_her):
    return {"kontakt_her": kontakt_her, "laeser_her": laeser_her, "tidligere_her": tidligere_her}


## The rights table

PEOPLE = ("kontakt_her", "laeser_her", "tidligere_her")
RIGHTS = {
    "may_see":           (Y, Y, N),
    "is_former":         (N, N, Y),
    "takes_part":        (Y, Y, N),
    "may_change":        (N, N, N),
    "may_write":         (N, N, N),
    "may_move_phase":    (N, N, N),
    "may_waive":         (N, N, N),
    "may_order_reports": (Y, N, N),
    "may_invite":        (Y, N, N),
    "may_manage_people": (N, N, N),
}  # fmt: skip
CELLS = [(right, who, cell) for right, row in RIGHTS.items() for who, cell in zip(PEOPLE, row, strict=True)]


@pytest.mark.parametrize(("right", "who", "expected"), CELLS)
def test_right(right, who, expected, here, collaboration):
    assert getattr(access_for(here[who], collaboration), right) == expected


@pytest.mark.parametrize(("right", "who"), [(right, who) for right in RIGHTS for who in PEOPLE])
def test_no_right_in_another_collaboration_of_the_municipality(right, who, here, other, samsoe):
    factories.make_participation(other, samsoe, state="withdrawn")
    assert getattr(access_for(here[who], other), right) is False


# Whether somebody may work for the collaboration as such (None), for Odder, for Horsens.
@pytest.mark.parametrize(
    ("who", "checklist", "answers", "describes"),
    [
        ("kontakt_her", (N, Y, N), (Y, N), (Y, N)),
        ("laeser_her", (N, N, N), (N, N), (N, N)),
        ("tidligere_her", (N, N, N), (N, N), (N, N)),
    ],
)
def test_who_may_work_for_which_municipality(who, checklist, answers, describes, here, collaboration, odder, horsens):
    access = access_for(here[who], collaboration)
    assert tuple(access.may_work_on_checklist(place) for place in (None, odder.pk, horsens.pk)) == checklist
    assert tuple(access.may_answer_for(place) for place in (odder.pk, horsens.pk)) == answers
    assert tuple(access.may_describe(place) for place in (odder.pk, horsens.pk)) == describes


INVITATIONS = {
    #                in the collaboration   for Odder          for Horsens
    #                koord. bidr. læser     kont. dir. læser   kont. dir. læser
    "kontakt_her":   ((N, N, N), (N, N, Y), (N, N, N)),
    "laeser_her":    ((N, N, N), (N, N, N), (N, N, N)),
    "tidligere_her": ((N, N, N), (N, N, N), (N, N, N)),
}  # fmt: skip


@pytest.mark.parametrize("who", INVITATIONS)
def test_who_may_invite_to_what(who, here, collaboration, odder, horsens):
    access = access_for(here[who], collaboration)
    members = tuple(access.may_invite_to(role) for role in ("coordinator", "contributor", "reader"))
    for_odder, for_horsens = (
        tuple(access.may_invite_to(role, place.pk) for role in ("contact", "director", "reader"))
        for place in (odder, horsens)
    )
    assert (members, for_odder, for_horsens) == INVITATIONS[who]


def test_how_far_reaches_what_one_gives(cast, kontakt_her, collaboration, odder, horsens):
    factories.make_municipality_role(cast["koordinator"], odder, "contact")
    reach = {
        who: tuple(access_for(user, collaboration).gives_everywhere(place.pk) for place in (odder, horsens))
        for who, user in (*cast.items(), ("kontakt_her", kontakt_her))
    }
    assert reach == dict.fromkeys(reach, (N, N)) | {"kontakt": (Y, N), "administrator": (Y, Y)}


def test_a_contact_here_acts_for_the_municipality(kontakt_her, collaboration, odder, horsens):
    assert access_for(kontakt_her, collaboration).acting_for == odder
    factories.make_representative(collaboration, horsens, kontakt_her)
    forget_access(collaboration)
    assert access_for(kontakt_her, collaboration).acting_for is None


def test_one_who_is_contact_here_and_everywhere_is_it_once(kontakt, collaboration, odder):
    factories.make_representative(collaboration, odder, kontakt)
    access = access_for(kontakt, collaboration)
    assert (access.contact_for, access.contact_everywhere_for, access.acting_for) == ({odder.pk}, {odder.pk}, odder)


def test_access_takes_two_queries_and_for_a_former_one_more(here, collaboration, django_assert_num_queries):
    for who, number in (("kontakt_her", 2), ("laeser_her", 2), ("tidligere_her", 3)):
        assert here[who].is_administrator is False
        with django_assert_num_queries(number):
            access_for(here[who], collaboration)


## Who is invited by a koordinator sees this collaboration and no other


def test_what_a_koordinator_gives_stays_within_the_collaboration(collaboration, other, koordinator, odder):
    user = invited(collaboration, odder, koordinator).user
    assert MunicipalityRole.objects.filter(user=user).exists() is False
    assert list(Collaboration.objects.visible_to(user)) == [collaboration]
    assert list(Collaboration.objects.involving(user)) == [collaboration]
    assert user.may_create_collaborations_for == []
    client = browser(user)
    assert [client.get(page("people", each)).status_code for each in (collaboration, other)] == [200, 404]
    assert client.get(reverse("phases:create")).status_code == 403


def test_a_koordinator_who_is_kontakt_too_gives_roles_in_the_collaboration(collaboration, koordinator, odder):
    factories.make_municipality_role(koordinator, odder, "contact")
    given = [
        invited(collaboration, odder, koordinator, role, email=f"{role}@example.org") for role in (CONTACT, READER)
    ]
    assert [type(each) for each in given] == [Representative, Representative]


def test_what_an_administrator_and_the_own_kontakt_give_holds_everywhere(
    collaboration, other, administrator, kontakt, odder
):
    for actor, role in ((administrator, CONTACT), (administrator, DIRECTOR), (kontakt, READER)):
        given = invited(collaboration, odder, actor, role, email=f"{role}@example.org")
        assert isinstance(given, MunicipalityRole)
        assert set(Collaboration.objects.visible_to(given.user)) == {collaboration, other}


def test_the_mail_says_what_it_is_about(collaboration, koordinator, odder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invited(collaboration, odder, koordinator)
    assert "Du er inviteret til samarbejdet Fælles it-drift som kommunekontakt for Odder Kommune." in (
        " ".join(mail.outbox[0].body.split())
    )


def test_a_contact_here_answers_for_the_municipality(collaboration, hedensted):
    user = factories.make_representative(collaboration, hedensted).user
    typed = {"state": "interested", "date": "20.11.2026", "reason": ""}
    response = browser(user).post(page("participation", collaboration, "766"), typed)
    assert response.status_code == 302, response.context["form"].errors
    entry = collaboration.activity.first()
    assert (entry.actor, entry.on_behalf_of) == (user, hedensted)
    assert collaboration.participations.get(municipality=hedensted).state == "interested"


@pytest.mark.parametrize("code", ["615", "766"])
def test_a_contact_here_does_not_answer_for_another_municipality(code, kontakt_her, collaboration):
    typed = {"state": "withdrawn", "date": "20.11.2026", "reason": "Nej"}
    assert browser(kontakt_her).post(page("participation", collaboration, code), typed).status_code == 403


@pytest.mark.parametrize(
    ("state", "sees", "former"),
    [
        ("invited", Y, N),
        ("interested", Y, N),
        ("participant", Y, N),
        ("declined", N, Y),
        ("withdrawn", N, Y),
    ],
)
@pytest.mark.parametrize("role", ["contact", "reader"])
def test_representatives_see_while_the_municipality_is_active(role, state, sees, former, collaboration, other, odder):
    collaboration.participations.filter(municipality=odder).update(state=state)
    user = factories.make_representative(collaboration, odder, role=role).user
    access = access_for(user, collaboration)
    assert (access.may_see, access.is_former) == (sees, former)
    assert list(Collaboration.objects.visible_to(user)) == ([collaboration] if sees else [])
    assert list(Collaboration.objects.involving(user)) == ([collaboration] if sees else [])
    assert list(Collaboration.objects.former_for(user)) == ([collaboration] if former else [])


def test_after_the_municipality_left_only_its_own_history_is_seen(kontakt_her, collaboration, koordinator, odder):
    set_participation(
        collaboration, municipality=odder, state="withdrawn", date=days(0), reason="For dyrt", actor=koordinator
    )
    access = access_for(kontakt_her, collaboration)
    assert [each.municipality for each in access.former_participations] == [odder]
    assert [access.took_part_on(day) for day in (days(-1), days(0))] == [True, False]
    client = browser(kontakt_her)
    assert "Odder: Udtrådt" in text_of(client.get(collaboration.get_absolute_url()))
    assert [client.get(page(name, collaboration)).status_code for name in ("people", "facts", "history")] == [404] * 3


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [(-9, 0, Y), (0, None, Y), (0, 5, Y), (-9, -1, N), (1, None, N)],
)
def test_nothing_is_seen_before_the_first_day_and_after_the_last(first, last, sees, collaboration, odder, samsoe):
    dates = {"valid_from": days(first), "valid_to": None if last is None else days(last)}
    user = factories.make_user()
    factories.make_representative(collaboration, odder, user, **dates)
    assert access_for(user, collaboration).may_see == sees
    assert list(Collaboration.objects.visible_to(user)) == ([collaboration] if sees else [])
    former = factories.make_user()
    factories.make_representative(collaboration, samsoe, former, **dates)
    assert access_for(former, collaboration).is_former == sees
    assert list(Collaboration.objects.former_for(former)) == ([collaboration] if sees else [])


## Nobody gives more than they have


def test_what_a_contact_here_gives_stays_here(collaboration, other, kontakt_her, odder):
    given = invited(collaboration, odder, kontakt_her, READER)
    assert (type(given), given.given_by) == (Representative, kontakt_her)
    assert list(Collaboration.objects.visible_to(given.user)) == [collaboration]


def test_a_contact_here_gives_nothing_else(collaboration, other, kontakt_her, odder, horsens):
    for where, municipality, role in (
        (collaboration, odder, CONTACT),
        (collaboration, odder, DIRECTOR),
        (collaboration, horsens, READER),
        (other, odder, READER),
    ):
        with pytest.raises(PermissionDenied):
            invited(where, municipality, kontakt_her, role)
    assert User.objects.filter(email="ny@example.org").exists() is False


@pytest.mark.parametrize(
    ("role", "place", "field"),
    [
        ("kommune-contact", "odder", "role"),
        ("kommune-director", "odder", "role"),
        ("kommune-reader", "horsens", "municipality"),
        ("samarbejde-reader", None, "role"),
        ("samarbejde-coordinator", None, "role"),
    ],
)
def test_a_hand_made_post_gives_nothing_else(role, place, field, request, collaboration, other, kontakt_her):
    municipality = request.getfixturevalue(place).pk if place else ""
    typed = {"email": "ny@example.org", "name": "", "role": role, "municipality": municipality, "valid_to": ""}
    client = browser(kontakt_her)
    assert field in errors_of(client.post(page("invite", collaboration), typed))
    assert client.post(page("invite", other), typed).status_code == 404
    assert User.objects.filter(email="ny@example.org").exists() is False


def test_the_invitation_says_how_far_the_role_reaches(client_for, collaboration, kontakt_her, odder):
    def label(client):
        return dict(client.get(page("invite", collaboration)).context["form"].fields["role"].choices)["kommune-reader"]

    everywhere, here = "Læser for en kommune: ser kommunens samarbejder", "Læser for en kommune: ser samarbejdet"
    clients = [client_for("koordinator"), browser(kontakt_her), client_for("kontakt"), client_for("administrator")]
    assert [label(client) for client in clients] == [here, here, everywhere, everywhere]
    typed = {"email": "ny@example.org", "role": "kommune-reader", "municipality": odder.pk}
    said = [
        text_of(client.post(page("invite", collaboration), typed, follow=True))
        for client in (clients[0], client_for("kontakt"))
    ]
    assert ["Rollen gælder kun i dette samarbejde." in text for text in said] == [True, False]


def test_another_role_here_replaces_the_one_before(collaboration, koordinator, odder):
    user = invited(collaboration, odder, koordinator, READER).user
    invited(collaboration, odder, koordinator, CONTACT, valid_to=days(5))
    invited(collaboration, odder, koordinator, CONTACT)
    assert list(user.representations.values_list("role", "valid_to")) == [("contact", None)]


def test_a_contact_here_does_not_make_another_one_something_less(collaboration, kontakt_her, koordinator, odder):
    user = invited(collaboration, odder, koordinator, CONTACT).user
    with pytest.raises(DomainError, match=r"ny@example\.org er allerede kommunekontakt for Odder\."):
        invited(collaboration, odder, kontakt_her, READER)
    assert [each.role for each in user.representations.valid()] == ["contact"]


def test_who_has_the_role_everywhere_keeps_it_and_gets_no_other(collaboration, koordinator, kontakt, odder):
    given = invited(collaboration, odder, koordinator, CONTACT, email=kontakt.email, valid_to=days(5))
    assert given == kontakt.municipality_roles.get()
    assert kontakt.representations.exists() is False
    assert texts(collaboration) == ["Kommunekontakt i Odder er inviteret som kommunekontakt for Odder Kommune."]
    kontakt.municipality_roles.update(valid_to=days(3))
    assert isinstance(invited(collaboration, odder, koordinator, CONTACT, email=kontakt.email), Representative)


def test_an_end_in_the_past_is_refused(collaboration, koordinator, odder):
    with pytest.raises(DomainError, match="Slutdatoen er passeret"):
        invited(collaboration, odder, koordinator, valid_to=days(-1))
    assert User.objects.filter(email="ny@example.org").exists() is False


## Ending


def test_who_may_end_a_representation(cast, kontakt_her, laeser_her, collaboration, odder, horsens):
    def may_end(user, role, municipality):
        row = factories.make_representative(collaboration, municipality, role=role, given_by=cast["bidragyder"])
        return access_for(user, collaboration).may_end_representation(row)

    roles = [("contact", odder), ("reader", odder), ("contact", horsens), ("reader", horsens)]
    people = {**cast, "kontakt_her": kontakt_her, "laeser_her": laeser_her}
    allowed = {who: tuple(may_end(user, *each) for each in roles) for who, user in people.items()}
    assert allowed == dict.fromkeys(people, (N, N, N, N)) | {
        "koordinator": (Y, Y, Y, Y),
        "administrator": (Y, Y, Y, Y),
        "kontakt": (N, Y, N, N),
        "kontakt_her": (N, Y, N, N),
    }


def test_a_contact_here_does_not_end_what_holds_elsewhere(kontakt_her, kommunelaeser, collaboration):
    role = kommunelaeser.municipality_roles.get()
    with pytest.raises(PermissionDenied):
        end_municipality_role(collaboration, role=role, actor=kontakt_her)
    response = browser(kontakt_her).post(page("end_municipality_role", collaboration, role.pk), {"last_day": ""})
    assert response.status_code == 403
    assert access_for(kommunelaeser, collaboration).may_see is True


def test_another_collaborations_koordinator_ends_nothing_here(kontakt_her, collaboration, other):
    stranger = factories.make_member(other).user
    row = kontakt_her.representations.get()
    for where in (collaboration, other):
        with pytest.raises(PermissionDenied):
            end_representation(where, representative=row, actor=stranger)
    assert browser(stranger).post(page("end_representation", other, row.pk), {"last_day": ""}).status_code == 404
    assert row.participation.representatives.valid().count() == 1


def test_ending_takes_effect_at_once_or_after_the_last_day(kontakt_her, laeser_her, collaboration, koordinator):
    Representative.objects.update(valid_from=days(-10))
    end_representation(collaboration, representative=kontakt_her.representations.get(), actor=koordinator)
    assert access_for(kontakt_her, collaboration).may_see is False
    later = laeser_her.representations.get()
    end_representation(collaboration, representative=later, on=days(3), actor=koordinator)
    assert access_for(laeser_her, collaboration).may_see is True
    assert [later.is_valid(days(number)) for number in (3, 4)] == [True, False]
    assert texts(collaboration) == [
        "Kontakt her har ikke længere rollen kommunekontakt for Odder i dette samarbejde.",
        "Læser her har rollen læser for Odder i dette samarbejde til og med 23. november 2026.",
    ]


def test_a_role_given_and_taken_back_the_same_day_stays_in_history(collaboration, koordinator, odder):
    row = invited(collaboration, odder, koordinator)
    end_representation(collaboration, representative=row, actor=koordinator)
    assert Representative.objects.exists() is False
    assert len(texts(collaboration)) == 2


@pytest.mark.parametrize(
    ("valid_to", "last_day", "sentence"), [(-1, None, "allerede ophørt"), (None, -1, "ikke ligge før i dag")]
)
def test_what_can_not_be_ended_is_refused(valid_to, last_day, sentence, collaboration, koordinator, odder):
    end = None if valid_to is None else days(valid_to)
    row = factories.make_representative(collaboration, odder, valid_from=days(-9), valid_to=end)
    with pytest.raises(DomainError, match=sentence):
        end_representation(
            collaboration, representative=row, actor=koordinator, on=None if last_day is None else days(last_day)
        )


@pytest.mark.parametrize("who", ["koordinator", "kontakt"])
def test_a_reader_here_is_ended_on_the_page(who, client_for, laeser_her, collaboration):
    client = client_for(who)
    address = page("end_representation", collaboration, laeser_her.representations.get().pk)
    assert "Rolle: Læser, Odder. Rollen gælder kun i dette samarbejde." in text_of(client.get(address))
    assert errors_of(client.post(address, {"last_day": "snart"})) == {"last_day"}
    assert "ikke ligge før i dag" in text_of(client.post(address, {"last_day": "1.1.2020"}))
    assert client.post(address, {"last_day": ""}).url == page("people", collaboration)
    assert browser(laeser_her).get(page("people", collaboration)).status_code == 404


## The page


def test_a_person_has_one_row_which_says_what_holds_here_alone(client_for, collaboration, here, direktoer, odder):
    factories.make_representative(collaboration, odder, direktoer, "contact")
    response = client_for("koordinator").get(page("people", collaboration))
    assert [
        (str(seat.municipality), str(seat.user), [(held.role.role, held.only_here) for held in seat.held])
        for seat in response.context["people"].for_municipalities
    ] == [
        ("Odder", "Direktør i Odder", [("contact", True), ("director", False)]),
        ("Odder", "Kommunekontakt i Odder", [("contact", False)]),
        ("Odder", "Kontakt her", [("contact", True)]),
        ("Odder", "Læser her", [("reader", True)]),
        ("Odder", "Læser i Odder", [("reader", False)]),
    ]
    text = text_of(response)
    assert "Odder Kontakt her Kommunekontakt kun i dette samarbejde kontakt.her@example.org" in text
    assert text.count("kun i dette samarbejde") == 3


def test_a_closed_account_and_one_whose_time_is_over_are_not_shown(client_for, collaboration, here, odder):
    User.objects.filter(pk=here["kontakt_her"].pk).update(is_active=False)
    Representative.objects.filter(user=here["laeser_her"]).update(valid_from=days(-9), valid_to=days(-1))
    text = text_of(client_for("koordinator").get(page("people", collaboration)))
    assert [str(user) in text for user in here.values()] == [False, False, False]


def test_a_municipality_with_a_contact_here_has_one(client_for, collaboration, hedensted):
    factories.make_representative(collaboration, hedensted, role="contact")
    text = text_of(client_for("laeser").get(page("people", collaboration)))
    assert "Ingen kommunekontakt endnu: Horsens." in text

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import MunicipalityRole, User
from collaborations.access import access_for
from collaborations.models import Member
from collaborations.services import (
    add_member,
    end_membership,
    end_municipality_role,
    invite_for_municipality,
    invite_member,
)
from common.exceptions import DomainError
from tests import factories

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def roles_of(user, collaboration):
    return list(collaboration.members.valid().filter(user=user).values_list("role", flat=True))


def texts(collaboration):
    return list(collaboration.activity.order_by("pk").values_list("text", flat=True))


@pytest.fixture
def person():
    return factories.make_user(name="Ny Person")


## Members


def test_a_member_gets_a_role_from_today(collaboration, koordinator, person):
    member = add_member(collaboration, user=person, role="contributor", valid_to=days(30), actor=koordinator)
    assert (member.valid_from, member.valid_to, member.given_by) == (days(0), days(30), koordinator)
    assert access_for(person, collaboration).is_contributor is True
    assert texts(collaboration)[0].startswith("Ny Person fik rollen bidragyder til og med ")


def test_another_role_replaces_the_one_before(collaboration, koordinator, person):
    factories.make_member(collaboration, person, "reader", valid_from=days(-10))
    add_member(collaboration, user=person, role="contributor", actor=koordinator)
    assert roles_of(person, collaboration) == ["contributor"]
    assert collaboration.members.get(user=person, role="reader").valid_to == days(-1)


def test_the_same_role_again_gets_the_new_end(collaboration, koordinator, person):
    add_member(collaboration, user=person, role="reader", valid_to=days(5), actor=koordinator)
    add_member(collaboration, user=person, role="reader", actor=koordinator)
    assert [member.valid_to for member in collaboration.members.filter(user=person)] == [None]


def test_an_end_in_the_past_is_refused(collaboration, koordinator, person):
    with pytest.raises(DomainError, match="Slutdatoen er passeret"):
        add_member(collaboration, user=person, role="reader", valid_to=days(-1), actor=koordinator)


def test_ending_takes_effect_at_once_or_after_the_last_day(collaboration, koordinator, laeser, bidragyder):
    collaboration.members.update(valid_from=days(-10))
    member = collaboration.members.get(user=laeser)
    end_membership(member, actor=koordinator)
    assert access_for(laeser, collaboration).may_see is False
    later = collaboration.members.get(user=bidragyder)
    end_membership(later, on=days(0), actor=koordinator)
    assert access_for(bidragyder, collaboration).may_see is True
    later.refresh_from_db()
    assert (later.is_valid(days(0)), later.is_valid(days(1))) == (True, False)
    assert texts(collaboration)[0] == "Læser har ikke længere rollen læser."


def test_a_role_given_and_taken_back_the_same_day_stays_in_history(collaboration, koordinator, person):
    member = add_member(collaboration, user=person, role="reader", actor=koordinator)
    end_membership(member, actor=koordinator)
    assert collaboration.members.filter(user=person).exists() is False
    assert texts(collaboration) == ["Ny Person fik rollen læser.", "Ny Person har ikke længere rollen læser."]


def test_what_has_ended_is_not_ended_again(collaboration, koordinator, person):
    member = factories.make_member(collaboration, person, "reader", valid_from=days(-9), valid_to=days(-1))
    with pytest.raises(DomainError, match="allerede ophørt"):
        end_membership(member, actor=koordinator)


def test_a_last_day_before_today_is_refused(collaboration, koordinator, person):
    member = factories.make_member(collaboration, person, "reader", valid_from=days(-9))
    with pytest.raises(DomainError, match="ikke ligge før i dag"):
        end_membership(member, on=days(-1), actor=koordinator)


## The last koordinator


LAST = "Samarbejdet skal have en koordinator, der kan logge ind"


def the_membership(collaboration, user):
    return collaboration.members.get(user=user)


def test_the_last_koordinator_can_not_be_removed(collaboration, koordinator, bidragyder):
    with pytest.raises(DomainError, match=LAST):
        end_membership(the_membership(collaboration, koordinator), actor=koordinator)
    with pytest.raises(DomainError, match=LAST):
        end_membership(the_membership(collaboration, koordinator), on=days(30), actor=koordinator)
    assert access_for(koordinator, collaboration).is_coordinator is True


def test_the_last_koordinator_can_not_become_something_less(collaboration, koordinator):
    with pytest.raises(DomainError, match=LAST):
        add_member(collaboration, user=koordinator, role="reader", actor=koordinator)
    with pytest.raises(DomainError, match=LAST):
        add_member(collaboration, user=koordinator, role="coordinator", valid_to=days(10), actor=koordinator)
    assert roles_of(koordinator, collaboration) == ["coordinator"]


def test_one_of_two_koordinatorer_may_leave(collaboration, koordinator, person):
    factories.make_member(collaboration, person, "coordinator")
    end_membership(the_membership(collaboration, koordinator), actor=koordinator)
    assert roles_of(koordinator, collaboration) == []


def test_the_other_koordinator_must_be_there_the_day_after(collaboration, koordinator, person):
    member = the_membership(collaboration, koordinator)
    factories.make_member(collaboration, person, "coordinator", valid_to=days(9))
    with pytest.raises(DomainError, match=LAST):
        end_membership(member, on=days(9), actor=koordinator)
    assert end_membership(member, on=days(8), actor=koordinator).valid_to == days(8)


def test_a_koordinator_who_comes_later_counts_from_then_on(collaboration, koordinator, person):
    member = the_membership(collaboration, koordinator)
    factories.make_member(collaboration, person, "coordinator", valid_from=days(11))
    with pytest.raises(DomainError, match=LAST):
        end_membership(member, on=days(9), actor=koordinator)
    assert end_membership(member, on=days(10), actor=koordinator).valid_to == days(10)


def test_an_open_invitation_or_a_closed_account_does_not_count(collaboration, koordinator):
    factories.make_member(collaboration, factories.make_user(password=None), "coordinator")
    factories.make_member(collaboration, factories.make_user(is_active=False), "coordinator")
    with pytest.raises(DomainError, match=LAST):
        end_membership(the_membership(collaboration, koordinator), actor=koordinator)


## Invitations


def test_a_koordinator_invites_somebody_new(collaboration, koordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        member = invite_member(
            collaboration, email="Ny@Example.org", name="Ny", role=Member.Role.CONTRIBUTOR, actor=koordinator
        )
    assert (member.user.email, member.user.awaits_acceptance, member.role) == ("ny@example.org", True, "contributor")
    assert [message.to for message in mail.outbox] == [["ny@example.org"]]
    assert "Fælles it-drift" in mail.outbox[0].body


def test_who_is_known_is_not_made_twice(collaboration, koordinator, person):
    member = invite_member(collaboration, email=person.email.upper(), role=Member.Role.READER, actor=koordinator)
    assert member.user == person
    assert User.objects.filter(email=person.email).count() == 1


@pytest.mark.parametrize("who", ["bidragyder", "laeser", "kontakt", "direktoer", "fremmed", "tidligere_kontakt"])
@pytest.mark.parametrize("role", list(Member.Role))
def test_others_give_no_role_in_the_collaboration(who, role, cast, collaboration):
    with pytest.raises(PermissionDenied):
        invite_member(collaboration, email="ny@example.org", role=role, actor=cast[who])
    assert User.objects.filter(email="ny@example.org").exists() is False


def test_an_administrator_gives_any_role(administrator, collaboration, odder):
    member = invite_member(collaboration, email="a@example.org", role=Member.Role.COORDINATOR, actor=administrator)
    given = invite_for_municipality(
        collaboration,
        municipality=odder,
        email="b@example.org",
        role=MunicipalityRole.Role.DIRECTOR,
        actor=administrator,
    )
    assert (member.role, given.role) == ("coordinator", "director")


def test_a_koordinator_invites_contacts_and_readers_of_the_municipalities(collaboration, koordinator, odder):
    for role in (MunicipalityRole.Role.CONTACT, MunicipalityRole.Role.READER):
        given = invite_for_municipality(
            collaboration,
            municipality=odder,
            email=f"{role}@example.org",
            role=role,
            valid_to=days(10),
            actor=koordinator,
        )
        assert (given.municipality, given.role, given.valid_to, given.given_by) == (odder, role, days(10), koordinator)
    assert texts(collaboration) == [
        "En inviteret person fik rollen kommunekontakt for Odder Kommune, kun i dette samarbejde.",
        "En inviteret person fik rollen læser for Odder Kommune, kun i dette samarbejde.",
    ]


def test_a_kontakt_invites_readers_of_the_own_municipality_only(collaboration, kontakt, odder, horsens):
    given = invite_for_municipality(
        collaboration, municipality=odder, email="l@example.org", role=MunicipalityRole.Role.READER, actor=kontakt
    )
    assert access_for(given.user, collaboration).reader_for == {odder.pk}
    for municipality, role in (
        (odder, MunicipalityRole.Role.CONTACT),
        (odder, MunicipalityRole.Role.DIRECTOR),
        (horsens, MunicipalityRole.Role.READER),
    ):
        with pytest.raises(PermissionDenied):
            invite_for_municipality(
                collaboration, municipality=municipality, email="x@example.org", role=role, actor=kontakt
            )
    assert User.objects.filter(email="x@example.org").exists() is False


@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_nobody_is_invited_for_a_municipality_that_is_out(collaboration, koordinator, samsoe, state):
    collaboration.participations.filter(municipality=samsoe).update(state=state)
    with pytest.raises(DomainError, match=r"Samsø deltager ikke i samarbejdet\."):
        invite_for_municipality(
            collaboration,
            municipality=samsoe,
            email="x@example.org",
            role=MunicipalityRole.Role.CONTACT,
            actor=koordinator,
        )
    assert User.objects.filter(email="x@example.org").exists() is False


def test_nobody_is_invited_for_a_municipality_that_was_never_in(collaboration, koordinator):
    with pytest.raises(DomainError, match="deltager ikke i samarbejdet"):
        invite_for_municipality(
            collaboration,
            municipality=factories.make_municipality(),
            email="x@example.org",
            role=MunicipalityRole.Role.CONTACT,
            actor=koordinator,
        )


def test_a_municipality_role_is_taken_back_by_who_may(collaboration, kontakt, laeser, odder, person):
    role = factories.make_municipality_role(person, odder, "reader", valid_from=days(-5))
    with pytest.raises(PermissionDenied):
        end_municipality_role(collaboration, role=role, actor=laeser)
    end_municipality_role(collaboration, role=role, actor=kontakt)
    assert access_for(person, collaboration).may_see is False
    assert texts(collaboration) == ["Ny Person har ikke længere rollen læser for Odder."]

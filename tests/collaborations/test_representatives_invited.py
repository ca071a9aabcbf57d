"""Who is invited by a koordinator sees this collaboration and no other; and nobody gives more than they have."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import MunicipalityRole, User
from collaborations.access import access_for
from collaborations.models import Collaboration, Representative
from collaborations.services import set_participation
from common.exceptions import DomainError
from tests import factories
from tests.collaborations.pages import errors_of, text_of
from tests.collaborations.representatives import CONTACT, DIRECTOR, READER, browser, days, invited, page, texts

pytestmark = pytest.mark.django_db
Y, N = True, False


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

"""Who may end a representation, when it ends, and what is left of it."""

import pytest
from django.core.exceptions import PermissionDenied

from collaborations.access import access_for
from collaborations.models import Representative
from collaborations.services import end_municipality_role, end_representation
from common.exceptions import DomainError
from tests import factories
from tests.collaborations.pages import errors_of, text_of
from tests.collaborations.representatives import browser, days, invited, page, texts

pytestmark = pytest.mark.django_db
Y, N = True, False


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

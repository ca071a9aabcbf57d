"""Representatives on the page of people."""

import pytest

from accounts.models import User
from collaborations.models import Representative
from tests import factories
from tests.collaborations.pages import text_of
from tests.collaborations.representatives import days, page

pytestmark = pytest.mark.django_db


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

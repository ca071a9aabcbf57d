"""What somebody could have got away with, and can not: longer access, an answer dated back, names from elsewhere."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole
from collaborations.access import access_for
from collaborations.models import Collaboration, Member
from collaborations.services import (
    add_external_party,
    add_member,
    end_external_party,
    end_membership,
    end_municipality_role,
    set_drivers,
)
from common.exceptions import DomainError
from tests import factories


def days(number: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=number)


def newest_text(collaboration) -> str:
    return collaboration.activity.first().text


def test_ending_an_access_does_not_make_it_longer(collaboration, koordinator, fremmed):
    member = add_member(collaboration, user=fremmed, role=Member.Role.READER, valid_to=days(2), actor=koordinator)
    with pytest.raises(DomainError, match="Adgangen slutter allerede"):
        end_membership(member, on=days(30), actor=koordinator)
    member.refresh_from_db()
    assert member.valid_to == days(2)


def test_a_role_that_ends_later_is_not_told_as_ended(collaboration, administrator, kommunelaeser):
    role = MunicipalityRole.objects.get(user=kommunelaeser)
    end_municipality_role(collaboration, role=role, on=days(60), actor=administrator)
    assert "til og med" in newest_text(collaboration)
    with pytest.raises(DomainError, match="ikke ligge før i dag"):
        end_municipality_role(collaboration, role=role, on=days(-300), actor=administrator)


def test_a_contact_does_not_answer_for_the_time_before_the_invitation(client_for, collaboration, hedensted):
    contact = factories.make_user("hedensted@example.org", name="Kontakt i Hedensted")
    factories.make_municipality_role(contact, hedensted, "contact")
    browser = client_for("koordinator")
    browser.force_login(contact, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("collaborations:participation", args=[collaboration.slug, hedensted.code])
    response = browser.post(page, {"state": "interested", "date": "01.01.2000", "reason": "Typet"})
    assert "Datoen kan ikke ligge før 1. marts 2026." in response.content.decode()
    assert "Typet" in response.content.decode()
    browser.post(page, {"state": "declined", "date": "01.03.2026", "reason": "Nej tak"})
    former = access_for(contact, Collaboration.objects.get(pk=collaboration.pk))
    assert former.is_former
    assert former.took_part_on(dt.date(2026, 2, 1)) is False


@pytest.mark.parametrize("cvr", ["1234567²", "١٢٣٤٥٦٧٨", "1234567"])
def test_what_is_no_cvr_number_is_refused_in_words(client_for, collaboration, cvr):
    data = {"name": "Noget A/S", "kind": "company", "cvr": cvr, "date": "20.11.2026"}
    response = client_for("koordinator").post(reverse("collaborations:add_party", args=[collaboration.slug]), data)
    assert "Skriv et CVR-nummer på otte cifre." in response.content.decode()


def test_what_is_typed_about_a_known_party_must_agree_with_it(collaboration):
    factories.make_party("Dansk Ting", kind="association")
    with pytest.raises(DomainError, match="Dansk Ting er kendt som forening"):
        add_external_party(collaboration, kind="company", name="dansk ting", actor=None)
    row = add_external_party(collaboration, kind="association", name="dansk ting", cvr="13585628", actor=None)
    assert (row.party.name, row.party.cvr) == ("Dansk Ting", "13585628")


def test_what_others_know_of_a_party_is_told_to_who_sees_it_with_them(collaboration, koordinator):
    hidden = factories.make_collaboration("Et andet samarbejde")
    party = factories.make_party("Dansk Ting", kind="association", cvr="13585628")
    factories.make_external_participation(hidden, party)
    with pytest.raises(DomainError, match=r"^Type eller CVR-nummer passer ikke til navnet\."):
        add_external_party(collaboration, kind="company", name="dansk ting", actor=koordinator)
    factories.make_member(hidden, koordinator, "reader")
    with pytest.raises(DomainError, match=r"Dansk Ting er kendt som forening .* 13585628"):
        add_external_party(collaboration, kind="company", name="dansk ting", actor=koordinator)


def test_a_party_is_ended_once(collaboration):
    row = add_external_party(collaboration, kind="region", name="Regionen", date=days(-9), actor=None)
    end_external_party(row, actor=None)
    with pytest.raises(DomainError, match="deltager ikke længere"):
        end_external_party(row, actor=None)


def test_parties_of_collaborations_that_one_does_not_see_are_not_suggested(client_for, collaboration):
    elsewhere = factories.make_collaboration("Et andet sted")
    add_external_party(elsewhere, kind="company", name="Hemmelig leverandør A/S", actor=None)
    add_external_party(collaboration, kind="company", name="Vores leverandør A/S", actor=None)
    factories.make_party("Kendt forening")
    page = (
        client_for("koordinator").get(reverse("collaborations:add_party", args=[collaboration.slug])).content.decode()
    )
    assert [name in page for name in ("Hemmelig leverandør", "Vores leverandør", "Kendt forening")] == [
        False,
        True,
        True,
    ]


def test_an_address_never_stands_in_for_a_name_in_what_all_read(client_for, collaboration, koordinator):
    nameless = factories.make_user("hemmelig@example.org", name="")
    add_member(collaboration, user=nameless, role=Member.Role.COORDINATOR, actor=koordinator)
    browser = client_for("laeser")
    for name in ("dashboards:overview", "collaborations:history", "collaborations:people", "reports:list"):
        assert "hemmelig@example.org" not in browser.get(reverse(name, args=[collaboration.slug])).content.decode()


def test_what_was_written_about_a_driver_stays_in_history(collaboration):
    set_drivers(collaboration, drivers={"economy": "Billigere"}, actor=None)
    set_drivers(collaboration, drivers={"economy": "Dyrere"}, actor=None)
    assert newest_text(collaboration) == "Drivkræfter: økonomi. Før om Økonomi: Billigere"


@pytest.mark.parametrize("name", ["status", "invite"])
def test_every_link_of_the_error_summary_leads_to_its_field(client_for, collaboration, name):
    page = client_for("koordinator").post(
        reverse(f"collaborations:{name}", args=[collaboration.slug]), {"form_token": ""}
    )
    shown = page.content.decode()
    targets = re.findall(r'<li><a href="#([^"]+)"', shown)
    assert targets != []
    assert [target for target in targets if f'id="{target}"' not in shown] == []

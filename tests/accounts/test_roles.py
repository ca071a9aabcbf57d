"""Roles hold between their dates, never twice at once, and there is always an administrator."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from accounts import services
from accounts.models import AccessRequest, MunicipalityRole, RoleChange, SystemRole, User
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from tests.factories import make_municipality_role, make_system_role, make_user

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 a date has no time zone


def give_contact(user, municipality, **values):
    values = {"role": "contact", "actor": None, **values}
    return services.give_municipality_role(user=user, municipality=municipality, **values)


def changes_of(user) -> list[tuple]:
    return list(user.role_changes.order_by("pk").values_list("kind", "role", "valid_from", "valid_to", "actor__email"))


## Giving


def test_a_role_holds_from_today_and_without_an_end_unless_told(fremmed, odder, administrator):
    role = give_contact(fremmed, odder, actor=administrator)
    assert (role.valid_from, role.valid_to, role.given_by) == (TODAY, None, administrator)
    assert changes_of(fremmed) == [("given", "Kommunekontakt, Odder", TODAY, None, "administrator@example.org")]


def test_the_user_in_hand_has_the_role_at_once(fremmed, odder):
    assert fremmed.current_municipality_roles == []
    give_contact(fremmed, odder)
    assert [role.municipality for role in fremmed.current_municipality_roles] == [odder]


def test_the_first_and_the_last_day_are_included_and_the_day_after_is_not(fremmed, odder):
    give_contact(fremmed, odder, valid_from=day("01.12.2026"), valid_to=day("31.12.2026"))
    held = {
        date: User.objects.get(pk=fremmed.pk).municipality_roles.valid(day(date)).exists()
        for date in ("30.11.2026", "01.12.2026", "31.12.2026", "01.01.2027")
    }
    assert held == {"30.11.2026": False, "01.12.2026": True, "31.12.2026": True, "01.01.2027": False}


def test_rights_end_the_day_after_the_last_day(fremmed):
    services.give_system_role(user=fremmed, role="editor", valid_to=TODAY, actor=None)
    assert User.objects.get(pk=fremmed.pk).is_editor is True
    with time_machine.travel(dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC), tick=False):
        assert User.objects.get(pk=fremmed.pk).is_editor is False


def test_a_role_that_covers_the_period_already_is_kept_and_nothing_is_added(fremmed, odder):
    first = give_contact(fremmed, odder)
    assert give_contact(fremmed, odder, valid_from=day("01.01.2027"), valid_to=day("31.12.2027")) == first
    assert MunicipalityRole.objects.count() == 1
    assert len(changes_of(fremmed)) == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20.11.2026", "31.12.2026"),  # ends within
        ("15.12.2026", "15.01.2027"),  # begins within
        ("20.11.2026", None),  # goes past both ends
    ],
)
def test_the_same_role_can_not_overlap_itself(fremmed, odder, start, end):
    give_contact(fremmed, odder, valid_from=day("01.12.2026"), valid_to=day("31.12.2026"))
    with pytest.raises(DomainError, match=re.escape("fra 1. december 2026 til 31. december 2026")):
        give_contact(fremmed, odder, valid_from=day(start), valid_to=end and day(end))
    assert MunicipalityRole.objects.count() == 1


def test_before_after_elsewhere_and_another_role_are_no_overlap(fremmed, odder, horsens):
    give_contact(fremmed, odder, valid_from=day("01.12.2026"), valid_to=day("31.12.2026"))
    give_contact(fremmed, odder, valid_from=day("01.11.2026"), valid_to=day("30.11.2026"))
    give_contact(fremmed, odder, valid_from=day("01.01.2027"))
    give_contact(fremmed, horsens, valid_from=day("01.12.2026"))
    give_contact(fremmed, odder, role="reader", valid_from=day("01.12.2026"))
    assert MunicipalityRole.objects.count() == 5


def test_a_role_can_not_end_before_it_begins(fremmed, odder):
    with pytest.raises(DomainError, match="Slutdatoen kan ikke ligge før startdatoen"):
        give_contact(fremmed, odder, valid_from=TODAY, valid_to=day("19.11.2026"))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_municipality_role(fremmed, odder, valid_from=TODAY, valid_to=day("19.11.2026"))


def test_somebody_new_is_invited_and_gets_the_role_by_one_act(administrator, odder, on_commit):
    with on_commit():
        user = services.invite_with_role(
            email="ny@example.org",
            name="Ny",
            role="director",
            municipality=odder,
            valid_from=None,
            valid_to=None,
            actor=administrator,
        )
    assert [role.label for role in user.current_municipality_roles] == ["Direktør, Odder"]
    assert "Du har fået rollen direktør for Odder Kommune." in mail.outbox[0].body


def test_nobody_is_invited_when_the_role_can_not_be_given(administrator, odder, on_commit):
    with pytest.raises(DomainError), on_commit():
        services.invite_with_role(
            email="ny@example.org",
            name="",
            role="contact",
            municipality=odder,
            valid_from=TODAY,
            valid_to=day("01.01.2026"),
            actor=administrator,
        )
    assert User.objects.filter(email="ny@example.org").exists() is False
    assert mail.outbox == []


## Ending


def test_a_role_ends_at_once_unless_a_day_is_named(fremmed, odder, administrator):
    role = make_municipality_role(fremmed, odder, valid_from=day("01.01.2026"))
    services.end_role(role, actor=administrator)
    role.refresh_from_db()
    assert role.valid_to == day("19.11.2026")
    assert role.is_valid() is False
    assert changes_of(fremmed)[-1] == (
        "ended",
        "Kommunekontakt, Odder",
        day("01.01.2026"),
        day("19.11.2026"),
        "administrator@example.org",
    )


def test_a_role_that_began_today_is_taken_back_and_the_record_stays(fremmed, odder, administrator):
    role = give_contact(fremmed, odder)
    services.end_role(role, actor=administrator)
    assert MunicipalityRole.objects.filter(user=fremmed).exists() is False
    assert [change[0] for change in changes_of(fremmed)] == ["given", "ended"]


def test_a_role_can_end_on_a_day_to_come(fremmed, odder, administrator):
    role = give_contact(fremmed, odder)
    services.end_role(role, actor=administrator, on=day("31.12.2026"))
    assert (role.is_valid(day("31.12.2026")), role.is_valid(day("01.01.2027"))) == (True, False)


@pytest.mark.parametrize(
    ("ends", "on", "why"),
    [
        (None, "19.11.2026", "før rollens første dag"),
        ("30.11.2026", "01.12.2026", "efter rollens slutdato"),
    ],
)
def test_the_last_day_lies_within_the_role(fremmed, odder, ends, on, why):
    role = give_contact(fremmed, odder, valid_to=ends and day(ends))
    with pytest.raises(DomainError, match=why):
        services.end_role(role, actor=None, on=day(on))


def test_an_ended_role_can_not_be_ended_again(fremmed, odder):
    role = make_municipality_role(fremmed, odder, valid_from=day("01.01.2026"), valid_to=day("01.02.2026"))
    with pytest.raises(DomainError, match="allerede afsluttet"):
        services.end_role(role, actor=None)


def test_the_last_administrator_can_not_be_ended(administrator):
    role = administrator.system_roles.get()
    for on in (None, TODAY, day("31.12.2026")):
        with pytest.raises(DomainError, match="mindst én administrator"):
            services.end_role(role, actor=administrator, on=on)
    role.refresh_from_db()
    assert role.valid_to is None


@pytest.mark.parametrize(
    "other",
    [
        {"is_active": False},
        {"password": None},
        {"valid_from": "01.01.2027"},
        {"valid_from": "01.01.2026", "valid_to": "19.11.2026"},
    ],
    ids=["closed", "never accepted", "not yet", "no longer"],
)
def test_an_administrator_who_can_not_step_in_does_not_count(administrator, other):
    dates = {name: day(other.pop(name)) for name in ("valid_from", "valid_to") if name in other}
    make_system_role(make_user("anden@example.org", **other), "administrator", **dates)
    with pytest.raises(DomainError, match="mindst én administrator"):
        services.end_role(administrator.system_roles.get(), actor=administrator)


def test_one_of_two_administrators_can_be_ended(administrator):
    other = make_user("anden@example.org")
    make_system_role(other, "administrator")
    services.end_role(administrator.system_roles.get(), actor=other)
    assert User.objects.get(pk=administrator.pk).is_administrator is False


def test_ending_the_only_editor_is_allowed(redaktoer, administrator):
    services.end_role(redaktoer.system_roles.get(), actor=administrator)
    assert SystemRole.objects.filter(role="editor").exists() is False


def test_the_record_of_roles_is_history(fremmed, odder):
    give_contact(fremmed, odder)
    change = fremmed.role_changes.get()
    for rewrite in (change.save, change.delete, RoleChange.objects.all().delete):
        with pytest.raises(HistoryIsImmutable):
            rewrite()


def test_technical_access_is_no_right_in_a_row(collaboration):
    technician = User.objects.create_superuser("teknik@example.org", "en lang adgangskode 42")
    assert technician.is_administrator is False
    assert technician.has_perm("collaborations.invite", collaboration) is False


## Asking to be let in


def test_the_administrators_hear_of_a_request(fremmed, administrator, on_commit):
    with on_commit():
        services.request_access(user=fremmed, message="Jeg arbejder i Odder Kommune.")
    assert [message.to for message in mail.outbox] == [["administrator@example.org"]]
    assert "Jeg arbejder i Odder Kommune." in mail.outbox[0].body


def test_one_request_waits_at_a_time(fremmed, administrator):
    first = services.request_access(user=fremmed, message="Første")
    with pytest.raises(DomainError, match="allerede bedt om adgang"):
        services.request_access(user=fremmed, message="Anden")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessRequest.objects.create(user=fremmed, message="Ved siden af")
    services.close_access_request(first, answer="Spørg koordinatoren.", actor=administrator)
    services.request_access(user=fremmed, message="Anden")
    assert fremmed.access_requests.count() == 2


def test_the_answer_is_mailed_and_stands(fremmed, administrator, on_commit):
    asked = services.request_access(user=fremmed, message="Luk mig ind.")
    with on_commit():
        services.close_access_request(asked, answer="Spørg koordinatoren.", actor=administrator)
    asked.refresh_from_db()
    assert (asked.answer, asked.closed_by, asked.closed_at is not None) == ("Spørg koordinatoren.", administrator, True)
    assert (mail.outbox[0].to, "Spørg koordinatoren." in mail.outbox[0].body) == (["fremmed@example.org"], True)
    with pytest.raises(DomainError, match="allerede besvaret"):
        services.close_access_request(asked, answer="Nej.", actor=administrator)


## Finding people


def test_people_are_found_by_parts_of_name_and_address_in_danish(db):
    soren = make_user("sba@example.org", name="Åse Ødegård")
    make_user("anden@example.org", name="En anden")
    for text in ("ØDEGÅRD", "ødegaard", "åse sba", "aase", "SBA@EXAMPLE"):
        assert list(User.objects.matching(text)) == [soren]
    assert list(User.objects.matching("åse anden")) == []
    assert User.objects.matching("").count() == 2


def test_people_are_sorted_as_danes_do(db):
    for name in ("Ærø", "Zoo", "Aabenraa", "Albertslund", ""):
        make_user(f"x{name.encode().hex()}@example.org", name=name)
    assert [user.name for user in User.objects.all()] == ["Albertslund", "", "Zoo", "Ærø", "Aabenraa"]

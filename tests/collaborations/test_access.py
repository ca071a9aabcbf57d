"""The rights table of the architecture (§ 3a), cell by cell. Written out: nothing here is computed from the code."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import MunicipalityRole, User
from collaborations.access import access_for, forget_access
from collaborations.models import Collaboration, Member
from tests import factories

pytestmark = pytest.mark.django_db

Y, N = True, False

# Columns: everybody of the cast, in the order of the table in the architecture.
PEOPLE = (
    "koordinator", "bidragyder", "laeser", "kontakt", "direktoer", "kommunelaeser", "tidligere_kontakt",
    "redaktoer", "administrator", "fremmed",
)  # fmt: skip
RIGHTS = {
    "may_see":           (Y, Y, Y, Y, Y, Y, N, N, Y, N),
    "is_former":         (N, N, N, N, N, N, Y, N, N, N),
    "takes_part":        (Y, Y, Y, Y, Y, Y, N, N, N, N),
    "may_change":        (Y, N, N, N, N, N, N, N, N, N),
    "may_write":         (Y, Y, N, N, N, N, N, N, N, N),
    "may_move_phase":    (Y, N, N, N, N, N, N, N, N, N),
    "may_waive":         (Y, N, N, N, N, N, N, N, N, N),
    "may_order_reports": (Y, Y, N, Y, Y, N, N, N, N, N),
    "may_invite":        (Y, N, N, Y, N, N, N, N, Y, N),
    "may_manage_people": (Y, N, N, N, N, N, N, N, Y, N),
}  # fmt: skip
CELLS = [(right, who, cell) for right, row in RIGHTS.items() for who, cell in zip(PEOPLE, row, strict=True)]


@pytest.mark.parametrize(("right", "who", "expected"), CELLS)
def test_right(right, who, expected, cast, collaboration):
    assert getattr(access_for(cast[who], collaboration), right) == expected


PERMISSIONS = {
    "collaborations.change_collaboration": (Y, N, N, N, N, N, N, N, N, N),
    "collaborations.invite":               (Y, N, N, Y, N, N, N, N, Y, N),
    "collaborations.manage_people":        (Y, N, N, N, N, N, N, N, Y, N),
    "phases.move":                         (Y, N, N, N, N, N, N, N, N, N),
    "phases.waive":                        (Y, N, N, N, N, N, N, N, N, N),
    "reports.order":                       (Y, Y, N, Y, Y, N, N, N, N, N),
}  # fmt: skip
PERMISSION_CELLS = [
    (name, who, cell) for name, row in PERMISSIONS.items() for who, cell in zip(PEOPLE, row, strict=True)
]


@pytest.mark.parametrize(("permission", "who", "expected"), PERMISSION_CELLS)
def test_permission(permission, who, expected, cast, collaboration):
    assert cast[who].has_perm(permission, collaboration) == expected


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_a_permission_without_a_collaboration_is_refused(permission, koordinator):
    assert koordinator.has_perm(permission) is False


# Whether somebody may work for the collaboration as such (None), for Odder (where the kontakt is), for Horsens.
@pytest.mark.parametrize(
    ("who", "checklist", "answers", "describes"),
    [
        ("koordinator", (Y, Y, Y), (Y, Y), (Y, Y)),
        ("bidragyder", (Y, Y, Y), (N, N), (Y, Y)),
        ("laeser", (N, N, N), (N, N), (N, N)),
        ("kontakt", (N, Y, N), (Y, N), (Y, N)),
        ("direktoer", (N, N, N), (N, N), (N, N)),
        ("kommunelaeser", (N, N, N), (N, N), (N, N)),
        ("tidligere_kontakt", (N, N, N), (N, N), (N, N)),
        ("redaktoer", (N, N, N), (N, N), (N, N)),
        ("administrator", (N, N, N), (N, N), (N, N)),
        ("fremmed", (N, N, N), (N, N), (N, N)),
    ],
)
def test_who_may_work_for_which_municipality(who, checklist, answers, describes, cast, collaboration, odder, horsens):
    access = access_for(cast[who], collaboration)
    assert tuple(access.may_work_on_checklist(place) for place in (None, odder.pk, horsens.pk)) == checklist
    assert tuple(access.may_answer_for(place) for place in (odder.pk, horsens.pk)) == answers
    assert tuple(access.may_describe(place) for place in (odder.pk, horsens.pk)) == describes


INVITATIONS = {
    #                    in the collaboration   for Odder   for Horsens
    #                    koord. bidr. læser     kont. dir. læser  kont. dir. læser
    "koordinator":       ((Y, Y, Y), (Y, N, Y), (Y, N, Y)),
    "bidragyder":        ((N, N, N), (N, N, N), (N, N, N)),
    "laeser":            ((N, N, N), (N, N, N), (N, N, N)),
    "kontakt":           ((N, N, N), (N, N, Y), (N, N, N)),
    "direktoer":         ((N, N, N), (N, N, N), (N, N, N)),
    "kommunelaeser":     ((N, N, N), (N, N, N), (N, N, N)),
    "tidligere_kontakt": ((N, N, N), (N, N, N), (N, N, N)),
    "redaktoer":         ((N, N, N), (N, N, N), (N, N, N)),
    "administrator":     ((Y, Y, Y), (Y, Y, Y), (Y, Y, Y)),
    "fremmed":           ((N, N, N), (N, N, N), (N, N, N)),
}  # fmt: skip


@pytest.mark.parametrize("who", INVITATIONS)
def test_who_may_invite_to_what(who, cast, collaboration, odder, horsens):
    access = access_for(cast[who], collaboration)
    members = tuple(access.may_invite_to(role) for role in ("coordinator", "contributor", "reader"))
    for_odder, for_horsens = (
        tuple(access.may_invite_to(role, place.pk) for role in ("contact", "director", "reader"))
        for place in (odder, horsens)
    )
    assert (members, for_odder, for_horsens) == INVITATIONS[who]


def test_nobody_is_nobody(collaboration):
    access = access_for(AnonymousUser(), collaboration)
    assert (access.may_see, access.is_former, access.may_invite) == (False, False, False)
    assert list(Collaboration.objects.visible_to(AnonymousUser())) == []


def test_a_superuser_has_no_right_in_the_product(collaboration):
    user = User.objects.create_superuser("teknik@example.org", factories.PASSWORD)
    factories.make_member(collaboration, user, "reader")
    assert user.has_perm("phases.waive", collaboration) is False
    assert user.has_perm("accounts.change_user") is True


@pytest.mark.parametrize(
    ("state", "sees", "former"),
    [
        ("invited", True, False),
        ("interested", True, False),
        ("participant", True, False),
        ("declined", False, True),
        ("withdrawn", False, True),
    ],
)
@pytest.mark.parametrize("role", ["contact", "director", "reader"])
def test_a_municipalitys_people_see_while_it_is_active(role, state, sees, former):
    municipality = factories.make_municipality()
    collaboration = factories.make_collaboration()
    factories.make_participation(collaboration, municipality, state=state)
    user = factories.make_user()
    factories.make_municipality_role(user, municipality, role)
    access = access_for(user, collaboration)
    assert (access.may_see, access.is_former) == (sees, former)
    assert list(Collaboration.objects.visible_to(user)) == ([collaboration] if sees else [])
    assert list(Collaboration.objects.former_for(user)) == ([collaboration] if former else [])


def test_the_day_after_valid_to_nothing_is_seen(collaboration, odder):
    today = timezone.localdate()
    cases = [
        (today, True),
        (today - dt.timedelta(days=1), False),
    ]
    for last_day, sees in cases:
        member = factories.make_user()
        factories.make_member(collaboration, member, "coordinator", valid_from=dt.date(2026, 1, 1), valid_to=last_day)
        contact = factories.make_user()
        factories.make_municipality_role(contact, odder, valid_from=dt.date(2026, 1, 1), valid_to=last_day)
        for user in (member, contact):
            forget_access(collaboration)
            assert access_for(user, collaboration).may_see == sees
            assert list(Collaboration.objects.visible_to(user)) == ([collaboration] if sees else [])


def test_the_day_before_valid_from_nothing_is_seen(collaboration, odder):
    member, contact = factories.make_user(), factories.make_user()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    factories.make_member(collaboration, member, "reader", valid_from=tomorrow)
    factories.make_municipality_role(contact, odder, valid_from=tomorrow)
    assert [access_for(user, collaboration).may_see for user in (member, contact)] == [False, False]


def test_a_former_participant_saw_the_papers_from_its_time(tidligere_kontakt, collaboration):
    access = access_for(tidligere_kontakt, collaboration)
    days = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 5, 31), dt.date(2026, 6, 1)]
    assert [access.took_part_on(day) for day in days] == [False, True, True, False]


def test_one_active_municipality_is_enough_to_see_all(tidligere_kontakt, collaboration, odder):
    factories.make_municipality_role(tidligere_kontakt, odder, MunicipalityRole.Role.READER)
    access = access_for(tidligere_kontakt, collaboration)
    assert (access.may_see, access.is_former, access.contact_for) == (True, False, frozenset())


def test_a_contact_acts_for_the_own_municipality_and_a_coordinator_for_the_collaboration(
    cast, collaboration, odder, horsens
):
    assert access_for(cast["kontakt"], collaboration).acting_for == odder
    assert access_for(cast["koordinator"], collaboration).acting_for is None
    factories.make_municipality_role(cast["koordinator"], odder, "contact")
    factories.make_municipality_role(cast["kontakt"], horsens, "contact")
    forget_access(collaboration)
    assert access_for(cast["koordinator"], collaboration).acting_for is None
    assert access_for(cast["kontakt"], collaboration).acting_for is None


def test_who_gave_a_role_may_take_it_back(cast, collaboration, odder):
    def may_end(who, **values):
        role = factories.make_municipality_role(factories.make_user(), odder, **values)
        return access_for(cast[who], collaboration).may_end_municipality_role(role)

    koordinator = cast["koordinator"]
    assert may_end("koordinator", role="contact", given_by=koordinator) is True
    assert may_end("koordinator", role="contact") is False
    assert may_end("kontakt", role="reader", given_by=koordinator) is True
    assert may_end("kontakt", role="contact", given_by=cast["kontakt"]) is False
    assert may_end("bidragyder", role="reader", given_by=cast["bidragyder"]) is False
    assert may_end("administrator", role="director") is True


def test_access_takes_two_queries_and_is_then_remembered(koordinator, collaboration, django_assert_num_queries):
    assert koordinator.is_administrator is False
    with django_assert_num_queries(2):
        access_for(koordinator, collaboration)
    with django_assert_num_queries(0):
        access_for(koordinator, collaboration)


def test_what_is_remembered_about_one_user_is_not_given_to_another(koordinator, laeser, collaboration):
    assert access_for(koordinator, collaboration).may_change is True
    assert access_for(laeser, collaboration).may_change is False


def test_the_highest_of_several_memberships_counts(laeser, collaboration):
    factories.make_member(collaboration, laeser, Member.Role.COORDINATOR)
    assert access_for(laeser, collaboration).may_change is True

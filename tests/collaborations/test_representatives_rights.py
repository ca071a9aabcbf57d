"""Who represents a municipality in one collaboration alone may there what the municipality's people may, and nothing
elsewhere. The tables are written out, as in `test_access.py`: nothing is computed from the code."""

import pytest

from collaborations.access import access_for, forget_access
from tests import factories

pytestmark = pytest.mark.django_db
Y, N = True, False
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

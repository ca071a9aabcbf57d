"""Who takes a role over loses none that is as strong, for as long as it lasts; what can not be taken over is said."""

import pytest

from collaborations.models import Member, Representative
from handover.services import Conflicts, hand_over
from tests import factories
from tests.clock import in_days


def spans(rows) -> list[tuple]:
    return list(rows.order_by("valid_from").values_list("role", "valid_from", "valid_to"))


@pytest.fixture
def reads(collaboration):
    """A læser with or without an end, whose role is handed over."""

    def made(**values) -> Member:
        return factories.make_member(collaboration, factories.make_user(name="Går"), "reader", **values)

    return made


def test_a_stronger_role_that_ends_sooner_is_kept_and_the_weaker_follows_it(order, reads, receiver, collaboration):
    factories.make_member(collaboration, receiver, "coordinator", valid_to=in_days(30))
    hand_over(order(leaver=reads().user))
    assert spans(Member.objects.filter(user=receiver)) == [
        ("coordinator", in_days(0), in_days(30)),
        ("reader", in_days(31), None),
    ]


def test_a_stronger_role_to_come_is_kept_and_the_weaker_holds_until_then(order, reads, receiver, collaboration):
    factories.make_member(collaboration, receiver, "coordinator", valid_from=in_days(30))
    hand_over(order(leaver=reads(valid_to=in_days(60)).user))
    assert spans(Member.objects.filter(user=receiver)) == [
        ("reader", in_days(0), in_days(29)),
        ("coordinator", in_days(30), None),
    ]


def test_the_weaker_role_holds_before_and_after_the_stronger(order, reads, receiver, collaboration):
    factories.make_member(collaboration, receiver, "contributor", valid_from=in_days(10), valid_to=in_days(20))
    hand_over(order(leaver=reads().user))
    assert spans(Member.objects.filter(user=receiver)) == [
        ("reader", in_days(0), in_days(9)),
        ("contributor", in_days(10), in_days(20)),
        ("reader", in_days(21), None),
    ]


def test_the_only_coordinator_stays_one(order, reads, leaver, collaboration):
    Member.objects.filter(user=leaver).update(valid_to=in_days(90))
    hand_over(order(leaver=reads().user, receiver=leaver))
    assert Member.objects.valid().get(collaboration=collaboration, role="coordinator").user == leaver


def test_a_weaker_role_that_lasts_longer_comes_back(order, leaver, receiver, collaboration):
    Member.objects.filter(user=leaver).update(valid_to=in_days(30))
    factories.make_member(collaboration, receiver, "contributor", valid_from=in_days(-9))
    hand_over(order())
    assert spans(Member.objects.filter(user=receiver)) == [
        ("contributor", in_days(-9), in_days(-1)),
        ("coordinator", in_days(0), in_days(30)),
        ("contributor", in_days(31), None),
    ]


def test_a_contact_of_the_municipality_who_ends_sooner_reads_afterwards(order, receiver, collaboration, odder):
    reader = factories.make_representative(collaboration, odder, role="reader")
    factories.make_representative(collaboration, odder, receiver, "contact", valid_to=in_days(30))
    hand_over(order(leaver=reader.user))
    assert spans(Representative.objects.filter(user=receiver)) == [
        ("contact", in_days(0), in_days(30)),
        ("reader", in_days(31), None),
    ]


@pytest.mark.parametrize("of_municipality", [True, False])
def test_a_role_that_ends_before_the_receiver_begins_can_not_be_taken_over(
    order, reads, collaboration, odder, of_municipality
):
    if of_municipality:
        row = factories.make_representative(collaboration, odder, valid_to=in_days(2))
    else:
        row = reads(valid_to=in_days(2))
    with pytest.raises(Conflicts, match="Rollen slutter, før modtageren begynder"):
        hand_over(order(leaver=row.user, first_day=in_days(5), last_day=in_days(5)))


@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_a_role_for_a_municipality_that_takes_no_part_is_not_taken_over(order, receiver, collaboration, odder, state):
    row = factories.make_representative(collaboration, odder)
    collaboration.participations.filter(municipality=odder).update(state=state)
    with pytest.raises(Conflicts, match="Odder deltager ikke i samarbejdet"):
        hand_over(order(leaver=row.user))
    assert not Representative.objects.filter(user=receiver).exists()

import datetime as dt

import pytest
from django.utils import timezone

from collaborations.access import access_for
from collaborations.services import add_participants, describe_contribution, set_participation
from common.exceptions import DomainError, StaleVersion
from tests import factories

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY, JULY = (dt.date(2026, month, 1) for month in (1, 3, 5, 7))


@pytest.fixture
def collaboration():
    return factories.make_collaboration()


@pytest.fixture
def place():
    return factories.make_municipality("Odder")


def step(collaboration, place, state, date, reason="", **values):
    return set_participation(
        collaboration, municipality=place, state=state, date=date, reason=reason, actor=None, **values
    )


def stored(participation):
    participation.refresh_from_db()
    return participation.state, participation.since


def test_the_first_step_adds_the_municipality(collaboration, place):
    participation = step(collaboration, place, "invited", MARCH, source="Brev")
    assert stored(participation) == ("invited", MARCH)
    change = participation.changes.get()
    assert (change.state, change.date, change.source) == ("invited", MARCH, "Brev")


def test_a_municipality_joins_and_drops_out_step_by_step(collaboration, place):
    step(collaboration, place, "invited", JANUARY)
    step(collaboration, place, "interested", MARCH)
    step(collaboration, place, "participant", MAY)
    participation = step(collaboration, place, "withdrawn", JULY, "For dyrt.")
    assert stored(participation) == ("withdrawn", JULY)
    assert [change.state for change in participation.changes.all()] == [
        "invited", "interested", "participant", "withdrawn",
    ]  # fmt: skip
    texts = list(collaboration.activity.order_by("pk").values_list("text", flat=True))
    assert texts == [
        "Odder: inviteret pr. 1. januar 2026.",
        "Odder: fra inviteret til interesseret pr. 1. marts 2026.",
        "Odder: fra interesseret til deltager pr. 1. maj 2026.",
        "Odder: fra deltager til udtrådt pr. 1. juli 2026. Begrundelse: For dyrt.",
    ]


def test_a_municipality_that_left_can_come_back(collaboration, place):
    step(collaboration, place, "participant", JANUARY)
    step(collaboration, place, "withdrawn", MARCH, "For dyrt.")
    assert stored(step(collaboration, place, "participant", MAY)) == ("participant", MAY)


def test_an_earlier_date_corrects_history_and_leaves_todays_state(collaboration, place):
    step(collaboration, place, "participant", JULY)
    participation = step(collaboration, place, "interested", MARCH)
    assert stored(participation) == ("participant", JULY)
    assert [participation.state_on(day) for day in (JANUARY, MARCH, MAY, JULY)] == [
        None, "interested", "interested", "participant",
    ]  # fmt: skip


def test_learning_of_an_earlier_start_moves_since(collaboration, place):
    step(collaboration, place, "participant", JULY)
    assert stored(step(collaboration, place, "participant", MARCH)) == ("participant", MARCH)


def test_the_later_record_of_the_same_day_corrects_the_earlier(collaboration, place):
    step(collaboration, place, "participant", MARCH)
    step(collaboration, place, "withdrawn", JULY, "Tastefejl")
    assert stored(step(collaboration, place, "participant", JULY)) == ("participant", MARCH)


def test_a_date_in_the_future_is_refused(collaboration, place):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(DomainError, match=r"Datoen må ikke ligge i fremtiden\."):
        step(collaboration, place, "participant", tomorrow)
    assert collaboration.participations.filter(municipality=place).count() == 0


def test_today_is_not_the_future(collaboration, place):
    assert step(collaboration, place, "participant", timezone.localdate()).is_active is True


@pytest.mark.parametrize("reason", ["", "   "])
def test_no_and_leaving_need_a_reason(collaboration, place, reason):
    with pytest.raises(DomainError, match="Skriv en begrundelse"):
        step(collaboration, place, "declined", MARCH, reason)
    step(collaboration, place, "participant", MARCH)
    with pytest.raises(DomainError, match="Skriv en begrundelse"):
        step(collaboration, place, "withdrawn", MAY, reason)


def test_who_did_not_take_part_can_not_leave(collaboration, place):
    step(collaboration, place, "participant", MAY)
    with pytest.raises(DomainError, match=r"Odder deltog ikke den 1\. marts 2026\. Vælg “Afslået”"):
        step(collaboration, place, "withdrawn", MARCH, "Nej")


def test_who_takes_part_leaves_and_does_not_decline(collaboration, place):
    step(collaboration, place, "participant", MARCH)
    with pytest.raises(DomainError, match=r"Odder deltog den 1\. maj 2026\. Vælg “Udtrådt”"):
        step(collaboration, place, "declined", MAY, "Nej")


def test_a_step_that_says_nothing_new_is_refused(collaboration, place):
    step(collaboration, place, "participant", MARCH)
    with pytest.raises(DomainError, match="stod allerede som deltager den dag"):
        step(collaboration, place, "participant", MAY)


def test_history_tells_who_and_on_whose_behalf(collaboration, place):
    user = factories.make_user()
    participation = set_participation(
        collaboration, municipality=place, state="participant", date=MARCH, actor=user, on_behalf_of=place
    )
    entry = collaboration.activity.first()
    assert (entry.kind, entry.actor, entry.on_behalf_of) == ("participants", user, place)
    assert participation.changes.get().recorded_by == user


def test_rights_follow_at_once_on_the_same_instance(collaboration, place):
    contact = factories.make_user()
    factories.make_municipality_role(contact, place)
    assert access_for(contact, collaboration).may_see is False
    step(collaboration, place, "invited", MARCH)
    assert access_for(contact, collaboration).may_see is True
    step(collaboration, place, "declined", MAY, "Nej")
    assert access_for(contact, collaboration).is_former is True


def test_a_host_that_leaves_is_no_longer_host(collaboration, place):
    step(collaboration, place, "participant", JANUARY)
    collaboration.host = place
    collaboration.save()
    step(collaboration, place, "withdrawn", MARCH, "For dyrt.")
    collaboration.refresh_from_db()
    assert (collaboration.host, collaboration.version) == (None, 2)
    assert collaboration.activity.first().text == "Odder er ikke længere værtskommune."


def test_a_host_that_steps_back_to_interested_is_still_host(collaboration, place):
    step(collaboration, place, "participant", JANUARY)
    collaboration.host = place
    collaboration.save()
    step(collaboration, place, "interested", MARCH)
    collaboration.refresh_from_db()
    assert collaboration.host == place


def test_the_host_stays_when_another_leaves(collaboration, place):
    step(collaboration, place, "participant", JANUARY)
    collaboration.host = collaboration.initiator
    collaboration.save()
    step(collaboration, place, "withdrawn", MARCH, "For dyrt.")
    collaboration.refresh_from_db()
    assert collaboration.host == collaboration.initiator


def test_a_declared_count_that_names_overtake_is_taken_back(collaboration, place):
    collaboration.declared_member_count, collaboration.declared_member_note = 2, "Medlemsliste"
    collaboration.save()
    step(collaboration, place, "participant", JANUARY)
    collaboration.refresh_from_db()
    assert collaboration.declared_member_count == 2
    step(collaboration, factories.make_municipality(), "participant", JANUARY)
    collaboration.refresh_from_db()
    assert (collaboration.declared_member_count, collaboration.declared_member_note) == (None, "")
    text = collaboration.activity.first().text
    assert text == "Fjernede det oplyste antal medlemmer (2): flere er nu kendt ved navn."


## add_participants


def test_several_are_added_at_once(collaboration):
    places = [factories.make_municipality(name) for name in ("Odder", "Samsø")]
    add_participants(collaboration, municipalities=places, state="invited", date=MARCH, actor=factories.make_user())
    found = collaboration.participations.filter(state="invited").values_list("municipality__name", flat=True)
    assert sorted(found) == ["Odder", "Samsø"]


def test_none_is_added_when_one_is_there_already(collaboration, place):
    new = factories.make_municipality()
    step(collaboration, place, "participant", MARCH)
    with pytest.raises(DomainError, match=r"Odder er der allerede\."):
        add_participants(
            collaboration, municipalities=[new, place], state="invited", date=MARCH, actor=factories.make_user()
        )
    assert collaboration.participations.filter(municipality=new).exists() is False


## describe_contribution


def test_a_contribution_is_written_once_per_version(collaboration, place):
    participation = step(collaboration, place, "participant", MARCH)
    user = factories.make_user()
    saved = describe_contribution(participation, text=" Lokaler ", version=1, actor=user, on_behalf_of=place)
    assert (saved.contribution, saved.version) == ("Lokaler", 2)
    entry = collaboration.activity.first()
    assert (entry.text, entry.actor, entry.on_behalf_of) == ("Odder: rettede rolle og bidrag.", user, place)


def test_a_stale_contribution_is_refused_and_the_current_one_shown(collaboration, place):
    participation = step(collaboration, place, "participant", MARCH)
    describe_contribution(participation, text="Lokaler", version=1, actor=factories.make_user())
    with pytest.raises(StaleVersion) as caught:
        describe_contribution(participation, text="Penge", version=1, actor=factories.make_user())
    assert caught.value.current.contribution == "Lokaler"
    participation.refresh_from_db()
    assert participation.contribution == "Lokaler"


def test_saving_the_same_contribution_leaves_no_trace(collaboration, place):
    participation = step(collaboration, place, "participant", MARCH)
    before = collaboration.activity.count()
    assert describe_contribution(participation, text="", version=1, actor=factories.make_user()).version == 1
    assert collaboration.activity.count() == before


def test_a_step_put_in_between_must_agree_with_the_one_that_follows(collaboration, place):
    step(collaboration, place, "participant", JANUARY)
    participation = step(collaboration, place, "withdrawn", JULY, "For dyrt.")
    with pytest.raises(DomainError, match=r"Odder står som udtrådt fra 1\. juli 2026\. Det passer ikke"):
        step(collaboration, place, "interested", MARCH)
    assert [change.state for change in participation.timeline()] == ["participant", "withdrawn"]


def test_nobody_takes_part_just_before_having_said_no(collaboration, place):
    step(collaboration, place, "invited", JANUARY)
    step(collaboration, place, "declined", JULY, "Ikke nu.")
    with pytest.raises(DomainError, match="Odder står som afslået"):
        step(collaboration, place, "participant", MARCH)
    step(collaboration, place, "interested", MARCH)


@pytest.mark.parametrize("day", [dt.date(26, 5, 12), dt.date(1969, 12, 31)])
def test_no_step_lies_in_a_year_that_nobody_can_mean(collaboration, place, day):
    with pytest.raises(DomainError, match="mellem 1970 og 2100"):
        step(collaboration, place, "invited", day)
    assert collaboration.participations.filter(municipality=place).count() == 0

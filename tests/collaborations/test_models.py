"""Constraints (one failing insert each), history that can not be rewritten, and what one row can tell."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collaborations.models import (
    Collaboration,
    Driver,
    Expectation,
    ExternalParticipation,
    Member,
    Participation,
    StatusUpdate,
)
from common.models import HistoryIsImmutable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def collaboration():
    return factories.make_collaboration()


## Constraints


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_an_address_is_one_collaborations(collaboration):
    refused(lambda: factories.make_collaboration("Et andet", slug=collaboration.slug))


@pytest.mark.parametrize("phase", [0, 6])
def test_there_are_five_phases(phase):
    refused(lambda: factories.make_collaboration(phase=phase))


@pytest.mark.parametrize("status", ["yellow", "red"])
def test_a_bad_status_has_a_reason(status):
    refused(lambda: factories.make_collaboration(status=status, status_reason=""))


@pytest.mark.parametrize("origin", ["own", "example"])
def test_somebody_began_unless_a_source_does_not_say(origin):
    refused(lambda: factories.make_collaboration(initiator=None, origin=origin))
    assert factories.make_collaboration(initiator=None, origin="source").pk


def test_a_municipality_takes_part_once(collaboration):
    refused(
        lambda: Participation.objects.create(
            collaboration=collaboration,
            municipality=collaboration.initiator,
            state="invited",
            since=dt.date(2026, 1, 1),
        )
    )


def test_a_party_takes_part_once_at_a_time(collaboration):
    row = factories.make_external_participation(collaboration)
    refused(lambda: factories.make_external_participation(collaboration, row.party))


def test_a_driver_is_named_once(collaboration):
    Driver.objects.create(collaboration=collaboration, kind="economy")
    refused(lambda: Driver.objects.create(collaboration=collaboration, kind="economy"))


@pytest.mark.parametrize("make", [factories.make_external_participation, factories.make_member])
def test_what_is_dated_ends_after_it_begins(make, collaboration):
    dates = {"valid_from": dt.date(2026, 2, 1), "valid_to": dt.date(2026, 1, 31)}
    refused(lambda: make(collaboration, **dates))


def test_a_representative_answers_or_reads(collaboration):
    for role in ("director", "member", ""):
        refused(lambda role=role: factories.make_representative(collaboration, collaboration.initiator, role=role))


def test_a_representative_ends_after_it_begins(collaboration):
    dates = {"valid_from": dt.date(2026, 2, 1), "valid_to": dt.date(2026, 1, 31)}
    refused(lambda: factories.make_representative(collaboration, collaboration.initiator, **dates))


def test_a_person_represents_a_municipality_in_one_role_at_a_time(collaboration):
    row = factories.make_representative(collaboration, collaboration.initiator, role="reader")
    refused(lambda: factories.make_representative(collaboration, collaboration.initiator, row.user, role="contact"))


## History


@pytest.mark.parametrize(
    "make",
    [
        lambda collaboration: factories.make_activity(collaboration),
        lambda collaboration: Expectation.objects.create(collaboration=collaboration, text="Mere"),
        lambda collaboration: StatusUpdate.objects.create(collaboration=collaboration, status="green"),
        lambda collaboration: collaboration.participations.get().changes.get(),
    ],
)
def test_history_is_not_rewritten(make, collaboration):
    row = make(collaboration)
    with pytest.raises(HistoryIsImmutable):
        row.save()
    with pytest.raises(HistoryIsImmutable):
        row.delete()
    with pytest.raises(HistoryIsImmutable):
        type(row).objects.all().delete()
    with pytest.raises(HistoryIsImmutable):
        type(row).objects.update(pk=row.pk)


## What a row can tell


def test_a_status_is_stale_after_thirty_days(collaboration):
    collaboration.status = Collaboration.Status.GREEN
    ages = []
    for days in (30, 31):
        collaboration.status_at = timezone.now() - dt.timedelta(days=days, minutes=1)
        ages.append((collaboration.status_age_days, collaboration.status_is_stale, collaboration.shown_status))
    assert ages == [(30, False, "green"), (31, True, "grey")]


def test_a_status_that_was_never_set_is_not_stale(collaboration):
    assert (collaboration.status_age_days, collaboration.status_is_stale, collaboration.shown_status) == (
        None,
        False,
        "grey",
    )


def test_a_day_ends_in_its_last_record_and_keeps_them_all(collaboration):
    row = factories.make_participation(collaboration, state="invited", since=dt.date(2026, 1, 1))
    factories.make_participation_change(row, state="declined", date=dt.date(2026, 3, 1))
    factories.make_participation_change(row, state="participant", date=dt.date(2026, 3, 1))
    assert [change.state for change in row.timeline()] == ["invited", "declined", "participant"]
    days = (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 2, 28), dt.date(2026, 3, 1))
    assert [row.state_on(day) for day in days] == [None, "invited", "invited", "participant"]


def test_a_party_with_its_last_day_today_has_left(collaboration):
    today = timezone.localdate()
    ends = (None, today + dt.timedelta(days=1), today)
    rows = [ExternalParticipation(collaboration=collaboration, valid_to=end) for end in ends]
    assert [row.is_present for row in rows] == [True, True, False]


def test_participants_are_counted_without_those_who_only_are_asked(collaboration):
    for state in ("invited", "interested", "declined", "withdrawn", "participant"):
        factories.make_participation(collaboration, state=state)
    assert collaboration.participant_count == 2
    assert collaboration.active_participations().count() == 4


def test_coordinators_of_today_are_named(collaboration):
    today = timezone.localdate()
    for name, role, dates in (
        ("Ada", Member.Role.COORDINATOR, {}),
        ("Bo", Member.Role.READER, {}),
        ("Cy", Member.Role.COORDINATOR, {"valid_from": dt.date(2025, 1, 1), "valid_to": dt.date(2025, 2, 1)}),
        ("Di", Member.Role.COORDINATOR, {"valid_from": today + dt.timedelta(days=1)}),
    ):
        factories.make_member(collaboration, factories.make_user(name=name), role, **dates)
    assert collaboration.coordinator_names == ["Ada"]


def test_own_work_leaves_out_what_is_registered_from_a_source():
    user = factories.make_user()
    own = factories.make_collaboration(coordinator=user)
    source = factories.make_collaboration(coordinator=user, origin=Collaboration.Origin.SOURCE)
    assert list(Collaboration.objects.involving(user)) == [own]
    assert set(Collaboration.objects.visible_to(user)) == {own, source}


def test_own_work_of_an_administrator_is_where_the_administrator_takes_part(administrator):
    factories.make_collaboration()
    own = factories.make_collaboration(coordinator=administrator)
    assert list(Collaboration.objects.involving(administrator)) == [own]
    assert Collaboration.objects.visible_to(administrator).count() == 2

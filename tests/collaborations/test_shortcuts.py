"""The door: what is found, what is refused, and the trace of an administrator."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from collaborations.models import ActivityEntry
from collaborations.services import record_administrator_look
from collaborations.shortcuts import get_collaboration
from tests import factories


@pytest.fixture
def request_of(rf, cast):
    def made(who):
        request = rf.get("/")
        request.user = cast[who]
        return request

    return made


def test_the_rights_come_along(request_of, collaboration):
    found = get_collaboration(request_of("koordinator"), collaboration.slug)
    assert (found, found.access.is_coordinator) == (collaboration, True)


@pytest.mark.parametrize("who", ["fremmed", "redaktoer", "tidligere_kontakt"])
def test_who_does_not_see_it_does_not_find_it(who, request_of, collaboration):
    with pytest.raises(Http404):
        get_collaboration(request_of(who), collaboration.slug)


def test_a_permission_that_is_lacking_is_refused(request_of, collaboration):
    with pytest.raises(PermissionDenied):
        get_collaboration(request_of("laeser"), collaboration.slug, "phases.move")
    assert get_collaboration(request_of("koordinator"), collaboration.slug, "phases.move") == collaboration


def test_a_former_participant_comes_in_only_where_that_is_meant(request_of, collaboration, samsoe):
    found = get_collaboration(request_of("tidligere_kontakt"), collaboration.slug, allow_former=True)
    assert found.access.is_former is True
    assert [each.municipality for each in found.access.former_participations] == [samsoe]
    for who in ("fremmed", "redaktoer"):
        with pytest.raises(Http404):
            get_collaboration(request_of(who), collaboration.slug, allow_former=True)


def test_a_former_participant_may_nothing(request_of, collaboration):
    with pytest.raises(PermissionDenied):
        get_collaboration(request_of("tidligere_kontakt"), collaboration.slug, "reports.order", allow_former=True)


## An administrator's look


def looks(collaboration):
    return list(collaboration.activity.filter(kind=ActivityEntry.Kind.LOOK).values_list("actor__email", flat=True))


def test_an_administrators_look_is_recorded_once_a_day(client_for, collaboration):
    client, address = client_for("administrator"), reverse("collaborations:facts", args=[collaboration.slug])
    for _visit in range(3):
        client.get(address)
    assert looks(collaboration) == ["administrator@example.org"]


def test_each_administrator_and_each_collaboration_has_its_own_trace(collaboration, administrator):
    second, other = factories.make_user(), factories.make_collaboration()
    for place, who in ((collaboration, administrator), (collaboration, second), (other, administrator)):
        assert record_administrator_look(place, administrator=who) is not None
        assert record_administrator_look(place, administrator=who) is None


def test_the_day_is_the_danish_one(collaboration, administrator):
    moments = [
        dt.datetime(2026, 11, 19, 22, 30, tzinfo=dt.UTC),  # 23.30 in Denmark
        dt.datetime(2026, 11, 19, 23, 30, tzinfo=dt.UTC),  # 00.30, the next day
        dt.datetime(2026, 11, 20, 22, 59, tzinfo=dt.UTC),  # 23.59 of that day
    ]
    recorded = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            recorded.append(record_administrator_look(collaboration, administrator=administrator) is not None)
    assert recorded == [True, True, False]


def test_looking_changes_nothing(collaboration, administrator):
    before = collaboration.changed_at
    record_administrator_look(collaboration, administrator=administrator)
    collaboration.refresh_from_db()
    assert collaboration.changed_at == before


def test_an_administrator_who_takes_part_leaves_no_trace(client_for, collaboration, administrator):
    factories.make_member(collaboration, administrator, "reader")
    client_for("administrator").get(reverse("collaborations:facts", args=[collaboration.slug]))
    assert looks(collaboration) == []


def test_others_leave_no_trace(client_for, collaboration):
    for who in ("koordinator", "kontakt", "fremmed"):
        client_for(who).get(reverse("collaborations:facts", args=[collaboration.slug]))
    assert looks(collaboration) == []


def test_a_refused_administrator_leaves_no_trace(request_of, collaboration):
    with pytest.raises(PermissionDenied):
        get_collaboration(request_of("administrator"), collaboration.slug, "phases.waive")
    assert looks(collaboration) == []

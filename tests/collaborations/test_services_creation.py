import datetime as dt

import pytest
from django.utils import timezone

from collaborations.access import access_for
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import create_collaboration, record_activity
from tests import factories

pytestmark = pytest.mark.django_db


def begin(name="Fælles it", **values):
    values = {"initiator": factories.make_municipality(), "actor": factories.make_user(), "purpose": "Formål", **values}
    return create_collaboration(name=name, **values)


def test_the_initiator_takes_part_and_the_actor_coordinates():
    odder, user = factories.make_municipality("Odder"), factories.make_user()
    collaboration = begin(initiator=odder, actor=user)
    participation = collaboration.participations.get()
    assert (participation.municipality, participation.state) == (odder, "participant")
    assert participation.since == timezone.localdate()
    assert access_for(user, collaboration).is_coordinator is True
    assert (collaboration.phase, collaboration.status, collaboration.origin) == (1, "grey", "own")


def test_the_beginning_is_told_in_history_on_behalf_of_the_initiator():
    odder, user = factories.make_municipality("Odder"), factories.make_user()
    collaboration = begin(initiator=odder, actor=user)
    first = collaboration.activity.order_by("pk").first()
    assert (first.kind, first.text) == ("created", "Oprettede samarbejdet. Odder tager initiativet.")
    assert (first.actor, first.on_behalf_of) == (user, odder)


def test_where_the_source_does_not_say_who_began_nobody_is_made_up():
    collaboration = begin(actor=None, origin=Collaboration.Origin.SOURCE, initiator=None)
    assert collaboration.participations.count() == 0
    assert [entry.text for entry in collaboration.activity.all()] == ["Oprettede samarbejdet."]


def test_what_is_registered_from_a_source_has_no_coordinator_and_its_own_dates():
    collaboration = begin(
        actor=None, origin=Collaboration.Origin.SOURCE, initiator_since=dt.date(2013, 7, 1), slug="it-forsyningen"
    )
    assert collaboration.members.count() == 0
    assert collaboration.participations.get().since == dt.date(2013, 7, 1)
    assert collaboration.slug == "it-forsyningen"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fælles køkken på Ærø", "faelles-koekken-paa-aeroe"),
        ("Opret", "opret-2"),
        ("Registrer", "registrer-2"),
        ("Filtre", "filtre-2"),
        ("Hent", "hent-2"),
        ("???", "samarbejde"),
        ("a" * 140, "a" * 80),
    ],
)
def test_the_address_is_the_name_in_danish(name, slug):
    assert begin(name).slug == slug


def test_a_taken_address_gets_the_next_number():
    assert [begin("Fælles it").slug for _n in range(3)] == ["faelles-it", "faelles-it-2", "faelles-it-3"]


def test_a_long_address_keeps_room_for_its_number():
    slugs = [begin("b" * 140).slug for _n in range(2)]
    assert slugs == ["b" * 80, "b" * 78 + "-2"]


def test_numbers_in_names_do_not_collide_with_the_suffix():
    assert [begin(name).slug for name in ("Vand 2", "Vand", "Vand")] == ["vand-2", "vand", "vand-3"]


## record_activity


def test_activity_moves_changed_at_forwards_only(collaboration):
    before = collaboration.changed_at
    record_activity(collaboration, kind="facts", text="Gammelt.", actor=None, at=before - dt.timedelta(days=90))
    assert collaboration.changed_at == before
    collaboration.refresh_from_db()
    assert collaboration.changed_at == before
    entry = record_activity(collaboration, kind="facts", text="Nyt.", actor=None)
    collaboration.refresh_from_db()
    assert collaboration.changed_at == entry.at


def test_activity_known_from_an_old_instance_does_not_move_changed_at_back(collaboration):
    old = Collaboration.objects.get(pk=collaboration.pk)
    newest = record_activity(collaboration, kind="facts", text="Nyt.", actor=None).at
    record_activity(old, kind="facts", text="Lidt før.", actor=None, at=newest - dt.timedelta(microseconds=1))
    collaboration.refresh_from_db()
    assert collaboration.changed_at == newest


def test_a_long_text_is_kept_whole(collaboration):
    entry = record_activity(collaboration, kind="facts", text="x" * 5000, actor=None)
    assert ActivityEntry.objects.get(pk=entry.pk).text == "x" * 5000

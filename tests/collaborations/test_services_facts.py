import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from collaborations.models import Collaboration
from collaborations.services import set_drivers, set_status, update_facts, write_expectations
from common.danish import sort_key
from common.exceptions import DomainError, StaleVersion
from tests import factories
from tests.collaborations.first_tasks import name_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def collaboration():
    return factories.make_collaboration("Fælles it", purpose="Gammelt formål")


@pytest.fixture
def actor():
    return factories.make_user()


def change(collaboration, actor=None, **changes):
    return update_facts(collaboration, changes=changes, version=collaboration.version, actor=actor)


def newest_text(collaboration):
    return collaboration.activity.first().text


## update_facts


def test_facts_are_changed_and_told_from_and_to(collaboration, actor):
    kind = factories.make_organisation_type("association", name="Forening")
    saved = change(
        collaboration,
        actor,
        name="Fælles it-drift",
        purpose="Nyt formål",
        organisation_type=kind,
        start_goal=dt.date(2027, 1, 1),
    )
    assert (saved.name, saved.purpose, saved.organisation_type) == ("Fælles it-drift", "Nyt formål", kind)
    assert (saved.slug, saved.sort_name, saved.version) == ("faelles-it", sort_key("Fælles it-drift"), 2)
    assert newest_text(collaboration) == (
        "Navn: fra “Fælles it” til “Fælles it-drift”. Rettede formål. Før: Gammelt formål "
        "Organisationsform: fra “Ikke oplyst” til “Forening”. "
        "Mål for start: fra “Ikke oplyst” til “1. januar 2027”."
    )
    assert collaboration.activity.first().actor == actor


def test_models_are_changed_and_told(collaboration):
    first, second = factories.make_model("drift", position=1), factories.make_model("indkoeb", position=2)
    change(collaboration, cooperation_models=[first, second])
    assert set(collaboration.cooperation_models.all()) == {first, second}
    assert newest_text(collaboration) == "Samarbejdsmodeller: fra “Ikke oplyst” til “Drift og Indkoeb”."


def test_saving_the_same_is_no_event(collaboration):
    change(collaboration, name=collaboration.name, purpose=collaboration.purpose, host=None, cooperation_models=[])
    assert collaboration.activity.count() == 0


def test_phase_and_status_are_not_facts(collaboration):
    for name, value in (("phase", 5), ("status", "green"), ("slug", "ny"), ("origin", "own")):
        with pytest.raises(ValueError, match="Not facts"):
            change(collaboration, **{name: value})


def test_a_stale_version_is_refused_with_the_current_row(collaboration):
    change(collaboration, name="Andens navn")
    with pytest.raises(StaleVersion) as caught:
        update_facts(collaboration, changes={"name": "Mit navn"}, version=1, actor=None)
    assert (caught.value.current.name, caught.value.current.version) == ("Andens navn", 2)
    assert Collaboration.objects.get().name == "Andens navn"


def test_drivers_and_expectations_are_saved_with_the_facts_or_not_at_all(collaboration):
    kind = factories.make_organisation_type("section-60")
    factories.make_external_participation(collaboration)
    with pytest.raises(DomainError):
        update_facts(
            collaboration,
            changes={"name": "Nyt", "organisation_type": kind},
            drivers={"economy": ""},
            expectations="Mere",
            version=1,
            actor=None,
        )
    collaboration.refresh_from_db()
    assert (collaboration.name, collaboration.version) == ("Fælles it", 1)
    assert (collaboration.drivers.count(), collaboration.expectations.count()) == (0, 0)
    assert collaboration.activity.count() == 0


def test_a_type_for_municipalities_only_is_refused_while_others_take_part(collaboration):
    for name in ("KOMBIT", "Region Syddanmark"):
        factories.make_external_participation(collaboration, factories.make_party(name))
    gone = factories.make_external_participation(collaboration, factories.make_party("Gammel part"))
    gone.valid_from, gone.valid_to = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
    gone.save()
    kind = factories.make_organisation_type("section-60", name="§ 60-fællesskab")
    with pytest.raises(DomainError) as caught:
        change(collaboration, organisation_type=kind)
    assert str(caught.value) == (
        "I et § 60-fællesskab kan kun kommuner deltage. Disse parter er med: KOMBIT og Region Syddanmark."
    )


def test_a_type_for_municipalities_only_may_be_chosen_when_the_others_have_left(collaboration):
    row = factories.make_external_participation(collaboration)
    row.valid_from = row.valid_to = dt.date(2025, 12, 31)
    row.save()
    kind = factories.make_organisation_type("section-60a")
    assert change(collaboration, organisation_type=kind).organisation_type == kind


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("invited", True), ("interested", True), ("participant", True), ("declined", False), ("withdrawn", False)],
)
def test_the_host_is_among_the_municipalities(collaboration, state, allowed):
    place = factories.make_municipality("Odder")
    factories.make_participation(collaboration, place, state=state)
    if allowed:
        assert change(collaboration, host=place).host == place
    else:
        with pytest.raises(DomainError, match=r"Odder deltager ikke\. Vælg en værtskommune blandt deltagerne\."):
            change(collaboration, host=place)


def test_a_stranger_can_not_be_host(collaboration):
    with pytest.raises(DomainError, match="deltager ikke"):
        change(collaboration, host=factories.make_municipality())


@pytest.mark.parametrize(("count", "allowed"), [(1, False), (2, True), (3, True)])
def test_the_declared_count_is_at_least_those_known_by_name(collaboration, count, allowed):
    factories.make_participation(collaboration)
    factories.make_participation(collaboration, state="invited")
    if allowed:
        assert change(collaboration, declared_member_count=count).declared_member_count == count
    else:
        with pytest.raises(DomainError, match="Der er 2 deltagere med navn"):
            change(collaboration, declared_member_count=count)


def test_operation_does_not_begin_before_the_founding(collaboration):
    with pytest.raises(DomainError, match="Driften kan ikke begynde, før samarbejdet er stiftet"):
        change(collaboration, founded_on=dt.date(2026, 7, 1), operating_from=dt.date(2026, 6, 30))
    same = dt.date(2026, 7, 1)
    name_task(collaboration)
    assert change(collaboration, founded_on=same, operating_from=same).operating_from == same


## Drivers and expectations


def test_drivers_are_replaced_and_told_in_their_own_order(collaboration):
    set_drivers(collaboration, drivers={"quality": "", "economy": " Billigere "}, actor=None)
    assert newest_text(collaboration) == "Drivkræfter: økonomi og kvalitet."
    drivers = set_drivers(collaboration, drivers={"economy": "Meget billigere"}, actor=None)
    assert [(driver.kind, driver.description) for driver in drivers] == [("economy", "Meget billigere")]
    set_drivers(collaboration, drivers={}, actor=None)
    assert newest_text(collaboration) == "Drivkræfter: ingen. Før om Økonomi: Meget billigere"


def test_the_same_drivers_leave_no_trace(collaboration):
    set_drivers(collaboration, drivers={"economy": "x"}, actor=None)
    set_drivers(collaboration, drivers={"economy": " x "}, actor=None)
    assert collaboration.activity.count() == 1


def test_expectations_are_added_and_never_overwritten(collaboration, actor):
    write_expectations(collaboration, text="Færre nedbrud", actor=actor)
    write_expectations(collaboration, text="Færre nedbrud og lavere pris", actor=actor)
    assert [each.text for each in collaboration.expectations.all()] == [
        "Færre nedbrud og lavere pris",
        "Færre nedbrud",
    ]
    texts = list(collaboration.activity.order_by("pk").values_list("text", flat=True))
    assert texts == ["Skrev forventninger.", "Rettede forventninger."]


def test_unchanged_or_empty_expectations_add_nothing(collaboration):
    assert write_expectations(collaboration, text="  ", actor=None) is None
    first = write_expectations(collaboration, text="Mere", actor=None)
    assert write_expectations(collaboration, text=" Mere ", actor=None) == first
    assert collaboration.expectations.count() == 1


## Status


@pytest.mark.parametrize("status", ["yellow", "red"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_yellow_and_red_need_a_reason(collaboration, status, reason):
    with pytest.raises(DomainError, match="Skriv en begrundelse"):
        set_status(collaboration, status=status, reason=reason, actor=None)
    assert collaboration.status_updates.count() == 0


def test_a_reason_has_at_most_140_characters(collaboration):
    set_status(collaboration, status="red", reason="x" * 140, actor=None)
    with pytest.raises(DomainError, match="højst fylde 140 tegn"):
        set_status(collaboration, status="red", reason="x" * 141, actor=None)


def test_each_status_is_kept_and_the_newest_shown(collaboration, actor):
    set_status(collaboration, status="green", actor=actor)
    update = set_status(collaboration, status="yellow", reason="Odder mangler.", actor=actor)
    collaboration.refresh_from_db()
    assert (collaboration.status, collaboration.status_reason) == ("yellow", "Odder mangler.")
    assert collaboration.status_at == update.set_at
    assert [each.status for each in collaboration.status_updates.all()] == ["yellow", "green"]
    texts = list(collaboration.activity.order_by("pk").values_list("text", flat=True))
    assert texts == ["Status: fra grå til grøn.", "Status: fra grøn til gul. Begrundelse: Odder mangler."]


def test_the_same_status_again_is_a_new_judgement(collaboration):
    set_status(collaboration, status="green", actor=None)
    set_status(collaboration, status="green", actor=None)
    assert collaboration.status_updates.count() == 2
    assert newest_text(collaboration) == "Status: stadig grøn."


def test_the_same_judgement_by_the_same_person_within_a_minute_is_one_press(collaboration, actor):
    first = set_status(collaboration, status="red", reason="Intet flertal.", actor=actor)
    entries = collaboration.activity.count()
    assert set_status(collaboration, status="red", reason="Intet flertal. ", actor=actor) == first
    assert (collaboration.status_updates.count(), collaboration.activity.count()) == (1, entries)
    set_status(collaboration, status="red", reason="Odder går.", actor=actor)
    set_status(collaboration, status="red", reason="Odder går.", actor=factories.make_user())
    assert collaboration.status_updates.count() == 3


def test_the_same_judgement_a_minute_later_is_a_new_one(collaboration, actor):
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=61), tick=False):
        set_status(collaboration, status="green", actor=actor)
    set_status(collaboration, status="green", actor=actor)
    assert collaboration.status_updates.count() == 2


def test_a_status_is_not_set_over_one_that_was_not_seen(collaboration, actor):
    seen = collaboration.status_version
    set_status(collaboration, status="green", actor=None)
    with pytest.raises(StaleVersion) as stale:
        set_status(collaboration, status="red", reason="Nej", version=seen, actor=actor)
    assert stale.value.current.status == "green"
    set_status(collaboration, status="red", reason="Nej", version=stale.value.current.status_version, actor=actor)
    assert collaboration.status_updates.count() == 2


## The form


def test_in_phase_5_no_other_form_is_chosen(collaboration, actor):
    """What the form asked for was met before the move; another form would ask for something else."""
    first, other = factories.make_organisation_type("agreement"), factories.make_organisation_type("section-60")
    saved = change(collaboration, actor, organisation_type=first)
    Collaboration.objects.filter(pk=saved.pk).update(phase=5)
    for attempt in (other, None):
        with pytest.raises(DomainError, match="Gå tilbage til fase 4, før I vælger en anden form"):
            change(saved, actor, organisation_type=attempt)
    assert Collaboration.objects.get(pk=saved.pk).organisation_type == first
    assert change(saved, actor, organisation_type=first, name="Nyt navn").name == "Nyt navn"


def test_one_that_was_registered_in_phase_5_without_a_form_is_given_one_once(collaboration, actor):
    kind = factories.make_organisation_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5)
    saved = change(collaboration, actor, organisation_type=kind)
    assert saved.organisation_type == kind
    with pytest.raises(DomainError, match="Gå tilbage til fase 4"):
        change(saved, actor, organisation_type=factories.make_organisation_type("agreement"))


## Dates


@pytest.mark.parametrize("name", ["start_goal", "founded_on", "operating_from"])
@pytest.mark.parametrize("day", [dt.date(26, 11, 20), dt.date(2101, 1, 1)])
def test_no_date_lies_in_a_year_that_nobody_can_mean(collaboration, name, day):
    with pytest.raises(DomainError, match="mellem 1970 og 2100"):
        change(collaboration, **{name: day})
    assert getattr(Collaboration.objects.get(), name) is None


def test_nothing_is_founded_in_the_future(collaboration):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(DomainError, match="ikke være stiftet i fremtiden"):
        change(collaboration, founded_on=tomorrow)
    name_task(collaboration)
    assert change(collaboration, operating_from=tomorrow).operating_from == tomorrow


def test_what_a_long_text_said_before_stays_in_the_history(collaboration):
    """Whole, however long it is."""
    before = ("Kun drift. " * 300).strip()
    saved = change(collaboration, demarcation=before)
    assert newest_text(collaboration) == "Rettede afgrænsning."
    change(saved, demarcation="Alt")
    assert newest_text(collaboration) == f"Rettede afgrænsning. Før: {before}"

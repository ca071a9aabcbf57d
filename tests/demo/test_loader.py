"""What is there after the demo data has been loaded, once for the module. What a test writes is rolled back."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import Collaboration, ParticipationState
from common.holidays import is_free
from dashboards.director import build_director_page
from decisions.models import PoliticalMeeting
from decisions.planner import Reach, default_settings
from decisions.planning import make_plan
from demo.loader import load_demo
from demo.users import DEMO_USERS
from followup.areas import areas_of
from followup.figure_pages import figures_of
from followup.tools import tools_of
from municipalities.models import Municipality
from notifications.models import Choice, Delivery
from phases.models import ChecklistItem, PhaseTransition
from phases.requirements import evaluate, facts_of, next_requirements, owed_today
from phases.services import advance

pytestmark = pytest.mark.django_db

Origin = Collaboration.Origin


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference_data", verbosity=0)
        load_demo()
        yield
        transaction.set_rollback(True)


def collaboration(slug: str) -> Collaboration:
    return Collaboration.objects.select_related("organisation_type").get(slug=slug)


def user(key: str) -> User:
    return User.objects.get(email=f"{key}@example.org")


def example_in(phase: int) -> Collaboration:
    """The first that was told of that phase."""
    found = Collaboration.objects.select_related("organisation_type").filter(origin=Origin.EXAMPLE, phase=phase)
    return found.order_by("pk").first()


def participants(found: Collaboration) -> set[str]:
    names = found.participations.filter(state=ParticipationState.PARTICIPANT)
    return set(names.values_list("municipality__name", flat=True))


def before_phase_5(found: Collaboration) -> dict:
    return {each.key: each for each in evaluate(facts_of(found), before_phase=5)}


def said(requirements) -> str:
    return " ".join(f"{each.title} {each.why} {each.explanation}" for each in requirements)


## How much


def test_there_are_seven_users_twelve_real_collaborations_and_three_examples():
    assert User.objects.count() == 7
    assert Collaboration.objects.filter(origin=Origin.SOURCE).count() == 12
    assert Collaboration.objects.filter(origin=Origin.EXAMPLE).count() == 3
    assert Collaboration.objects.count() == 15


def test_users_are_named_after_their_roles_and_share_the_password_of_the_installation(settings):
    assert {each.email: each.name for each in User.objects.all()} == {each.email: each.name for each in DEMO_USERS}
    assert all(each.check_password(settings.DEMO_PASSWORD) for each in User.objects.all())


def test_every_real_one_is_registered_as_of_its_source_and_is_grey():
    for found in Collaboration.objects.filter(origin=Origin.SOURCE):
        (move,) = found.transitions.all()
        assert move.kind == PhaseTransition.Kind.REGISTERED
        assert move.source
        assert move.date == found.phase_since
        assert move.date.year in (2016, 2019)
        assert found.shown_status == Collaboration.Status.GREY
        assert not found.checklist.exists()


def test_what_is_an_example_says_so_in_its_name():
    for found in Collaboration.objects.all():
        assert found.is_example == found.name.startswith("Eksempel: ")


## Whose work, and who sees what


def test_none_of_the_real_ones_is_anybodys_work():
    for each in User.objects.all():
        assert not Collaboration.objects.involving(each).filter(origin=Origin.SOURCE).exists()


def test_each_user_sees_what_the_role_gives():
    seen = {
        each.key: (
            Collaboration.objects.visible_to(user(each.key)).filter(origin=Origin.SOURCE).count(),
            sorted(
                Collaboration.objects.visible_to(user(each.key))
                .filter(origin=Origin.EXAMPLE)
                .values_list("phase", flat=True)
            ),
        )
        for each in DEMO_USERS
    }
    assert seen == {
        "koordinator": (12, [3, 4, 4]),
        "kontakt": (0, [3, 4, 4]),
        "direktoer": (1, [4, 4]),  # Horsens is named in Den Digitale Hotline
        "redaktoer": (0, []),
        "administrator": (12, [3, 4, 4]),
        "laeser": (0, [4, 4]),
        "fremmed": (0, []),
    }


def test_the_direktoer_finds_what_is_decided_next_and_what_is_new_whatever_the_day():
    director = user("direktoer")
    page = build_director_page(director, director.directed_municipalities, since=director.last_visit.at)
    assert page.heading.startswith("Næste beslutning: Vedtægter, Bevilling og Fordelingsnøgle, ")
    assert page.first.step.date >= timezone.localdate() + dt.timedelta(days=5)
    assert page.news
    assert page.money.chart


def test_the_koordinator_coordinates_the_examples_and_reads_the_rest():
    koordinator = user("koordinator")
    for found in Collaboration.objects.all():
        access = access_for(koordinator, found)
        assert access.is_coordinator == found.is_example
        assert access.is_reader == found.is_from_source
    assert [str(each) for each in koordinator.may_create_collaborations_for] == ["Skanderborg"]


def test_the_koordinator_and_a_kommunekontakt_have_open_points_with_deadlines_to_come():
    today = timezone.localdate()
    for key in ("koordinator", "kontakt"):
        dues = ChecklistItem.objects.filter(owner=user(key), due__isnull=False).values_list("due", flat=True)
        assert dues
        assert all(today < due for due in dues)
        assert min(dues) <= today + dt.timedelta(days=7)


## The real ones


def test_it_forsyningen_asks_its_three_founders_and_the_authority_of_2013():
    found = collaboration("it-forsyningen")
    assert participants(found) == {"Ballerup", "Egedal", "Furesø", "Allerød"}
    asked = before_phase_5(found)
    assert asked["statutes-adopted"].why == (
        "Vedtægterne er vedtaget i kommunalbestyrelsen i Ballerup, Egedal og Furesø, senest 30. juni 2013."
    )
    assert asked["statutes-adopted"].met
    assert asked["principle-decision"].missing == ("Ballerup", "Egedal", "Furesø")
    assert asked["authority-approval"].title == "Statsforvaltningen har godkendt vedtægterne"
    assert not asked["authority-approval"].met  # the sources do not know the day
    assert "Ankestyrelsen" not in said(asked.values())
    assert "Allerød" not in said(asked.values())


def test_nobody_who_was_with_a_registered_body_is_said_to_break_the_law():
    """Allerød came in 2019, before the day that the source speaks of: how it was decided nobody has written down."""
    found = Collaboration.objects.filter(origin="source", phase=5)
    assert {each.slug: owed_today(facts_of(each)) for each in found} == {each.slug: [] for each in found}


def test_the_other_section_60_of_2012_was_approved_by_the_same_authority():
    asked = before_phase_5(collaboration("mad-til-hver-dag"))
    assert asked["authority-approval"].title == "Statsforvaltningen har godkendt vedtægterne"
    assert asked["statutes-adopted"].missing == ("Allerød", "Frederikssund", "Halsnæs", "Hillerød")


def test_the_association_of_storkoebenhavn_asks_neither_councils_nor_an_authority():
    found = collaboration("storkoebenhavnske-digitaliseringsforening")
    assert found.phase == 4
    asked = before_phase_5(found)
    assert set(asked) & {"statutes-adopted", "principle-decision", "authority-approval"} == set()
    for word in ("ommunalbestyrelse", "Ankestyrelsen", "Statsforvaltningen"):
        assert word not in said(asked.values())


def test_digit_took_part_from_2016_and_has_twelve_members_of_whom_eleven_are_known():
    found = collaboration("digitaliseringsforening-sjaelland")
    greve = found.participations.get(municipality__name="Greve")
    assert [(each.state, each.date.year) for each in greve.timeline()] == [("interested", 2016), ("participant", 2016)]
    assert all(change.source and change.reason for change in greve.changes.all())
    assert (len(participants(found)), found.declared_member_count) == (11, 12)


def test_every_step_of_a_real_one_says_where_it_is_known_from():
    for found in Collaboration.objects.filter(origin=Origin.SOURCE):
        for participation in found.participations.all():
            assert all(change.source and change.reason for change in participation.changes.all())


def test_a_region_takes_part_beside_the_municipalities_where_the_source_says_so():
    parties = collaboration("den-digitale-landevej").external_participations
    assert parties.count() == 7
    assert {str(each) for each in parties.filter(party__kind="company")} == {"Next Step Citizen"}


## The examples


def test_the_first_example_is_ready_for_phase_4():
    found = example_in(3)
    assert len(participants(found)) == 4
    requirements = next_requirements(facts_of(found))
    assert requirements
    assert [each.key for each in requirements if not each.met] == []
    open_points = found.checklist.exclude(state__in=["done", "not-relevant"])
    assert open_points.count() >= 4


def test_the_koordinator_can_take_the_first_example_to_phase_4():
    found = advance(example_in(3), actor=user("koordinator"))
    assert found.phase == 4


def test_the_second_example_waits_for_three_councils():
    found = example_in(4)
    assert len(participants(found)) == 7
    asked = before_phase_5(found)
    assert asked["principle-decision"].met
    assert set(asked["statutes-adopted"].missing) == {"Norddjurs", "Horsens", "Skanderborg"}
    assert asked["authority-approval"].title == "Ankestyrelsen har godkendt vedtægterne"
    assert (found.shown_status, bool(found.status_reason)) == (Collaboration.Status.YELLOW, True)


def test_the_second_example_has_money_from_three_councils_and_too_little_from_one():
    asked = before_phase_5(example_in(4))["appropriations"]
    assert set(asked.missing) == {"Horsens", "Norddjurs", "Skanderborg", "Syddjurs"}
    assert "Syddjurs har bevilget 1.200.000\u00a0kr. af 1.364.384\u00a0kr. for 2027." in asked.why
    taken_back = example_in(4).appropriations.filter(amount=None)
    assert [(each.municipality.name, each.note) for each in taken_back] == [("Hedensted", "To cifre var byttet om.")]


def test_the_examples_came_to_phase_4_with_a_key_and_a_case():
    for found in Collaboration.objects.filter(origin=Origin.EXAMPLE):
        asked = {each.key: each for each in evaluate(facts_of(found), before_phase=4)}
        for key in ("key-chosen", "start-capital", "business-case"):
            assert asked[key].met, (found.name, asked[key].why)
        for move in found.transitions.filter(to_phase=4):
            assert found.business_cases.get(state="approved").approved_on <= move.date


def test_nineteen_have_described_what_they_gain_in_words_and_are_asked_as_before():
    example = Collaboration.objects.get(name__contains="nitten")
    assert "beskrevet i ord" in next(
        each.why for each in evaluate(facts_of(example), before_phase=4) if each.key == "business-case"
    )
    asked = before_phase_5(example)["appropriations"]
    assert "Norddjurs" in asked.missing
    assert asked.why.startswith("Svar om bevilling mangler fra")


def test_an_example_has_its_history_in_order_up_to_the_last_days():
    for found in Collaboration.objects.filter(origin=Origin.EXAMPLE):
        moves = list(found.transitions.all())
        assert [move.to_phase for move in moves] == list(range(1, found.phase + 1))
        assert [move.date for move in moves] == sorted(move.date for move in moves)
        assert all(move.date == timezone.localdate(move.recorded_at) for move in moves)
        newest = found.activity.latest("at").at
        assert found.changed_at == newest
        # Told three days before the story's day, and moved by whole weeks: up to ten days on the eve of the next week.
        assert dt.timedelta() <= timezone.now() - newest < dt.timedelta(days=10)
        assert found.created_at == found.activity.earliest("at").at


def test_nothing_in_an_examples_history_is_dated_by_the_moment_of_loading():
    """A story is told to the minute."""
    for found in Collaboration.objects.filter(origin=Origin.EXAMPLE):
        loaded = [each.text for each in found.activity.all() if each.at.second or each.at.microsecond]
        assert loaded == []


def test_eighteen_of_nineteen_have_a_calendar_that_says_it_is_an_example():
    example = Collaboration.objects.get(name__contains="nitten")
    with_calendar = Municipality.objects.filter(meetings__isnull=False).distinct()
    without = example.participations.exclude(municipality__in=with_calendar)
    assert [each.municipality.name for each in without] == ["Norddjurs"]
    assert set(PoliticalMeeting.objects.values_list("note", flat=True)) == {"Eksempel"}
    assert not PoliticalMeeting.objects.filter(date__month=7).exists()
    assert not [each for each in PoliticalMeeting.objects.all() if is_free(each.date)]


def test_the_planner_finds_meetings_for_the_examples():
    example = Collaboration.objects.get(name__contains="nitten")
    start = dt.date(timezone.localdate().year + 2, 1, 1)
    made = make_plan(example, start=start, settings=default_settings(), preparation_days=14)
    reached = {
        chain.reach for each in made.plan.rounds for chain in each.chains if made.names[chain.code] != "Norddjurs"
    }
    assert reached == {Reach.OK}


def test_the_form_test_of_an_example_says_yes_where_its_story_does():
    answers = collaboration("eksempel-faelles-driftscenter-for-it").assessments.get(key="form-test").answers
    assert {key for key, yes in answers["questions"].items() if yes} == {"binds-economically", "may-borrow"}


def test_nobody_has_chosen_mails_and_loading_sent_none():
    assert (Choice.objects.count(), Delivery.objects.count()) == (0, 0)


## Follow-up


def test_the_key_figures_of_a_source_are_there_with_where_they_stand():
    found = Collaboration.objects.get(slug="faellesindkoeb-fyn")
    assert {each.figure.name: each.standing for each in figures_of(found)} == {
        "Aftaleloyalitet": "Målet er nået i 1. kvartal 2019.",
        "E-handel": "11\u00a0procentpoint fra målet i 2. kvartal 2019.",
        "Kontraktopfølgning": "Målet er ikke oplyst.",
    }


def test_the_example_that_is_soon_in_operation_says_what_it_will_follow_up():
    found = Collaboration.objects.get(name__contains="driftscenter")
    areas = areas_of(found)
    assert all(area.plan and area.due > timezone.localdate() for area in areas.values())
    assert [each.responsible for each in found.first_tasks.all()] == ["Leder af driftscenteret"]
    assert all(row.entry for row in tools_of(found))
    assert len(figures_of(found)[0].names) == 7

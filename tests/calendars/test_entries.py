"""What stands in whose calendar: the own deadlines, the meetings that are followed, and what has not been decided."""

import datetime as dt

import pytest
from django.urls import reverse

from calendars.entries import entries_of
from collaborations.models import Collaboration
from decisions.models import PlannedMeeting
from decisions.services import plan_meeting
from followup.services import plan_follow_up
from phases.models import ChecklistItem, ChecklistTemplateItem
from tests import factories
from tests.clock import in_days
from tests.decisions.build import decide

ODDER = "Odder behandler Principbeslutning i kommunalbestyrelsen"
HORSENS = "Horsens behandler Principbeslutning i kommunalbestyrelsen"


def titles(user, collaboration=None) -> list[str]:
    return [each.title for each in entries_of(user, collaboration)]


@pytest.fixture
def point(planned, kontakt):
    """A point that the contact of Odder answers for, due in three days."""
    template = ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=False).first()
    return ChecklistItem.objects.create(collaboration=planned, template=template, owner=kontakt, due=in_days(3))


def test_the_coordinator_follows_the_meetings_of_all_municipalities(planned, koordinator):
    assert titles(koordinator) == [ODDER, HORSENS]


@pytest.mark.parametrize("who", ["kontakt", "direktoer", "kommunelaeser"])
def test_somebody_from_a_municipality_follows_its_own(planned, who, request):
    assert titles(request.getfixturevalue(who)) == [ODDER]


def test_who_represents_a_municipality_in_one_collaboration_follows_it_there(planned, fremmed, horsens):
    factories.make_representative(planned, horsens, fremmed)
    assert titles(fremmed) == [HORSENS]


@pytest.mark.parametrize("who", ["kontakt", "laeser"])
def test_in_one_collaboration_everybody_sees_what_its_pages_show(planned, point, who, request):
    shown = titles(request.getfixturevalue(who), planned)
    assert shown == [f"Frist: {point.template.text}", ODDER, HORSENS]


def test_of_all_one_sees_the_points_that_one_answers_for(planned, point, kontakt, koordinator):
    assert f"Frist: {point.template.text}" in titles(kontakt)
    assert f"Frist: {point.template.text}" not in titles(koordinator)


def test_a_point_leaves_the_calendar_when_it_is_done(planned, point, kontakt):
    ChecklistItem.objects.update(state=ChecklistItem.State.DONE)
    assert titles(kontakt) == [ODDER]


def test_a_point_of_a_municipality_names_it_and_leads_to_its_page(planned, koordinator, odder):
    template = ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=True).first()
    ChecklistItem.objects.create(
        collaboration=planned, template=template, municipality=odder, owner=koordinator, due=in_days(3)
    )
    entry = entries_of(koordinator)[0]
    assert entry.title == f"Frist: {template.text} (Odder)"
    assert entry.path.endswith(f"/{template.key}/727/")


def test_a_deadline_names_what_somebody_has_not_decided(planned, koordinator, kontakt, odder, horsens):
    question = planned.questions.get(key="principle-decision")
    question.round.deadline = in_days(40)
    question.round.save()
    said = [each for each in titles(kontakt) if each.startswith("Frist for at beslutte")]
    assert len(said) == 1
    assert "Principbeslutning" in said[0]
    decide(planned, "principle-decision", odder)
    # Odder has decided it, Horsens has not.
    assert "Principbeslutning" not in str([each for each in titles(kontakt) if each.startswith("Frist")])
    assert "Principbeslutning" in str([each for each in titles(koordinator) if each.startswith("Frist")])


def test_the_start_that_is_aimed_at_stands_there_until_operation_has_begun(planned, koordinator):
    Collaboration.objects.update(start_goal=in_days(90))
    assert titles(koordinator) == [ODDER, HORSENS, "Mål for start"]
    Collaboration.objects.update(operating_from=in_days(-1))
    assert titles(koordinator) == [ODDER, HORSENS, "Evaluering"]  # of what runs, within 24 months


def test_a_meeting_that_has_been_held_is_not_to_come(planned, koordinator, odder):
    question = planned.questions.get(key="principle-decision")
    PlannedMeeting.objects.create(question=question, municipality=odder, body="council", date=in_days(-1))
    assert titles(koordinator) == [HORSENS]


def test_two_meetings_never_have_the_same_key(planned, koordinator, odder):
    question = list(planned.questions.filter(key="principle-decision"))
    plan_meeting(question, municipality=odder, body="finance", date=in_days(10), actor=koordinator)
    keys = [each.key for each in entries_of(koordinator)]
    assert len(set(keys)) == len(keys) == 3


def test_nobody_has_what_they_may_not_see(planned, fremmed, administrator, tidligere_kontakt):
    assert titles(fremmed) == titles(administrator) == titles(tidligere_kontakt) == []
    assert titles(fremmed, planned) == titles(tidligere_kontakt, planned) == []


def test_one_and_thirty_collaborations_take_the_same_queries(
    planned, koordinator, odder, horsens, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(18) as one:
        entries_of(koordinator)
    for number in range(29):
        other = factories.make_collaboration(
            f"Nr. {number}", participants=[odder, horsens], organisation_type=planned.organisation_type,
            start_goal=in_days(30) + dt.timedelta(number),
        )  # fmt: skip
        factories.make_member(other, koordinator)
    koordinator.forget_roles()
    with django_assert_num_queries(len(one)):
        assert len(entries_of(koordinator)) == 31


@pytest.mark.parametrize("place", ["mine", "of_collaboration"])
def test_the_page_shows_ten_says_how_many_there_are_and_shows_all_when_asked(planned, koordinator, client_for, place):
    points = ChecklistTemplateItem.objects.filter(organisation_types=[], per_municipality=False)[:9]
    for day, point in enumerate(points, start=1):
        ChecklistItem.objects.create(collaboration=planned, template=point, owner=koordinator, due=in_days(day))
    address = reverse(f"calendars:{place}", args=[planned.slug] if place == "of_collaboration" else [])
    browser = client_for("koordinator")
    page = browser.get(address).content.decode()
    assert (ODDER in page, HORSENS in page) == (True, False)
    assert 'href="?vis=alle#h-coming">Vis alle (11)</a>' in page
    page = browser.get(address, {"vis": "alle"}).content.decode()
    assert HORSENS in page
    assert "Vis alle" not in page


def test_mit_arbejde_leads_to_the_calendar(client_for, planned):
    assert f'href="{reverse("calendars:mine")}">Din kalender</a>' in client_for("koordinator").get("/").content.decode()


@pytest.fixture
def due(planned):
    """The next status of the collaboration is due in twelve days."""
    Collaboration.objects.filter(pk=planned.pk).update(status_rhythm="monthly", status_due=in_days(12))
    return planned


@pytest.mark.parametrize("everything", [False, True])
def test_who_writes_the_status_sees_when_it_is_due(due, koordinator, everything):
    entry = entries_of(koordinator, due if everything else None)[-1]
    assert (entry.title, entry.date) == ("Status skal være klar", in_days(12))
    assert entry.path == reverse("collaborations:status", args=[due.slug])


@pytest.mark.parametrize("who", ["bidragyder", "laeser", "kontakt", "direktoer", "administrator"])
def test_nobody_else_has_it_in_the_calendar(due, who, request):
    user = request.getfixturevalue(who)
    assert "Status skal være klar" not in titles(user) + titles(user, due)


@pytest.fixture
def followed_up(planned, koordinator):
    for subject, days in (("economy", 20), ("evaluation", 40)):
        values = {"next_date": in_days(days), "responsible": "Styregruppens formand"}
        plan_follow_up(planned, subject=subject, **values, actor=koordinator)
    return planned


@pytest.mark.parametrize("who", ["koordinator", "laeser"])
def test_members_see_when_the_next_follow_up_and_evaluation_are(followed_up, who, request):
    found = [each for each in entries_of(request.getfixturevalue(who)) if "/opfoelgning/" in each.path]
    assert [(each.title, each.date) for each in found] == [
        ("Opfølgning: økonomi", in_days(20)),
        ("Evaluering", in_days(40)),
    ]


def test_who_belongs_to_a_municipality_sees_it_in_the_calendar_of_the_collaboration(followed_up, direktoer):
    assert "Evaluering" not in titles(direktoer)
    assert "Evaluering" in titles(direktoer, followed_up)


def test_the_pages_show_what_is_ahead_and_not_what_has_been(due, point, kontakt, client):
    ChecklistItem.objects.update(due=in_days(-1))
    client.force_login(kontakt, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (reverse("calendars:mine"), reverse("calendars:of_collaboration", args=[due.slug])):
        shown = [each.title for each in client.get(address).context["coming"].entries]
        assert ODDER in shown
        assert f"Frist: {point.template.text}" not in shown

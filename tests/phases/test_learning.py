"""What a point of the checklist is about, and what others learned of it."""

import pytest
from django.urls import reverse

from cases.models import CaseLesson
from cases.services import use_case
from phases.learning import TOPICS_OF_GROUP, WORDS_OF_TOPICS, help_on, topics_of
from phases.models import ChecklistTemplateItem
from tests import factories
from tests.kept import put_cases, put_process

pytestmark = pytest.mark.django_db


def item(text: str, group: str = "politics") -> ChecklistTemplateItem:
    return ChecklistTemplateItem(text=text, group=group)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Sørg for opbakning i direktionen", {"ledelsesopbakning"}),
        ("Vælg fordelingsnøgle", {"økonomi"}),
        ("Orientér medarbejderne", {"medarbejdere", "kommunikation"}),
        ("Skriv vedtægterne", {"jura", "aftale"}),
    ],
)
def test_a_point_is_about_what_its_words_say(text, topics):
    assert topics <= topics_of(item(text))


def test_a_point_whose_words_say_nothing_is_about_its_group():
    assert topics_of(item("Mød hinanden", "economy")) == {"økonomi"}


def test_help_on_a_point_tells_of_each_case_once_and_of_three_at_most():
    point = item("Vælg fordelingsnøgle")
    cases = [{"kind": "case", "title": f"Case {number // 2}", "text": str(number)} for number in range(12)]
    point.help = [{"kind": "advice", "title": "Råd", "text": "Tal sammen"}, *cases]
    assert [each["title"] for each in help_on(point, has_cases=False)] == ["Råd", "Case 0", "Case 1", "Case 2"]
    assert [each["title"] for each in help_on(point, has_cases=True)] == ["Råd"]


def test_a_short_word_inside_another_is_not_meant():
    assert "tid" not in topics_of(item("Skriv til Samtidens avis"))


def test_every_point_of_the_process_is_about_something(db):
    put_process()
    items = ChecklistTemplateItem.objects.all()
    assert items
    assert all(topics_of(each) for each in items)


def test_lessons_of_the_catalogue_are_filed_under_every_topic_that_a_point_can_be_about():
    put_cases()
    told = {topic for lesson in CaseLesson.objects.all() for topic in lesson.topics}
    assert told >= {*WORDS_OF_TOPICS, *(topic for topics in TOPICS_OF_GROUP.values() for topic in topics)}


@pytest.fixture
def told(collaboration):
    put_process()
    collaboration.refresh_from_db()
    money = {"text": "Aftal kontingentet først", "phases": [1, 3, 4, 5], "topics": ["økonomi"]}
    trust = {"text": "Spis sammen", "phases": [1, 3, 4, 5], "topics": ["tillid"]}
    late = {"text": "Evaluér hvert år", "phases": [5], "topics": ["økonomi"]}
    return factories.make_case("Fælles køkken", advice=[money, trust, late])


def test_a_phase_shows_what_others_learned_in_it(client_for, collaboration, told):
    page = client_for("koordinator").get(reverse("phases:phase", args=[collaboration.slug, 1])).content.decode()
    assert "Hvad andre har lært" in page
    assert "Aftal kontingentet først" in page
    assert "Evaluér hvert år" not in page


def test_a_phase_of_which_nobody_told_says_so(client_for, collaboration, told):
    page = client_for("laeser").get(reverse("phases:phase", args=[collaboration.slug, 2])).content.decode()
    assert "Ingen cases har erfaringer fra denne fase endnu." in page


def test_who_only_reads_is_not_offered_to_use_a_case(client_for, collaboration, told):
    page = client_for("laeser").get(reverse("phases:phase", args=[collaboration.slug, 1])).content.decode()
    assert "Brug i samarbejdet" not in page


def test_a_point_shows_only_lessons_about_it(client_for, collaboration, told):
    rows = ChecklistTemplateItem.objects.filter(requirement="", organisation_types=[], phase__number__gte=3)
    about = {each: topics_of(each) for each in rows.filter(per_municipality=False).select_related("phase")}
    point = next(each for each, topics in about.items() if "økonomi" in topics and "tillid" not in topics)
    address = reverse("phases:item", args=[collaboration.slug, point.phase.number, point.key])
    page = client_for("koordinator").get(address).content.decode()
    assert "Aftal kontingentet først" in page
    assert "Spis sammen" not in page


def test_a_case_that_is_used_already_is_not_offered_again(collaboration, koordinator, client_for):
    put_process()
    case = factories.make_case("Fælles køkken", advice=[{"text": "Tal sammen", "phases": [1, 2, 3, 4, 5]}])
    address = reverse("cases:references", args=[collaboration.slug])
    assert "Brug i samarbejdet" in client_for("koordinator").get(address).content.decode()
    use_case(case, collaboration=collaboration, note="", version=0, actor=koordinator)
    page = client_for("koordinator").get(address).content.decode()
    assert "I bruger den." in page
    assert "Brug i samarbejdet" not in page
    choose = client_for("koordinator").get(reverse("cases:choose_collaboration", args=[case.slug]), follow=True)
    assert choose.status_code == 200

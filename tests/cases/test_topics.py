"""Topics as their editors see them."""

import pytest
from django.urls import reverse

from cases.models import Topic
from cases.services import add_topic
from cases.topic_file import topic_keys
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


@pytest.fixture
def topic(redaktoer):
    return add_topic(name="Mad og måltider", words=["køkken"], guide="", actor=redaktoer)


def edit(page, topic, **typed):
    data = {
        "name": topic.name,
        "words": "\n".join(topic.words),
        "guide": topic.guide,
        "version": topic.version,
        **typed,
    }
    return page.post(reverse("cases:topic", args=[topic.key]), data, follow=True).content.decode()


def test_a_topic_says_how_many_cases_have_it(page, topic):
    factories.make_case(topics=[topic.key])
    factories.make_case(topics=[topic.key], state="draft")
    assert page.get(reverse("cases:topics")).context["topics"].get(pk=topic.pk).case_count == 2


def test_no_topics_yet(page):
    assert "Ingen emner endnu." in page.get(reverse("cases:topics")).content.decode()


def test_a_new_topic_stands_last_and_has_a_key_of_its_name(page, topic):
    page.post(reverse("cases:new_topic"), {"name": "Havne på Ærø", "words": "kaj\nkaj\n mole ", "guide": "Kun drift"})
    new = Topic.objects.last()
    assert (new.key, new.words, new.guide) == ("havne-paa-aeroe", ["kaj", "mole"], "Kun drift")
    assert new.position > topic.position


def test_two_topics_have_two_names(page, topic):
    response = page.post(reverse("cases:new_topic"), {"name": "MAD OG MÅLTIDER"})
    assert "Der er allerede et emne med det navn." in response.content.decode()


def test_a_topic_gets_other_words(page, topic):
    assert "Emnet er gemt." in edit(page, topic, words="køkken\nkantine")
    topic.refresh_from_db()
    assert (topic.words, topic.version) == (["køkken", "kantine"], 3)


def test_two_who_change_a_topic_are_shown_both(page, topic):
    edit(page, topic, guide="Andens vejledning")
    text = edit(page, topic, guide="Min vejledning")
    assert "En anden har gemt, mens du skrev" in text
    assert "Andens vejledning" in text
    assert "Min vejledning" in text
    assert Topic.objects.get().guide == "Andens vejledning"


def test_a_topic_that_no_case_has_can_go(page, topic):
    text = page.get(reverse("cases:topic", args=[topic.key])).content.decode()
    assert "Fjern emnet" in text
    page.post(reverse("cases:remove_topic", args=[topic.key]))
    assert not Topic.objects.exists()


def test_a_topic_that_a_case_has_stays(page, topic):
    factories.make_case(topics=[topic.key])
    assert "Fjern emnet" not in page.get(reverse("cases:topic", args=[topic.key])).content.decode()
    text = page.post(reverse("cases:remove_topic", args=[topic.key]), follow=True).content.decode()
    assert "Emnet bruges af cases." in text
    assert Topic.objects.exists()


def test_a_topic_that_comes_with_the_catalogue_stays(page):
    factories.make_topic("indkoeb")
    assert "indkoeb" in topic_keys()
    text = page.post(reverse("cases:remove_topic", args=["indkoeb"]), follow=True).content.decode()
    assert "følger med kataloget" in text


@pytest.mark.parametrize("many", [3, 300])
def test_three_and_three_hundred_topics_take_the_same_queries(page, many, django_assert_num_queries):
    for number in range(many):
        factories.make_topic(f"emne-{number}")
    page.get(reverse("cases:topics"))
    with django_assert_num_queries(3):
        page.get(reverse("cases:topics"))

"""Topics as their editors see them: a draft, what it changes, publishing, and who did what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import reference_data
from cases.forms.editor import read_options
from cases.models import Case, Topic, TopicDraft, TopicEvent
from cases.search_models import SearchEntry
from cases.services import add_topic, publish_topic, write_topic
from cases.topic_file import topic_keys
from cases.topic_work import TopicWork, find_work
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEY = "mad-og-maaltider"


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


def work_of(key: str = KEY) -> TopicWork:
    return TopicWork(key, Topic.objects.filter(key=key).first(), TopicDraft.objects.filter(key=key).first())


def published(actor, name="Mad og måltider", words=("køkken",), guide="") -> Topic:
    draft = add_topic(name=name, words=list(words), guide=guide, actor=actor)
    return publish_topic(draft.key, version=work_of(draft.key).version, actor=actor)


@pytest.fixture
def topic(redaktoer):
    return published(redaktoer)


def get(page, name, key=KEY) -> str:
    return page.get(reverse(f"cases:{name}", args=[key])).content.decode()


def act(page, name, key=KEY, version="") -> str:
    data = {"version": version or work_of(key).version}
    return page.post(reverse(f"cases:{name}", args=[key]), data, follow=True).content.decode()


def typed(**values) -> dict:
    """What the page of a topic sends when only these are changed."""
    work = work_of()
    begun = {"name": work.name, "words": "\n".join(work.words), "guide": work.guide, "version": work.version}
    return {**begun, **values}


def edit(page, data) -> str:
    return page.post(reverse("cases:edit_topic", args=[KEY]), data, follow=True).content.decode()


def test_a_topic_says_how_many_cases_have_it(page, topic):
    factories.make_case(topics=[topic.key])
    factories.make_case(topics=[topic.key], state="draft")
    assert "2 cases har emnet." in get(page, "topic")


def test_topics_stand_as_in_a_danish_dictionary(page):
    for place, name in enumerate(["Aarhus Havn", "Økonomi", "Vej", "Ældre", "Åben skole", "Arkiv"]):
        factories.make_topic(f"emne-{place}", name=name)
    text = page.get(reverse("cases:topics")).content.decode()
    names = ["Arkiv", "Vej", "Ældre", "Økonomi", "Åben skole", "Aarhus Havn"]
    assert sorted(names, key=text.index) == names
    assert list(read_options().topics.values()) == names


def test_new_drafts_of_topics_stand_in_the_same_order(page, redaktoer):
    for name in ("Økonomi", "Ældre", "Vej"):
        add_topic(name=name, words=[], guide="", actor=redaktoer)
    text = page.get(reverse("cases:topics")).content.decode()
    assert text.index("Vej</a>") < text.index("Ældre</a>") < text.index("Økonomi</a>")


def test_no_topics_yet(page):
    assert "Ingen emner endnu." in page.get(reverse("cases:topics")).content.decode()


def test_a_new_topic_is_a_draft_until_it_is_published_and_then_stands_last(page, topic, redaktoer):
    data = {"name": "Havne på Ærø", "words": "kaj\nkaj\n mole ", "guide": "Kun drift"}
    page.post(reverse("cases:new_topic"), data)
    assert Topic.objects.count() == 1
    assert "Nye emner, som læserne ikke ser endnu" in page.get(reverse("cases:topics")).content.decode()
    assert "Emnet er udgivet." in act(page, "publish_topic", "havne-paa-aeroe")
    new = Topic.objects.last()
    assert (new.key, new.words, new.guide) == ("havne-paa-aeroe", ["kaj", "mole"], "Kun drift")
    assert new.position > topic.position
    assert not TopicDraft.objects.exists()
    event = TopicEvent.objects.get(key=new.key)
    assert (event.act, event.actor, event.guide) == ("published", redaktoer, "Kun drift")


def test_a_double_press_makes_one_topic(page):
    data = {"name": "Havne", "form_token": "a" * 32}
    first, second = (page.post(reverse("cases:new_topic"), data) for _press in range(2))
    assert first["Location"] == second["Location"]
    assert TopicDraft.objects.count() == 1


@pytest.mark.parametrize("is_published", [True, False])
def test_two_topics_have_two_names(page, redaktoer, is_published):
    if is_published:
        published(redaktoer)
    else:
        add_topic(name="Mad og måltider", words=[], guide="", actor=redaktoer)
    data = {"name": "MAD OG MÅLTIDER", "guide": "Skrevet længe"}
    text = page.post(reverse("cases:new_topic"), data).content.decode()
    assert "Der er allerede et emne med det navn." in text
    assert "Skrevet længe" in text


def test_readers_see_what_is_published_until_the_draft_is(page, client_for, topic):
    assert "Kladden er gemt." in edit(page, typed(words="kantine", guide="Køkkener, der laver mad til andre"))
    topic.refresh_from_db()
    assert (topic.words, topic.guide) == (["køkken"], "")
    text = get(page, "topic")
    assert "<del>køkken</del>" in text
    assert "<ins>kantine</ins>" in text
    reader = client_for("fremmed")
    address = reverse("cases:list") + f"?emne={KEY}"
    assert "Køkkener, der laver mad til andre" not in reader.get(address).content.decode()
    act(page, "publish_topic")
    assert "Køkkener, der laver mad til andre" in reader.get(address).content.decode()
    assert "Køkkener, der laver mad til andre" not in reader.get(reverse("cases:list")).content.decode()


def test_its_history_says_who_published_what_and_when(page, topic, redaktoer):
    edit(page, typed(words="kantine"))
    act(page, "publish_topic")
    text = get(page, "topic")
    assert text.count("Udgav emnet") == 2
    assert redaktoer.shown_name in text
    assert "køkken" in text


def test_what_is_written_of_a_topic_can_not_be_rewritten(topic):
    with pytest.raises(HistoryIsImmutable):
        TopicEvent.objects.first().save()


def test_publishing_finds_its_cases_by_the_new_words_and_writes_no_case(page, topic, redaktoer):
    """A case that is written here could undo what somebody publishes at the same moment."""
    case = factories.make_case("Fælles drift", topics=[topic.key])
    draft = write_topic(KEY, name=topic.name, words=["kantine"], guide="", version="2-0", actor=redaktoer)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        publish_topic(draft.key, version="2-1", actor=redaktoer)
    assert not [each["sql"] for each in asked if each["sql"].startswith('UPDATE "cases_case"')]
    assert "kantin" in SearchEntry.objects.get(case=case).topics


def test_two_who_change_a_topic_are_shown_both(page, topic):
    mine = typed(guide="Min vejledning")
    edit(page, typed(guide="Andens vejledning"))
    text = edit(page, mine)
    assert "En anden har gemt, mens du skrev" in text
    assert "Andens vejledning" in text
    assert "Min vejledning" in text
    assert TopicDraft.objects.get().guide == "Andens vejledning"


def test_what_was_typed_stands_when_the_topic_is_removed_meanwhile(page, topic):
    mine = typed(guide="Min vejledning")
    act(page, "remove_topic")
    text = edit(page, mine)
    assert "En anden har fjernet emnet, mens du skrev." in text
    assert "Min vejledning" in text


@pytest.mark.parametrize("name", ["publish_topic", "discard_topic", "remove_topic"])
def test_a_page_that_was_read_before_somebody_saved_does_nothing(page, topic, name):
    read = work_of().version
    edit(page, typed(guide="Andens vejledning"))
    assert "En anden har gemt imens." in act(page, name, version=read)
    assert Topic.objects.get().guide == ""
    assert TopicDraft.objects.get().guide == "Andens vejledning"


def test_a_draft_can_be_thrown_away(page, topic):
    edit(page, typed(guide="Ny"))
    assert "Kladden er slettet." in act(page, "discard_topic")
    assert not TopicDraft.objects.exists()
    assert Topic.objects.exists()


def test_a_draft_that_is_not_there_is_not_thrown_away(page, topic):
    text = act(page, "discard_topic")
    assert "Kladden er udgivet eller slettet, siden du åbnede siden." in text
    assert "Kladden er slettet." not in text


@pytest.mark.parametrize("key", ["findes-ikke", "x" * 60])
def test_no_topic_is_made_by_writing_to_an_address(page, key):
    data = {"name": "Havne", "guide": "Min vejledning", "version": "0-0"}
    text = page.post(reverse("cases:edit_topic", args=[key]), data).content.decode()
    assert "Min vejledning" in text
    assert not TopicDraft.objects.exists()


def test_what_is_being_written_of_a_topic_is_read_by_editors(topic, redaktoer, fremmed):
    write_topic(KEY, name="Kantiner", words=[], guide="", version="2-0", actor=redaktoer)
    assert find_work(KEY, redaktoer).name == "Kantiner"
    assert find_work(KEY, fremmed).name == topic.name
    assert not find_work(KEY, AnonymousUser()).is_there


def test_a_draft_that_changes_nothing_is_not_published(topic, redaktoer):
    write_topic(KEY, name=topic.name, words=topic.words, guide="", version="2-0", actor=redaktoer)
    with pytest.raises(DomainError, match="siger det samme"):
        publish_topic(KEY, version="2-1", actor=redaktoer)


def test_a_topic_that_no_case_has_can_go_and_that_is_kept(page, topic):
    assert "Fjern emnet" in get(page, "topic")
    assert Topic.objects.exists(), "asking removes nothing"
    assert "Emnet er fjernet." in act(page, "remove_topic")
    assert not Topic.objects.exists()
    assert TopicEvent.objects.first().act == "removed"


def test_before_a_topic_goes_the_page_asks(page, topic):
    edit(page, typed(guide="Ny"))
    text = get(page, "remove_topic")
    assert "Fjern “Mad og måltider”?" in text
    assert "det kan ikke hentes igen. Kladden med ændringer forsvinder også." in text
    assert f'name="version" value="{work_of().version}"' in text
    assert f'href="{reverse("cases:topic", args=[KEY])}">Annullér' in text
    assert Topic.objects.exists()


def test_before_a_draft_goes_the_page_asks(page, topic):
    edit(page, typed(guide="Ny"))
    text = get(page, "discard_topic")
    assert "Slet kladden til “Mad og måltider”?" in text
    assert "forsvinder og kan ikke hentes igen. Det, der er udgivet, gælder stadig." in text
    assert TopicDraft.objects.exists()


@pytest.mark.parametrize(("name", "key"), [("remove_topic", "findes-ikke"), ("discard_topic", KEY)])
def test_nothing_is_asked_about_what_is_not_there(page, topic, name, key):
    assert page.get(reverse(f"cases:{name}", args=[key])).status_code == 302


def test_who_publishes_a_topic_reads_that_one_is_enough(page, topic):
    edit(page, typed(guide="Ny"))
    assert "Du udgiver emnet alene." in get(page, "topic")


def test_a_topic_that_a_case_has_stays(page, topic):
    factories.make_case(topics=[topic.key])
    assert "Fjern emnet" not in get(page, "topic")
    assert "Emnet bruges af cases." in get(page, "remove_topic")
    assert "Emnet bruges af cases." in act(page, "remove_topic")
    assert Topic.objects.exists()


def test_a_topic_that_comes_with_the_catalogue_stays(page):
    factories.make_topic("indkoeb")
    assert "indkoeb" in topic_keys()
    assert "følger med kataloget" in get(page, "topic", "indkoeb")
    assert "Fjern emnet" not in get(page, "topic", "indkoeb")
    assert "følger med kataloget" in get(page, "remove_topic", "indkoeb")
    assert "følger med kataloget" in act(page, "remove_topic", "indkoeb")


def test_what_is_loaded_with_the_product_is_in_the_history_of_nobody(db):
    reference_data.load()
    event = TopicEvent.objects.filter(key="indkoeb").get()
    assert (event.act, event.actor) == ("loaded", None)
    case = Case.objects.get(slug="kombit")
    [told] = case.events.all()
    assert (told.act, told.actor, told.revision) == ("published", None, 1)
    reference_data.load()
    assert case.events.count() == 1


@pytest.mark.parametrize("many", [3, 300])
def test_three_and_three_hundred_topics_take_the_same_queries(page, many, django_assert_num_queries):
    for number in range(many):
        factories.make_topic(f"emne-{number}")
    page.get(reverse("cases:topics"))
    with django_assert_num_queries(4):
        page.get(reverse("cases:topics"))

"""The catalogue's own cases are loaded from files, and leave alone what an editor has written."""

import pytest

from cases import reference_data
from cases.models import Case, Topic
from cases.search import find
from cases.search_models import SearchEntry, SearchStem
from cases.services import index_case
from common.danish import search_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path, monkeypatch):
    """One case in a folder of its own: `file("title: …")` writes it."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "topics.yaml").write_text("- {key: mad, name: Mad}\n", encoding="utf-8")
    monkeypatch.setattr(reference_data, "DATA", tmp_path)
    return lambda text: (tmp_path / "cases" / "koekken.yaml").write_text(text, encoding="utf-8")


def test_a_case_of_a_file_is_published(file):
    file("title: Fælles køkken\nsummary: Efter § 60 i loven\n")
    reference_data.load()
    case = Case.objects.get(slug="koekken")
    assert (case.title, case.state) == ("Fælles køkken", "published")
    assert case.content.summary == "Efter §\u00a060 i loven"
    assert case.should_be_updated  # nobody has confirmed it since the source


def test_loading_again_changes_nothing(file, django_assert_max_num_queries):
    file("title: Fælles køkken\n")
    reference_data.load()
    with django_assert_max_num_queries(7):
        reference_data.load()
    assert Case.objects.get().revisions.count() == 1


def test_a_file_that_has_changed_is_a_new_revision(file):
    file("title: Fælles køkken\n")
    reference_data.load()
    file("title: Fælles storkøkken\n")
    reference_data.load()
    case = Case.objects.get()
    assert case.title == "Fælles storkøkken"
    assert [revision.number for revision in case.revisions.all()] == [2, 1]


def test_what_an_editor_has_written_stays(file, redaktoer):
    file("title: Fælles køkken\n")
    reference_data.load()
    case = Case.objects.get()
    case.document = {"title": "Redaktørens titel"}
    index_case(case)
    case.revisions.create(number=2, document=case.document, author=redaktoer)
    file("title: Fælles storkøkken\n")
    reference_data.load()
    assert Case.objects.get().title == "Redaktørens titel"


def test_a_topic_that_an_editor_has_written_stays(file):
    file("title: Fælles køkken\n")
    reference_data.load()
    Topic.objects.update(name="Måltider", version=2)
    reference_data.load()
    assert Topic.objects.get().name == "Måltider"


def test_the_topics_of_the_catalogue_have_names_and_words():
    reference_data.load()
    names = [topic.name for topic in Topic.objects.all()]
    assert len(names) == len({search_key(name) for name in names})
    assert "Indkøb og udbud" in names


def test_a_case_is_found_by_the_new_words_of_its_topic(file):
    file("title: Fælles køkken\ntopics: [mad]\n")
    reference_data.load()
    assert not find(Case.objects.published(), "ernæring").hits
    (reference_data.DATA / "topics.yaml").write_text("- {key: mad, name: Mad, words: [ernæring]}\n", encoding="utf-8")
    reference_data.load()
    assert find(Case.objects.published(), "ernæring").hits


def test_what_the_search_kept_in_an_older_form_is_written_anew(file):
    file("title: Fælles køkken\n")
    reference_data.load()
    SearchEntry.objects.update(version=0)
    SearchStem.objects.all().delete()
    assert not find(Case.objects.published(), "køkken").hits
    reference_data.load()
    assert find(Case.objects.published(), "køkken").hits

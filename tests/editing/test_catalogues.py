"""Questions and clauses are read as the newest version says, and the files never take an editor's version back."""

import copy

import pytest
from django.urls import reverse

from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from decisions import catalogues
from decisions import reference_data as decisions
from decisions.clauses import catalogue_for
from decisions.models import CatalogueVersion
from decisions.services import take_standard_set
from decisions.standard_sets import standard_set
from editing import services
from editing.documents import digest, find
from editing.kinds import KINDS
from editing.kinds.base import part_of
from editing.models import Draft
from tests import factories
from tests.editing.pages import filled


@pytest.fixture(params=["spoergsmaal", "klausuler", "modelguide"])
def kind(request, reference):
    return KINDS[request.param]


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def publish(kind, actor, part, key, **values):
    """Change one entry and publish that."""
    draft = services.begin_draft(kind, actor=actor)
    part = part_of(kind, part)
    version = digest(find(draft.content, part.name, key))
    services.change_entry(draft, part, key, values=values, version=version, actor=actor)
    draft.refresh_from_db()
    follows = kind.newest().number
    services.publish_draft(draft, kind, note="Nye ord.", version=digest(draft.content), follows=follows, actor=actor)


def test_a_version_becomes_a_document_and_back(kind):
    document = kind.newest().document
    assert kind.document_of(kind.content_of(document)) == document


def test_the_files_are_read_before_anything_is_stored(db):
    assert standard_set("section-60").questions[0].title == "Principbeslutning"
    assert catalogue_for("section-60", "statutes")[0].heading == "Navn, form og hjemsted"


def test_the_stored_version_says_what_the_file_says(reference):
    stored = [catalogue_for("section-60", "statutes"), standard_set("company")]
    CatalogueVersion.objects.all()._raw_delete(using="default")
    catalogues.forget()
    assert stored == [catalogue_for("section-60", "statutes"), standard_set("company")]


def test_a_published_clause_is_proposed_to_new_texts(reference, administrator, commits):
    before = catalogue_for("section-60", "statutes")
    with commits():
        publish(KINDS["klausuler"], administrator, "bestemmelser", "name-and-seat", heading="Navn og sted")
    assert before[0].heading == "Navn, form og hjemsted"
    assert catalogue_for("section-60", "statutes")[0].heading == "Navn og sted"
    assert CatalogueVersion.objects.get(kind="clauses", number=2).published_by == administrator


def test_a_draft_is_asked_of_nobody(reference, administrator):
    draft = services.begin_draft(KINDS["spoergsmaal"], actor=administrator)
    part = part_of(KINDS["spoergsmaal"], "spoergsmaal")
    version = digest(find(draft.content, "questions", "appointment"))
    services.change_entry(draft, part, "appointment", values={"title": "Valg"}, version=version, actor=administrator)
    catalogues.forget()
    assert "Valg" not in {each.title for each in standard_set("section-60").questions}


def test_a_collaboration_that_asks_already_keeps_its_questions(
    reference, administrator, collaboration, koordinator, commits
):
    collaboration.organisation_type = factories.OrganisationType.objects.get(key="section-60")
    collaboration.save()
    take_standard_set(collaboration, keys=["appointment"], actor=koordinator)
    with commits():
        publish(KINDS["spoergsmaal"], administrator, "spoergsmaal", "appointment", title="Valg")
    assert collaboration.questions.get(key="appointment").title == "Udpegning"
    assert "Valg" in {each.title for each in standard_set("section-60").questions}


def test_what_is_published_never_changes(kind):
    row = CatalogueVersion.objects.get(kind=kind.name)
    with pytest.raises(HistoryIsImmutable):
        row.save()
    with pytest.raises(HistoryIsImmutable):
        CatalogueVersion.objects.filter(pk=row.pk).delete()


def test_a_question_that_a_requirement_rests_on_stays_in_its_set(reference, administrator):
    kind = KINDS["spoergsmaal"]
    draft, part = services.begin_draft(kind, actor=administrator), part_of(kind, "saet")
    key = "section-60--statutes-adopted"
    version = digest(find(draft.content, "places", key))
    with pytest.raises(DomainError, match="Et krav i processen"):
        services.remove_entry(draft, kind, part, key, version=version, actor=administrator)


def test_a_new_question_is_put_into_a_set(client_for, reference, administrator):
    browser = client_for("administrator")
    services.begin_draft(KINDS["spoergsmaal"], actor=administrator)
    add = reverse("editing:add_entry", args=["spoergsmaal", "spoergsmaal"])
    form = browser.get(add).context["form"]
    typed = {"title": "Navn", "explanation": "Kommunen siger ja til navnet.", "scope": "each", "source": "Os"}
    assert browser.post(add, filled(form) | typed).status_code == 302
    place = reverse("editing:add_entry", args=["spoergsmaal", "saet"])
    form = browser.get(place).context["form"]
    typed = {"form": "agreement", "question": "n-navn", "round": "2"}
    refused = browser.post(place, filled(form) | typed)
    assert "har ikke så mange runder" in refused.content.decode()
    assert browser.post(place, filled(form) | typed | {"round": "1"}).status_code == 302
    page = browser.get(reverse("editing:preview", args=["spoergsmaal"]), {"form": "agreement"})
    assert [each.title for each in page.context["questions"]][-1] == "Navn"


def test_what_looks_the_same_is_told_apart_and_names_no_braces(client_for, reference, administrator):
    browser = client_for("administrator")
    services.begin_draft(KINDS["spoergsmaal"], actor=administrator)
    page = browser.get(reverse("editing:add_entry", args=["spoergsmaal", "saet"]))
    offered = [name for _key, name in page.context["form"].fields["question"].choices]
    assert len(offered) == len(set(offered))
    assert "{authority}" not in str(offered)
    shown = browser.get(reverse("editing:preview", args=["spoergsmaal"])).content.decode()
    assert "Myndigheden godkender" in shown
    assert "{authority}" not in shown


def test_loading_twice_makes_one_version_and_a_changed_file_makes_another(reference, monkeypatch):
    decisions.load()
    assert set(CatalogueVersion.objects.values_list("kind", "number")) == {
        ("clauses", 1),
        ("guide", 1),
        ("questions", 1),
    }
    changed(monkeypatch)
    decisions.load()
    assert CatalogueVersion.objects.filter(kind="clauses").first().number == 2


def test_the_file_waits_where_an_administrator_has_published(reference, administrator, monkeypatch):
    kind = KINDS["klausuler"]
    publish(kind, administrator, "bestemmelser", "name-and-seat", heading="Navn og sted")
    assert not kind.is_waiting()
    changed(monkeypatch)
    assert "wait" in decisions.load()
    assert kind.newest().number == 2
    draft = services.begin_draft(kind, actor=administrator, from_file=True)
    follows, version = kind.newest().number, digest(draft.content)
    services.publish_draft(draft, kind, note="Programmets.", version=version, follows=follows, actor=administrator)
    assert kind.newest().document["grading_note"] == "Nyt."
    assert not kind.is_waiting()
    assert not Draft.objects.exists()


def changed(monkeypatch):
    """The file of clauses says something new."""
    content = copy.deepcopy(decisions.FILES["clauses"]())
    content["grading_note"] = "Nyt."
    monkeypatch.setitem(decisions.FILES, "clauses", lambda: content)

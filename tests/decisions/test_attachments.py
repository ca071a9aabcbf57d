"""Documents that go with a question, a decision or a point of the checklist."""

import datetime as dt

import pytest
from django.urls import reverse

from collaborations.models import ActivityEntry, Document
from collaborations.services import add_document, add_version, attach_document, detach_document, hide_document
from common.exceptions import DomainError
from decisions.services import Answer, Meeting, correct_decision
from phases.models import ChecklistItem
from phases.services import answer_item
from tests import factories
from tests.collaborations import files
from tests.decisions.build import decide
from tests.phases.test_rights import DONE, SEES, ask, only, table


@pytest.fixture
def asked(section_60):
    return section_60.questions.get(key="statutes-adopted")


@pytest.fixture
def version(section_60, koordinator):
    return add_document(section_60, title="Notat", upload=files.upload(files.pdf("a")), actor=koordinator)


def attach(holder, version, koordinator, collaboration):
    return attach_document(lambda: holder, collaboration=collaboration, name="Det", document=version, actor=koordinator)


## What may be attached


def test_a_document_is_attached_once_and_the_history_says_so(asked, version, koordinator, collaboration):
    for _ in range(2):
        attach(asked, version, koordinator, collaboration)
    assert list(asked.documents.all()) == [version]
    told = ActivityEntry.objects.filter(kind="document", text__startswith="Vedhæftede")
    assert [each.text for each in told] == ["Vedhæftede “Notat” til “Det”."]


def test_a_document_of_another_collaboration_is_refused(asked, koordinator, collaboration):
    other = factories.make_collaboration("Fælles køkken")
    strange = add_document(other, title="Fremmed", upload=files.upload(files.pdf("b")), actor=koordinator)
    with pytest.raises(DomainError, match="andet samarbejde"):
        attach(asked, strange, koordinator, collaboration)
    assert not asked.documents.exists()


def test_a_hidden_document_is_refused(asked, version, koordinator, collaboration):
    hide_document(version.document, reason="Forkert fil", actor=koordinator)
    version.refresh_from_db()
    with pytest.raises(DomainError, match="skjult"):
        attach(asked, version, koordinator, collaboration)


def test_what_is_attached_stays_when_a_newer_version_comes(asked, version, koordinator, collaboration):
    attach(asked, version, koordinator, collaboration)
    add_version(version.document, upload=files.upload(files.pdf("nyere")), actor=koordinator)
    assert list(asked.documents.all()) == [version]


def test_taking_it_off_keeps_the_document(asked, version, koordinator, collaboration):
    attach(asked, version, koordinator, collaboration)
    detach_document(asked, version, collaboration=collaboration, name="Det", actor=koordinator)
    assert not asked.documents.exists()
    assert Document.objects.current().get() == version.document
    assert ActivityEntry.objects.filter(text="Fjernede “Notat” fra “Det”.").exists()


def test_what_is_put_right_keeps_its_documents(section_60, version, odder, koordinator):
    entry = decide(section_60, "principle-decision", odder, date=dt.date(2026, 2, 3), actor=koordinator)
    attach(entry, version, koordinator, section_60)
    meeting = Meeting(date=dt.date(2026, 2, 4))
    answer = Answer(question=entry.question, outcome="adopted")
    newer = correct_decision(entry, meeting=meeting, answer=answer, reason="Forkert dag", actor=koordinator)
    assert list(newer.documents.all()) == [version]


## A point of the checklist


def test_a_point_that_nobody_answered_takes_a_document_and_stays_open(browser, section_60, version, koordinator):
    url = reverse("phases:attach_to_item", args=[section_60.slug, 1, "s1"])
    page = browser.post(url, {"document": version.pk}, follow=True)
    assert "“Notat” er vedhæftet." in page.content.decode()
    item = ChecklistItem.objects.get()
    assert (item.state, item.version, list(item.documents.all())) == ("open", 0, [version])
    # A form that was open meanwhile is still saved.
    answer_item(section_60, template=item.template, actor=koordinator, version=0, state="done")
    assert ChecklistItem.objects.get().state == "done"


def test_a_new_file_is_laid_up_and_attached_in_one_go(browser, section_60):
    url = reverse("phases:attach_to_item", args=[section_60.slug, 1, "s1"])
    browser.post(url, {"upload": files.upload(files.pdf("c"), name="Referat af møde.pdf")})
    assert [each.document.title for each in ChecklistItem.objects.get().documents.all()] == ["Referat af møde"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"document": ""}, "Vælg et dokument, eller læg en ny fil op."),
        ({"document": "999999"}, "Marker en gyldig valgmulighed"),
        ({"upload": b"<html>"}, "ikke PDF, Word, Excel, PNG eller JPEG"),
        ({"both": True}, "ikke begge"),
    ],
)
def test_bad_input_is_said_on_the_form_and_attaches_nothing(browser, section_60, asked, version, data, says):
    url = reverse("decisions:attach_to_question", args=[section_60.slug, asked.key])
    sent = dict(data)
    if sent.pop("both", False):
        sent = {"document": version.pk, "upload": files.upload(files.pdf("d"))}
    elif "upload" in sent:
        sent["upload"] = files.upload(sent["upload"])
    page = browser.post(url, sent)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not asked.documents.exists()


def test_the_page_of_a_question_shows_its_documents_and_the_button_takes_one_off(
    browser,
    section_60,
    asked,
    version,
    koordinator,
):
    attach(asked, version, koordinator, section_60)
    page = browser.get(reverse("decisions:question", args=[section_60.slug, asked.key])).content.decode()
    off = reverse("decisions:detach_from_question", args=[section_60.slug, asked.key, version.pk])
    assert "Notat" in page
    assert off in page
    browser.post(off)
    assert not asked.documents.exists()
    assert browser.post(off).status_code == 404


## Rights, cell by cell


@pytest.mark.parametrize("code", ["727", "615"])
def test_who_attaches_to_a_decision(client_for, section_60, version, code, koordinator):
    """A kommunekontakt of Odder (727) for Odder's decision, not for that of Horsens (615)."""
    place = section_60.participations.get(municipality__code=code).municipality
    entry = decide(section_60, "principle-decision", place, date=dt.date(2026, 2, 3), actor=koordinator)
    may = {"koordinator", "kontakt"} if code == "727" else {"koordinator"}
    url = reverse("decisions:attach_to_decision", args=[section_60.slug, entry.pk])
    answers, done = ask(client_for, lambda one: one.post(url, {"document": version.pk}), entry.documents.exists)
    assert (answers, done) == (table(may, DONE), only(may))
    attach(entry, version, koordinator, section_60)
    page = client_for("koordinator").get(reverse("decisions:cell", args=[section_60.slug, "principle-decision", code]))
    assert "Notat" in page.content.decode()
    assert "/fjern/" not in page.content.decode()  # an entry keeps its evidence


def test_a_refused_file_leaves_no_row_behind(browser, section_60, koordinator):
    strange = add_document(
        factories.make_collaboration("Et andet"), title="X", upload=files.upload(files.pdf("x")), actor=koordinator
    )
    made = []
    with pytest.raises(DomainError):
        attach(made.append("made"), strange, koordinator, section_60)
    url = reverse("phases:detach_from_item", args=[section_60.slug, 1, "s1", strange.pk])
    assert browser.post(url).status_code == 404
    assert not ChecklistItem.objects.exists()


def test_who_attaches_to_a_question(client_for, section_60, asked, version, koordinator):
    may, url = {"koordinator"}, reverse("decisions:attach_to_question", args=[section_60.slug, asked.key])
    answers, done = ask(client_for, lambda one: one.post(url, {"document": version.pk}), asked.documents.exists)
    assert (answers, done) == (table(may, DONE), only(may))
    attach(asked, version, koordinator, section_60)
    off = reverse("decisions:detach_from_question", args=[section_60.slug, asked.key, version.pk])
    answers, _ = ask(client_for, lambda one: one.post(off), asked.documents.exists)
    assert answers == table(may, DONE)


@pytest.mark.parametrize(
    ("args", "may"),
    [
        ([1, "s1"], {"koordinator", "bidragyder"}),
        ([1, "s6", "727"], {"koordinator", "bidragyder", "kontakt"}),
        ([1, "s6", "615"], {"koordinator", "bidragyder"}),
    ],
)
def test_who_attaches_to_a_point(client_for, section_60, version, args, may):
    url = reverse("phases:attach_to_item", args=[section_60.slug, *args])
    held = ChecklistItem.objects.filter(documents=version).exists
    answers, done = ask(client_for, lambda one: one.post(url, {"document": version.pk}), held)
    assert (answers, done) == (table(may, DONE), only(may))
    client_for("koordinator").post(url, {"document": version.pk})
    off = reverse("phases:detach_from_item", args=[section_60.slug, *args, version.pk])
    answers, kept = ask(client_for, lambda one: one.post(off), held)
    assert answers == table(may, DONE)
    assert kept == {role: role not in may for role in kept}


def test_who_only_reads_sees_the_documents_without_a_way_to_change_them(
    client_for,
    section_60,
    asked,
    version,
    koordinator,
):
    attach(asked, version, koordinator, section_60)
    url = reverse("decisions:question", args=[section_60.slug, asked.key])
    for role in SEES - {"koordinator"}:
        page = client_for(role).get(url).content.decode()
        assert "Notat" in page, role
        assert "/dokumenter/" not in page.replace(reverse("collaborations:documents", args=[section_60.slug]), ""), role

"""A distribution key goes with a text as it was frozen: on the pages, in the hash and on paper."""

from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.exceptions import DomainError
from decisions.fingerprint import sha256_of
from decisions.models import DraftAnnex
from decisions.services import add_annex, add_clause, create_text, publish_version, remove_annex
from finance.services import change_component, propose_key
from reports.texts import draw_text_pdf, draw_text_word, text_snapshot
from tests import factories
from tests.finance.build import make_input, make_key


@pytest.fixture
def text(choose_form):
    made = create_text(choose_form("association"), kind="intent", title="Hensigt", actor=None)
    add_clause(made, heading="Betaling", body="Vi deler efter nøglen.", actor=None)
    return made


@pytest.fixture
def key(text, odder, horsens):
    staff = make_input(text.collaboration, "Årsværk", values={odder: 10, horsens: 30})
    parts = {"name": "Drift", "part": 100, "weight": "input", "input": staff}
    return make_key(text.collaboration, "It-drift", parts, regulation="Hvert år den 1. januar")


@pytest.fixture
def frozen(key):
    return propose_key(key, amount=Decimal(1000), year=2027, actor=None)


def test_the_hash_of_a_text_holds_that_of_the_key_and_later_changes_of_the_key_change_nothing(text, key, frozen):
    annex = add_annex(text, title="", key_version=frozen, actor=None)
    first = publish_version(text, actor=None)
    assert annex.title == "It-drift, version 1"
    assert first.sha256 == sha256_of([("Betaling", "Vi deler efter nøglen.")], [frozen.sha256])
    change_component(key.components.get(), version=1, name="Andet", actor=None)
    with pytest.raises(DomainError, match="den samme som version 1"):
        publish_version(text, actor=None)
    remove_annex(annex, actor=None)
    add_annex(text, title="", key_version=propose_key(key, amount=Decimal(1000), year=2027, actor=None), actor=None)
    second = publish_version(text, actor=None)
    assert [str(each.key_version) for each in first.annexes.all()] == ["It-drift, version 1"]
    assert second.sha256 != first.sha256


def test_an_annex_is_a_document_or_a_key(text, frozen):
    with pytest.raises(DomainError, match="Vælg et dokument eller en fordelingsnøgle"):
        add_annex(text, title="Ingen", actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftAnnex.objects.create(text=text, title="Ingen")


def test_a_key_is_annexed_once_and_from_the_same_collaboration(text, frozen):
    add_annex(text, title="", key_version=frozen, actor=None)
    with pytest.raises(DomainError, match="Nøglen er allerede bilag"):
        add_annex(text, title="", key_version=frozen, actor=None)
    theirs = propose_key(make_key(factories.make_collaboration()), amount=None, year=2027, actor=None)
    with pytest.raises(DomainError, match="Nøglen hører til et andet samarbejde"):
        add_annex(text, title="", key_version=theirs, actor=None)


def test_the_page_offers_frozen_keys_and_takes_one_thing(client_for, text, frozen):
    browser, slug = client_for("koordinator"), text.collaboration.slug
    url = reverse("decisions:add_annex", args=[slug, text.pk])
    assert "It-drift, version 1" in browser.get(url).content.decode()
    page = browser.post(url, {"title": "Nøglen"})
    assert "Vælg et dokument eller en fordelingsnøgle, og kun én af dem." in page.content.decode()
    assert page.context["form"]["title"].value() == "Nøglen"
    browser.post(url, {"title": "Nøglen", "key_version": frozen.pk})
    publish_version(text, actor=None)
    shown = browser.get(reverse("decisions:version", args=[slug, text.pk, 1])).content.decode()
    assert reverse("finance:key_version", args=[slug, frozen.key_id, 1]) in shown
    assert frozen.sha256 in shown


def test_a_key_of_another_collaboration_is_not_offered(client_for, text):
    theirs = propose_key(make_key(factories.make_collaboration()), amount=None, year=2027, actor=None)
    url = reverse("decisions:add_annex", args=[text.collaboration.slug, text.pk])
    client_for("koordinator").post(url, {"key_version": theirs.pk})
    assert not text.draft_annexes.exists()


def test_the_paper_prints_the_key_as_it_was_frozen(text, key, frozen):
    add_annex(text, title="", key_version=frozen, actor=None)
    snapshot = text_snapshot(publish_version(text, actor=None))
    word = docx.Document(BytesIO(draw_text_word(snapshot).content))
    lines = [each.text for each in word.paragraphs]
    assert f"1. It-drift, version 1 (SHA-256 {frozen.sha256})" in lines
    assert "Drift: 100 pct. af beløbet deles efter “Årsværk”." in lines
    assert "Nøglen reguleres: Hvert år den 1. januar." in lines
    assert "Årsværk 30. juni 2026, Lønsystemet." in lines
    assert [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in word.tables[0].rows] == [
        ["Kommune", "Årsværk", "Andel", "Beløb"],
        ["Horsens", "30", "75,0000 %", "750 kr."],
        ["Odder", "10", "25,0000 %", "250 kr."],
        ["I alt", "40", "100 %", "1.000 kr."],
    ]
    assert draw_text_pdf(snapshot).content.startswith(b"%PDF")


def test_papers_from_before_there_were_keys_are_drawn_as_they_were(text):
    snapshot = text_snapshot(publish_version(text, actor=None))
    snapshot["annexes"] = [{"title": "Budget", "sha256": "0" * 64}]
    word = docx.Document(BytesIO(draw_text_word(snapshot).content))
    assert f"1. Budget (SHA-256 {'0' * 64})" in [each.text for each in word.paragraphs]

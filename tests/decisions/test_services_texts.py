"""Texts: drafted freely, published once and for all."""

from functools import partial

import pytest
from django.urls import reverse

from collaborations.services import add_document, add_version
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words
from common.models import HistoryIsImmutable
from decisions.clauses import catalogue_for
from decisions.models import TextVersion
from decisions.services import (
    ClauseGone,
    MissingClauses,
    add_annex,
    add_catalogue_clauses,
    add_clause,
    create_text,
    draft_fingerprint,
    move_clause,
    publish_version,
    remove_annex,
    remove_clause,
    write_clause,
)
from decisions.text_pages import build_text_page
from models_catalog.models import LegalRule
from phases.facts import facts_of
from phases.requirements import next_requirements
from tests.collaborations import files

WRITTEN = {"heading": "x", "body": "y", "version": 1}


@pytest.fixture
def text(choose_form, koordinator):
    """A § 60's statutes with every required clause written."""
    return written(choose_form("section-60"), "statutes", koordinator)


def written(collaboration, kind, koordinator):
    form = collaboration.organisation_type.key
    made = create_text(collaboration, kind=kind, title="Vedtægter", actor=koordinator)
    required = [each.key for each in catalogue_for(form, kind) if each.is_required]
    add_catalogue_clauses(made, keys=required, actor=koordinator)
    for clause in made.draft.all():
        write(clause, "Aftalt.", koordinator)
    return made


def write(clause, body, actor, **values):
    given = {"heading": clause.heading, "version": clause.version}
    return write_clause(clause, body=body, actor=actor, **given | values)


def test_clauses_of_the_catalogue_come_in_its_order_and_once(choose_form, koordinator):
    text = create_text(choose_form("section-60"), kind="statutes", title="Vedtægter", actor=koordinator)
    add_catalogue_clauses(text, keys=["purpose", "participants"], actor=koordinator)
    assert [each.key for each in text.draft.all()] == ["participants", "purpose"]
    with pytest.raises(DomainError, match="mindst én bestemmelse"):
        add_catalogue_clauses(text, keys=["purpose", "findes-ikke"], actor=koordinator)


def test_a_clause_that_is_added_again_stands_where_the_catalogue_has_it(text, koordinator):
    keys = [each.key for each in text.draft.all()]
    own = add_clause(text, heading="Vores egen", body="x", actor=koordinator)
    gone = [keys[0], keys[2], keys[3]]
    for each in text.draft.filter(key__in=gone):
        remove_clause(each, version=each.version, actor=koordinator)
    add_catalogue_clauses(text, keys=gone, actor=koordinator)
    assert [each.key for each in text.draft.all()] == [*keys, ""]
    assert text.draft.last() == own


def test_a_clause_follows_the_nearest_of_the_catalogue_wherever_that_was_moved(choose_form, koordinator):
    text = create_text(choose_form("section-60"), kind="statutes", title="Vedtægter", actor=koordinator)
    keys = [each.key for each in catalogue_for("section-60", "statutes")][:3]
    own = add_clause(text, heading="Først", body="x", actor=koordinator)
    add_catalogue_clauses(text, keys=keys[1:2], actor=koordinator)
    move_clause(own, up=False, actor=koordinator)
    add_catalogue_clauses(text, keys=[keys[0], keys[2]], actor=koordinator)
    assert [each.key for each in text.draft.all()] == [*keys, ""]


def test_two_who_write_the_same_clause_lose_nothing(text, koordinator, bidragyder):
    clause = text.draft.first()
    write(clause, "Den første.", koordinator)
    with pytest.raises(StaleVersion) as stale:
        write(clause, "Den anden.", bidragyder)
    assert stale.value.current.body == "Den første."


def test_saving_the_same_is_no_change(text, koordinator):
    clause = text.draft.first()
    before = text.collaboration.activity.count()
    assert write(clause, "Aftalt.\r\n", koordinator).version == clause.version
    assert text.collaboration.activity.count() == before


def test_clauses_are_added_moved_and_removed(text, koordinator):
    own = add_clause(text, heading="Vores egen", body="x", actor=koordinator)
    move_clause(own, up=True, actor=koordinator)
    assert list(text.draft.all())[-2] == own
    remove_clause(own, version=own.version, actor=koordinator)
    assert not text.draft.filter(heading="Vores egen").exists()
    with pytest.raises(DomainError, match="Skriv en overskrift"):
        add_clause(text, heading=" ", actor=koordinator)


def test_a_clause_that_somebody_wrote_in_or_removed_is_not_removed_again(text, koordinator, bidragyder):
    clause = text.draft.first()
    write(clause, "Nyt.", bidragyder)
    with pytest.raises(StaleVersion) as stale:
        remove_clause(clause, version=clause.version, actor=koordinator)
    newest = stale.value.current
    assert newest.body == "Nyt."
    remove_clause(newest, version=newest.version, actor=koordinator)
    for act in (partial(remove_clause, version=newest.version), partial(write_clause, **WRITTEN)):
        with pytest.raises(ClauseGone, match="En anden har fjernet bestemmelsen"):
            act(clause, actor=bidragyder)


## Publishing


def test_a_missing_clause_is_named_and_blocks(text, koordinator):
    left = text.draft.get(key="exit")
    remove_clause(left, version=left.version, actor=koordinator)
    write(text.draft.get(key="dissolution"), " ", koordinator)
    with pytest.raises(MissingClauses) as missing:
        publish_version(text, actor=koordinator)
    assert missing.value.headings == ["Udtræden", "Opløsning"]
    assert TextVersion.objects.count() == 0


def test_a_published_version_says_what_it_said_whatever_becomes_of_the_draft(text, koordinator):
    version = publish_version(text, note="Den første", actor=koordinator)
    write(text.draft.get(key="purpose"), "Noget andet.", koordinator)
    version.refresh_from_db()
    assert next(each for each in version.clauses if each["key"] == "purpose")["body"] == "Aftalt."
    for rewrite in (version.save, version.delete):
        with pytest.raises(HistoryIsImmutable):
            rewrite()


def test_publishing_a_section_60a_agreement_says_that_it_has_terms_of_exit_and_dissolution(
    choose_form, koordinator, text
):
    publish_version(text, actor=koordinator)
    assert not text.collaboration.assessments.exists()
    collaboration = choose_form("section-60a")
    publish_version(written(collaboration, "cooperation", koordinator), actor=koordinator)
    said = collaboration.assessments.get()
    assert (said.key, said.note) == ("exit-terms", "Står i “Vedtægter”, version 1: Udtræden og Opløsning.")
    facts = facts_of(collaboration)
    requirement = next(each for each in next_requirements(facts) if each.key == "exit-terms")
    assert requirement.met


def test_the_same_draft_is_no_new_version_and_another_is(text, koordinator):
    first = publish_version(text, actor=koordinator)
    with pytest.raises(DomainError, match="den samme som version 1"):
        publish_version(text, actor=koordinator)
    write(text.draft.get(key="purpose"), "Noget andet.", koordinator)
    second = publish_version(text, actor=koordinator)
    assert (second.number, second.sha256 == first.sha256) == (2, False)


def test_two_who_publish_at_once_make_one_version(text, koordinator):
    publish_version(text, newest=0, actor=koordinator)
    write(text.draft.get(key="purpose"), "Noget andet.", koordinator)
    with pytest.raises(DomainError, match="Version 1 er udgivet, siden du åbnede siden"):
        publish_version(text, newest=0, actor=koordinator)


def test_a_slip_of_the_pen_needs_its_reason_and_a_version_before_it(text, koordinator):
    with pytest.raises(DomainError, match="hvilken skrivefejl"):
        publish_version(text, is_typo=True, note="Komma", actor=koordinator)
    publish_version(text, actor=koordinator)
    write(text.draft.get(key="purpose"), "Aftalt,", koordinator)
    with pytest.raises(DomainError, match="hvilken skrivefejl"):
        publish_version(text, is_typo=True, actor=koordinator)
    assert publish_version(text, is_typo=True, note="Et komma", actor=koordinator).is_typo


def test_an_empty_draft_is_not_published(choose_form, koordinator):
    text = create_text(choose_form("company"), kind="statutes", title="Vedtægter", actor=koordinator)
    with pytest.raises(DomainError, match="Kladden er tom"):
        publish_version(text, actor=koordinator)


## Annexes


def test_a_new_annex_is_a_new_version(text, koordinator):
    first = publish_version(text, actor=koordinator)
    bilag = add_document(text.collaboration, title="Nøgle", upload=files.upload(files.pdf("a")), actor=koordinator)
    annex = add_annex(text, title="", document=bilag, actor=koordinator)
    second = publish_version(text, actor=koordinator)
    assert (annex.title, [each.title for each in second.annexes.all()]) == ("Nøgle", ["Nøgle"])
    newer = add_version(bilag.document, upload=files.upload(files.pdf("b")), actor=koordinator)
    remove_annex(annex, actor=koordinator)
    add_annex(text, title="Nøgle", document=newer, actor=koordinator)
    third = publish_version(text, actor=koordinator)
    assert len({first.sha256, second.sha256, third.sha256}) == 3


def test_an_annex_is_taken_once_and_from_the_same_collaboration(text, koordinator, choose_form):
    bilag = add_document(text.collaboration, title="Nøgle", upload=files.upload(files.pdf()), actor=koordinator)
    add_annex(text, title="", document=bilag, actor=koordinator)
    with pytest.raises(DomainError, match="allerede bilag"):
        add_annex(text, title="", document=bilag, actor=koordinator)
    other = type(text.collaboration).objects.create(
        name="Andet", slug="andet", purpose="x", initiator=text.collaboration.initiator
    )
    theirs = add_document(other, title="Deres", upload=files.upload(files.pdf()), actor=koordinator)
    with pytest.raises(DomainError, match="et andet samarbejde"):
        add_annex(text, title="", document=theirs, actor=koordinator)


## The page


def test_the_page_says_whether_the_draft_can_be_published(text, koordinator):
    page = build_text_page(text.collaboration, text)
    assert (page.can_be_published, page.is_unchanged, page.next_number) == (True, False, 1)
    publish_version(text, actor=koordinator)
    page = build_text_page(text.collaboration, text)
    assert (page.can_be_published, page.is_unchanged) == (False, True)
    write(text.draft.get(key="purpose"), "Og anden hermed beslægtet virksomhed.", koordinator)
    page = build_text_page(text.collaboration, text)
    assert [each.key for each in page.remarks] == ["catch-all-purpose"]
    assert page.can_be_published, "what is worth a second look stops nobody"


def test_few_missing_clauses_are_named_and_many_are_counted(client_for, text):
    url = reverse("decisions:text", args=[text.collaboration.slug, text.pk])
    headings = [f"“{each.heading}”" for each in text.draft.all()[:4]]
    text.draft.filter(key__in=[each.key for each in text.draft.all()[:3]]).delete()
    page = client_for("koordinator").get(url).content.decode()
    assert f"{join_words(headings[:3])} mangler, før teksten kan udgives." in page
    text.draft.first().delete()
    assert "4 bestemmelser mangler, før teksten kan udgives." in client_for("koordinator").get(url).content.decode()


def test_a_note_names_the_authority_of_the_rule_in_force(text):
    LegalRule.objects.filter(key="authority-approval").update(body="Tilsynsrådet")
    page = build_text_page(text.collaboration, text)
    note = next(row.entry.note for row in page.rows if row.clause.key == "dissolution")
    assert note == "Tilsynsrådet skal godkende vilkårene for opløsning."


def test_a_draft_that_changed_since_the_page_was_read_is_not_published(text, koordinator, bidragyder):
    seen = draft_fingerprint(text)
    write(text.draft.first(), "Et andet ord.", bidragyder)
    with pytest.raises(DomainError, match="Kladden er rettet, siden du åbnede siden"):
        publish_version(text, draft=seen, actor=koordinator)
    assert publish_version(text, draft=draft_fingerprint(text), actor=koordinator).number == 1

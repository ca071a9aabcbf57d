"""A case on its way to its readers."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cases.document import Figure
from cases.models import Case, CaseEvent, Revision
from cases.services import (
    NotGoodEnough,
    confirm,
    create_draft,
    delete_case,
    publish,
    restore,
    save_draft,
    send_back,
    submit_for_review,
    undo_withdrawal,
    withdraw,
)
from cases.services.free import first_free
from common.exceptions import DomainError, StaleVersion
from common.models import HistoryIsImmutable
from tests.cases.build import WHOLE, changed

pytestmark = pytest.mark.django_db


def again(case):
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def draft(redaktoer):
    return create_draft(WHOLE, actor=redaktoer)


@pytest.fixture
def published(draft, redaktoer, other):
    submit_for_review(draft, number=1, actor=redaktoer)
    return publish(draft, number=1, actor=other)


def test_a_new_case_is_a_draft_with_its_first_revision(draft, redaktoer):
    assert (draft.slug, draft.state, draft.newest.number) == ("faelles-koekken", "draft", 1)
    assert draft.newest.author == redaktoer
    assert [event.act for event in draft.events.all()] == ["created"]


def test_two_cases_of_the_same_title_have_addresses_of_their_own(draft, redaktoer):
    assert create_draft(WHOLE, actor=redaktoer).slug == "faelles-koekken-2"
    assert create_draft(WHOLE, actor=redaktoer).slug == "faelles-koekken-3"


def test_a_saved_draft_is_a_new_revision_and_is_found_by_its_new_title(draft, redaktoer):
    save_draft(draft, changed(title="Storkøkken"), number=1, note="Nyt navn", actor=redaktoer)
    draft = again(draft)
    assert (draft.title, draft.slug, draft.newest.number) == ("Storkøkken", "faelles-koekken", 2)
    assert draft.events.first().reason == "Nyt navn"


def test_saving_what_stands_there_already_makes_no_revision(draft, redaktoer):
    save_draft(draft, WHOLE, number=1, actor=redaktoer)
    assert draft.revisions.count() == 1


def test_saving_on_top_of_what_somebody_else_saved_is_refused_with_the_case_as_it_is(draft, redaktoer, other):
    save_draft(draft, changed(title="Storkøkken"), number=1, actor=other)
    with pytest.raises(StaleVersion) as refused:
        save_draft(draft, changed(summary="Andet"), number=1, actor=redaktoer)
    assert refused.value.current.title == "Storkøkken"
    assert draft.revisions.count() == 2


def test_one_writes_and_another_publishes(published, other):
    assert published.state == "published"
    assert published.published_on == published.confirmed_on
    assert [event.act for event in published.events.all()] == ["published", "submitted", "created"]
    assert published.events.first().actor == other


def test_who_wrote_it_can_not_publish_it(draft, redaktoer):
    submit_for_review(draft, number=1, actor=redaktoer)
    with pytest.raises(DomainError, match="En anden skal udgive"):
        publish(draft, number=1, actor=redaktoer)
    assert again(draft).state == "review"


def test_nobody_who_wrote_in_it_since_the_last_publication_can_publish_it(draft, redaktoer, other, administrator):
    submit_for_review(draft, number=1, actor=redaktoer)
    save_draft(draft, changed(summary="Et komma"), number=1, actor=other)
    for writer in (redaktoer, other):
        with pytest.raises(DomainError, match="En anden skal udgive"):
            publish(draft, number=2, actor=writer)
    assert publish(draft, number=2, actor=administrator).content.summary == "Et komma"
    save_draft(draft, changed(summary="Nyt"), number=2, actor=other)
    submit_for_review(draft, number=3, actor=other)
    assert publish(draft, number=3, actor=redaktoer).content.summary == "Nyt"


def test_what_is_not_looked_through_is_not_published(draft, other):
    with pytest.raises(DomainError, match="gennemsyn"):
        publish(draft, number=1, actor=other)


def test_a_revision_that_was_not_read_is_not_published(draft, redaktoer, other):
    submit_for_review(draft, number=1, actor=redaktoer)
    save_draft(draft, changed(summary="Rettet"), number=1, actor=redaktoer)
    with pytest.raises(StaleVersion):
        publish(draft, number=1, actor=other)


def test_a_case_without_its_must_haves_is_not_published(redaktoer, other):
    figures = (Figure("Pris", "9", source="Casekatalog"),)
    case = create_draft(changed(figures=figures), actor=redaktoer)
    submit_for_review(case, number=1, actor=redaktoer, is_incomplete=True)
    with pytest.raises(NotGoodEnough):
        publish(case, number=1, actor=other)
    assert again(case).state == "review"


def test_a_case_that_lacks_something_is_sent_only_by_who_knows_and_the_history_says_what(redaktoer):
    case = create_draft(changed(summary="", sources=()), actor=redaktoer)
    with pytest.raises(NotGoodEnough):
        submit_for_review(case, number=1, actor=redaktoer)
    assert again(case).state == "draft"
    submit_for_review(case, number=1, actor=redaktoer, is_incomplete=True)
    assert case.events.first().reason == "Mangler: Resuméet mangler. Kilde mangler: skriv mindst én."


def test_a_case_that_lacks_nothing_is_sent_without_a_reason(draft, redaktoer):
    submit_for_review(draft, number=1, actor=redaktoer)
    assert draft.events.first().reason == ""


def test_readers_see_what_was_published_until_the_changes_are(published, redaktoer, other, fremmed):
    save_draft(published, changed(title="Storkøkken"), number=1, actor=redaktoer)
    seen = Case.objects.visible_to(fremmed).get()
    assert (seen.title, seen.content.title, seen.pending) == ("Fælles køkken", "Fælles køkken", "draft")
    assert seen.is_in_draft
    submit_for_review(published, number=2, actor=redaktoer)
    assert again(published).is_in_review
    publish(published, number=2, actor=other)
    seen = Case.objects.visible_to(fremmed).get()
    assert (seen.title, seen.content.title, seen.pending) == ("Storkøkken", "Storkøkken", "")


def test_changes_that_are_taken_back_wait_no_longer(published, redaktoer):
    save_draft(published, changed(title="Storkøkken"), number=1, actor=redaktoer)
    restore(published, published.revisions.get(number=1), number=2, actor=redaktoer)
    published = again(published)
    assert (published.pending, published.newest.number, published.newest.content) == ("", 3, WHOLE)
    assert published.events.first().act == "restored"


def test_what_is_sent_back_is_a_draft_again_and_says_why(draft, redaktoer, other):
    submit_for_review(draft, number=1, actor=redaktoer)
    send_back(draft, number=1, reason="Skriv hvem der betaler", actor=other)
    assert again(draft).state == "draft"
    assert draft.events.first().reason == "Skriv hvem der betaler"


def test_changes_that_are_sent_back_leave_what_is_published(published, redaktoer, other):
    save_draft(published, changed(title="Storkøkken"), number=1, actor=redaktoer)
    submit_for_review(published, number=2, actor=redaktoer)
    send_back(published, number=2, reason="Nej", actor=other)
    assert (again(published).state, again(published).pending) == ("published", "draft")


@pytest.mark.parametrize("act", [send_back, withdraw])
def test_some_acts_say_why(published, redaktoer, other, act):
    values = {"reason": "", "actor": other}
    if act is send_back:
        save_draft(published, changed(title="Storkøkken"), number=1, actor=redaktoer)
        submit_for_review(published, number=2, actor=redaktoer)
        values["number"] = 2
    else:
        values["version"] = published.version
    with pytest.raises(IntegrityError):
        act(published, **values)


def test_a_confirmed_case_says_when(published, redaktoer):
    with time_machine.travel(dt.datetime(2031, 3, 4, 12, tzinfo=dt.UTC)):
        assert again(published).should_be_updated
        confirm(published, version=again(published).version, actor=redaktoer)
        assert not again(published).should_be_updated
    assert again(published).confirmed_on == dt.date(2031, 3, 4)


def test_a_draft_is_not_confirmed(draft, other):
    with pytest.raises(DomainError):
        confirm(draft, version=draft.version, actor=other)


def test_a_later_publication_confirms_only_what_was_looked_at(published, redaktoer, other):
    first = published.confirmed_on
    with time_machine.travel(dt.datetime(2031, 3, 4, 12, tzinfo=dt.UTC)):
        save_draft(published, changed(summary="Komma"), number=1, actor=redaktoer)
        submit_for_review(published, number=2, actor=redaktoer)
        publish(published, number=2, is_confirmed=False, actor=other)
    assert (again(published).confirmed_on, again(published).published_on) == (first, dt.date(2031, 3, 4))


def test_a_withdrawn_case_is_seen_by_no_reader_and_can_be_brought_back(published, redaktoer, fremmed):
    save_draft(published, changed(summary="Undervejs"), number=1, actor=redaktoer)
    withdraw(published, reason="Forældet", version=again(published).version, actor=redaktoer)
    assert not Case.objects.visible_to(fremmed).exists()
    undo_withdrawal(published, version=again(published).version, actor=redaktoer)
    assert Case.objects.visible_to(fremmed).get().content == WHOLE
    assert again(published).pending == "draft"


def test_a_withdrawn_case_that_is_written_on_begins_anew_as_a_draft(published, redaktoer):
    withdraw(published, reason="Forældet", version=again(published).version, actor=redaktoer)
    save_draft(published, changed(summary="Ny"), number=1, actor=redaktoer)
    assert again(published).state == "draft"
    assert again(published).revisions.first().content.summary == "Ny"
    assert again(published).content == WHOLE  # collaborations that refer to it go on reading what was published
    with pytest.raises(DomainError):
        undo_withdrawal(published, version=again(published).version, actor=redaktoer)


def test_a_withdrawn_case_that_is_saved_unchanged_is_a_draft_too(published, redaktoer):
    withdraw(published, reason="Forældet", version=published.version, actor=redaktoer)
    save_draft(published, WHOLE, number=1, actor=redaktoer)
    assert (again(published).state, again(published).newest_number) == ("draft", 1)
    assert published.events.first().act == "saved"


@pytest.mark.parametrize("act", [confirm, withdraw, undo_withdrawal])
def test_a_page_that_was_read_before_another_publication_does_nothing_to_it(published, redaktoer, other, act):
    """The number of the newest revision is the same before and after it is published: it says nothing here."""
    save_draft(published, changed(summary="Nyt"), number=1, actor=redaktoer)
    submit_for_review(published, number=2, actor=redaktoer)
    read = again(published).version
    publish(published, number=2, is_confirmed=False, actor=other)
    if act is undo_withdrawal:
        withdraw(published, reason="Forældet", version=again(published).version, actor=redaktoer)
    events = published.events.count()
    with pytest.raises(StaleVersion):
        act(published, version=read, actor=redaktoer, **({"reason": "Forældet"} if act is withdraw else {}))
    assert published.events.count() == events


@pytest.mark.parametrize(
    "act",
    [
        lambda case, actor: undo_withdrawal(case, version=again(case).version, actor=actor),
        lambda case, actor: save_draft(case, changed(summary="Nyt"), number=1, actor=actor),
    ],
)
def test_a_collaboration_is_told_in_one_case_at_a_time(redaktoer, other, collaboration, act):
    first = create_draft(WHOLE, actor=redaktoer, origin=collaboration)
    submit_for_review(first, number=1, actor=redaktoer)
    publish(first, number=1, actor=other)
    withdraw(first, reason="Forældet", version=again(first).version, actor=redaktoer)
    create_draft(changed(title="Fortalt igen"), actor=redaktoer, origin=collaboration)
    with pytest.raises(DomainError, match="Fortalt igen"):
        act(first, redaktoer)
    assert again(first).state == "withdrawn"


def test_an_address_that_another_takes_at_the_same_moment_is_followed_by_the_next(draft):
    def make(slug):
        with transaction.atomic():
            return Case.objects.create(slug=slug, document=draft.document, title="x").slug

    assert first_free(["faelles-koekken", "faelles-koekken-2"], make) == "faelles-koekken-2"


def test_what_the_database_refuses_for_another_reason_is_not_tried_for_ever(draft):
    def make(slug):
        return Case.objects.create(slug=slug, state="published", document={}, title="x")

    with pytest.raises(IntegrityError):
        first_free((f"x-{number}" for number in range(1000)), make)


def test_an_administrator_deletes_a_draft_and_that_is_kept(draft, administrator):
    delete_case(draft, typed_title="Fælles køkken", actor=administrator)
    assert not Case.objects.exists()
    assert not Revision.objects.exists()
    event = CaseEvent.objects.get()
    assert (event.act, event.title, event.actor) == ("deleted", "Fælles køkken", administrator)


def test_a_case_is_deleted_by_its_title_only(draft, administrator):
    with pytest.raises(DomainError, match="titel"):
        delete_case(draft, typed_title="Køkken", actor=administrator)


def test_an_editor_deletes_nothing(draft, redaktoer):
    with pytest.raises(DomainError, match="administrator"):
        delete_case(draft, typed_title="Fælles køkken", actor=redaktoer)


def test_what_readers_have_seen_is_never_deleted(published, redaktoer, administrator):
    withdraw(published, reason="Forældet", version=again(published).version, actor=redaktoer)
    with pytest.raises(DomainError, match="udgivet"):
        delete_case(published, typed_title="Fælles køkken", actor=administrator)


def test_the_history_of_what_readers_have_seen_can_not_be_erased(published):
    with pytest.raises(HistoryIsImmutable):
        Revision.objects.erase(published)
    with pytest.raises(HistoryIsImmutable):
        published.revisions.all().delete()


def test_changes_wait_only_beside_what_was_published(draft):
    with pytest.raises(IntegrityError):
        Case.objects.filter(pk=draft.pk).update(pending="draft")

"""Answers on the checklist: what is kept, said and refused, and two who save at once."""

import datetime as dt

import pytest

from collaborations.models import Collaboration
from common.exceptions import DomainError, StaleVersion
from models_catalog.models import OrganisationType
from phases import services
from phases.facts import facts_of
from phases.forms import possible_owners
from phases.models import ChecklistChange, ChecklistItem, ChecklistTemplateItem
from tests import factories

DUE = dt.date(2026, 12, 3)


@pytest.fixture
def answer(collaboration, item, koordinator):
    def answered(key="s1", **values):
        given = {"actor": koordinator, "version": 0, "state": "done"}
        return services.answer_item(collaboration, template=item(key), **given | values)

    return answered


def test_an_answer_is_kept_with_its_history_in_words(answer, collaboration, bidragyder):
    row = answer(state="started", owner=bidragyder, due=DUE, note="Vi mødes torsdag")
    assert (row.state, row.owner, row.due, row.note, row.version) == ("started", bidragyder, DUE, "Vi mødes torsdag", 1)
    assert row.changes.get().text == (
        "Sat til “i gang”. Ansvarlig: Bidragyder. Frist: 3. december 2026. Note: Vi mødes torsdag"
    )
    assert collaboration.activity.first().text == (
        "“Udpeg områder, som I kan løse bedre sammen”. Sat til “i gang”. "
        "Ansvarlig: Bidragyder. Frist: 3. december 2026."
    )


def test_a_second_answer_says_only_what_is_new(answer):
    answer(state="started", due=DUE)
    row = answer(version=1, state="done", due=DUE)
    assert (row.version, row.changes.first().text) == (2, "Sat til “klaret”.")
    assert ChecklistItem.objects.count() == 1


def test_saving_what_stands_there_already_leaves_no_trace(answer, collaboration):
    answer()
    before = collaboration.activity.count()
    assert answer(version=1).version == 1
    assert (ChecklistChange.objects.count(), collaboration.activity.count()) == (1, before)


def test_not_relevant_needs_a_reason_which_goes_when_it_becomes_relevant(answer):
    with pytest.raises(DomainError, match="ikke er relevant"):
        answer(state="not-relevant", reason=" ")
    assert answer(state="not-relevant", reason="Det er gjort før").reason == "Det er gjort før"
    assert answer(version=1, state="open").reason == ""


def test_a_form_that_was_read_before_somebody_saved_is_refused_with_what_stands_now(answer, bidragyder):
    answer(actor=bidragyder, note="Først")
    with pytest.raises(StaleVersion) as refused:
        answer(note="Sidst")
    assert (refused.value.current.note, refused.value.current.changed_by) == ("Først", bidragyder)
    assert ChecklistItem.objects.get().note == "Først"


def test_the_responsible_must_see_the_collaboration(answer, fremmed, kontakt):
    with pytest.raises(DomainError, match="Fremmed har ikke adgang"):
        answer(owner=fremmed)
    assert answer(owner=kontakt).owner == kontakt


def test_who_represents_a_municipality_here_alone_may_be_responsible(answer, collaboration, odder, samsoe):
    contact, _reader, _former = (
        factories.make_representative(collaboration, place, role=role).user
        for place, role in ((odder, "contact"), (odder, "reader"), (samsoe, "contact"))
    )
    elsewhere = factories.make_collaboration(participants=[odder])
    factories.make_representative(elsewhere, odder, role="contact")
    assert list(possible_owners(collaboration).exclude(memberships__collaboration=collaboration)) == [contact]
    assert answer(owner=contact).owner == contact


def test_a_responsible_who_lost_access_does_not_hinder_another_change(answer, kontakt, collaboration, odder):
    answer(owner=kontakt)
    collaboration.participations.filter(municipality=odder).update(state="withdrawn")
    assert answer(version=1, owner=kontakt, note="Mere").note == "Mere"


def test_a_municipality_answers_its_own_point(answer, odder, samsoe, hedensted):
    assert answer("s6", municipality=odder).municipality == odder
    for outside in (samsoe, hedensted):
        with pytest.raises(DomainError, match="deltager ikke"):
            answer("s6", municipality=outside)
    with pytest.raises(DomainError, match="Vælg den kommune"):
        answer("s6")
    with pytest.raises(DomainError, match="Vælg den kommune"):
        answer("s1", municipality=odder)


def test_a_contact_answers_on_behalf_of_the_municipality(answer, kontakt, odder, collaboration, item):
    answer("s6", municipality=odder, actor=kontakt)
    entry = collaboration.activity.first()
    assert (entry.on_behalf_of, entry.actor) == (odder, kontakt)
    assert entry.text.startswith(f"Odder: “{item('s6').text}”")


def test_a_point_that_follows_a_requirement_can_not_be_ticked(answer):
    with pytest.raises(DomainError, match="følger et krav"):
        answer("k1")


def test_a_point_of_another_form_can_not_be_answered(answer, choose_type, odder):
    choose_type("agreement")
    with pytest.raises(DomainError, match="organisationsform"):
        answer("a9", municipality=odder)


def test_a_point_of_another_process_can_not_be_answered(answer, collaboration, koordinator):
    other = ChecklistTemplateItem(pk=999_999, key="s1", text="Samme nøgle")
    with pytest.raises(DomainError, match="den proces"):
        services.answer_item(collaboration, template=other, actor=koordinator, version=0, state="done")


def test_a_note_is_told_without_its_words(answer, collaboration):
    answer(state="started", note="Ring til Odder")
    assert collaboration.activity.first().text.endswith("Sat til “i gang”.")
    answer(version=1, state="started", note="Ring til Horsens")
    assert collaboration.activity.first().text.endswith("Ny note.")


def test_a_long_note_is_kept_whole_in_the_history_after_it_is_gone(answer, collaboration):
    note = ("ord " * 480).strip()
    row = answer(note=note)
    answer(note="", version=1)
    assert [each.text for each in row.changes.all()] == [
        f"Note fjernet. Før: {note}",
        f"Sat til “klaret”. Note: {note}",
    ]
    assert collaboration.activity.first().text.endswith("Note fjernet.")


def test_an_answer_is_judged_by_the_row_as_it_is_now(choose_type, koordinator):
    """Somebody chose another form after this copy was read: the point does not apply any more."""
    collaboration = choose_type("section-60")
    process = facts_of(collaboration).process
    own = next(
        each
        for found in process.items.values()
        for each in found
        if "section-60" in each.organisation_types and "agreement" not in each.organisation_types
        if not each.requirement and not each.per_municipality
    )
    agreement = OrganisationType.objects.get(key="agreement")
    Collaboration.objects.filter(pk=collaboration.pk).update(organisation_type=agreement)
    with pytest.raises(DomainError, match="gælder ikke for den valgte organisationsform"):
        services.answer_item(collaboration, template=own, actor=koordinator, version=0, state="done")


def test_no_deadline_lies_in_a_year_that_nobody_can_mean(answer):
    with pytest.raises(DomainError, match="mellem 1970 og 2100"):
        answer(due=dt.date(2206, 12, 3))

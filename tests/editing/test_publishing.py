"""What is published never changes; who follows an earlier version keeps it, and keeps the answers when taking over."""

import copy

import pytest
import yaml
from django.urls import reverse

from collaborations.access import access_for
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from editing import services
from editing.documents import digest, find, with_entry, without
from editing.kinds import KINDS
from editing.kinds.base import differences, part_of
from editing.kinds.process import document_of, process_of
from editing.models import Draft
from phases import reference_data
from phases.facts import facts_of
from phases.models import ChecklistItem, ChecklistTemplateItem, Phase, ProcessVersion
from phases.page import build_phase_page
from phases.process import newest_process
from phases.services import answer_item, start_collaboration, take_over_newest_process
from phases.takeover import build_takeover
from tests.editing.pages import filled

PUBLISH = reverse("editing:publish", args=["proces"])
NEW = {"phase": 1, "text": "Spørg borgerne", "group": "content", "organisation_types": [], "per_municipality": False}
MORE = {"clarifies": [], "results": [], "help": [], "source": "Egen erfaring"}


def publish(draft, kind, actor, note="Et nyt punkt.") -> ProcessVersion:
    draft.refresh_from_db()
    newest = kind.newest()
    services.publish_draft(draft, kind, note=note, version=digest(draft.content), follows=newest.number, actor=actor)
    return ProcessVersion.objects.latest()


@pytest.fixture
def with_a_point(draft, process_kind, administrator):
    services.add_entry(draft, process_kind, part_of(process_kind, "punkter"), values=NEW | MORE, actor=administrator)
    return draft


def test_a_version_and_its_document_say_the_same(process_kind):
    document = process_kind.newest().document
    assert document_of(process_of(document)) == document


def test_the_new_version_says_who_when_and_what(with_a_point, process_kind, administrator):
    version = publish(with_a_point, process_kind, administrator)
    assert (version.number, version.file_number, version.note) == (4, None, "Et nyt punkt.")
    assert version.published_by == administrator
    assert newest_process().item("n-spoerg-borgerne")
    assert not Draft.objects.exists()


def test_what_is_published_never_changes(with_a_point, process_kind, administrator):
    version = publish(with_a_point, process_kind, administrator)
    rows = (version, Phase.objects.filter(version=version).first(), ChecklistTemplateItem.objects.last())
    for row in rows:
        with pytest.raises(HistoryIsImmutable):
            row.save()
        with pytest.raises(HistoryIsImmutable):
            row.delete()


def test_a_running_collaboration_keeps_its_version_and_takes_the_new_one_over_with_its_answers(
    with_a_point, process_kind, administrator, odder, koordinator
):
    running = start_collaboration(name="Fælles løn", purpose="Samlet løn.", initiator=odder, actor=koordinator)
    for key in ("s1", "s2"):
        item = facts_of(running).process.item(key)[1]
        answer_item(running, template=item, actor=koordinator, version=0, state="done", note=f"Svar på {key}")
    part, entry = part_of(process_kind, "punkter"), find(with_a_point.content, "items", "s2")
    services.change_entry(
        with_a_point, part, "s2", values={"text": "Nye ord"}, version=digest(entry), actor=administrator
    )
    gone = digest(find(with_a_point.content, "items", "s1"))
    services.remove_entry(with_a_point, process_kind, part, "s1", version=gone, actor=administrator)
    publish(with_a_point, process_kind, administrator)

    assert facts_of(running).process.version.number == 3
    takeover = build_takeover(facts_of(running))
    assert [each.text for each in takeover.added_items] == ["Spørg borgerne"]
    assert [each.text for each in takeover.changed_items] == ["Nye ord"]
    assert [each.key for each in takeover.gone_items] == ["s1"]

    take_over_newest_process(running, actor=koordinator)

    assert facts_of(running).process.version.number == 4
    notes = dict(ChecklistItem.objects.filter(collaboration=running).values_list("template__key", "note"))
    assert notes == {"s1": "Svar på s1", "s2": "Svar på s2"}
    page = build_phase_page(running, access_for(koordinator, running), 1)
    assert {line.row.template.key for line in page.hidden if line.row.was_touched} == {"s1"}
    assert "s2" in {line.row.template.key for line in page.finished}


def test_the_publishing_page_tells_what_is_added_changed_and_removed(
    browser, with_a_point, process_kind, administrator
):
    part, entry = part_of(process_kind, "punkter"), find(with_a_point.content, "items", "s3")
    services.change_entry(
        with_a_point, part, "s3", values={"text": "Aftal antallet"}, version=digest(entry), actor=administrator
    )
    said = browser.get(PUBLISH).content.decode()
    assert "Nyt: Fase 1: Spørg borgerne" in " ".join(said.split())
    assert "<ins>" in said
    assert "<del>" in said


def test_a_note_is_asked_for_and_a_second_press_makes_nothing_more(browser, with_a_point):
    form = browser.get(PUBLISH).context["form"]
    assert "note" in browser.post(PUBLISH, filled(form)).context["form"].errors
    for _press in range(2):
        assert browser.post(PUBLISH, filled(form, note="Nyt punkt.")).status_code == 302
    assert ProcessVersion.objects.count() == 2


def test_what_somebody_changed_meanwhile_is_read_before_it_is_published(
    browser, with_a_point, process_kind, administrator
):
    form = browser.get(PUBLISH).context["form"]
    services.add_entry(
        with_a_point, process_kind, part_of(process_kind, "punkter"), values=NEW | MORE, actor=administrator
    )
    page = browser.post(PUBLISH, filled(form, note="Nyt punkt."))
    assert "En anden har rettet kladden" in page.content.decode()
    assert page.context["form"]["note"].value() == "Nyt punkt."
    assert ProcessVersion.objects.count() == 1
    assert browser.post(PUBLISH, filled(page.context["form"])).status_code == 302


def test_nothing_changed_is_nothing_to_publish(draft, process_kind, administrator):
    with pytest.raises(DomainError, match="siger det samme"):
        publish(draft, process_kind, administrator)


@pytest.mark.parametrize("change", [{"waivable": True}, {"blocking": False}, {"organisation_types": ["company"]}, None])
def test_what_the_law_asks_can_not_be_published_away(draft, process_kind, administrator, change):
    """However it came into the draft: the file of a new product could bring it too."""
    entry = find(draft.content, "requirements", "5-statutes-adopted")
    requirement = "5-statutes-adopted"
    draft.content = (
        without(draft.content, "requirements", requirement)
        if change is None
        else with_entry(draft.content, "requirements", entry | change)
    )
    draft.save()
    with pytest.raises(DomainError, match="følger af loven"):
        publish(draft, process_kind, administrator)
    assert ProcessVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "key", "change", "sentence"),
    [
        ("requirements", "4-key-chosen", {"organisation_types": ["company"]}, "ikke gælder i alle punktets former"),
        ("items", "s2", {"requirement": "findes-ikke"}, "følger et krav før fase 2, der ikke er der: findes-ikke"),
        ("items", "s2", {"key": "s1"}, "har samme nøgle som et andet"),
    ],
)
def test_what_does_not_hold_together_is_a_sentence_on_the_draft_and_is_not_published(
    browser, draft, process_kind, administrator, part, key, change, sentence
):
    """Two people, each with a form that was right when they read it, can bring it about."""
    draft.content[part] = [each | change if each["key"] == key else each for each in draft.content[part]]
    draft.save()
    for name in ("draft", "publish"):
        assert sentence in browser.get(reverse(f"editing:{name}", args=["proces"])).content.decode()
    with pytest.raises(DomainError, match=sentence):
        publish(draft, process_kind, administrator)
    assert ProcessVersion.objects.count() == 1


def test_the_file_of_the_product_does_not_clash_with_what_was_made_here(
    with_a_point, process_kind, administrator, tmp_path, monkeypatch
):
    """The file's next version has the number that an administrator's version took."""
    mine = publish(with_a_point, process_kind, administrator)
    data = copy.deepcopy(reference_data.read_file())
    data["number"], data["note"] = 4, "Programmets egen."
    path = tmp_path / "process.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    assert "waits" in reference_data.load(path)
    assert ProcessVersion.objects.latest() == mine
    assert newest_process().item("n-spoerg-borgerne")

    monkeypatch.setattr("editing.kinds.process.waiting_process", lambda: reference_data.waiting_process(path))
    waiting = services.begin_draft(process_kind, actor=administrator, from_file=True)
    (items,) = differences(process_kind, process_kind.newest().document, waiting.content, process_kind.words())
    assert [each.status for each in items.changes] == ["removed"]
    version = publish(waiting, process_kind, administrator, note="Tilbage til programmets.")
    assert (version.number, version.file_number) == (5, 4)
    assert reference_data.load(path) == "process version 4 is loaded already"
    assert process_kind.waiting() is None


def test_every_kind_has_its_own_versions(reference, administrator):
    assert {word: kind.newest().number for word, kind in KINDS.items()} == {
        "proces": 3,
        "spoergsmaal": 1,
        "klausuler": 1,
        "modelguide": 1,
    }

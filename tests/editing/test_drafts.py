"""A draft is a document: nothing outside the pages of editors reads it, and two people lose nothing of each other's."""

import pytest
from django.urls import reverse

from common.exceptions import DomainError, StaleVersion
from editing import services
from editing.documents import digest, find
from editing.kinds.base import part_of
from editing.kinds.process import document_of
from editing.models import Draft
from editing.preview import changes_by_phase
from models_catalog.models import OrganisationType
from phases.models import CollaborationProcess, ProcessVersion
from phases.process import newest_process
from phases.services import start_collaboration
from tests.editing.pages import filled

ITEM = reverse("editing:entry", args=["proces", "punkter", "s2"])


def test_a_draft_is_never_the_process_of_a_new_collaboration(draft, odder, koordinator):
    begun = start_collaboration(name="Fælles løn", purpose="Samlet løn.", initiator=odder, actor=koordinator)
    assert begun.process.version.number == 3
    assert newest_process().version.number == 3
    assert ProcessVersion.objects.count() == 1


def test_there_is_one_draft_of_each_kind(draft, process_kind, koordinator):
    assert services.begin_draft(process_kind, actor=koordinator) == draft


def test_a_form_that_nobody_touched_changes_nothing(browser, draft):
    for part, slug in (("phases", "faser"), ("items", "punkter"), ("requirements", "krav"), ("help", "raad")):
        for entry in draft.content[part][:6]:
            address = reverse("editing:entry", args=["proces", slug, entry["key"]])
            assert browser.post(address, filled(browser.get(address).context["form"])).status_code == 302
    assert Draft.objects.get().content == draft.content


def test_advice_at_a_point_keeps_its_order_and_is_told_apart(browser, draft):
    point = next(each for each in draft.content["items"] if len(each["help"]) > 2)
    address = reverse("editing:entry", args=["proces", "punkter", point["key"]])
    form = browser.get(address).context["form"]
    offered = [name for _key, name in form.fields["help"].choices]
    assert len(offered) == len(set(offered))
    in_order_of_boxes = [key for key, _name in form.fields["help"].choices if key in point["help"]]
    assert in_order_of_boxes != point["help"]
    browser.post(address, filled(form, help=in_order_of_boxes))
    assert find(Draft.objects.get().content, "items", point["key"]) == point


def test_a_stale_form_shows_both_and_keeps_what_was_typed(browser, draft, process_kind, administrator):
    form = browser.get(ITEM).context["form"]
    part = part_of(process_kind, "punkter")
    version = digest(find(draft.content, "items", "s2"))
    services.change_entry(draft, part, "s2", values={"text": "Deres ord"}, version=version, actor=administrator)

    page = browser.post(ITEM, filled(form, text="Mine ord", source="Min kilde"))

    said = page.content.decode()
    assert "En anden har gemt, mens du skrev" in said
    assert "Deres ord" in said
    assert page.context["form"]["text"].value() == "Mine ord"
    again = browser.post(ITEM, filled(page.context["form"]))
    assert again.status_code == 302
    assert find(Draft.objects.get().content, "items", "s2")["text"] == "Mine ord"


def test_what_somebody_has_taken_out_meanwhile_is_kept_as_something_new(browser, draft, process_kind, administrator):
    form = browser.get(ITEM).context["form"]
    part = part_of(process_kind, "punkter")
    version = digest(find(draft.content, "items", "s2"))
    services.remove_entry(draft, process_kind, part, "s2", version=version, actor=administrator)

    page = browser.post(ITEM, filled(form, text="Mine ord"))

    assert page.context["form"]["text"].value() == "Mine ord"
    assert page.context["action"] == reverse("editing:add_entry", args=["proces", "punkter"])


def test_bad_input_is_said_and_kept(browser, draft):
    page = browser.post(ITEM, filled(browser.get(ITEM).context["form"], text="", source="En kilde"))
    assert "Ret det her, og prøv igen" in page.content.decode()
    assert page.context["form"]["source"].value() == "En kilde"


def test_a_point_is_moved_among_those_of_its_group(browser, draft):
    before = [each["key"] for each in draft.content["items"] if (each["phase"], each["group"]) == (1, "content")]
    browser.post(reverse("editing:move_entry", args=["proces", "punkter", before[1]]), {"op": "1"})
    rows = Draft.objects.get().content["items"]
    after = [each["key"] for each in rows if (each["phase"], each["group"]) == (1, "content")]
    assert after == [before[1], before[0], *before[2:]]
    assert [each["key"] for each in rows if each["group"] != "content"] == [
        each["key"] for each in draft.content["items"] if each["group"] != "content"
    ]


def test_a_point_that_a_requirement_asks_about_stays(draft, process_kind, administrator):
    part, version = part_of(process_kind, "punkter"), digest(find(draft.content, "items", "s6"))
    with pytest.raises(DomainError, match="Ledelsen bakker op"):
        services.remove_entry(draft, process_kind, part, "s6", version=version, actor=administrator)


def test_a_new_point_never_gets_the_key_of_an_old_one(draft, process_kind, administrator):
    part = part_of(process_kind, "punkter")
    values = {"phase": 1, "text": "Aftal noget", "group": "content", "help": [], "source": "Os"}
    keys = [services.add_entry(draft, process_kind, part, values=values, actor=administrator) for _ in range(2)]
    assert keys == ["n-aftal-noget", "n-aftal-noget-2"]


@pytest.mark.parametrize("key", ["5-statutes-adopted", "5-appropriations"])
def test_what_the_law_asks_can_neither_be_waived_nor_narrowed(browser, draft, key):
    address = reverse("editing:entry", args=["proces", "krav", key])
    form = browser.get(address).context["form"]
    assert not find(draft.content, "requirements", key)["waivable"]
    assert {"blocking", "organisation_types", "waivable"}.isdisjoint(form.fields)
    refused = browser.post(address, filled(form, legal_rule=""))
    assert "legal_rule" in refused.context["form"].errors
    browser.post(address, filled(form, title="Ny titel", waivable="on", blocking=""))
    kept = find(Draft.objects.get().content, "requirements", key)
    assert (kept["title"], kept["waivable"], kept["blocking"]) == ("Ny titel", False, True)


def test_the_preview_shows_the_phase_of_each_form(browser, draft):
    for form in ["", *OrganisationType.Key.values]:
        page = browser.get(reverse("editing:preview", args=["proces"]), {"fase": "1", "form": form})
        shown = {row.template.key for row in page.context["page"].checklist.rows}
        assert ("s12" in shown) is (form in ("section-60", "section-60a"))
        assert "/samarbejder/eksempel/" not in page.content.decode()


def test_the_preview_opens_on_what_is_changed_and_marks_it(browser, draft, process_kind, administrator):
    preview = reverse("editing:preview", args=["proces"])
    untouched = browser.get(preview)
    assert untouched.context["page"].phase.number == 1
    assert "Kladden ændrer intet endnu." in untouched.content.decode()
    part = part_of(process_kind, "punkter")
    values = {"phase": 4, "text": "Spørg bestyrelsen", "group": "content", "help": [], "source": "Os"}
    more = {"per_municipality": False, "clarifies": [], "results": [], "organisation_types": ["company"]}
    services.add_entry(draft, process_kind, part, values=values | more, actor=administrator)
    services.move_entry(draft, part, "s2", up=True, actor=administrator)

    page = browser.get(preview, {"fase": "4", "form": "company"})
    assert "1 ændring i fasen" in page.content.decode()
    assert "Spørg bestyrelsen</span> <strong>(nyt)</strong>" in " ".join(page.content.decode().split())
    assert [each.number for each in page.context["touched"]] == [1, 4]
    services.move_entry(draft, part, "s2", up=False, actor=administrator)
    opened = browser.get(preview)
    assert opened.context["page"].phase.number == 4
    assert opened.context["preview_form"]["form"].value() == "company"
    assert "Spørg bestyrelsen" in opened.content.decode()


def test_the_preview_names_what_is_gone_and_what_new_advice_touches(browser, draft):
    draft.content["items"] = [each for each in draft.content["items"] if each["key"] != "s1"]
    used = next(each for each in draft.content["items"] if each["help"])
    draft.content["help"] = [
        each | {"text": "Nyt råd."} if each["key"] == used["help"][0] else each for each in draft.content["help"]
    ]
    gone = newest_process().item("s1")[1].text
    found = changes_by_phase(draft.content, document_of(newest_process()))
    assert found[1].removed == [gone]
    assert used["key"] in found[used["phase"]].changed


def test_a_draft_that_is_thrown_away_leaves_what_is_published(browser, draft):
    discard = reverse("editing:discard", args=["proces"])
    assert browser.post(discard, filled(browser.get(discard).context["form"])).status_code == 302
    assert not Draft.objects.exists()
    assert ProcessVersion.objects.count() == 1
    assert not CollaborationProcess.objects.exists()


def test_a_draft_that_is_gone_says_so(draft, process_kind, administrator):
    Draft.objects.all().delete()
    with pytest.raises(DomainError, match="udgivet eller slettet"):
        services.add_entry(draft, process_kind, part_of(process_kind, "raad"), values={}, actor=administrator)


def test_a_stale_version_is_refused(draft, process_kind, administrator):
    with pytest.raises(StaleVersion):
        services.change_entry(
            draft, part_of(process_kind, "punkter"), "s2", values={}, version="gammel", actor=administrator
        )

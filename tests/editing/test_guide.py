"""The words of the model guide are published like the rest; its logic is not, and a kept answer says what it said."""

import pytest
from django.urls import reverse

from decisions.models import CatalogueVersion
from editing import services
from editing.documents import digest, find
from editing.kinds import KINDS
from editing.kinds.base import differences
from editing.models import Draft
from modelguide.reading import guide
from modelguide.services import save_guide_answer
from tests.editing.pages import filled

KIND = KINDS["modelguide"]
GUIDE = reverse("modelguide:guide")
CLASH = "naerhed-ja--rejsetid-at_least-60"
NEW_WORDS = "Står I alene med jeres systemer?"


def at(name: str, *args) -> str:
    return reverse(f"editing:{name}", args=["modelguide", *args])


@pytest.fixture
def guide_draft(reference, administrator):
    return services.begin_draft(KIND, actor=administrator)


def content() -> dict:
    return Draft.objects.get(kind="guide").content


def write(browser, part: str, key: str, /, **typed):
    address = at("entry", part, key)
    return browser.post(address, filled(browser.get(address).context["form"], **typed))


def publish(browser, commits) -> None:
    with commits(execute=True):
        browser.post(at("publish"), filled(browser.get(at("publish")).context["form"], note="Klarere ord."))


def test_a_form_that_nobody_touched_changes_nothing(browser, guide_draft):
    for part in KIND.parts:
        for entry in guide_draft.content[part.name]:
            assert write(browser, part.slug, entry["key"]).status_code == 302
    assert content() == guide_draft.content


def test_published_words_are_asked_and_a_kept_answer_says_what_it_said(
    browser, guide_draft, collaboration, koordinator, client_for, django_capture_on_commit_callbacks
):
    kept = save_guide_answer(collaboration, answers={"systemer": "ja"}, actor=koordinator)
    before = guide().questions[0].text
    write(browser, "spoergsmaal", "systemer", text=NEW_WORDS)
    write(browser, "svar", "systemer--ja", says_0="Nye systemer skal give mere.")
    assert guide().questions[0].text == before  # nobody is asked what stands in a draft
    publish(browser, django_capture_on_commit_callbacks)

    asked = browser.get(GUIDE, {"systemer": "ja"}).content.decode()
    assert NEW_WORDS in asked
    assert before not in asked
    assert "Nye systemer skal give mere." in asked
    shown = client_for("koordinator").get(reverse("modelguide:answer", args=[collaboration.slug, kept.pk]))
    assert before in shown.content.decode()
    assert NEW_WORDS not in shown.content.decode()
    assert CatalogueVersion.objects.get(kind="guide", number=2).note == "Klarere ord."


def test_no_form_writes_which_answer_points_where(browser, guide_draft):
    write(browser, "svar", "systemer--ja", points="purchasing", key="nej", question="marked", says_0="Nyt.")
    before, after = (find(each, "answers", "systemer--ja") for each in (guide_draft.content, content()))
    assert after == {**before, "says": [{**before["says"][0], "text": "Nyt."}]}
    assert browser.get(at("add_entry", "spoergsmaal")).status_code == 404


def test_a_model_is_written_line_by_line(browser, guide_draft):
    refused = write(browser, "modeller", "purchasing", gains="Økonomi: I sparer.\nUden kolon")
    assert "Skriv slags, kolon og gevinst: “Uden kolon”." in refused.content.decode()
    assert "Uden kolon" in refused.context["form"]["gains"].value()
    write(browser, "modeller", "purchasing", gains="Økonomi: I sparer.", speaks_for="Et\n\nTo")
    model = find(content(), "models", "purchasing")
    assert model["gains"] == [{"type": "Økonomi", "text": "I sparer."}]
    assert model["speaks_for"] == ["Et", "To"]


def test_the_name_of_the_authority_is_filled_in_and_nothing_else(browser, guide_draft):
    refused = write(browser, "godkendelse", "authority-approval", text="{nogen} godkender")
    assert "Brug kun krøllede parenteser om {body}." in refused.content.decode()


def test_what_differs_is_said_in_words(browser, guide_draft):
    write(browser, "spoergsmaal", "systemer", text=NEW_WORDS)
    (part,) = differences(KIND, guide_draft.content, content(), KIND.words())
    (change,) = part.changes
    assert change.title == f"Hvad vil I opnå? {NEW_WORDS}"
    assert [each.label for each in change.fields] == ["Spørgsmål"]


def test_the_preview_asks_and_answers_in_the_words_of_the_draft(browser, guide_draft):
    write(browser, "spoergsmaal", "systemer", text=NEW_WORDS)
    write(browser, "modeller", "purchasing", speaks_for="Vores egen grund.")
    shown = browser.get(at("preview")).content.decode()
    assert NEW_WORDS in shown
    assert "Vores egen grund." in shown
    assert f'action="{at("preview")}#resultat"' in shown
    assert "Vores egen grund." not in browser.get(at("preview"), {"systemer": "ja"}).content.decode()


def test_a_guide_that_lacks_something_is_not_published(browser, guide_draft):
    guide_draft.content["models"] = [{**each, "gains": [{"type": "Økonomi"}]} for each in guide_draft.content["models"]]
    guide_draft.save()
    faults = KIND.faults(guide_draft.content, KIND.newest().document)
    assert faults == ["Guiden hænger ikke sammen: 'text'"]


@pytest.mark.parametrize("part", [each.slug for each in KIND.parts])
def test_nothing_is_taken_out(browser, guide_draft, part):
    (name,) = (each.name for each in KIND.parts if each.slug == part)
    entry = guide_draft.content[name][0]
    assert browser.post(at("remove_entry", part, entry["key"]), {"version": digest(entry)}).status_code == 404
    assert find(content(), name, entry["key"]) == entry


@pytest.mark.parametrize(
    ("part", "key", "field", "text"),
    [
        ("svar", "systemer--ja", "says_0", "Nyt {number}."),
        ("modstrid", CLASH, "text", "Rejsen tager {minutter} minutter."),
        ("modstrid", CLASH, "text", "Rejsen tager {rejsetid{naerhed}} minutter."),
        ("modstrid", CLASH, "text", "Rejsen tager {rejse{naerhed}tid} minutter."),
        ("godkendelse", "authority-approval", "text", "Godkendes af {hvem}."),
    ],
)
def test_a_word_in_braces_that_nothing_fills_in_is_refused_at_its_field(browser, guide_draft, part, key, field, text):
    answer = write(browser, part, key, **{field: text})
    assert answer.status_code == 200
    assert "krøllede parenteser" in str(answer.context["form"].errors[field])
    assert content() == guide_draft.content


@pytest.mark.parametrize(
    ("part", "key", "changed"),
    [
        ("clashes", CLASH, {"text": "Rejsen tager {rejsetid{naerhed}} minutter."}),
        ("answers", "moede--1", {"says": [{"kind": "remark", "text": "I er {antal}."}]}),
        ("approvals", "authority-approval", {"text": "{hvem} godkender."}),
    ],
)
def test_braces_that_no_form_has_seen_are_a_fault_and_break_no_preview(browser, guide_draft, part, key, changed):
    find(guide_draft.content, part, key).update(changed)
    guide_draft.save()
    text = changed["text"] if "text" in changed else changed["says"][0]["text"]
    (fault,) = KIND.faults(guide_draft.content, KIND.newest().document)
    assert fault.startswith(f"“{text}”: Brug kun krøllede parenteser om {{")
    shown = browser.get(at("preview"), {"naerhed": "ja", "rejsetid": "90", "moede": "20"})
    assert shown.status_code == 200
    assert fault in shown.content.decode()


def test_a_contradiction_may_name_the_answers_that_it_is_about(browser, guide_draft):
    write(browser, "modstrid", CLASH, text="Rejsen tager {rejsetid} minutter.")
    assert find(content(), "clashes", CLASH)["text"] == "Rejsen tager {rejsetid} minutter."
    shown = browser.get(at("entry", "modstrid", CLASH)).content.decode()
    assert "mindst 60" in shown

"""A colleague has published the draft or thrown it away: nothing typed is lost, and nobody throws newer work away."""

import datetime as dt

import pytest
from django.urls import reverse

from decisions.models import CatalogueVersion
from editing import services
from editing.documents import digest, without
from editing.kinds import KINDS
from editing.kinds.base import part_of
from editing.models import Draft
from models_catalog.guide import file_data
from models_catalog.models import LegalRule
from tests.editing.pages import filled

GONE = "Kladden er udgivet eller slettet, siden du åbnede siden."
NEWER = "En anden har rettet kladden"
NEW = {"phase": 1, "text": "Spørg borgerne", "group": "content", "help": [], "source": "Os"}


@pytest.fixture
def rule_draft(reference, administrator):
    return services.begin_rule(LegalRule.objects.get(key="appropriation"), actor=administrator)


def take_out(draft: Draft, part: str, key: str) -> None:
    draft.content = without(draft.content, part, key)
    draft.save()


def typed_in(page) -> dict[str, str]:
    return {each.label: each.text for each in page.context["typed"]}


@pytest.mark.parametrize(
    ("name", "args", "sent", "shown"),
    [
        ("entry", ["punkter", "s2"], {"text": "Mine ord"}, ("Punkt", "Mine ord")),
        ("entry", ["faser", "1"], {"purpose": "Mit formål"}, ("Formål", "Mit formål")),
        ("entry", ["krav", "5-statutes-adopted"], {"explanation": "Min grund"}, ("Hvorfor?", "Min grund")),
        (
            "add_entry",
            ["punkter"],
            {"text": "Nyt", "clarifies": "En\nTo", "group": "content"},
            ("Afklarer (valgfrit)", "En\nTo"),
        ),
        ("publish", [], {"note": "Et nyt punkt."}, ("Hvad er nyt?", "Et nyt punkt.")),
    ],
)
def test_what_was_typed_for_a_draft_that_is_gone_can_be_copied(browser, draft, name, args, sent, shown):
    address = reverse(f"editing:{name}", args=["proces", *args])
    form = browser.get(address).context["form"]
    Draft.objects.all().delete()

    page = browser.post(address, filled(form) | sent)

    assert page.status_code == 409
    assert GONE in page.content.decode()
    assert dict([shown]).items() <= typed_in(page).items()
    assert page.context["back"][1] == reverse("editing:kind", args=["proces"])


@pytest.mark.parametrize(
    ("kind", "part", "key", "typed", "shown"),
    [
        ("proces", "faser", "1", {"purpose": "Mit formål"}, ("Formål", "Mit formål")),
        ("proces", "krav", "5-statutes-adopted", {"explanation": "Min grund"}, ("Hvorfor?", "Min grund")),
        ("modelguide", "svar", "systemer--ja", {"label": "Mit svar"}, ("Svar", "Mit svar")),
    ],
)
def test_what_was_typed_for_what_is_out_of_the_draft_and_can_not_be_added_can_be_copied(
    browser, reference, administrator, kind, part, key, typed, shown
):
    draft = services.begin_draft(KINDS[kind], actor=administrator)
    address = reverse("editing:entry", args=[kind, part, key])
    form = browser.get(address).context["form"]
    take_out(draft, part_of(KINDS[kind], part).name, key)

    page = browser.post(address, filled(form, **typed))

    assert page.status_code == 409
    assert "En anden har taget det ud" in page.content.decode()
    assert dict([shown]).items() <= typed_in(page).items()
    assert page.context["back"][1] == reverse("editing:draft", args=[kind])


def test_what_was_typed_for_what_is_out_and_can_be_added_stands_in_a_form_that_adds_it(browser, draft):
    address = reverse("editing:entry", args=["proces", "punkter", "s2"])
    form = browser.get(address).context["form"]
    take_out(draft, "items", "s2")
    page = browser.post(address, filled(form, text="Mine ord"))
    assert page.context["action"] == reverse("editing:add_entry", args=["proces", "punkter"])
    assert page.context["form"]["text"].value() == "Mine ord"


def test_who_removes_what_a_colleague_has_removed_is_told_and_comes_back_to_the_draft(browser, draft):
    address = reverse("editing:remove_entry", args=["proces", "punkter", "s2"])
    form = browser.get(address).context["form"]
    take_out(draft, "items", "s2")
    for page in (browser.post(address, filled(form), follow=True), browser.get(address, follow=True)):
        assert page.redirect_chain == [(reverse("editing:draft", args=["proces"]) + "#punkter", 302)]
        assert "Det er allerede taget ud af kladden." in page.content.decode()


def test_what_was_typed_for_what_only_the_products_file_brings_can_be_copied(browser, db, administrator):
    kind = KINDS["modelguide"]
    older = kind.content_of(without(kind.document_of(file_data()), "answers", "systemer--ja"))
    CatalogueVersion.objects.create(
        kind="guide", number=1, published_on=dt.date(2026, 1, 1), published_by=administrator, note="Nyt.", content=older
    )
    page = browser.post(reverse("editing:entry", args=["modelguide", "svar", "systemer--ja"]), {"label": "Mit svar"})
    assert page.status_code == 409
    assert typed_in(page)["Svar"] == "Mit svar"


@pytest.mark.parametrize(("kind", "part", "key"), [("modelguide", "svar", "systemer--ja"), ("proces", "faser", "1")])
def test_before_anything_is_published_it_is_still_said_that_there_is_no_draft(browser, db, kind, part, key):
    page = browser.post(reverse("editing:entry", args=[kind, part, key]), {"label": "Mit svar"})
    assert page.status_code == 409
    assert GONE in page.content.decode()


def test_what_was_typed_for_a_rule_whose_draft_is_gone_can_be_copied(browser, rule_draft):
    edit, publish = (reverse(f"editing:{name}", args=[rule_draft.pk]) for name in ("rule_draft", "publish_rule"))
    forms = [browser.get(address).context["form"] for address in (edit, publish)]
    rule_draft.delete()

    page = browser.post(edit, filled(forms[0], statement="Min regel."))
    assert (page.status_code, typed_in(page)["Regel"]) == (409, "Min regel.")
    page = browser.post(publish, filled(forms[1], reason="Klarere ord."))
    assert (page.status_code, typed_in(page)) == (409, {"Hvorfor ændres reglen?": "Klarere ord."})


def test_who_only_asks_to_read_is_told_that_there_is_no_draft(browser, reference):
    page = browser.get(reverse("editing:draft", args=["proces"]))
    assert page.status_code == 404
    assert "Der er ingen kladde" in page.content.decode()
    assert "Det skrev du" not in page.content.decode()


def test_an_old_page_does_not_throw_a_colleagues_work_away(browser, draft, process_kind, administrator):
    discard = reverse("editing:discard", args=["proces"])
    form = browser.get(discard).context["form"]
    services.add_entry(draft, process_kind, part_of(process_kind, "punkter"), values=NEW, actor=administrator)

    page = browser.post(discard, filled(form), follow=True)

    assert NEWER in page.content.decode()
    assert "Spørg borgerne" in page.content.decode()
    assert Draft.objects.exists()
    browser.post(discard, filled(page.context["form"]))
    assert not Draft.objects.exists()


def test_an_old_page_does_not_throw_a_colleagues_rule_away(browser, rule_draft, administrator):
    discard = reverse("editing:discard_rule", args=[rule_draft.pk])
    form = browser.get(discard).context["form"]
    assert Draft.objects.exists(), "asking throws nothing away"
    version = digest(rule_draft.content)
    services.change_rule(rule_draft, values={"statement": "Nye ord."}, version=version, actor=administrator)

    page = browser.post(discard, filled(form), follow=True)

    assert NEWER in page.content.decode()
    assert Draft.objects.exists()
    assert "Nye ord." in page.content.decode()
    browser.post(discard, filled(page.context["form"]))
    assert not Draft.objects.exists()

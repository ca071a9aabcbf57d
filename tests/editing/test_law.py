"""The pages of rules of law: what is old, a draft in words, and two people at once."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from common.formats import long_date
from editing import services
from editing.models import Draft
from models_catalog.models import LegalRule, LegalRuleChange
from phases.facts import facts_of
from tests import factories
from tests.editing.pages import filled

LIST = reverse("editing:rules")


@pytest.fixture
def rule(reference):
    return LegalRule.objects.get(key="appropriation")


@pytest.fixture
def draft_page(browser, rule):
    return browser.post(reverse("editing:begin_rule", args=[rule.pk])).url


def test_a_rule_that_nobody_has_checked_for_a_year_is_said(client_for, rule):
    assert "inden for et år" in client_for("administrator").get(LIST).content.decode()
    with time_machine.travel(dt.datetime(2028, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        browser = client_for("administrator")
        assert browser.get(LIST).context["page"].old == LegalRule.objects.valid().count()
        assert "ikke kontrolleret i et år" in browser.get(reverse("dashboards:editing")).content.decode()
        assert browser.post(reverse("editing:check_rule", args=[rule.pk]), {"note": "Læst."}).status_code == 302
        assert browser.get(LIST).context["page"].old == LegalRule.objects.valid().count() - 1
    assert rule.changes.get(kind="checked").reason == "Læst."


def test_a_draft_changes_nothing_until_it_is_published(browser, rule, draft_page):
    form = browser.get(draft_page).context["form"]
    browser.post(draft_page, filled(form, statement="Ny tekst."))
    assert LegalRule.objects.filter(key=rule.key).count() == 1
    assert facts_of(factories.make_collaboration()).law.rule(rule.key, dt.date.today()).statement != "Ny tekst."  # noqa: DTZ011

    publish = draft_page + "udgiv/"
    page = browser.get(publish)
    assert "<ins>" in page.content.decode()
    assert timezone.localdate().isoformat() not in page.content.decode()  # days are written in words
    assert long_date(timezone.localdate()) in page.content.decode()
    assert "reason" in browser.post(publish, filled(page.context["form"])).context["form"].errors
    assert browser.post(publish, filled(page.context["form"], reason="Klarere.")).status_code == 302
    assert LegalRule.objects.get(key=rule.key, statement="Ny tekst.").edited_here
    assert not Draft.objects.exists()


def test_a_stale_draft_shows_both(browser, rule, draft_page):
    form = browser.get(draft_page).context["form"]
    browser.post(draft_page, filled(form, statement="Deres ord."))
    page = browser.post(draft_page, filled(form, statement="Mine ord."))
    assert "Deres ord." in page.content.decode()
    assert page.context["form"]["statement"].value() == "Mine ord."


def test_what_was_changed_meanwhile_is_read_before_it_is_published(browser, draft_page):
    form = browser.get(draft_page + "udgiv/").context["form"]
    browser.post(draft_page, filled(browser.get(draft_page).context["form"], statement="Andre ord."))
    page = browser.post(draft_page + "udgiv/", filled(form, reason="Klarere."))
    assert "Læs ændringerne igen" in page.content.decode()
    assert page.context["form"]["reason"].value() == "Klarere."
    assert not LegalRuleChange.objects.filter(kind="published").exists()


def test_a_new_rule_has_a_key_of_its_own(browser, rule):
    add = reverse("editing:add_rule")
    typed = {
        "key": rule.key,
        "body": "Byrådet",
        "statement": "Spørg først.",
        "legal_basis": "Lov",
        "source_title": "Os",
        "valid_from": "1. januar",
    }
    page = browser.post(add, typed)
    assert "dd.mm.åååå" in str(page.context["form"].errors["valid_from"])
    page = browser.post(add, typed | {"valid_from": "01.01.2027"})
    assert "allerede en regel" in page.content.decode()
    assert page.context["form"]["statement"].value() == "Spørg først."
    made = browser.post(add, typed | {"key": "egen-regel", "valid_from": "01.01.2027"})
    browser.post(made.url, filled(browser.get(made.url).context["form"], reason="Vi har brug for den."))
    assert LegalRule.objects.get(key="egen-regel").valid_from == dt.date(2027, 1, 1)


def test_a_rule_that_ends_keeps_its_history(browser, rule):
    end = reverse("editing:end_rule", args=[rule.pk])
    page = browser.post(end, {"on": "31.12.1960", "reason": "Ophævet."})
    assert page.status_code == 200
    assert browser.post(end, {"on": "31.12.2027", "reason": "Ophævet."}).status_code == 302
    assert "Ophævet." in browser.get(reverse("editing:rule", args=[rule.pk])).content.decode()


def test_a_new_rule_is_written_without_a_key_and_without_a_date_that_nobody_knows(browser, rule):
    add = reverse("editing:add_rule")
    shown = [field.name for field in browser.get(add).context["form"].visible_fields()]
    assert (shown[:3], shown[-1]) == (["statement", "body", "organisation_types"], "key")
    typed = {
        "body": "Byrådet",
        "statement": "Spørg først.",
        "legal_basis": "Kommunestyrelsesloven § 40",
        "source_title": "Os",
    }
    drafts = [browser.post(add, typed).url for _press in range(2)]
    assert set(Draft.objects.values_list("content__key", flat=True)) == {
        "kommunestyrelsesloven-40",
        "kommunestyrelsesloven-40-2",
    }
    page = browser.get(drafts[0])
    assert "Startdatoen er ikke oplyst" in page.content.decode()
    browser.post(drafts[0], filled(page.context["form"], reason="Vi har brug for den."))
    made = LegalRule.objects.get(key="kommunestyrelsesloven-40")
    assert (made.valid_from_known, made.is_valid(dt.date(2020, 1, 1))) == (False, True)
    shown = browser.get(reverse("editing:rule", args=[made.pk])).content.decode()
    assert "Teknisk nøgle" in shown
    assert "Ikke oplyst" in shown


def test_a_new_wording_says_when_it_begins_and_today_is_proposed(browser, draft_page):
    form = browser.get(draft_page).context["form"]
    assert form["valid_from"].value() == timezone.localdate()
    page = browser.post(draft_page, filled(form, valid_from=""))
    assert "valid_from" in page.context["form"].errors


def test_who_publishes_a_new_rule_is_asked_why_it_is_added_and_of_a_newer_wording_why_it_changes(
    client_for, reference, administrator
):
    browser = client_for("administrator")
    newer = services.begin_rule(LegalRule.objects.get(key="appropriation"), actor=administrator)
    values = {**newer.content, "key": "helt-ny", "legal_basis": "Loven §\u00a01"}
    for draft, asked in (
        (services.add_rule(values=values, actor=administrator), "Hvorfor tilføjes reglen?"),
        (newer, "Hvorfor ændres reglen?"),
    ):
        page = reverse("editing:publish_rule", args=[draft.pk])
        assert browser.get(page).context["form"]["reason"].label == asked
        assert browser.post(page, {"reason": "", "version": "x"}).context["form"]["reason"].label == asked

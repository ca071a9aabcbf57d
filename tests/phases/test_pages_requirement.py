"""A requirement's page: what it asks for, what is recorded, and waiving it."""

import datetime as dt

import pytest
from django.urls import reverse

from collaborations.models import Collaboration
from decisions.models import Assessment
from phases.models import Waiver
from tests.decisions.build import decide
from tests.phases.pages import phase_url, text_of


def test_a_requirement_says_why_with_its_basis_in_law(browser, section_60, slug):
    page = text_of(browser.get(reverse("phases:requirement", args=[slug, 5, "authority-approval"])))
    assert "Ankestyrelsen har godkendt vedtægterne" in page
    assert "Kommunestyrelsesloven § 60, stk. 1" in page
    assert "Senest kontrolleret" in page
    assert "Dette er en tjekliste og ikke juridisk rådgivning." in page
    assert "Kravet følger af loven. Ingen kan fravige det." in page


def test_a_requirement_shows_every_municipality_and_what_it_has_decided(browser, section_60, slug, koordinator, odder):
    decide(section_60, "statutes-adopted", odder, date=dt.date(2026, 5, 12), actor=koordinator)
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    (answers,) = page.context["page"].questions
    assert [(place.name, cell.label, cell.date) for place, cell in answers.rows] == [
        ("Horsens", "Ikke planlagt", None),
        ("Odder", "Vedtaget", dt.date(2026, 5, 12)),
    ]
    assert reverse("decisions:question", args=[slug, "statutes-adopted"]) in page.content.decode()


def test_what_is_not_asked_yet_leads_to_the_choice_of_decisions(browser, section_60, slug):
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    assert "Beslutningen er ikke valgt endnu" in text_of(page)
    assert reverse("decisions:matrix", args=[slug]) in page.content.decode()


def test_an_assessment_is_recorded_put_right_and_taken_back(browser, choose_type, slug):
    choose_type("association")
    url = reverse("phases:assess", args=[slug, 5, "not-section-60"])
    data = {"date": "12.05.2026", "note": "Alle beslutninger kræver enighed", "source": "Notat"}
    assert "Vurderingen er gemt." in text_of(browser.post(url, data, follow=True))
    shown = browser.get(reverse("phases:requirement", args=[slug, 5, "not-section-60"]))
    form = shown.context["form"]
    assert [form[name].value() for name in ("date", "note", "source")] == [
        dt.date(2026, 5, 12), "Alle beslutninger kræver enighed", "Notat",
    ]  # fmt: skip
    browser.post(url, data | {"date": "13.05.2026"})
    assert [row.date.day for row in Assessment.objects.all()] == [12, 13]
    browser.post(url, data | {"date": "", "take_back": "on", "note": "Forkert form"})
    assert Assessment.objects.last().date is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"date": "", "note": "Enighed"}, "Skriv datoen, da I vurderede det."),
        ({"date": "12.05.2026", "note": ""}, "Udfyld dette felt."),
        ({"date": "12.05.2099", "note": "Enighed"}, "Datoen ligger i fremtiden."),
    ],
)
def test_an_assessment_that_can_not_be_is_refused_and_what_was_typed_stays(browser, choose_type, slug, data, says):
    choose_type("association")
    page = text_of(browser.post(reverse("phases:assess", args=[slug, 5, "not-section-60"]), data))
    assert says in page
    assert f"{data['note']}</textarea>" in page
    assert Assessment.objects.count() == 0


def test_there_is_nothing_to_take_back_where_nothing_stands(browser, choose_type, slug):
    choose_type("association")
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "not-section-60"]))
    assert "take_back" not in page.context["form"].fields


def test_a_waiver_without_a_reason_is_refused(browser, slug):
    page = text_of(browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": " "}))
    assert "Ret det her, og prøv igen" in page
    assert Waiver.objects.count() == 0


def test_a_waiver_is_shown_to_all_with_name_and_reason(browser, client_for, slug):
    browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": "Vi har talt sammen"})
    for where in (phase_url(slug), reverse("phases:requirement", args=[slug, 2, "proposal"])):
        page = text_of(client_for("kommunelaeser").get(where))
        assert "af Koordinator: Vi har talt sammen" in page
    assert "Fraveget." in page


def test_a_requirement_that_stops_nothing_is_not_offered_to_be_waived(browser, choose_type, slug):
    choose_type("section-60a")
    Collaboration.objects.filter(slug=slug).update(phase=4)
    reminder, stopping = (
        text_of(browser.get(reverse("phases:requirement", args=[slug, 5, key])))
        for key in ("authority-orientation", "principle-decision")
    )
    assert ("Fravig kravet" in reminder, "Fravig kravet" in stopping) == (False, True)


def test_a_waiver_is_taken_back_from_the_same_page(browser, slug):
    browser.post(reverse("phases:waive", args=[slug, 2, "proposal"]), {"waive-reason": "Vi har talt sammen"})
    page = browser.get(reverse("phases:requirement", args=[slug, 2, "proposal"]))
    assert page.context["page"].may_withdraw_waiver
    browser.post(reverse("phases:withdraw_waiver", args=[slug, 2, "proposal"]), {"waive-reason": "Oplægget kommer"})
    assert [row.withdrawn for row in Waiver.objects.all()] == [False, True]


def test_a_requirement_of_a_phase_long_past_says_as_of_when(browser, section_60, slug):
    Collaboration.objects.filter(slug=slug).update(phase=5, founded_on=dt.date(2026, 2, 1))
    page = text_of(browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"])))
    assert "Kravet er vurderet, som det så ud den 1. februar 2026." in page

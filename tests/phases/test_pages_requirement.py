"""A requirement's page: what it asks for, what is recorded, and waiving it."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from phases import services
from phases.models import RecordedFact, Waiver
from tests.phases.pages import phase_url, text_of


def test_a_requirement_says_why_with_its_basis_in_law(browser, section_60, slug):
    page = text_of(browser.get(reverse("phases:requirement", args=[slug, 5, "authority-approval"])))
    assert "Ankestyrelsen har godkendt vedtægterne" in page
    assert "Kommunestyrelsesloven § 60, stk. 1" in page
    assert "Senest kontrolleret" in page
    assert "Dette er en tjekliste og ikke juridisk rådgivning." in page
    assert "Kravet følger af loven. Ingen kan fravige det." in page


def test_a_requirement_shows_every_municipality_and_what_it_has_recorded(browser, section_60, slug, koordinator, odder):
    services.record_fact(
        section_60,
        key="statutes-adopted",
        municipality=odder,
        date=dt.date(2026, 5, 12),
        note="Enigt",
        actor=koordinator,
    )
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    rows = [(row.partner.name, row.fact and row.fact.date) for row in page.context["page"].rows]
    assert rows == [("Horsens", None), ("Odder", dt.date(2026, 5, 12))]
    assert page.context["form"].initial["municipality"] == "615"
    assert "Enigt" in text_of(page)


def test_a_contact_is_offered_the_own_municipality_only(client_for, section_60, slug):
    page = client_for("kontakt").get(reverse("phases:requirement", args=[slug, 5, "statutes-adopted"]))
    assert page.context["form"].fields["municipality"].widget.choices == [("727", "Odder")]


def test_a_decision_is_recorded_and_corrected(browser, section_60, slug, odder):
    url = reverse("phases:record_fact", args=[slug, 5, "statutes-adopted"])
    data = {"key": "statutes-adopted", "municipality": "727", "date": "12.05.2026", "source": "Punkt 7"}
    page = browser.post(url, data, follow=True)
    assert "Registreringen er gemt." in text_of(page)
    browser.post(url, data | {"date": "13.05.2026"})
    assert [fact.date.day for fact in RecordedFact.objects.all()] == [12, 13]
    browser.post(url, data | {"date": "", "take_back": "on", "note": "Forkert møde"})
    assert RecordedFact.objects.last().date is None


def test_a_decision_in_the_future_is_refused_and_what_was_typed_stays(browser, section_60, slug):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    url = reverse("phases:record_fact", args=[slug, 5, "statutes-adopted"])
    data = {"key": "statutes-adopted", "municipality": "727", "date": f"{tomorrow:%d.%m.%Y}", "note": "Enigt"}
    page = text_of(browser.post(url, data))
    assert "Datoen ligger i fremtiden." in page
    assert "Enigt</textarea>" in page
    assert RecordedFact.objects.count() == 0


def test_an_appropriation_or_none_needed_is_a_choice(browser, section_60, slug):
    url = reverse("phases:record_fact", args=[slug, 5, "appropriation"])
    browser.post(url, {"key": "no-start-cost", "municipality": "727", "date": "12.05.2026"})
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]))
    assert [row.label for row in page.context["page"].rows] == ["", "Ingen udgift fra start"]
    browser.post(url, {"key": "appropriation", "municipality": "727", "date": "11.05.2026"})
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]))
    assert [row.label for row in page.context["page"].rows] == ["", "Bevilling er givet"]


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


def test_what_is_put_right_begins_with_what_stands_there(browser, section_60, slug, odder, koordinator):
    services.record_fact(
        section_60,
        key="no-start-cost",
        municipality=odder,
        date=dt.date(2026, 5, 12),
        note="Ingen",
        source="Punkt 9",
        actor=koordinator,
    )
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]), {"kommune": odder.code})
    shown = {name: page.context["form"][name].value() for name in ("municipality", "key", "date", "note", "source")}
    assert shown == {
        "municipality": odder.code,
        "key": "no-start-cost",
        "date": dt.date(2026, 5, 12),
        "note": "Ingen",
        "source": "Punkt 9",
    }
    assert "take_back" in page.context["form"].fields


def test_there_is_nothing_to_take_back_where_nothing_stands(browser, section_60, slug, odder, horsens, koordinator):
    services.record_fact(
        section_60, key="appropriation", municipality=odder, date=dt.date(2026, 5, 12), actor=koordinator
    )
    page = browser.get(reverse("phases:requirement", args=[slug, 5, "appropriation"]), {"kommune": horsens.code})
    assert "take_back" not in page.context["form"].fields
    assert page.context["form"]["date"].value() is None

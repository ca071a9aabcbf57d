"""Moving to the next phase, and back."""

import pytest
from django.urls import reverse

from collaborations.models import Collaboration
from phases import services
from phases.models import PhaseTransition
from tests.phases.pages import main_of, phase_url, text_of


@pytest.fixture
def ready(collaboration, koordinator):
    for key in ("management-support", "proposal"):
        services.waive(collaboration, requirement=key, reason="Grund", actor=koordinator)
    return collaboration


def test_the_summary_comes_before_the_move(browser, ready, slug):
    page = browser.get(reverse("phases:advance", args=[slug]))
    assert "Gå til fase 2" in text_of(page)
    assert "af Koordinator: Grund" in text_of(page)
    assert PhaseTransition.objects.count() == 0
    moved = browser.post(reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1}, follow=True)
    assert moved.redirect_chain[-1][0] == phase_url(slug, 2)
    assert "Samarbejdet er nu i fase 2." in text_of(moved)


def test_while_something_stops_there_is_no_button_to_move(browser, slug):
    page = browser.get(reverse("phases:advance", args=[slug]))
    assert "Gå til fase 2" not in text_of(page)
    assert "I kan ikke gå videre endnu" in text_of(page)


def test_a_hand_made_move_past_a_requirement_is_refused(browser, slug):
    page = browser.post(reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1})
    assert "Disse krav er ikke opfyldt" in text_of(page)
    assert Collaboration.objects.get(slug=slug).phase == 1


def test_a_page_that_somebody_else_has_overtaken_says_so(browser, ready, slug, koordinator):
    """The next phase's page is not offered under the form of the last one, and after the last phase there is none."""
    url, sent = reverse("phases:advance", args=[slug]), {"date": "20.11.2026", "from_phase": 1}
    services.advance(ready, actor=koordinator)
    for values, phase in ((sent, 2), (sent | {"date": ""}, 2), (sent | {"from_phase": 4}, 5)):
        Collaboration.objects.filter(slug=slug).update(phase=phase)
        page = browser.post(url, values, follow=True)
        assert page.redirect_chain == [(phase_url(slug, phase), 302)]
        assert f"Samarbejdet er i mellemtiden flyttet til fase {phase}." in text_of(page)
    assert PhaseTransition.objects.count() == 1


def test_an_empty_form_moves_nothing(browser, ready, slug):
    for name, phase in (("phases:advance", 1), ("phases:go_back", 4)):
        Collaboration.objects.filter(slug=slug).update(phase=phase)
        for data in ({}, {"csrfmiddlewaretoken": "x"}):
            assert browser.post(reverse(name, args=[slug]), data).status_code == 200
    assert PhaseTransition.objects.count() == 0


def test_in_the_last_phase_no_further_one_is_offered(browser, slug):
    Collaboration.objects.filter(slug=slug).update(phase=5)
    url = reverse("phases:advance", args=[slug])
    for answer in (browser.get(url), browser.post(url, {"date": "20.11.2026", "from_phase": 5})):
        assert answer["Location"] == phase_url(slug, 5)


def test_going_back_needs_a_reason(browser, section_60, slug):
    url, data = reverse("phases:go_back", args=[slug]), {"to_phase": 3, "from_phase": 4}
    assert "Ret det her, og prøv igen" in text_of(browser.post(url, data | {"reason": ""}))
    back = browser.post(url, data | {"reason": "Byrådet vil se på økonomien igen"}, follow=True)
    assert back.redirect_chain[-1][0] == phase_url(slug, 3)
    assert PhaseTransition.objects.get().reason == "Byrådet vil se på økonomien igen"


def test_going_back_from_a_phase_that_was_left_says_so(browser, section_60, slug, koordinator):
    services.go_back(section_60, to_phase=2, reason="Forfra", actor=koordinator)
    for to_phase in (1, 3):
        data = {"to_phase": to_phase, "from_phase": 4, "reason": "Grund"}
        page = browser.post(reverse("phases:go_back", args=[slug]), data, follow=True)
        assert page.redirect_chain == [(phase_url(slug, 2), 302)]
        assert "Samarbejdet er i mellemtiden flyttet til fase 2." in text_of(page)
    assert PhaseTransition.objects.count() == 1


def test_from_the_first_phase_there_is_no_way_back(browser, slug):
    assert browser.get(reverse("phases:go_back", args=[slug]))["Location"] == phase_url(slug)
    assert reverse("phases:go_back", args=[slug]) not in main_of(browser.get(phase_url(slug)))

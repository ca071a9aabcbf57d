"""A second press on a button that makes something makes nothing more."""

import re
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.urls import reverse

from collaborations.models import Collaboration
from phases import reference_data, services
from phases.models import CollaborationProcess, PhaseTransition, ProcessVersion, Waiver

CREATE = reverse("phases:create")


def typed(municipality, **values):
    return {"name": "Fælles køkken", "purpose": "Mad til ældre", "initiator": municipality.pk, **values}


def test_the_same_page_sent_twice_makes_one_collaboration(client_for, reference, odder):
    browser = client_for("kontakt")
    token = browser.get(CREATE).context["form"]["form_token"].value()
    first = browser.post(CREATE, typed(odder, form_token=token))
    second = browser.post(CREATE, typed(odder, form_token=token))
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 1
    assert second.url == first.url


def test_two_pages_make_two(client_for, reference, odder):
    browser = client_for("kontakt")
    for _ in range(2):
        token = browser.get(CREATE).context["form"]["form_token"].value()
        browser.post(CREATE, typed(odder, form_token=token))
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 2


def test_a_page_whose_input_was_refused_may_be_sent_again(client_for, reference, odder):
    browser = client_for("kontakt")
    token = browser.get(CREATE).context["form"]["form_token"].value()
    browser.post(CREATE, typed(odder, form_token=token, name=""))
    browser.post(CREATE, typed(odder, form_token=token))
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 1


def test_a_registration_sent_twice_is_one(client_for, reference, odder):
    browser, page = client_for("kontakt"), reverse("phases:register")
    token = browser.get(page).context["form"]["form_token"].value()
    data = typed(odder, form_token=token, phase=5, as_of="01.06.2019", source="Vedtægterne")
    first, second = (browser.post(page, data) for _ in range(2))
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 1
    assert second.url == first.url


def test_a_page_that_the_service_refused_may_be_sent_again(client_for, reference, odder):
    """There was no process to follow yet."""
    browser = client_for("kontakt")
    CollaborationProcess.objects.all().delete()
    ProcessVersion.objects.all().delete()
    data = typed(odder, form_token=browser.get(CREATE).context["form"]["form_token"].value())
    assert "Processen er ikke indlæst endnu." in browser.post(CREATE, data).content.decode()
    reference_data.load()
    browser.post(CREATE, data)
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 1


def test_a_page_that_failed_in_any_way_may_be_sent_again(client_for, reference, odder, monkeypatch):
    """The database was away for a moment."""
    browser = client_for("kontakt")
    browser.raise_request_exception = False
    data = typed(odder, form_token=browser.get(CREATE).context["form"]["form_token"].value())
    with monkeypatch.context() as patch:
        patch.setattr(Collaboration, "save", Mock(side_effect=OperationalError))
        assert browser.post(CREATE, data).status_code == 500
    assert browser.post(CREATE, data).status_code == 302
    assert Collaboration.objects.filter(name="Fælles køkken").count() == 1


@pytest.fixture
def press_twice(client_for, collaboration):
    """Open a page of the collaboration and send its form twice, with the hidden fields as they stand there."""
    browser = client_for("koordinator")

    def pressed(page, to=None, **data):
        page = reverse(page[0], args=[collaboration.slug, *page[1:]])
        to = reverse(to[0], args=[collaboration.slug, *to[1:]]) if to else page
        hidden = re.findall(
            r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', browser.get(page).content.decode()
        )
        for _ in range(2):
            answer = browser.post(to, dict(hidden) | data)
        shown = browser.get(answer["Location"])
        return answer["Location"], [(each.level_tag, str(each)) for each in shown.context["messages"]]

    return pressed


def test_moving_on_twice_is_one_move(press_twice, collaboration, koordinator):
    for key in ("management-support", "proposal"):
        services.waive(collaboration, requirement=key, reason="Grund", actor=koordinator)
    there, said = press_twice(["phases:advance"], date="20.11.2026")
    assert (there, said) == (phase_url(collaboration, 2), [("success", "Samarbejdet er nu i fase 2.")])
    assert PhaseTransition.objects.count() == 1


def test_a_second_press_while_the_first_is_at_work_leads_to_where_it_stands(client_for, collaboration, koordinator):
    for key in ("management-support", "proposal"):
        services.waive(collaboration, requirement=key, reason="Grund", actor=koordinator)
    assert cache.add("once:token", "")  # as the first press does before it has moved anything
    data = {"date": "20.11.2026", "from_phase": 1, "form_token": "token"}
    answer = client_for("koordinator").post(reverse("phases:advance", args=[collaboration.slug]), data)
    assert (answer["Location"], PhaseTransition.objects.count()) == (phase_url(collaboration, 1), 0)


def test_moving_back_twice_is_one_move(press_twice, collaboration):
    """The phase that was chosen is not a choice any more when the second press arrives."""
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    there, said = press_twice(["phases:go_back"], to_phase=3, reason="Grund")
    assert (there, said) == (phase_url(collaboration, 3), [("success", "Samarbejdet er tilbage i fase 3.")])
    assert PhaseTransition.objects.count() == 1


def test_waiving_twice_and_taking_it_back_twice_are_one_act_each(press_twice):
    page = ["phases:requirement", 2, "proposal"]
    for action, message in (
        ("phases:waive", "Kravet er fraveget. Alle kan se hvorfor."),
        ("phases:withdraw_waiver", "Kravet gælder igen."),
    ):
        _, said = press_twice(page, [action, *page[1:]], **{"waive-reason": "Grund"})
        assert said == [("success", message)]
    assert Waiver.objects.count() == 2


def test_a_newer_process_is_taken_over_once(press_twice, collaboration, newer_process):
    _, said = press_twice(["phases:take_over_process"])
    assert said == [("success", "Samarbejdet følger nu den nyeste proces.")]
    assert newer_process.followers.get().collaboration == collaboration


def phase_url(collaboration, number):
    return reverse("phases:phase", args=[collaboration.slug, number])

"""A second press on a button that makes something makes nothing more."""

from django.urls import reverse

from collaborations.models import Collaboration
from phases import reference_data
from phases.models import CollaborationProcess, ProcessVersion

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

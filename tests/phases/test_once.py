"""A second press on a button that makes something makes nothing more."""

from django.urls import reverse

from collaborations.models import Collaboration

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

"""Mit arbejde for somebody who represents a municipality in one collaboration alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.services import set_participation
from phases import services
from tests import factories

HOME = reverse("dashboards:my_work")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def start(reference, odder, horsens):
    """Collaborations of the same two municipalities, of which Horsens is in the state that is asked for."""
    coordinator = factories.make_user("koordinator.mit@example.org")

    def started(name, state="participant"):
        collaboration = services.start_collaboration(name=name, purpose="Prøve", initiator=odder, actor=coordinator)
        today = timezone.localdate()
        set_participation(collaboration, municipality=horsens, state=state, date=today, actor=coordinator)
        return collaboration

    return started


@pytest.fixture
def contact():
    return factories.make_user("kontakt.her@example.org")


def tasks(client, user):
    client.force_login(user, backend=BACKEND)
    found = client.get(HOME, {"vis": "alle"}).context["work"]
    return sorted((task.collaboration, task.text) for group in found.groups for task in group.tasks)


def test_an_invited_municipality_owes_an_answer_in_that_collaboration(client, start, contact, horsens):
    start("Et andet", "invited")
    factories.make_representative(start("Fælles køkken", "invited"), horsens, contact)
    assert tasks(client, contact) == [("Fælles køkken", "Svar på invitationen for Horsens")]


def test_what_the_municipality_misses_is_shown_where_it_is_represented(client, start, contact, odder, horsens):
    here, elsewhere = start("Fælles køkken"), start("Fælles vaskeri")
    factories.make_representative(here, horsens, contact)
    factories.make_representative(elsewhere, odder, contact)
    missing = "Ledelsen bakker op i hver kommune"
    assert tasks(client, contact) == [
        ("Fælles køkken", f"Kravet “{missing}” mangler for Horsens"),
        ("Fælles vaskeri", f"Kravet “{missing}” mangler for Odder"),
    ]


@pytest.mark.parametrize("state", ["invited", "participant"])
def test_a_reader_owes_nothing(state, client, start, contact, horsens):
    factories.make_representative(start("Fælles køkken", state), horsens, contact, role="reader")
    assert tasks(client, contact) == []


def test_few_and_many_take_the_same_queries(client, start, contact, horsens, django_assert_num_queries):
    client.force_login(contact, backend=BACKEND)
    for number in (3, 30):
        for index in range(number):
            factories.make_representative(start(f"Samarbejde {number} {index:02d}"), horsens, contact)
        client.get(HOME)
        with django_assert_num_queries(QUERIES):
            client.get(HOME)


QUERIES = 15

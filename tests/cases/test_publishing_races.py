"""One button of a case, pressed twice at the same moment. SQLite lets one write at a time: only PostgreSQL shows it."""

from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cases import services
from cases.models import Case
from common.exceptions import DomainError, StaleVersion
from tests.cases.at_once import beside
from tests.cases.build import WHOLE, changed, publish_case

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def in_review(redaktoer) -> Case:
    case = services.create_draft(WHOLE, actor=redaktoer)
    return services.submit_for_review(case, number=1, actor=redaktoer)


def acts_of(case: Case) -> list[str]:
    return list(case.events.order_by("pk").values_list("act", flat=True))


def test_the_second_of_two_who_publish_waits_for_the_first_and_publishes_nothing(in_review, other):
    with transaction.atomic():
        services.publish(in_review, number=1, actor=other)
        second = beside(lambda: services.publish(in_review, number=1, actor=other))
        assert not second.done(), "the case is held"
    with pytest.raises(DomainError, match="ikke til gennemsyn"):
        second.result(10)
    assert acts_of(in_review) == ["created", "submitted", "published"]


def test_publishing_and_sending_back_at_once_is_one_of_them(in_review, other):
    with transaction.atomic():
        services.send_back(in_review, number=1, reason="Nej", actor=other)
        second = beside(lambda: services.publish(in_review, number=1, actor=other))
    with pytest.raises(DomainError, match="ikke til gennemsyn"):
        second.result(10)
    assert acts_of(in_review) == ["created", "submitted", "sent-back"]
    assert not Case.objects.published().exists()


@pytest.mark.parametrize(
    ("name", "values"), [("confirm", {}), ("withdraw", {"reason": "Forældet"})], ids=["confirm", "withdraw"]
)
def test_what_readers_see_is_acted_on_once(redaktoer, other, name, values):
    case, act = publish_case(redaktoer, other), getattr(services, name)
    with transaction.atomic():
        act(case, version=case.version, actor=other, **values)
        second = beside(lambda: act(case, version=case.version, actor=other, **values))
        assert not second.done(), "the case is held"
    with pytest.raises(StaleVersion):
        second.result(10)
    assert len(acts_of(case)) == 4


def test_two_who_save_on_the_same_revision_make_one(in_review, redaktoer, other):
    with transaction.atomic():
        services.save_draft(in_review, changed(summary="Først"), number=1, actor=redaktoer)
        second = beside(lambda: services.save_draft(in_review, changed(summary="Sidst"), number=1, actor=other))
    with pytest.raises(StaleVersion):
        second.result(10)
    assert [each.content.summary for each in in_review.revisions.all()] == ["Først", "De laver mad sammen."]


def test_a_button_that_is_pressed_twice_at_once_does_it_once_and_says_that_it_is_done(in_review, other):
    data, gate = {"version": 1, "confirmed": "on", "form_token": "a" * 32}, Barrier(2)
    address = reverse("cases:publish", args=[in_review.slug])

    def press() -> str:
        client = Client()
        client.force_login(other, backend=BACKEND)
        gate.wait(10)
        return client.post(address, data, follow=True).content.decode()

    presses = [beside(press), beside(press)]
    for page in (each.result(30) for each in presses):
        assert "Casen er udgivet. Alle" in page
        assert "ikke til gennemsyn" not in page
    assert acts_of(in_review) == ["created", "submitted", "published"]

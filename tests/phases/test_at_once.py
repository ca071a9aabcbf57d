"""Several who press the same button at the same moment, each in a transaction of their own."""

import threading

import pytest
from django.db import connection

from common.exceptions import DomainError, StaleVersion
from phases import services
from phases.models import ChecklistItem, PhaseTransition, Waiver

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


def at_once(act) -> list[str]:
    """What came of it when all pressed: the name of the exception, or “done”."""
    ready, outcomes = threading.Barrier(AT_ONCE), []

    def press():
        try:
            ready.wait()
            act()
        except (DomainError, StaleVersion) as refused:
            outcomes.append(type(refused).__name__)
        else:
            outcomes.append("done")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_three_first_answers_one_stands_and_two_are_told(collaboration, item, koordinator):
    template = item("s1")

    def answer():
        services.answer_item(collaboration, template=template, actor=koordinator, version=0, state="done")

    assert at_once(answer) == ["StaleVersion", "StaleVersion", "done"]
    kept = ChecklistItem.objects.get()
    assert (kept.version, kept.changes.count()) == (1, 1)


@pytest.fixture
def ready(collaboration, koordinator):
    for key in ("management-support", "proposal"):
        services.waive(collaboration, requirement=key, reason="Grund", actor=koordinator)
    return collaboration


def test_three_who_move_on_at_once_move_one_phase(ready, koordinator):
    outcomes = at_once(lambda: services.advance(ready, actor=koordinator, from_phase=1))
    assert outcomes == ["DomainError", "DomainError", "done"]
    ready.refresh_from_db()
    assert (ready.phase, PhaseTransition.objects.count()) == (2, 1)


def test_three_who_waive_at_once_waive_once(collaboration, koordinator):
    outcomes = at_once(lambda: services.waive(collaboration, requirement="proposal", reason="Grund", actor=koordinator))
    assert outcomes == ["DomainError", "DomainError", "done"]
    assert Waiver.objects.count() == 1

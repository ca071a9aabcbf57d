"""What the law asks can not be escaped by coming late, by leaving for a moment, or by a move that is dated back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from collaborations.models import Collaboration
from collaborations.services import set_participation
from common.exceptions import DomainError
from decisions.models import Decision
from decisions.services import take_back_decision
from phases import services
from phases.facts import Move, facts_of
from phases.requirements import judged_on, owed_today
from tests import factories
from tests.decisions.build import settle
from tests.phases.pure import HORSENS, ODDER, make_facts, partner, recorded

TODAY = timezone.localdate
MOVED = dt.date(2026, 2, 1)
MISSING = "Vedtægterne mangler at blive vedtaget i kommunalbestyrelsen i %s."


def yesterday():
    return TODAY() - dt.timedelta(days=1)


@pytest.fixture
def ready(choose_type, koordinator, odder, horsens):
    """A § 60 in phase 4 with everything decided yesterday."""
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4, host=odder)
    for place in (odder, horsens):
        for key in ("principle-decision", "statutes-adopted", "appropriation"):
            settle(collaboration, key, municipality=place, date=yesterday(), actor=koordinator)
    settle(collaboration, "authority-approval", date=yesterday(), actor=koordinator)
    return collaboration


def owed_in(collaboration) -> list[tuple[str, tuple[str, ...]]]:
    found = owed_today(facts_of(Collaboration.objects.get(pk=collaboration.pk)))
    return [(each.key, each.missing) for each in found]


def test_who_joins_after_the_move_owes_what_the_law_asks(ready, koordinator):
    vejle = factories.make_municipality("Vejle")
    moved = services.advance(ready, actor=koordinator)
    assert owed_in(moved) == []
    set_participation(moved, municipality=vejle, state="participant", date=TODAY(), actor=koordinator)
    assert owed_in(moved) == [("statutes-adopted", ("Vejle",)), ("appropriations", ("Vejle",))]
    for key in ("statutes-adopted", "appropriation"):
        settle(moved, key, municipality=vejle, date=TODAY(), actor=koordinator)
    assert owed_in(moved) == []


def test_who_left_for_the_moment_of_the_move_owes_it_on_coming_back(ready, koordinator, odder, horsens):
    vejle = factories.make_municipality("Vejle")
    set_participation(ready, municipality=vejle, state="participant", date=yesterday(), actor=koordinator)
    with pytest.raises(DomainError, match="Hver kommunalbestyrelse har vedtaget"):
        services.advance(ready, actor=koordinator)
    step = {"municipality": vejle, "date": TODAY(), "actor": koordinator}
    set_participation(ready, state="withdrawn", reason="Et øjeblik", **step)
    moved = services.advance(ready, actor=koordinator)
    set_participation(moved, state="participant", **step)
    assert ("statutes-adopted", ("Vejle",)) in owed_in(moved)
    history = moved.participations.get(municipality=vejle).timeline()
    assert [each.state for each in history] == ["participant", "withdrawn", "participant"]


@pytest.mark.parametrize("page", ["dashboards:overview", "phases:phase"])
def test_the_pages_say_it_in_red_and_lead_to_where_it_is_recorded(client_for, ready, koordinator, page):
    vejle = factories.make_municipality("Vejle")
    moved = services.advance(ready, actor=koordinator)
    address = reverse(page, args=[moved.slug, 5] if page == "phases:phase" else [moved.slug])
    browser = client_for("koordinator")
    assert "sm-conclusion--red" not in browser.get(address).content.decode()
    set_participation(moved, municipality=vejle, state="participant", date=TODAY(), actor=koordinator)
    shown = browser.get(address).content.decode()
    assert "sm-conclusion--red" in shown
    assert MISSING % "Vejle" in shown
    assert "Krav til dem, der deltager nu" in shown
    assert reverse("phases:requirement", args=[moved.slug, 5, "statutes-adopted"]) in shown


def test_a_fact_taken_back_after_the_move_is_owed_again(ready, koordinator, odder):
    moved = services.advance(ready, actor=koordinator)
    adopted = Decision.objects.get(question__key="statutes-adopted", municipality=odder)
    take_back_decision(adopted, reason="Fejl", actor=koordinator)
    assert owed_in(moved) == [("statutes-adopted", ("Odder",))]


def test_of_what_was_registered_only_those_who_came_later_are_asked():
    moves = (Move(1, "registered", None, 5, MOVED),)
    vejle = partner("Vejle", "participant", (dt.date(2026, 3, 1), "participant"))
    facts = make_facts(ODDER, HORSENS, vejle, kind="section-60", phase=5, moves=moves)
    assert [(each.key, each.missing) for each in owed_today(facts)] == [
        ("statutes-adopted", ("Vejle",)),
        ("appropriations", ("Vejle",)),
    ]
    assert owed_today(make_facts(ODDER, HORSENS, kind="section-60", phase=5, moves=moves)) == []


def test_before_the_last_phase_nothing_is_owed_after_a_move():
    assert owed_today(make_facts(ODDER, HORSENS, kind="section-60", phase=4)) == []


## Dated back


def test_a_move_is_not_dated_before_what_it_rests_on(ready, koordinator):
    with pytest.raises(DomainError, match="Det sidste krav blev opfyldt"):
        services.advance(ready, actor=koordinator, date=yesterday() - dt.timedelta(days=1))
    assert services.advance(ready, actor=koordinator, date=yesterday()).phase_since == yesterday()


def test_a_hand_made_post_dates_no_move_before_what_it_rests_on(client_for, ready):
    early = yesterday() - dt.timedelta(days=1)
    data = {"date": f"{early:%d.%m.%Y}", "from_phase": "4"}
    response = client_for("koordinator").post(reverse("phases:advance", args=[ready.slug]), data)
    assert "Det sidste krav blev opfyldt" in response.content.decode()
    assert Collaboration.objects.get(pk=ready.pk).phase == 4


def test_a_move_that_is_dated_back_does_not_leave_out_who_has_come_since(ready, koordinator):
    vejle = factories.make_municipality("Vejle")
    set_participation(ready, municipality=vejle, state="participant", date=TODAY(), actor=koordinator)
    with pytest.raises(DomainError, match="Hver kommunalbestyrelse har vedtaget"):
        services.advance(ready, actor=koordinator, date=yesterday())


def test_a_move_that_is_dated_back_does_not_leave_out_who_has_left_since(ready, koordinator):
    vejle = factories.make_municipality("Vejle")
    earlier = yesterday() - dt.timedelta(days=9)
    set_participation(ready, municipality=vejle, state="participant", date=earlier, actor=koordinator)
    set_participation(ready, municipality=vejle, state="withdrawn", date=TODAY(), reason="Nej", actor=koordinator)
    with pytest.raises(DomainError, match="Hver kommunalbestyrelse har vedtaget"):
        services.advance(ready, actor=koordinator, date=yesterday())
    assert services.advance(ready, actor=koordinator).phase == 5


def test_as_of_a_day_later_decisions_are_not_known():
    facts = make_facts(ODDER, recorded=recorded("statutes-adopted", ODDER, on=dt.date(2026, 5, 12)))
    asked = ("statutes-adopted",)
    assert facts.as_of(dt.date(2026, 5, 11)).decided(asked) == {}
    assert facts.as_of(dt.date(2026, 5, 12)).decided(asked) == facts.decided(asked) != {}


## Founded


def test_when_it_was_founded_does_not_move_the_day_of_a_move_made_here():
    founded = dt.date(2013, 7, 1)
    forward = make_facts(ODDER, phase=5, founded_on=founded, moves=(Move(1, "forward", 4, 5, MOVED),))
    registered = make_facts(ODDER, phase=5, founded_on=founded, moves=(Move(1, "registered", None, 5, MOVED),))
    assert (judged_on(forward, 5), judged_on(registered, 5)) == (MOVED, founded)

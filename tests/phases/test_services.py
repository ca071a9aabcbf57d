"""How a collaboration begins and moves, and what is refused to everybody."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from collaborations.models import Collaboration, Driver
from collaborations.services import set_participation
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from phases import services
from phases.facts import facts_of
from phases.models import ChecklistItem, PhaseTransition, ProcessVersion, Waiver
from phases.requirements import evaluate
from tests import factories
from tests.clock import in_days
from tests.decisions.build import decide, settle
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.finance.test_appropriations import grant

TODAY = timezone.localdate
TOMORROW = partial(in_days, 1)


def meet_phase_1(collaboration, item, actor):
    """Everything before phase 2: the proposal, and support in Horsens and Odder."""
    services.answer_item(collaboration, template=item("s8"), actor=actor, version=0, state="done")
    for each in collaboration.participations.filter(state="participant"):
        services.answer_item(
            collaboration, template=item("s6"), municipality=each.municipality, actor=actor, version=0, state="done"
        )


def last_activity(collaboration) -> str:
    return collaboration.activity.first().text


## Begin


def test_a_new_collaboration_stands_in_phase_1_and_follows_the_newest_process(reference, odder, fremmed):
    collaboration = services.start_collaboration(name="Nyt", purpose="Sammen", initiator=odder, actor=fremmed)
    assert (collaboration.phase, collaboration.phase_since) == (1, TODAY())
    assert collaboration.process.version == ProcessVersion.objects.get()
    started = collaboration.transitions.get()
    assert (started.kind, started.from_phase, started.to_phase, started.made_by) == ("started", None, 1, fremmed)


def test_without_a_process_nothing_begins(db, odder, fremmed):
    with pytest.raises(DomainError, match="Processen er ikke indlæst"):
        services.start_collaboration(name="Nyt", purpose="Sammen", initiator=odder, actor=fremmed)
    assert Collaboration.objects.count() == 0


def registered(odder, actor, **values):
    given = {"phase": 5, "as_of": dt.date(2019, 6, 1), "source": "Kataloget", "name": "Gammelt", "purpose": "Drift"}
    return services.register_existing(initiator=odder, actor=actor, **given | values)


def test_what_is_registered_says_that_it_is_and_from_where(reference, odder, fremmed):
    collaboration = registered(odder, fremmed)
    transition = collaboration.transitions.get()
    assert (transition.kind, transition.to_phase, transition.date) == ("registered", 5, dt.date(2019, 6, 1))
    assert (transition.source, collaboration.phase, collaboration.phase_since) == ("Kataloget", 5, dt.date(2019, 6, 1))
    assert last_activity(collaboration) == "Registreret i fase 5 pr. 1. juni 2019. Kilde: Kataloget"


def test_facts_are_registered_in_the_same_act(reference, odder, fremmed):
    founded = dt.date(2013, 7, 1)
    assert registered(odder, fremmed, facts={"founded_on": founded}).founded_on == founded


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"source": "  "}, "hvor oplysningen kommer fra"),
        ({"phase": 6}, "en af de fem faser"),
        ({"phase": 0}, "en af de fem faser"),
        ({"as_of": TOMORROW}, "i fremtiden"),
        ({"as_of": dt.date(2999, 1, 1)}, "mellem 1970 og 2100"),
    ],
)
def test_a_registration_needs_a_source_a_phase_and_a_day_that_has_been(reference, odder, fremmed, values, says):
    values = {name: value() if callable(value) else value for name, value in values.items()}
    with pytest.raises(DomainError, match=says):
        registered(odder, fremmed, **values)
    assert Collaboration.objects.count() == 0


## Forward


def test_moving_on_stores_what_held(collaboration, item, koordinator):
    meet_phase_1(collaboration, item, koordinator)
    moved = services.advance(collaboration, actor=koordinator)
    assert (moved.phase, moved.phase_since) == (2, TODAY())
    transition = moved.transitions.last()
    assert (transition.kind, transition.from_phase, transition.to_phase) == ("forward", 1, 2)
    assert [(each["key"], each["met"]) for each in transition.requirements] == [
        ("management-support", True),
        ("interested-municipality", True),
        ("proposal", True),
    ]
    assert last_activity(moved) == "Gik videre til fase 2."


def test_nobody_moves_on_past_a_requirement(collaboration, koordinator):
    with pytest.raises(DomainError, match="Der er et oplæg til samarbejdet"):
        services.advance(collaboration, actor=koordinator)
    collaboration.refresh_from_db()
    assert (collaboration.phase, collaboration.transitions.count()) == (1, 0)


def test_what_was_met_when_the_page_was_read_is_judged_again(collaboration, item, koordinator, odder):
    meet_phase_1(collaboration, item, koordinator)
    assert evaluate(facts_of(collaboration), before_phase=2)[0].met
    late = factories.make_municipality("Favrskov")
    set_participation(collaboration, municipality=late, state="interested", date=TODAY(), actor=koordinator)
    with pytest.raises(DomainError, match="Ledelsen bakker op i hver kommune"):
        services.advance(collaboration, actor=koordinator)


def test_a_waived_requirement_is_named_when_moving_on(collaboration, item, koordinator):
    services.answer_item(collaboration, template=item("s8"), actor=koordinator, version=0, state="done")
    services.waive(collaboration, requirement="management-support", reason="Møde i næste uge", actor=koordinator)
    moved = services.advance(collaboration, actor=koordinator)
    assert last_activity(moved) == "Gik videre til fase 2. Uden at opfylde: Ledelsen bakker op i hver kommune."
    stored = moved.transitions.last().requirements[0]
    assert (stored["key"], stored["met"], stored["waived"]) == ("management-support", False, True)
    assert "Møde i næste uge" in stored["why"]


def test_a_button_pressed_twice_moves_once(collaboration, item, koordinator):
    meet_phase_1(collaboration, item, koordinator)
    services.advance(collaboration, actor=koordinator, from_phase=1)
    with pytest.raises(DomainError, match="allerede flyttet til fase 2"):
        services.advance(collaboration, actor=koordinator, from_phase=1)
    assert collaboration.transitions.count() == 1


def test_a_move_can_not_lie_in_the_future_or_before_the_last_one(collaboration, item, koordinator):
    meet_phase_1(collaboration, item, koordinator)
    with pytest.raises(DomainError, match="fremtiden"):
        services.advance(collaboration, actor=koordinator, date=TOMORROW())
    PhaseTransition.objects.create(collaboration=collaboration, kind="started", to_phase=1, date=TODAY())
    with pytest.raises(DomainError, match="Vælg en dato fra den dag"):
        services.advance(collaboration, actor=koordinator, date=TODAY() - dt.timedelta(days=1))


def test_after_the_last_phase_there_is_none(collaboration, koordinator):
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=5)
    with pytest.raises(DomainError, match="den sidste fase"):
        services.advance(collaboration, actor=koordinator)


def test_a_section_60_goes_all_the_way_only_when_councils_and_authority_have_decided(
    choose_type, koordinator, odder, horsens
):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4, host=odder)
    day = TODAY()
    for place in (odder, horsens):
        for key in ("principle-decision", "statutes-adopted", "appropriation"):
            settle(collaboration, key, municipality=place, date=day, actor=koordinator)
    with pytest.raises(DomainError, match="Ankestyrelsen har godkendt vedtægterne"):
        services.advance(collaboration, actor=koordinator)
    settle(collaboration, "authority-approval", date=day, actor=koordinator)
    assert services.advance(collaboration, actor=koordinator).phase == 5


def test_a_section_60a_begins_before_the_authority_has_been_told(choose_type, koordinator, odder, horsens):
    collaboration = choose_type("section-60a")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4, host=odder)
    for place in (odder, horsens):
        for key in ("principle-decision", "statutes-adopted"):
            settle(collaboration, key, municipality=place, date=TODAY(), actor=koordinator)
        decide(collaboration, "appropriation", place, outcome="not-relevant", remark="Ingen udgift", actor=koordinator)
    settle(collaboration, "small-enough", date=TODAY(), note="To medarbejdere", actor=koordinator)
    settle(collaboration, "exit-terms", date=TODAY(), note="Aftalens punkt 12", actor=koordinator)
    assert services.advance(collaboration, actor=koordinator).phase == 5


def test_a_move_is_not_dated_before_the_money_was_granted(choose_type, koordinator, odder, horsens):
    collaboration = choose_type("agreement")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4, host=odder)
    for key in ("agreement-accepted", "not-section-60"):
        Waiver.objects.create(collaboration=collaboration, before_phase=5, requirement=key, reason="Grund")
    key = make_key(collaboration, "Lige", weight="equal")
    approve(make_case(collaboration, line("investment", {2027: 10}), first_year=2027, year_count=2, key=key))
    with pytest.raises(DomainError, match="Der er bevilling, hvor der er en udgift fra start"):
        services.advance(collaboration, actor=koordinator)
    day = TODAY() - dt.timedelta(days=3)
    for place in (odder, horsens):
        grant(collaboration, place, 5, date=day)
    with pytest.raises(DomainError, match="Det sidste krav blev opfyldt"):
        services.advance(collaboration, actor=koordinator, date=day - dt.timedelta(days=1))
    assert services.advance(collaboration, actor=koordinator, date=day).phase == 5


## Back


def test_going_back_is_recorded_with_its_reason_and_keeps_everything(collaboration, item, koordinator):
    meet_phase_1(collaboration, item, koordinator)
    services.advance(collaboration, actor=koordinator)
    back = services.go_back(collaboration, to_phase=1, reason="Odder vil tænke sig om", actor=koordinator)
    assert (back.phase, back.transitions.last().kind) == (1, "back")
    assert last_activity(back) == "Gik tilbage til fase 1. Begrundelse: Odder vil tænke sig om"
    assert ChecklistItem.objects.filter(collaboration=collaboration, state="done").count() == 3


@pytest.mark.parametrize(("to_phase", "reason"), [(1, " "), (2, "Grund"), (3, "Grund"), (0, "Grund")])
def test_going_back_needs_a_reason_and_an_earlier_phase(collaboration, koordinator, to_phase, reason):
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=2)
    with pytest.raises(DomainError):
        services.go_back(collaboration, to_phase=to_phase, reason=reason, actor=koordinator)
    assert collaboration.transitions.count() == 0


def test_going_back_from_a_phase_that_was_left_is_refused(collaboration, koordinator):
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=3)
    with pytest.raises(DomainError, match="allerede flyttet til fase 3"):
        services.go_back(collaboration, to_phase=1, from_phase=4, reason="Grund", actor=koordinator)


@pytest.mark.parametrize("model", [PhaseTransition, Waiver])
def test_history_is_never_rewritten(collaboration, koordinator, model):
    row = {
        PhaseTransition: lambda: PhaseTransition(kind="started", to_phase=1, date=TODAY()),
        Waiver: lambda: Waiver(before_phase=2, requirement="proposal", reason="x"),
    }[model]()
    row.collaboration = collaboration
    row.save()
    for rewrite in (row.save, row.delete, lambda: model.objects.update(collaboration=1), model.objects.all().delete):
        with pytest.raises(HistoryIsImmutable):
            rewrite()


## A newer process


def test_a_newer_process_adds_and_loses_no_answer(collaboration, item, newer_process, koordinator):
    for key in ("s1", "s8"):
        services.answer_item(collaboration, template=item(key), actor=koordinator, version=0, state="done", note=key)
    taken = services.take_over_newest_process(collaboration, actor=koordinator)
    facts = facts_of(taken)
    assert (facts.process.version, facts.process.item("s99") is not None) == (newer_process, True)
    assert (facts.answers["s8", None], facts.answers["s1", None]) == ("done", "done")
    kept = ChecklistItem.objects.get(template__key="s8")
    assert (kept.template.phase.version, kept.note) == (newer_process, "s8")
    gone = ChecklistItem.objects.get(template__key="s1")
    assert (gone.template.phase.version.number, gone.note) == (3, "s1")


def test_there_is_nothing_to_take_over_from_the_newest(collaboration, koordinator):
    with pytest.raises(DomainError, match="allerede den nyeste"):
        services.take_over_newest_process(collaboration, actor=koordinator)


def test_a_running_collaboration_keeps_its_process_until_it_takes_over(collaboration, newer_process):
    assert facts_of(collaboration).process.version.number == 3


def test_drivers_and_demarcation_meet_their_points(collaboration, koordinator):
    Driver.objects.create(collaboration=collaboration, kind="economy")
    found = {each.key: each.met for each in evaluate(facts_of(collaboration), before_phase=3)}
    assert (found["drivers"], found["demarcation"]) == (True, False)

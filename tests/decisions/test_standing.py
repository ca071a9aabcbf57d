"""What counts as decided: the rule that the phases rest on. No database."""

import datetime as dt

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from decisions.standing import (
    Asked,
    Column,
    Doubt,
    Entry,
    Planned,
    SetBack,
    State,
    Version,
    column,
    columns,
    permitted_bodies,
)
from decisions.vocabulary import Body, Outcome, Scope

ODDER, HORSENS = 1, 2
DAY = dt.date(2026, 5, 12)
COUNCIL = frozenset({"council"})


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def entry(pk: int, outcome: str = Outcome.ADOPTED, *, where: int = ODDER, on: dt.date = DAY, **values) -> Entry:
    values.setdefault("body", "council")
    return Entry(pk, where, outcome, None if outcome == Outcome.TAKEN_BACK else on, **values)


def asked(*entries: Entry, **values) -> Asked:
    values.setdefault("bodies", COUNCIL)
    return Asked("statutes-adopted", title="Vedtægter", entries=entries, **values)


def versions(*published: dt.date, typos: tuple[int, ...] = ()) -> tuple[Version, ...]:
    return tuple(Version(n, day, n in typos) for n, day in enumerate(published, start=1))


def cell(*entries: Entry, day: dt.date = DAY, **values):
    return asked(*entries, **values).cell(ODDER, day)


## What counts


@pytest.mark.parametrize("outcome", [each for each in Outcome if each != Outcome.TAKEN_BACK])
def test_of_a_binding_question_only_vedtaget_counts(outcome):
    lifts = {"lifts": 99} if outcome == Outcome.LIFTED else {}
    assert cell(entry(1, outcome, **lifts)).counts == (outcome == Outcome.ADOPTED)


def test_an_orientation_counts_when_any_body_has_noted_it():
    found = cell(entry(1, Outcome.NOTED, body="committee"), binding=False, bodies=frozenset())
    assert (found.counts, found.state) == (True, State.NOTED)


def test_the_authority_counts_when_it_has_approved_and_an_orientation_when_it_was_told():
    said = Entry(1, None, Outcome.APPROVED, DAY, "authority")
    told = Entry(1, None, Outcome.INFORMED, DAY, "authority")
    for outcome, binding, counts in ((said, True, True), (told, True, False), (told, False, True)):
        found = Asked("x", scope=Scope.AUTHORITY, binding=binding, entries=(outcome,)).cell(None, DAY)
        assert found.counts is counts


def test_a_reservation_counts_from_the_day_that_a_permitted_body_lifted_it():
    reserved = entry(1, Outcome.RESERVED)
    lifted = entry(2, Outcome.LIFTED, lifts=1, on=DAY + days(10))
    assert (cell(reserved).counts, cell(reserved).state) == (False, State.RESERVED)
    assert not cell(reserved, lifted, day=DAY + days(9)).counts
    found = cell(reserved, lifted, day=DAY + days(10))
    assert (found.counts, found.since, found.state) == (True, DAY + days(10), State.ADOPTED)
    by_others = entry(2, Outcome.LIFTED, lifts=1, on=DAY + days(10), body="committee")
    assert not cell(reserved, by_others, day=DAY + days(10)).counts


def test_a_reservation_about_an_earlier_version_is_not_lifted_but_decided_again():
    reserved = entry(1, Outcome.RESERVED, version=1)
    found = cell(reserved, versions=(Version(1, DAY), Version(2, DAY)), day=DAY)
    assert (found.state, found.doubt, found.is_reserved) == (State.AWAITING, Doubt.OLD_VERSION, False)
    assert cell(reserved, versions=(Version(1, DAY),), day=DAY).is_reserved


def test_a_lifting_holds_when_the_reservation_is_put_right_and_goes_when_it_is_taken_back():
    reserved, lifted = entry(1, Outcome.RESERVED), entry(2, Outcome.LIFTED, lifts=1)
    again = entry(3, Outcome.RESERVED, corrects=1)
    assert cell(reserved, lifted, again).counts
    gone = entry(4, Outcome.TAKEN_BACK, corrects=2)
    assert not cell(reserved, lifted, again, gone).counts


def test_not_relevant_settles_it_only_where_the_question_says_so():
    row = entry(1, Outcome.NOT_RELEVANT)
    assert (cell(row).counts, cell(row, may_be_irrelevant=True).counts) == (False, True)
    assert cell(row).state == State.NOT_RELEVANT


def test_a_body_that_may_not_decide_decides_nothing():
    found = cell(entry(1, body="committee"))
    assert (found.counts, found.state, found.doubt) == (False, State.AWAITING, Doubt.WRONG_BODY)
    assert cell(entry(1, body="committee"), bodies=frozenset()).counts


## Versions


def test_who_adopted_an_earlier_version_waits_for_a_new_decision():
    published = versions(DAY - days(9), DAY + days(3))
    row = entry(1, version=1)
    assert cell(row, versions=published).counts
    found = cell(row, versions=published, day=DAY + days(3))
    assert (found.counts, found.state, found.doubt) == (False, State.AWAITING, Doubt.OLD_VERSION)


def test_a_slip_of_the_pen_sets_nobody_back():
    published = versions(DAY - days(9), DAY + days(1), DAY + days(2), typos=(2, 3))
    row = entry(1, version=1)
    assert cell(row, versions=published, day=DAY + days(2)).counts
    real = versions(DAY - days(9), DAY + days(1), DAY + days(2), typos=(3,))
    assert not cell(row, versions=real, day=DAY + days(2)).counts
    assert cell(entry(1, version=2, on=DAY + days(2)), versions=real, day=DAY + days(2)).counts


@pytest.mark.parametrize(
    ("published", "doubt"), [((), Doubt.NOT_PUBLISHED), (versions(DAY - days(1)), Doubt.NO_VERSION)]
)
def test_a_yes_to_no_version_of_a_text_does_not_count(published, doubt):
    assert cell(entry(1), versions=published).doubt == doubt


def test_without_a_text_no_version_is_asked_for():
    assert cell(entry(1), versions=None).counts


## Corrections


def test_a_correction_stands_where_the_first_entry_stood():
    """April was adopted after March was postponed; that March's item number is put right in May changes nothing."""
    march = entry(1, Outcome.POSTPONED, on=dt.date(2026, 3, 1))
    april = entry(2, on=dt.date(2026, 4, 1))
    again = entry(3, Outcome.POSTPONED, on=dt.date(2026, 3, 1), corrects=1)
    assert cell(march, april, again).entry.pk == 2
    same_day = entry(4, Outcome.REJECTED, on=dt.date(2026, 4, 1), corrects=3)
    assert cell(march, april, again, same_day).entry.pk == 2


def test_what_was_taken_back_leaves_what_stood_before():
    first, second = entry(1, Outcome.REJECTED, on=DAY - days(30)), entry(2)
    gone = entry(3, Outcome.TAKEN_BACK, corrects=2)
    assert cell(first, second).counts
    assert cell(first, second, gone).state == State.REJECTED
    assert cell(first, second, gone).entry.pk == 1


def test_what_was_decided_later_is_not_known_that_day():
    assert cell(entry(1, on=DAY + days(1))).entry is None


## Anew


def test_what_was_decided_about_no_text_before_the_parties_changed_counts_no_longer():
    row, back = entry(1), (SetBack(DAY + days(3)),)
    assert cell(row, set_back=back, day=DAY + days(2)).counts
    found = cell(row, set_back=back, day=DAY + days(3))
    assert (found.counts, found.state, found.doubt) == (False, State.AWAITING, Doubt.SET_BACK)
    assert cell(row, entry(2, on=DAY + days(3)), set_back=back, day=DAY + days(3)).counts


## Where it is planned


def planned(**dates: dt.date) -> dict:
    return {ODDER: tuple(Planned(body, date) for body, date in dates.items())}


@pytest.mark.parametrize(
    ("meetings", "state"),
    [
        ({}, State.NOT_PLANNED),
        ({"council": DAY + days(7)}, State.PLANNED),
        ({"council": DAY}, State.PLANNED),
        ({"council": DAY - days(1)}, State.UNDER_WAY),
        ({"finance": DAY - days(1), "council": DAY + days(7)}, State.UNDER_WAY),
    ],
)
def test_a_question_without_an_answer_shows_where_it_is_planned(meetings, state):
    assert cell(planned=planned(**meetings)).state == state


def test_what_was_postponed_and_planned_again_shows_as_planned():
    row = entry(1, Outcome.POSTPONED)
    assert cell(row).state == State.POSTPONED
    assert cell(row, planned=planned(council=DAY + days(7))).state == State.PLANNED
    assert cell(row, planned=planned(council=DAY - days(7))).state == State.POSTPONED


## Locks


def test_a_question_is_locked_until_those_it_requires_are_met():
    first = Asked("first", entries=(entry(1, where=ODDER), entry(2, where=HORSENS)), bodies=COUNCIL)
    second = Asked("second", requires=("first",), bodies=COUNCIL)
    open_to_all = columns([first, second], [ODDER, HORSENS], DAY)[1]
    assert [each.state for each in open_to_all.cells] == [State.NOT_PLANNED, State.NOT_PLANNED]
    with_a_third = columns([first, second], [ODDER, HORSENS, 3], DAY)[1]
    assert (with_a_third.locked_by, {each.state for each in with_a_third.cells}) == (("first",), {State.LOCKED})


def test_what_was_answered_before_the_lock_is_still_shown():
    second = Asked("second", requires=("first",), entries=(entry(1),), bodies=COUNCIL)
    found = columns([Asked("first"), second], [ODDER], DAY)[1]
    assert [each.state for each in found.cells] == [State.ADOPTED]


def test_a_question_that_nobody_is_asked_is_not_met():
    assert not column(asked(), [], DAY).met


## Who may answer


@pytest.mark.parametrize(
    ("scope", "binding", "own", "by_law", "may"),
    [
        ("each", True, ["directors"], ["council"], {"council"}),
        ("each", True, ["directors"], [], {"directors"}),
        ("each", True, [], [], set()),
        ("each", False, ["council"], ["council"], set()),
        ("joint", True, ["assembly"], ["council"], {"assembly"}),
        ("authority", True, [], ["council"], {"authority"}),
    ],
)
def test_the_law_says_who_answers_and_where_it_is_silent_the_parties(scope, binding, own, by_law, may):
    assert permitted_bodies(scope=scope, binding=binding, own=own, by_law=by_law) == may


## Any order of events


PLACES = [1, 2, 3]
OUTCOMES = st.sampled_from([Outcome.ADOPTED, Outcome.RESERVED, Outcome.CHANGED, Outcome.POSTPONED, Outcome.REJECTED])
BODIES = st.sampled_from([Body.COUNCIL, Body.COUNCIL, Body.COUNCIL, Body.COMMITTEE])


class AnyOrder(RuleBasedStateMachine):
    """Decisions, corrections, liftings, joins, leaves and publications in any order, kept in a notebook of our own.

    The notebook knows nothing of chains and roots: for each municipality it holds the decisions that stand, and each
    correction is made in it as one would with pencil and eraser.
    """

    lines = Bundle("lines")

    def __init__(self):
        super().__init__()
        self.entries: list[Entry] = []
        self.versions: list[Version] = []
        self.participants: set[int] = {1, 2}
        self.today = DAY
        self.set_back: list[SetBack] = []
        self.book: dict[int, dict] = {}  # number of the line -> what stands there
        self.standing: dict[int, int] = {}  # pk of the entry that stands -> number of its line

    @initialize()
    def first_version(self):
        self.versions.append(Version(1, self.today))

    def _write(self, place, outcome, body, version, ago, **links) -> Entry:
        on = self.today - days(ago)
        row = Entry(len(self.entries) + 1, place, outcome, on, body, version=version, **links)
        self.entries.append(row)
        return row

    def _note(self, line: int, row: Entry):
        self.book[line] = {
            "place": row.municipality, "outcome": row.outcome, "body": row.body, "on": row.date,
            "version": row.version, "liftings": self.book.get(line, {}).get("liftings", []),
        }  # fmt: skip
        self.standing[row.pk] = line

    @rule(target=lines, place=st.sampled_from(PLACES), outcome=OUTCOMES, body=BODIES, ago=st.integers(0, 20),
          data=st.data())  # fmt: skip
    def decide(self, place, outcome, body, ago, data):
        version = data.draw(st.sampled_from([each.number for each in self.versions]))
        row = self._write(place, outcome, body, version, ago)
        self._note(row.pk, row)
        return row.pk

    @rule(line=lines, outcome=OUTCOMES, body=BODIES, ago=st.integers(0, 20), data=st.data())
    def correct(self, line, outcome, body, ago, data):
        standing = next((pk for pk, where in self.standing.items() if where == line), None)
        if standing is None:
            return
        version = data.draw(st.sampled_from([each.number for each in self.versions]))
        row = self._write(self.book[line]["place"], outcome, body, version, ago, corrects=standing)
        del self.standing[standing]
        self._note(line, row)

    @rule(line=lines)
    def take_back(self, line):
        standing = next((pk for pk, where in self.standing.items() if where == line), None)
        if standing is None:
            return
        pk = len(self.entries) + 1
        self.entries.append(Entry(pk, self.book[line]["place"], Outcome.TAKEN_BACK, corrects=standing))
        del self.standing[standing]
        del self.book[line]

    @rule(line=lines, body=BODIES, ago=st.integers(0, 5))
    def lift(self, line, body, ago):
        standing = next((pk for pk, where in self.standing.items() if where == line), None)
        if standing is None or self.book[line]["outcome"] != Outcome.RESERVED:
            return
        row = self._write(self.book[line]["place"], Outcome.LIFTED, body, None, ago, lifts=standing)
        self.book[line]["liftings"].append((row.date, body))

    @rule(place=st.sampled_from(PLACES))
    def join(self, place):
        self.participants.add(place)

    @rule(place=st.sampled_from(PLACES))
    def leave(self, place):
        self.participants.discard(place)

    @rule(typo=st.booleans())
    def publish(self, typo):
        self.versions.append(Version(len(self.versions) + 1, self.today, typo))

    @rule()
    def decide_anew(self):
        """The parties have changed, and no clause provides for it."""
        self.set_back.append(SetBack(self.today, len(self.versions)))

    @rule(number=st.integers(1, 40))
    def wait(self, number):
        self.today += days(number)

    def _says_yes(self, place: int) -> bool:
        lines = [(each["on"], line) for line, each in self.book.items() if each["place"] == place]
        if not lines:
            return False
        last = self.book[max(lines)[1]]
        lifted = any(on >= last["on"] and body == Body.COUNCIL for on, body in last["liftings"])
        yes = last["outcome"] == Outcome.ADOPTED or (last["outcome"] == Outcome.RESERVED and lifted)
        changed = [each.number for each in self.versions if not each.is_typo]
        overtaken = self.set_back[-1].version if self.set_back else 0
        anew = changed[-1] > overtaken  # a slip that is put right is no new text
        return yes and anew and last["body"] == Body.COUNCIL and last["version"] >= changed[-1]

    @invariant()
    def the_question_is_met_exactly_when_everybody_has_said_yes(self):
        question = asked(*self.entries, versions=tuple(self.versions), set_back=tuple(self.set_back))
        found: Column = column(question, sorted(self.participants), self.today)
        says = {place: self._says_yes(place) for place in self.participants}
        assert {each.municipality: each.counts for each in found.cells} == says
        assert found.met == (bool(says) and all(says.values()))


AnyOrder.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase

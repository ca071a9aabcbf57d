"""A month with the cast: the mails that go out are exactly those that are written out here."""

import datetime as dt

from django.utils import timezone

from collaborations.models import Collaboration
from collaborations.services import record_activity, set_status
from notifications.models import Delivery
from notifications.services import choose, send_due_mails, unsubscribe
from tests.notifications.conftest import moment

EXPECTED = {
    (4, 11): [("kontakt", "1 nyhed")],
    (8, 7): [
        ("bidragyder", "1 nyhed"),
        ("direktoer", "1 nyhed"),
        ("kommunelaeser", "1 nyhed"),
        ("koordinator", "Status for Fælles it-drift skal være klar 15. marts 2027"),
    ],
    (15, 7): [
        ("bidragyder", "1 frist i denne uge"),
        ("direktoer", "1 nyhed"),
        ("kontakt", "1 nyhed"),
        ("koordinator", "1 nyhed"),
        ("koordinator", "Status for Fælles it-drift skal være klar 15. marts 2027"),
    ],
    (18, 7): [("koordinator", "Direktørerne får snart besked: Status mangler for Fælles it-drift")],
    (22, 7): [("bidragyder", "1 frist er overskredet")],
    (25, 7): [("direktoer", "Status mangler for Fælles it-drift")],
    (27, 7): [("bidragyder", "1 samarbejde er rødt, 1 nyhed")],
    (29, 7): [("direktoer", "1 samarbejde er rødt, 1 nyhed"), ("kontakt", "1 samarbejde er rødt, 1 nyhed")],
}


def what_happens(cast, collaboration, item):
    """Day and hour in March, and what somebody does then."""
    koordinator, bidragyder = cast["koordinator"], cast["bidragyder"]

    def says(kind, text, actor):
        return lambda: record_activity(collaboration, kind=kind, text=text, actor=actor)

    def a_reader_leaves():
        cast["kommunelaeser"].municipality_roles.update(valid_to=timezone.localdate())

    def it_turns_red():
        current = Collaboration.objects.get(pk=collaboration.pk)
        set_status(current, status="red", reason="Intet flertal.", actor=koordinator)

    return {
        (4, 10): says("decision", "Odder sagde ja.", koordinator),
        (9, 12): says("participants", "Hedensted er interesseret.", bidragyder),
        (10, 12): a_reader_leaves,
        (23, 12): lambda: type(item).objects.filter(pk=item.pk).update(state="done"),
        (26, 9): it_turns_red,
    }


def test_a_month_of_mails(cast, collaboration, run, clock, rhythm, point):
    rhythm(escalates_after=10)
    choose(cast["kontakt"], {"decisions": "now"})
    choose(cast["bidragyder"], {"status": "daily"})
    unsubscribe(cast["laeser"])
    happens = what_happens(cast, collaboration, point(cast["bidragyder"], dt.date(2027, 3, 17)))
    sent = {}
    for day in range(1, 32):
        for hour in (7, 9, 10, 11, 12, 20):
            clock.move_to(moment(day, hour, 0))
            happens.get((day, hour), lambda: None)()
            if hour in (7, 11, 20) and (mails := run(day, hour)):
                sent[day, hour] = mails
    assert sent == EXPECTED
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


def test_nobody_is_mailed_about_what_they_are_not_in(cast, run, clock):
    """Of the cast four have nothing to do with the collaboration, an administrator among them."""
    clock.move_to(moment(3))
    collaboration = Collaboration.objects.get()
    record_activity(collaboration, kind="decision", text="Odder sagde ja.", actor=None)
    assert [who for who, _subject in run(8)] == [
        *("bidragyder", "direktoer", "kommunelaeser", "kontakt", "koordinator", "laeser"),
    ]


def test_a_late_run_sends_what_an_early_one_missed_and_a_later_one_does_not(cast, collaboration, run, clock):
    clock.move_to(moment(3))
    record_activity(collaboration, kind="phase", text="Fase 2.", actor=cast["koordinator"])
    clock.move_to(moment(9, 7, 1))
    assert send_due_mails() == 0, "a day later nobody wants last week's news"
    clock.move_to(moment(9, 6, 59))
    assert send_due_mails() == 5

"""One act: roles, points and filters go over, the dates fit, and everything or nothing is done."""

import datetime as dt

import pytest
import time_machine
from django.core import mail

from accounts.models import MunicipalityRole, RoleChange, SystemRole, User
from calendars.services import feed_behind, make_feed
from collaborations.models import ActivityEntry, Collaboration, Member
from common.exceptions import DomainError
from common.models import HistoryIsImmutable
from handover import services
from handover.holdings import holdings_of
from handover.models import Handover, HandoverLine
from handover.services import Conflicts, Decision, hand_over, rehearse
from handover.tasks import tell_receivers
from notifications.models import Delivery
from notifications.services import send_due_mails
from phases.models import ChecklistChange, ChecklistItem
from tests import factories
from tests.clock import in_days

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def outcomes(handover) -> dict[str, str]:
    return {line.text: line.outcome for line in handover.lines.all()}


def key_of(person, viewer, kind: str) -> str:
    return next(each.key for each in holdings_of(person, viewer) if each.kind == kind)


def test_everything_goes_over_in_one_act(order, leaver, receiver, administrator, collaboration, odder):
    handover = hand_over(order())
    assert outcomes(handover) == {
        "Katalogredaktør": "given",
        "Kommunekontakt, Odder": "given",
        "Koordinator, Fælles it-drift": "given",
        "2 åbne punkter, Fælles it-drift": "given",
        "Delt filter: Rød": "given",
    }
    assert (handover.leaves, handover.actor) == (True, administrator)
    tomorrow_week = in_days(8)
    assert set(Member.objects.valid(tomorrow_week).filter(role="coordinator").values_list("user", flat=True)) == {
        receiver.pk
    }
    assert MunicipalityRole.objects.valid().filter(user=receiver, municipality=odder, role="contact").exists()
    assert SystemRole.objects.valid().filter(user=receiver, role="editor").exists()
    assert collaboration.checklist.filter(owner=receiver).count() == 2
    assert list(receiver.saved_views.values_list("name", flat=True)) == ["Rød"]
    assert list(leaver.saved_views.values_list("name", flat=True)) == ["Min egen"]


def test_the_leaver_keeps_everything_until_the_last_day_and_the_receiver_begins_on_the_first(order, leaver, receiver):
    hand_over(order(first_day=in_days(3), last_day=in_days(5)))
    roles = {each.user: each for each in Member.objects.filter(role="coordinator")}
    assert roles[leaver].valid_to == in_days(5)
    assert roles[receiver].valid_from == in_days(3)
    assert MunicipalityRole.objects.get(user=leaver).valid_to == in_days(5)
    assert MunicipalityRole.objects.get(user=receiver).valid_from == in_days(3)


def test_points_go_to_who_has_access_on_the_first_day_and_are_seen_from_then(order, leaver, receiver):
    """The usual act: the role that is handed over along with them opens the collaboration tomorrow."""
    hand_over(order(first_day=in_days(1), last_day=in_days(0)))
    assert set(ChecklistItem.objects.values_list("owner", flat=True)) == {receiver.pk}
    assert not Collaboration.objects.visible_to(receiver).exists()
    assert Collaboration.objects.readable_on(receiver, in_days(1)).exists()


def test_points_do_not_go_to_somebody_who_gets_no_access(order, leaver, receiver):
    roles = ("member", "municipality", "system")
    stay = {each: Decision(keep=True) for each in order().decisions if each.startswith(roles)}
    with pytest.raises(Conflicts) as raised:
        hand_over(order(stay, first_day=in_days(3), last_day=in_days(5)))
    assert list(raised.value.problems.values()) == ["Afløser har ikke adgang og kan ikke være ansvarlig."]


def test_a_role_that_had_an_end_keeps_it(order, leaver, receiver):
    Member.objects.filter(user=leaver).update(valid_to=in_days(30))
    hand_over(order())
    assert Member.objects.get(user=receiver).valid_to == in_days(30)
    assert Member.objects.get(user=leaver).valid_to == in_days(7)


def test_a_role_to_come_is_taken_back_and_begins_for_the_receiver_on_its_day(order, leaver, receiver, horsens):
    factories.make_municipality_role(leaver, horsens, "reader", valid_from=in_days(20))
    hand_over(order())
    role = MunicipalityRole.objects.get(municipality=horsens)
    assert (role.user, role.valid_from) == (receiver, in_days(20))


def test_the_history_tells_it(order, leaver, receiver, collaboration):
    hand_over(order())
    said = list(ActivityEntry.objects.filter(collaboration=collaboration).values_list("text", flat=True))
    assert any("Afløser overtager rollen koordinator efter Koordinator" in text for text in said)
    assert "2 åbne punkter gik fra Koordinator til Afløser." in said
    assert {each.kind for each in RoleChange.objects.filter(user=leaver)} == {"ended"}
    assert {each.kind for each in RoleChange.objects.filter(user=receiver)} == {"given"}
    assert ChecklistChange.objects.filter(text="Ansvarlig: Afløser.").count() == 2


def test_what_was_handed_over_is_never_rewritten(order):
    handover = hand_over(order())
    for row in (handover, handover.lines.first()):
        with pytest.raises(HistoryIsImmutable):
            row.save()
        with pytest.raises(HistoryIsImmutable):
            row.delete()
    with pytest.raises(HistoryIsImmutable):
        HandoverLine.objects.visible_to(handover.actor).update(text="Andet")


## What is in the way


def test_what_is_in_the_way_is_said_of_everything_at_once_and_nothing_is_done(order, leaver, receiver):
    receiver.is_active = False
    receiver.save()
    with pytest.raises(Conflicts) as raised:
        hand_over(order())
    assert set(raised.value.problems.values()) == {"Afløser har en lukket konto og kan ikke overtage noget."}
    assert len(raised.value.problems) == 5
    assert not Handover.objects.visible_to(order().actor).exists()
    assert not Member.objects.filter(user=receiver).exists()


@pytest.mark.parametrize("values", [{"is_active": False}, {"left_on": dt.date(2999, 1, 1)}])
def test_the_receiver_is_looked_at_as_they_are_when_it_is_done(order, receiver, values):
    given = order()
    User.objects.filter(pk=receiver.pk).update(**values)  # another administrator, after the page was read
    with pytest.raises(Conflicts, match=r"lukket konto|ved at stoppe"):
        hand_over(given)


def test_who_has_not_accepted_the_invitation_takes_nothing_over(order, leaver, administrator):
    invited = factories.make_user("inviteret@example.org", password=None)
    with pytest.raises(Conflicts, match="har ikke taget imod sin invitation"):
        hand_over(order({key_of(leaver, administrator, "member"): Decision(invited)}))


def test_who_is_leaving_takes_nothing_over(order, leaver, receiver, administrator):
    receiver.left_on = in_days(3)
    receiver.save()
    with pytest.raises(Conflicts, match="Afløser er selv ved at stoppe"):
        hand_over(order())


def test_nobody_takes_over_from_themselves(order, leaver, administrator):
    with pytest.raises(Conflicts, match="Vælg en anden modtager end Koordinator selv"):
        hand_over(order({key_of(leaver, administrator, "member"): Decision(leaver)}))


def test_a_receiver_who_has_the_role_keeps_it_and_the_leavers_ends(order, leaver, receiver, collaboration, odder):
    factories.make_member(collaboration, receiver, "coordinator")
    factories.make_municipality_role(receiver, odder, "contact")
    found = outcomes(hand_over(order()))
    assert (found["Koordinator, Fælles it-drift"], found["Kommunekontakt, Odder"]) == ("held", "held")
    assert Member.objects.filter(user=receiver).count() == 1
    assert Member.objects.get(user=leaver).valid_to == in_days(7)


@pytest.mark.parametrize(("has", "becomes"), [("reader", "coordinator"), ("contributor", "coordinator")])
def test_a_weaker_role_gives_way(order, receiver, collaboration, has, becomes):
    factories.make_member(collaboration, receiver, has, valid_from=in_days(-9))
    hand_over(order())
    assert [each.role for each in Member.objects.valid().filter(user=receiver)] == [becomes]


def test_a_stronger_role_stays(leaver, administrator, collaboration, receiver, order, bidragyder):
    factories.make_member(collaboration, receiver, "coordinator")
    given = order(leaver=bidragyder)
    assert outcomes(hand_over(given)) == {"Bidragyder, Fælles it-drift": "held"}
    assert [each.role for each in Member.objects.valid().filter(user=receiver)] == ["coordinator"]


def test_a_collaboration_is_not_left_without_a_coordinator(order, leaver, administrator):
    with pytest.raises(Conflicts, match="Samarbejdet skal have en koordinator"):
        hand_over(order({key_of(leaver, administrator, "member"): Decision()}))


def test_the_last_administrator_hands_over_and_does_not_just_end(order, leaver, receiver, administrator):
    with pytest.raises(Conflicts, match="Der skal være mindst én administrator"):
        hand_over(order({key_of(administrator, administrator, "system"): Decision()}, leaver=administrator))
    hand_over(order(leaver=administrator))
    assert SystemRole.objects.valid(in_days(8)).get(role="administrator").user == receiver


def test_an_author_gets_the_role_but_is_told_what_another_must_publish(order, receiver, administrator):
    written_by(receiver)
    line = hand_over(order()).lines.get(kind="system")
    assert line.note == "Afløser har selv skrevet “Fælles vej”. En anden skal udgive det."


def test_an_author_does_not_become_the_only_one_who_could_publish(order, receiver, administrator):
    written_by(receiver)
    SystemRole.objects.filter(role="editor").delete()
    with pytest.raises(Conflicts) as raised:
        hand_over(order(leaver=administrator, actor=administrator, decisions={}))
    assert list(raised.value.problems.values()) == [
        "Afløser har selv skrevet “Fælles vej”, og ingen andre kan udgive det. Vælg en anden modtager."
    ]


def written_by(author):
    case = factories.make_case("Fælles vej", state="review")
    case.revisions.create(number=1, document=case.document, author=author)


def test_a_filter_of_the_same_name_is_in_the_way(order, receiver):
    receiver.saved_views.create(name="Rød", query="status=red")
    with pytest.raises(Conflicts, match="Afløser har allerede et filter, der hedder “Rød”"):
        hand_over(order())


def test_roles_that_were_given_meanwhile_are_not_passed_over(order, leaver, horsens):
    given = order()
    factories.make_municipality_role(leaver, horsens, "reader")
    with pytest.raises(DomainError, match="Rollerne er ændret"):
        hand_over(given)


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (0, -1), (9, 7)])
def test_the_days_leave_no_gap_and_do_not_lie_behind(order, first, last):
    with pytest.raises(DomainError, match=r"fra i dag|senest dagen efter"):
        hand_over(order(first_day=in_days(first), last_day=in_days(last)))


def test_keeping_everything_is_no_handing_over(order, leaver):
    kept = {key: Decision(keep=True) for key in order().decisions}
    with pytest.raises(DomainError, match="Vælg mindst én ting"):
        hand_over(order(kept))


## What a rehearsal leaves behind, and who may hand over what


def test_a_rehearsal_says_what_would_follow_and_leaves_nothing(order, receiver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lines = rehearse(order())
    assert [line.outcome for line in lines] == ["given"] * 5
    assert not Handover.objects.visible_to(order().actor).exists()
    assert not Member.objects.filter(user=receiver).exists()
    assert mail.outbox == []


def test_a_coordinator_hands_over_what_belongs_to_the_own_collaborations(leaver, bidragyder, collaboration, point):
    other = factories.make_collaboration("Fælles køkken")
    factories.make_member(other, bidragyder, "contributor")
    factories.make_system_role(bidragyder, "editor")
    point(bidragyder)
    shown = [each.text for each in holdings_of(bidragyder, leaver)]
    assert shown == ["Bidragyder, Fælles it-drift", "1 åbent punkt, Fælles it-drift"]


def test_what_a_coordinator_hands_over_does_not_make_the_person_leave(order, leaver, bidragyder, receiver):
    handover = hand_over(order(leaver=bidragyder, actor=leaver))
    bidragyder.refresh_from_db()
    assert (handover.leaves, bidragyder.left_on) == (False, None)


def test_what_is_not_ones_own_to_give_can_not_be_slipped_in(order, leaver, bidragyder, administrator):
    factories.make_system_role(bidragyder, "editor")
    given = order(leaver=bidragyder, actor=administrator)
    with pytest.raises(DomainError, match="Rollerne er ændret"):
        hand_over(services.Order(bidragyder, leaver, given.decisions, in_days(0), in_days(7), "Prøve"))


## What ends the day after, and who is told


@pytest.fixture
def clock():
    """Ten in the evening in Denmark, an hour and more before the day ends."""
    with time_machine.travel(dt.datetime(2027, 3, 1, 21, 0, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


def test_what_was_open_ends_when_the_last_day_does(clock, order, leaver, client):
    secret = make_feed(leaver)
    hand_over(order(first_day=in_days(0), last_day=in_days(0)))
    leaver.refresh_from_db()
    client.force_login(leaver, backend=BACKEND)
    assert client.get("/profil/").status_code == 200
    assert feed_behind(secret) is not None
    clock.shift(dt.timedelta(hours=3))
    assert client.get("/profil/").url.startswith("/log-ind/")
    assert feed_behind(secret) is None


def test_who_signs_in_again_stays_signed_in_and_sees_nothing(clock, order, leaver, client, collaboration):
    hand_over(order(last_day=in_days(0)))
    clock.shift(dt.timedelta(hours=3))
    leaver.refresh_from_db()
    client.force_login(leaver, backend=BACKEND)
    for _ in range(2):
        assert client.get("/profil/").status_code == 200
    assert client.get(collaboration.get_absolute_url()).status_code == 404
    assert feed_behind(make_feed(leaver)) is not None  # one that is made anew is not an old one


def test_the_day_after_no_mail_comes(clock, order, leaver, receiver, collaboration, point):
    point(leaver, due=in_days(2))
    hand_over(order(last_day=in_days(0)))
    factories.make_activity(collaboration, "Noget nyt.", kind="status")
    clock.move_to(dt.datetime(2027, 3, 8, 6, 7, tzinfo=dt.UTC))  # Monday, when the week's mail goes out
    send_due_mails()
    assert [each.to[0] for each in mail.outbox if each.to[0] == leaver.email] == []
    assert receiver.email in {each.to[0] for each in mail.outbox}


def test_each_receiver_is_told_once_what_they_take_over_and_why(
    order, leaver, receiver, administrator, bidragyder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        handover = hand_over(order({key_of(leaver, administrator, "points"): Decision(bidragyder)}))
    told = {each.to[0]: each for each in mail.outbox}
    assert set(told) == {receiver.email, bidragyder.email}
    assert told[receiver.email].subject == "Du overtager opgaver efter Koordinator"
    assert "- Koordinator, Fælles it-drift" in told[receiver.email].body
    assert "2 åbne punkter" not in told[receiver.email].body
    assert "Begrundelse: Koordinatoren har fået nyt arbejde." in told[bidragyder.email].body
    tell_receivers()
    assert len(mail.outbox) == 2
    assert Delivery.objects.filter(kind="handover", key=str(handover.pk), state="sent").count() == 2


def test_a_mail_that_the_server_did_not_take_is_sent_by_the_hourly_task(
    order, receiver, settings, django_capture_on_commit_callbacks
):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody answers
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(order())
    assert Delivery.objects.get(user=receiver).state == "failed"
    settings.EMAIL_BACKEND = working
    tell_receivers()
    assert [each.to for each in mail.outbox] == [[receiver.email]]


def test_a_coordinator_reads_what_was_handed_over_in_the_own_collaborations(order, leaver, administrator, bidragyder):
    handover = hand_over(order())
    assert list(Handover.objects.visible_to(leaver)) == [handover]
    assert {line.kind for line in HandoverLine.objects.visible_to(leaver)} == {"member", "points"}
    assert not Handover.objects.visible_to(bidragyder).exists()
    assert HandoverLine.objects.visible_to(administrator).count() == 5

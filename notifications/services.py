"""Mails go out, each at most once: a row is claimed and committed, the mail is sent, the row says so.

A mail of which the server refused every part is tried again by the next run. One whose fate is not known, because the
worker or the line died meanwhile, stays claimed: it is never sent again, and administrators see it.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import islice

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from collaborations.models import Collaboration
from notifications.audience import reachable
from notifications.digests import Candidates, candidates
from notifications.mails import digest_mail, reminder_mail
from notifications.models import MOST_ATTEMPTS, Choice, Delivery
from notifications.periods import MORNING, Period, periods_due
from notifications.reminders import Reminder, reminders_due
from notifications.topics import Pace, Topic

logger = logging.getLogger(__name__)
BATCH = 200
# A run ends by itself before Celery's time limit ends it in the middle of a mail. The next one goes on.
MOST_SECONDS = 180
# The server has answered, and the answer was no: nothing of the mail went out.
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPHeloError)


def send_due_mails() -> int:
    """Everything that is due now and has not been sent. Safe to run twice, at once or after each other.

    A mail that can not be made keeps nobody else's back; the run fails all the same, so that somebody sees it.
    """
    sent, errors, end = 0, [], time.monotonic() + MOST_SECONDS
    for send in _due(timezone.now()):
        if time.monotonic() > end:
            logger.warning("There was no time for all mails; the next run sends the rest")
            break
        try:
            sent += send()
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("Some mails could not be made", errors)
    return sent


def _due(now: dt.datetime) -> Iterator[Callable[[], bool]]:
    for period in periods_due(now):
        for users in _batches(_asked_for(period)):
            yield from _digests(users, period)
    if timezone.localtime(now).hour >= MORNING:
        yield from _reminders(timezone.localdate(now))


def _asked_for(period: Period) -> QuerySet[User]:
    """At once or daily is for those who chose it; weekly is what everybody gets who has chosen nothing."""
    if period.pace == Pace.WEEKLY:
        return reachable()
    return reachable().filter(pk__in=Choice.objects.filter(pace=period.pace).values("user"))


def _digests(users: list[User], period: Period) -> Iterator[Callable[[], bool]]:
    done = _done(users, [period.pace], [period.key])
    left = [user for user in users if (user.pk, period.pace, period.key) not in done]
    if left:
        found = candidates(left, period)
        yield from (partial(_send_digest, found, user) for user in left if found.wanted(user))


def _send_digest(found: Candidates, user: User) -> bool:
    digest = found.digest(user)
    return digest is not None and deliver(user, found.period.pace, found.period.key, digest_mail(digest))


def _reminders(today: dt.date) -> Iterator[Callable[[], bool]]:
    found = reminders_due(today)
    done = _done({each.user for each in found}, {each.kind for each in found}, {each.key for each in found})
    yield from (partial(_send_reminder, each) for each in found if (each.user.pk, each.kind, each.key) not in done)


def _send_reminder(reminder: Reminder) -> bool:
    sees = Collaboration.objects.visible_to(reminder.user).filter(pk=reminder.collaboration.pk).exists()
    return sees and deliver(reminder.user, reminder.kind, reminder.key, reminder_mail(reminder))


def deliver(user: User, kind: str, key: str, mail: EmailMultiAlternatives) -> bool:
    """Claim, send, say so. False when another has it, or the server would not take it: then it may be tried again.

    `key` says what the mail is about: of that kind nobody gets two about the same.
    """
    mail.message()  # raises for what no mail can say, before anything is claimed
    delivery = _claim(user, kind, key, mail.subject)
    if delivery is None:
        return False
    try:
        _hand_over(mail)
    except NotSent:
        logger.warning("Mail %s could not be sent; it is tried again", delivery.pk, exc_info=True)
        _settle(delivery, state=Delivery.State.FAILED)
        return False
    except Exception:  # whatever the line did: nobody knows whether the server has the mail
        logger.exception("Nobody knows whether mail %s went out; it is not sent again", delivery.pk)
        return False
    _settle(delivery, state=Delivery.State.SENT, sent_at=timezone.now())
    return True


class NotSent(Exception):
    """The server has certainly not taken the mail."""


def _hand_over(mail: EmailMultiAlternatives) -> None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent from error
    try:
        connection.send_messages([mail])
    except REFUSED as error:
        raise NotSent from error
    finally:
        _close(connection)


def _close(connection) -> None:
    """What happens at good-bye changes nothing for a mail that was taken."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail server did not say good-bye", exc_info=True)


def _claim(user: User, kind: str, key: str, subject: str) -> Delivery | None:
    """A new row, or one that failed and has attempts left, taken by one conditional UPDATE."""
    values = {"subject": subject[:200]}
    delivery, is_new = Delivery.objects.get_or_create(user=user, kind=kind, key=key, defaults=values)
    if is_new:
        return delivery
    again = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED, attempts__lt=MOST_ATTEMPTS)
    taken = again.update(state=Delivery.State.CLAIMED, attempts=F("attempts") + 1, claimed_at=timezone.now(), **values)
    return delivery if taken else None


def _settle(delivery: Delivery, **values) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.CLAIMED).update(**values)


def _batches(users: QuerySet[User]) -> Iterator[list[User]]:
    rows = users.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _done(users: Collection[User], kinds: Collection[str], keys: Collection[str]) -> set[tuple[int, str, str]]:
    """What is sent, being sent, of unknown fate or given up: nothing that a run has to think about again."""
    rows = Delivery.objects.filter(user__in=users, kind__in=kinds, key__in=keys)
    open_again = Q(state=Delivery.State.FAILED, attempts__lt=MOST_ATTEMPTS)
    return set(rows.exclude(open_again).values_list("user", "kind", "key"))


@transaction.atomic
def choose(user: User, paces: Mapping[str, str], collaboration: Collaboration | None = None) -> None:
    """Write down how often this person wants to hear about each topic. An empty pace follows the choice for all."""
    for topic, pace in paces.items():
        if pace:
            Choice.objects.update_or_create(
                user=user, topic=topic, collaboration=collaboration, defaults={"pace": pace}
            )
        else:
            Choice.objects.filter(user=user, topic=topic, collaboration=collaboration).delete()


@transaction.atomic
def unsubscribe(user: User) -> None:
    """No mails about anything, in any collaboration."""
    Choice.objects.filter(user=user).delete()
    choose(user, dict.fromkeys(Topic.values, Pace.NEVER))

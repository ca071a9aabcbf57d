"""How a collaboration goes: the status, its draft, and the rhythm in which it is set."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, StatusDraft, StatusUpdate
from collaborations.rhythm import Rhythm, due_after
from collaborations.services.activity import record_activity
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import counted, long_date

REASON_LENGTH = StatusUpdate._meta.get_field("reason").max_length
MOST_DAYS = 90  # so long the directors may be kept waiting before they are told


@transaction.atomic
def set_status(
    collaboration: Collaboration,
    *,
    status: Collaboration.Status,
    reason: str = "",
    version: str = "",
    actor: User | None,
    at: dt.datetime | None = None,
) -> StatusUpdate:
    """The coordinator's judgement now. Yellow and red need a reason of at most 140 characters, which all see. A draft
    is gone with this, and what was due is answered (`collaborations.rhythm`).

    `at` is when it was made, for what is registered afterwards. Oldest first: the last one made is the one that holds.
    The same judgement by the same person within a minute is a button pressed twice, and returned as it is. Raises
    StaleVersion when somebody set the status since `version` (`Collaboration.status_version`) was read.
    """
    reason = reason.strip()
    if status in (Collaboration.Status.YELLOW, Collaboration.Status.RED) and not reason:
        raise DomainError(_("Skriv en begrundelse, når status er gul eller rød."))
    if len(reason) > REASON_LENGTH:
        raise DomainError(_("Begrundelsen må højst fylde %(count)d tegn.") % {"count": REASON_LENGTH})
    current = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    newest = current.status_updates.first()
    if actor and newest and newest.repeats(status=status, reason=reason, actor=actor, at=at):
        return newest
    if version and version != current.status_version:
        raise StaleVersion(current)
    before = Collaboration.Status(current.status).label.lower()
    update = StatusUpdate.objects.create(
        collaboration=collaboration, status=status, reason=reason, set_by=actor, set_at=at or timezone.now()
    )
    collaboration.status, collaboration.status_reason, collaboration.status_at = status, reason, update.set_at
    _answer_due(collaboration, current, on=timezone.localdate(update.set_at))
    collaboration.save(update_fields=["status", "status_reason", "status_at", "status_due"])
    _delete_draft(collaboration)
    values = {"before": before, "after": Collaboration.Status(status).label.lower(), "reason": reason}
    text = _("Status: fra %(before)s til %(after)s.") % values
    if values["before"] == values["after"]:
        text = _("Status: stadig %(after)s.") % values
    if reason:
        text += _(" Begrundelse: %(reason)s") % values
    record_activity(collaboration, kind=ActivityEntry.Kind.STATUS, text=text, actor=actor, at=at)
    return update


@transaction.atomic
def save_status_draft(
    collaboration: Collaboration, *, status: Collaboration.Status, reason: str = "", version: str = "", actor: User
) -> StatusDraft:
    """Keep a judgement that is not finished: it needs no reason yet. Raises StaleVersion as `set_status` does."""
    current = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if version and version != current.status_version:
        raise StaleVersion(current)
    values = {"status": status, "reason": reason.strip(), "written_by": actor, "changed_at": timezone.now()}
    return StatusDraft.objects.update_or_create(collaboration=current, defaults=values)[0]


@transaction.atomic
def discard_status_draft(collaboration: Collaboration, *, actor: User) -> None:
    """The draft is gone. Nothing was published, so nothing is written in the history."""
    _delete_draft(collaboration)


@transaction.atomic
def set_status_rhythm(
    collaboration: Collaboration,
    *,
    rhythm: Rhythm,
    due: dt.date | None,
    escalates_after: int | None,
    version: str,
    actor: User,
) -> Collaboration:
    """How often the status is set, when next, and how many days after that the directors are told (None: never).

    Raises DomainError for a date that is missing or gone, and StaleVersion when somebody else chose since `version`
    (`Collaboration.rhythm_version`) was read.
    """
    current = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if version != current.rhythm_version:
        raise StaleVersion(current)
    if rhythm == Rhythm.NONE:
        due = escalates_after = None
    else:
        _check_rhythm(due, escalates_after, before=current.status_due)
    current.status_rhythm, current.status_due, current.status_escalates_after = rhythm, due, escalates_after
    if current.rhythm_version != version:
        current.save(update_fields=["status_rhythm", "status_due", "status_escalates_after"])
        record_activity(current, kind=ActivityEntry.Kind.STATUS, text=_rhythm_sentence(current), actor=actor)
    return current


def _check_rhythm(due: dt.date | None, escalates_after: int | None, *, before: dt.date | None) -> None:
    if due is None:
        raise DomainError(_("Skriv, hvornår næste status skal være klar."))
    check_likely(due)
    if due != before and due < timezone.localdate():
        raise DomainError(_("Vælg en dag, der ikke er gået."))
    if escalates_after is not None and not 1 <= escalates_after <= MOST_DAYS:
        raise DomainError(_("Skriv et antal dage mellem 1 og %(most)d.") % {"most": MOST_DAYS})


def _rhythm_sentence(collaboration: Collaboration) -> str:
    if collaboration.status_rhythm == Rhythm.NONE:
        return _("Status har ingen fast rytme.")
    label = Rhythm(collaboration.status_rhythm).label.lower()
    values = {"rhythm": label, "due": long_date(collaboration.status_due)}
    said = _("Status skal opdateres %(rhythm)s, næste gang %(due)s.") % values
    after = collaboration.status_escalates_after
    if after is None:
        return said
    days = counted(after, _("dag"), _("dage"))
    return f"{said} {_('Direktørerne får besked, når den er %(days)s forsinket.') % {'days': days}}"


def _answer_due(collaboration: Collaboration, current: Collaboration, *, on: dt.date) -> None:
    """Move the date of the next status on; `current` is the locked row."""
    collaboration.status_rhythm, collaboration.status_due = current.status_rhythm, current.status_due
    if current.status_due:
        collaboration.status_due = due_after(current.status_rhythm, current.status_due, on)


def _delete_draft(collaboration: Collaboration) -> None:
    StatusDraft.objects.filter(collaboration=collaboration).delete()
    collaboration._state.fields_cache.pop("status_draft", None)

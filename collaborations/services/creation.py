"""A collaboration begins."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import note_staying
from collaborations.models import ActivityEntry, Collaboration, Member, ParticipationState
from collaborations.services.activity import record_activity
from collaborations.services.participation import set_participation
from common.danish import danish_slug
from municipalities.models import Municipality

# Words that stand where a collaboration's name stands in an address, and so can not be one.
RESERVED_SLUGS = frozenset({"opret", "registrer", "filtre", "hent"})
SLUG_LENGTH = Collaboration._meta.get_field("slug").max_length


@transaction.atomic
def create_collaboration(
    *,
    name: str,
    purpose: str,
    initiator: Municipality | None,
    actor: User | None,
    origin: Collaboration.Origin = Collaboration.Origin.OWN,
    initiator_since: dt.date | None = None,
    initiator_reason: str = "",
    initiator_source: str = "",
    slug: str = "",
    at: dt.datetime | None = None,
) -> Collaboration:
    """The least that is needed. The initiator takes part from today, or from `initiator_since`; the actor coordinates.

    Without an initiator (a source that does not say who began) nobody takes part yet.
    Without an actor (something registered from a source by a command) nobody coordinates. `slug` is the address when it
    should not be made from the name; `at` is when it happened, for what is registered afterwards. Knows nothing of
    phases: pages begin a collaboration through `phases.services`.
    """
    at = at or timezone.now()
    collaboration = Collaboration(
        name=name.strip(),
        purpose=purpose.strip(),
        initiator=initiator,
        origin=origin,
        created_by=actor,
        created_at=at,
        changed_at=at,
    )
    collaboration.slug = _free_slug(slug or collaboration.name)
    collaboration.save()
    text = _("Oprettede samarbejdet.")
    if initiator is not None:
        text += " " + _("%(municipality)s tager initiativet.") % {"municipality": initiator}
    record_activity(
        collaboration, kind=ActivityEntry.Kind.CREATED, text=text, actor=actor, on_behalf_of=initiator, at=at
    )
    if initiator is not None:
        set_participation(
            collaboration,
            municipality=initiator,
            state=ParticipationState.PARTICIPANT,
            date=initiator_since or timezone.localdate(at),
            reason=initiator_reason,
            source=initiator_source,
            actor=actor,
            on_behalf_of=initiator,
            at=at,
        )
    if actor is not None:
        Member.objects.create(
            collaboration=collaboration,
            user=actor,
            role=Member.Role.COORDINATOR,
            valid_from=timezone.localdate(at),
            given_by=actor,
        )
        note_staying(actor, until=None)
    return collaboration


def _free_slug(name: str) -> str:
    """The name as an address, with "-2", "-3" … when it is taken or reserved.

    Two that are made at the same moment under the same name meet in the unique constraint, and the later one fails
    whole; that is rare enough to press the button again.
    """
    base = danish_slug(name)[:SLUG_LENGTH].strip("-") or "samarbejde"
    taken = set(Collaboration.objects.filter(slug__startswith=base[: SLUG_LENGTH - 5]).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken or slug in RESERVED_SLUGS:
        number += 1
        suffix = f"-{number}"
        slug = base[: SLUG_LENGTH - len(suffix)].rstrip("-") + suffix
    return slug

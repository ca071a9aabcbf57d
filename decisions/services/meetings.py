"""A municipality's political calendar: meetings, recesses, and how a matter passes through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import long_date
from decisions.meeting_import import Line
from decisions.models import MeetingPractice, PoliticalMeeting, Recess
from decisions.services.confirming import by_coordinator, confirms
from municipalities.models import Municipality


@transaction.atomic
def save_meetings(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    lines: Sequence[Line],
    replace: bool = False,
    actor: User,
    at: dt.datetime | None = None,
) -> list[PoliticalMeeting]:
    """Enter meetings into the municipality's calendar. Raises DomainError where a line can not be read, or none is.

    One that is there already is written anew, so that the kommunekontakt confirms what a coordinator wrote. With
    `replace` what lies between the first and the last of the lines and is not among them goes. What the kommunekontakt
    confirmed stays as it is when somebody else writes. The calendar is the municipality's in all collaborations: who
    represents it in this one alone confirms nothing.
    """
    if not lines:
        raise DomainError(_("Skriv mindst ét møde."))
    if bad := [each for each in lines if each.error]:
        raise DomainError(_("Linje %(number)d: %(error)s") % {"number": bad[0].number, "error": bad[0].error})
    lines = [each for each in lines if not each.repeats]
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    is_own = confirms(actor, collaboration, municipality)
    mine = municipality.meetings.all() if is_own else municipality.meetings.filter(by_coordinator=True)
    if replace:
        mine.filter(date__range=(min(each.date for each in lines), max(each.date for each in lines))).delete()
    confirmed = set(municipality.meetings.filter(by_coordinator=False).values_list("body", "date"))
    if not is_own:
        lines = [each for each in lines if (each.body, each.date) not in confirmed]
        if not lines:
            raise DomainError(_("Kommunens egen kontakt har bekræftet alle møderne. Der er ikke noget at gemme."))
    rows = [
        PoliticalMeeting(
            municipality=municipality,
            date=each.date,
            body=each.body,
            note=each.note,
            by_coordinator=not is_own,
            recorded_by=actor,
            recorded_at=at or timezone.now(),
        )
        for each in lines
    ]
    PoliticalMeeting.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "body", "date"],
        update_fields=["note", "by_coordinator", "recorded_by", "recorded_at"],
    )
    text = ngettext(
        "Skrev %(count)d møde i kalenderen for %(name)s.", "Skrev %(count)d møder i kalenderen for %(name)s.", len(rows)
    ) % {"count": len(rows), "name": municipality}
    _tell(collaboration, text, municipality, actor, at=at)
    return rows


@transaction.atomic
def remove_meeting(collaboration: Collaboration, meeting: PoliticalMeeting, *, actor: User) -> None:
    """The meeting is not held. What is planned for it stays planned until somebody plans it anew.

    Raises DomainError when the kommunekontakt has confirmed it and somebody else would remove it.
    """
    Municipality.objects.select_for_update().get(pk=meeting.municipality_id)
    meeting = PoliticalMeeting.objects.select_related("municipality").get(pk=meeting.pk)
    by_coordinator(meeting, collaboration, meeting.municipality, actor)
    said = {"body": meeting.get_body_display().lower(), "name": meeting.municipality, "date": long_date(meeting.date)}
    meeting.delete()
    text = _("Fjernede et møde i %(body)s %(date)s fra kalenderen for %(name)s.") % said
    _tell(collaboration, text, said["name"], actor)


@transaction.atomic
def add_recess(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    first: dt.date,
    last: dt.date,
    note: str = "",
    actor: User,
) -> Recess:
    """Days on which nothing is sent out and nobody meets. Raises DomainError when it ends before it begins."""
    check_likely(first, last)
    if last < first:
        raise DomainError(_("Slutdatoen kan ikke ligge før startdatoen."))
    row = Recess.objects.create(
        municipality=municipality,
        first=first,
        last=last,
        note=note.strip(),
        by_coordinator=not confirms(actor, collaboration, municipality),
        recorded_by=actor,
    )
    _tell(collaboration, _("Skrev en mødefri periode for %(name)s.") % {"name": municipality}, municipality, actor)
    return row


@transaction.atomic
def remove_recess(collaboration: Collaboration, recess: Recess, *, actor: User) -> None:
    """The days are free again. Raises DomainError when the kommunekontakt wrote them and somebody else would not."""
    municipality = Municipality.objects.select_for_update().get(pk=recess.municipality_id)
    recess = Recess.objects.get(pk=recess.pk)
    by_coordinator(recess, collaboration, municipality, actor)
    recess.delete()
    _tell(collaboration, _("Fjernede en mødefri periode for %(name)s.") % {"name": municipality}, municipality, actor)


@transaction.atomic
def set_practice(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    lead_weekdays: int,
    has_committee: bool,
    version: int,
    actor: User,
) -> MeetingPractice:
    """How long the administration needs before material is due, and whether a matter passes a fagudvalg.

    `version` is the one that the page showed, 0 when there was none. Raises StaleVersion when somebody saved since, and
    DomainError when the kommunekontakt has written it and somebody else would change it.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    held = MeetingPractice.objects.filter(municipality=municipality).first()
    if held and held.version != version:
        raise StaleVersion(held)
    row = held or MeetingPractice(municipality=municipality, by_coordinator=True, version=0)
    row.by_coordinator = by_coordinator(row, collaboration, municipality, actor)
    row.lead_weekdays, row.has_committee, row.version = lead_weekdays, has_committee, row.version + 1
    row.save()
    _tell(collaboration, _("Rettede arbejdsgangen for %(name)s.") % {"name": municipality}, municipality, actor)
    return row


def _tell(
    collaboration: Collaboration, text: str, municipality: Municipality, actor: User, *, at: dt.datetime | None = None
) -> None:
    kind, behalf = ActivityEntry.Kind.DECISION, on_behalf(actor, collaboration, municipality)
    record_activity(collaboration, kind=kind, text=text, actor=actor, on_behalf_of=behalf, at=at)

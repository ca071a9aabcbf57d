"""How far the tools are."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import Collaboration, Document
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import long_date
from followup.models import ToolEntry
from followup.services.shared import check_held, lock, tell, today
from followup.vocabulary import Tool, ToolState

SCHEMES = ("http", "https")


@transaction.atomic
def set_tool(
    collaboration: Collaboration,
    *,
    tool: str,
    state: str,
    date: dt.date,
    reason: str = "",
    link: str = "",
    document: Document | None = None,
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> ToolEntry:
    """The state of a tool as of `date`; the state before stays in the history. The same again is the one that is there.

    `seen` is the newest entry that the page showed (0: none); None when nothing was shown. Raises DomainError for a
    tool left out without a reason, a day ahead, a link that is none, a document of another collaboration, and when
    somebody else has written since.
    """
    lock(collaboration)
    values = {"state": state, "date": date, "reason": reason.strip(), "link": link.strip(), "document": document}
    before = newest_entry(collaboration, tool)
    if before and all(getattr(before, name) == value for name, value in values.items()):
        return before
    if seen is not None and before and before.pk > seen:
        said = {"state": before.get_state_display().lower(), "date": long_date(before.date)}
        raise DomainError(_("Imens er tilstanden sat til %(state)s pr. %(date)s. Se efter, og gem igen.") % said)
    _check(collaboration, tool, values, today(at))
    made = ToolEntry.objects.create(
        collaboration=collaboration, tool=tool, recorded_by=actor, recorded_at=at or timezone.now(), **values
    )
    said = {"tool": made.get_tool_display(), "state": made.get_state_display().lower(), "date": long_date(date)}
    text = _("%(tool)s: %(state)s pr. %(date)s.") % said
    if made.reason:
        text += _(" Begrundelse: %(reason)s") % {"reason": made.reason}
    tell(collaboration, text, actor=actor, at=at)
    return made


def newest_entry(collaboration: Collaboration, tool: str) -> ToolEntry | None:
    return collaboration.tool_entries.filter(tool=tool).last()


def _check(collaboration: Collaboration, tool: str, values: dict, today: dt.date) -> None:
    if tool not in Tool.values or values["state"] not in ToolState.values:
        raise DomainError(_("Vælg, hvor langt redskabet er."))
    if values["state"] == ToolState.NOT_RELEVANT and not values["reason"]:
        raise DomainError(_("Skriv, hvorfor redskabet ikke er relevant."))
    check_likely(values["date"])
    check_held(values["date"], today)
    if values["link"]:
        try:
            URLValidator(schemes=SCHEMES)(values["link"])
        except ValidationError:
            raise DomainError(_("Linket skal begynde med http:// eller https://.")) from None
    if values["document"] and values["document"].collaboration_id != collaboration.pk:
        raise DomainError(_("Dokumentet hører til et andet samarbejde."))

"""The common text of a round, what a municipality adds, and how its agenda is laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.exceptions import DomainError, StaleVersion
from decisions.agenda import fill_in, layouts, parts
from decisions.models import AgendaAddendum, AgendaLayout, AgendaText, Round
from decisions.services.confirming import by_coordinator
from municipalities.models import Municipality

TEXT = ActivityEntry.Kind.TEXT
# Every placeholder has a word, so that one which nobody knows is found when the text is saved.
TRIAL = dict.fromkeys(("kommune", "samarbejde", "runde", "frist", "version"), "x")


@transaction.atomic
def write_agenda(round_: Round, *, title: str, texts: Mapping[str, str], version: int, actor: User) -> AgendaText:
    """Save the common text. `version` is the one that the page showed, 0 when there was none.

    Raises StaleVersion when somebody saved since, and DomainError without a title or for an unknown placeholder.
    """
    Collaboration.objects.select_for_update().get(pk=round_.collaboration_id)
    held = AgendaText.objects.filter(round=round_).first()
    if held and held.version != version:
        raise StaleVersion(held)
    if not title.strip():
        raise DomainError(_("Skriv overskriften."))
    kept = {key: texts.get(key, "").strip() for key in parts()}
    for text in (title, *kept.values()):
        fill_in(text, TRIAL)
    row = held or AgendaText(round=round_, version=0)
    row.title, row.parts, row.version = title.strip(), kept, row.version + 1
    row.changed_by, row.changed_at = actor, timezone.now()
    row.save()
    _tell(round_, _("Rettede den fælles sagsfremstilling til “%(round)s”.") % {"round": round_}, None, actor)
    return row


@transaction.atomic
def write_addendum(
    round_: Round, *, municipality: Municipality, text: str, version: int, actor: User
) -> AgendaAddendum:
    """What the municipality adds of its own; the common points are not touched.

    `version` is the one that the page showed, 0 when there was none. Raises StaleVersion when somebody saved since.
    """
    Collaboration.objects.select_for_update().get(pk=round_.collaboration_id)
    held = AgendaAddendum.objects.filter(round=round_, municipality=municipality).first()
    if held and held.version != version:
        raise StaleVersion(held)
    row = held or AgendaAddendum(round=round_, municipality=municipality, version=0)
    row.text, row.version = text.strip(), row.version + 1
    row.changed_by, row.changed_at = actor, timezone.now()
    row.save()
    said = {"name": municipality, "round": round_}
    _tell(round_, _("%(name)s: Rettede sin tilføjelse til “%(round)s”.") % said, municipality, actor)
    return row


@transaction.atomic
def choose_layout(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    layout: str,
    names: Sequence[str],
    version: int,
    actor: User,
) -> AgendaLayout:
    """How the municipality's agenda is laid out, in all its collaborations.

    `version` is the one that the page showed, 0 when there was none. Raises StaleVersion when somebody saved since, and
    DomainError for a layout that nobody knows, and when the kommunekontakt has chosen and somebody else changes it.
    """
    if layout not in {each.key for each in layouts()}:
        raise DomainError(_("Vælg en af opstillingerne."))
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    held = AgendaLayout.objects.filter(municipality=municipality).first()
    if held and held.version != version:
        raise StaleVersion(held)
    row = held or AgendaLayout(municipality=municipality, by_coordinator=True, version=0)
    row.by_coordinator = by_coordinator(row, collaboration, municipality, actor)
    row.layout, row.names, row.version = layout, [name.strip()[:80] for name in names], row.version + 1
    row.save()
    text = _("Valgte opstilling af dagsordenen for %(name)s.") % {"name": municipality}
    behalf = on_behalf(actor, collaboration, municipality)
    record_activity(collaboration, kind=TEXT, text=text, actor=actor, on_behalf_of=behalf)
    return row


def _tell(round_: Round, text: str, municipality: Municipality | None, actor: User) -> None:
    behalf = on_behalf(actor, round_.collaboration, municipality)
    record_activity(round_.collaboration, kind=TEXT, text=text, actor=actor, on_behalf_of=behalf)

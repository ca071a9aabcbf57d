"""What a year came to in fact: written down with its source, corrected by a new row, and taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.exceptions import DomainError
from common.formats import kroner
from finance.models import Measurement
from finance.vocabulary import LineKind

ECONOMY = ActivityEntry.Kind.ECONOMY
EARLIEST = 1990


class AlreadyMeasured(DomainError):
    """There is a figure of that kind and year which the page did not show: `current`."""

    def __init__(self, current: Measurement):
        said = {"amount": kroner(current.amount), "what": current.get_kind_display(), "year": current.year}
        text = _("Der står allerede %(amount)s under %(what)s i %(year)d. Gem igen, hvis dit tal skal stå i stedet.")
        super().__init__(text % said)
        self.current = current


@transaction.atomic
def record_measurement(
    collaboration: Collaboration,
    *,
    kind: str,
    year: int,
    amount: Decimal,
    source: str,
    replaces: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> Measurement:
    """A figure of a kind and year. One that is there already stays in the history, and holds no more.

    `replaces` is the id of the figure that the page showed, if any: raises AlreadyMeasured where another one holds.
    Raises DomainError for a year that has not come, and without a source.
    """
    _lock(collaboration)
    if not EARLIEST <= year <= timezone.localdate().year:
        said = {"first": EARLIEST, "last": timezone.localdate().year}
        raise DomainError(_("Året skal ligge mellem %(first)d og %(last)d.") % said)
    if not source.strip():
        raise DomainError(_("Skriv, hvor tallet kommer fra."))
    held = held_figure(collaboration, kind=kind, year=year)
    if held and (held.amount, held.source) == (amount, source.strip()):
        return held
    if held and held.pk != replaces:
        raise AlreadyMeasured(held)
    made = Measurement.objects.create(
        collaboration=collaboration,
        kind=kind,
        year=year,
        amount=amount,
        source=source.strip(),
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    words = _("Rettede det faktiske tal for %(what)s i %(year)d fra %(before)s til %(amount)s")
    if held is None:
        words = _("Skrev det faktiske tal for %(what)s i %(year)d: %(amount)s")
    said = {"amount": kroner(amount), "before": kroner(held.amount) if held else ""}
    _tell(made, words, said, actor, at)
    return made


@transaction.atomic
def take_back_measurement(
    figure: Measurement, *, note: str = "", actor: User | None, at: dt.datetime | None = None
) -> Measurement:
    """Nothing is known of that kind and year any more. `note` says why, and stands in the history.

    Raises DomainError for a figure that does not hold.
    """
    collaboration = figure.collaboration
    _lock(collaboration)
    held = held_figure(collaboration, kind=figure.kind, year=figure.year)
    if held is None or held.pk != figure.pk:
        raise DomainError(_("Tallet er allerede rettet eller trukket tilbage."))
    made = Measurement.objects.create(
        collaboration=collaboration,
        kind=figure.kind,
        year=figure.year,
        source=note.strip(),
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    _tell(made, _("Trak det faktiske tal for %(what)s i %(year)d tilbage."), {}, actor, at)
    return made


def held_figure(collaboration: Collaboration, *, kind: str, year: int) -> Measurement | None:
    """The figure that holds; None where nobody wrote one, and where it was taken back."""
    newest = collaboration.measurements.filter(kind=kind, year=year).last()
    return newest if newest and newest.amount is not None else None


def _lock(collaboration: Collaboration) -> None:
    """Whoever measures the same collaboration waits here."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)


def _tell(made: Measurement, words: str, said: dict, actor: User | None, at: dt.datetime | None) -> None:
    said = {"what": str(LineKind(made.kind).label).lower(), "year": made.year, **said}
    record_activity(made.collaboration, kind=ECONOMY, text=words % said, actor=actor, at=at)

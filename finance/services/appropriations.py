"""What the councils have granted, as it is written down. Rows are never rewritten: a newer one holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, ParticipationState
from collaborations.services import record_activity
from collaborations.services.behalf import on_behalf
from common.dates import EARLIEST, LATEST, check_likely
from common.exceptions import DomainError
from common.formats import kroner
from finance.models import Appropriation
from finance.vocabulary import GrantKind
from municipalities.models import Municipality

ECONOMY = ActivityEntry.Kind.ECONOMY
SCHEMES = ("http", "https")


@transaction.atomic
def record_appropriation(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    year: int,
    amount: Decimal,
    kind: str,
    date: dt.date,
    link: str = "",
    note: str = "",
    seen: int | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> Appropriation:
    """Write down what a council has granted for a year. It takes the place of what stood for that year before.

    `seen` is the newest row that the page showed (0: none); None when nothing was shown. Raises DomainError for what
    can not be, for a day ahead, and when somebody else has written about the same year since.
    """
    _lock(collaboration)
    before = newest_of(collaboration, municipality, year)
    if seen is not None and before and before.pk > seen:
        raise DomainError(_written_meanwhile(before))
    check_appropriation(year=year, amount=amount, kind=kind, date=date, link=link, note=note, today=_today(at))
    if not collaboration.participations.filter(
        municipality=municipality, state=ParticipationState.PARTICIPANT
    ).exists():
        raise DomainError(_("%(name)s deltager ikke i samarbejdet.") % {"name": municipality})
    row = _write(
        collaboration,
        municipality,
        year=year,
        amount=amount,
        kind=kind,
        date=date,
        link=link.strip(),
        note=note.strip(),
        actor=actor,
        at=at,
    )
    said = {"name": municipality, "amount": kroner(amount), "year": year}
    text = _("Registrerede bevilling i %(name)s: %(amount)s for %(year)d.")
    if before and before.amount is not None:
        said["before"] = kroner(before.amount)
        text = _("Registrerede bevilling i %(name)s: %(amount)s for %(year)d. Før stod der %(before)s")
    _tell(collaboration, municipality, text % said, actor, at)
    return row


@transaction.atomic
def take_back_appropriation(
    row: Appropriation, *, reason: str, actor: User | None, at: dt.datetime | None = None
) -> Appropriation:
    """Say that it does not hold: it was a mistake, or the council has withdrawn it. It stays in the history.

    Raises DomainError without a reason, and when that row does not hold any more.
    """
    collaboration = row.collaboration
    _lock(collaboration)
    if not reason.strip():
        raise DomainError(_("Skriv, hvorfor bevillingen trækkes tilbage."))
    newest = newest_of(collaboration, row.municipality, row.year)
    if newest is None or newest.pk != row.pk or row.amount is None:
        raise DomainError(_("Bevillingen gælder ikke længere. Se historikken."))
    made = _write(
        collaboration,
        row.municipality,
        year=row.year,
        amount=None,
        date=_today(at),
        note=reason.strip(),
        actor=actor,
        at=at,
    )
    said = {"name": row.municipality, "amount": kroner(row.amount), "year": row.year, "reason": reason.strip()}
    text = _("Trak bevillingen i %(name)s tilbage: %(amount)s for %(year)d. Begrundelse: %(reason)s") % said
    _tell(collaboration, row.municipality, text, actor, at)
    return made


def newest_of(collaboration: Collaboration, municipality: Municipality, year: int) -> Appropriation | None:
    """The row that holds for that municipality and year; it may say that the one before was taken back."""
    return collaboration.appropriations.filter(municipality=municipality, year=year).last()


def check_appropriation(
    *, year: int, amount: Decimal, kind: str, date: dt.date, link: str, note: str, today: dt.date
) -> None:
    """Raises DomainError with the reason why this can not be written down."""
    check_likely(date)
    if date > today:
        raise DomainError(_("Datoen ligger i fremtiden. Registrér bevillingen, når den er givet."))
    if not EARLIEST.year <= year <= LATEST.year:
        said = {"first": EARLIEST.year, "last": LATEST.year}
        raise DomainError(_("Budgetåret skal ligge mellem %(first)d og %(last)d.") % said)
    if amount is None or amount <= 0:
        raise DomainError(_("Skriv et beløb over 0. Gælder en bevilling ikke længere, så træk den tilbage."))
    if kind not in GrantKind.values:
        raise DomainError(_("Vælg, hvordan bevillingen er givet."))
    if kind == GrantKind.SUPPLEMENTARY and not note.strip():
        raise DomainError(_("Skriv, hvordan tillægsbevillingen finansieres."))
    if link.strip():
        try:
            URLValidator(schemes=SCHEMES)(link.strip())
        except ValidationError:
            raise DomainError(_("Linket skal begynde med http:// eller https://.")) from None


def _written_meanwhile(row: Appropriation) -> str:
    said = {"name": row.municipality, "year": row.year}
    if row.amount is None:
        return _("Imens er bevillingen i %(name)s for %(year)d trukket tilbage. Se efter, og gem igen.") % said
    said["amount"] = kroner(row.amount)
    return _("Imens er der skrevet %(amount)s for %(name)s i %(year)d. Se efter, og gem igen.") % said


def _write(
    collaboration: Collaboration,
    municipality: Municipality,
    *,
    actor: User | None,
    at: dt.datetime | None,
    **values,
) -> Appropriation:
    return Appropriation.objects.create(
        collaboration=collaboration,
        municipality=municipality,
        recorded_by=actor,
        recorded_at=at or timezone.now(),
        **values,
    )


def _tell(
    collaboration: Collaboration, municipality: Municipality, text: str, actor: User | None, at: dt.datetime | None
) -> None:
    behalf = on_behalf(actor, collaboration, municipality)
    record_activity(collaboration, kind=ECONOMY, text=text, actor=actor, on_behalf_of=behalf, at=at)


def _lock(collaboration: Collaboration) -> None:
    """Whoever writes about the same collaboration waits here."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)


def _today(at: dt.datetime | None) -> dt.date:
    return timezone.localdate(at)

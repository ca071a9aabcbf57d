"""What Mit arbejde asks for about the economy: a key, a case, start capital, and what the councils have to grant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.formats import join_first
from phases.checks.economy import APPROPRIATIONS, GRANTS_PAGE
from phases.requirements import Missing, Requirement

# By the check of an open requirement: what the coordinator does, and the word of the link.
TO_DO: dict[str, tuple[Promise, Promise]] = {
    "key-chosen": (gettext_lazy("Foreslå den fordelingsnøgle, I vil bruge"), gettext_lazy("Se nøgler")),
    "case-approved": (gettext_lazy("Godkend en business case, med tal eller i ord"), gettext_lazy("Se business casen")),
}
START_CAPITAL = "start-capital"


@dataclass(frozen=True)
class ToSettle:
    text: str
    verb: str
    url: str
    waits: bool = False  # the councils grant; the coordinator can only ask


def to_settle(requirements: Iterable[Requirement]) -> Iterator[ToSettle]:
    """For the coordinator, of what stops the next phase.

    Start capital is named once key and case are there: one of them mostly says it.
    """
    open_ones = {each.template.check_name: each for each in requirements if each.stops}
    for name, (text, verb) in TO_DO.items():
        if name in open_ones:
            yield ToSettle(str(text), str(verb), open_ones[name].url)
    if START_CAPITAL in open_ones and not open_ones.keys() & TO_DO.keys():
        yield ToSettle(_("Aftal, hvad der skal betales fra start"), _("Se krav"), open_ones[START_CAPITAL].page)
    granting = open_ones.get(APPROPRIATIONS)
    if granting and not granting.fact_labels and granting.missing:
        said = {"names": join_first(granting.missing)}
        yield ToSettle(_("Bevilling mangler fra %(names)s") % said, _("Se bevillinger"), granting.url, waits=True)


def is_to_grant(missing: Missing) -> bool:
    """The approved case expects money of that municipality, and less is granted."""
    return missing.place == GRANTS_PAGE

"""What a correction changed, field by field, as its history says it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from common.formats import UNKNOWN, long_date, one_line
from decisions.models import Decision

SHOWN = 120  # of what somebody wrote in a long field; all of it stands in the entry itself


class Change(NamedTuple):
    label: str
    before: str
    after: str


def changes(old: Decision, new: Decision) -> list[Change]:
    """The fields in which `new`, which corrects `old`, says something else."""
    before, after = _said(old), _said(new)
    return [
        Change(label, one_line(before[label], SHOWN), one_line(after[label], SHOWN))
        for label in before
        if before[label] != after[label]
    ]


def _said(entry: Decision) -> dict[str, str]:
    """What the entry says, by the names that its page uses."""
    said = {
        _("Udfald"): entry.get_outcome_display(),
        _("Mødedato"): long_date(entry.date),
        _("Besluttet af"): entry.body_name or entry.get_body_display(),
        _("Version"): str(entry.version.number) if entry.version else "",
        _("Forbehold eller begrundelse"): entry.remark,
        _("Mindretal"): entry.dissent,
        _("Punkt på dagsordenen"): entry.item_number,
        _("Sagsnummer"): entry.case_number,
        _("Referat"): entry.link,
        _("Kilde"): entry.source,
    }
    return {label: text or UNKNOWN for label, text in said.items()}

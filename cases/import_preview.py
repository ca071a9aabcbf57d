"""What a file of cases would change, as its page shows it before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.differences import Difference, compare
from cases.document import CaseDocument
from cases.forms.importing import pack
from cases.importing import MAX_FAULTS, Incoming, Reading
from cases.pages import Names
from cases.quality import Quality, check
from common.formats import counted, join_words


@dataclass(frozen=True)
class Change:
    """A case of the file beside the one in the catalogue with the same address, if there is one."""

    incoming: Incoming
    is_new: bool
    differences: list[Difference]
    quality: Quality

    @property
    def is_unchanged(self) -> bool:
        return not self.is_new and not self.differences


@dataclass(frozen=True)
class Preview:
    """`faults` are all that is wrong; while there are any, nothing can be loaded."""

    changes: tuple[Change, ...]
    faults: tuple[str, ...]
    packed: str = ""

    @property
    def shown_faults(self) -> tuple[str, ...]:
        return self.faults[:MAX_FAULTS]

    @property
    def more_faults(self) -> int:
        return max(0, len(self.faults) - MAX_FAULTS)

    @property
    def to_load(self) -> int:
        return sum(1 for each in self.changes if not each.is_unchanged)

    @property
    def sentence(self) -> str:
        """`1 ny, 2 ændrede og 9 uændrede.`"""
        new = sum(1 for each in self.changes if each.is_new)
        same = len(self.changes) - self.to_load
        said = [
            counted(new, _("ny case"), _("nye cases")),
            counted(self.to_load - new, _("ændret"), _("ændrede")),
            counted(same, _("uændret"), _("uændrede")),
        ]
        return _("%(parts)s.") % {"parts": join_words(said)}

    @property
    def button(self) -> str:
        said = ngettext("Indlæs %(count)d case", "Indlæs %(count)d cases", self.to_load)
        return said % {"count": self.to_load}


def preview(reading: Reading, *, names: Names, held: Mapping[str, CaseDocument], numbers: Mapping[str, int]) -> Preview:
    """The file beside the catalogue as it is now. `numbers` are the newest revisions by address."""
    if reading.faults:
        return Preview((), reading.faults)
    changes = tuple(_change(each, held.get(each.slug), names) for each in reading.cases)
    wanted = {each.slug: numbers[each.slug] for each in reading.cases if each.slug in numbers}
    return Preview(changes, (), pack(reading.cases, wanted) if any(not each.is_unchanged for each in changes) else "")


def _change(incoming: Incoming, before: CaseDocument | None, names: Names) -> Change:
    differences = compare(before, incoming.document, names) if before else []
    return Change(incoming, before is None, differences, check(incoming.document))


def is_of_newest(cases: Sequence[Incoming], shown: Mapping[str, int], numbers: Mapping[str, int]) -> bool:
    """Is every case still at the revision that the page was shown for?"""
    return all(shown.get(each.slug) == numbers.get(each.slug) for each in cases if each.slug)

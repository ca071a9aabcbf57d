"""What a file of cases would change, as its page shows it before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.differences import Difference, compare, merge
from cases.document import CaseDocument
from cases.forms.importing import pack
from cases.importing import MAX_FAULTS, Reading, there_already
from cases.incoming import Incoming
from cases.pages import Names
from cases.quality import Quality, check
from common.formats import counted, join_words
from common.once import new_token


@dataclass(frozen=True)
class Change:
    """A case of the file beside the one in the catalogue with the same address, if there is one.

    Where changes of the case wait beside what is published, the file, which is made from what is published, is put
    together with them: `kept` is what only a colleague changed, `clashes` what both did. A case that clashes is left
    out unless its box is ticked.
    """

    incoming: Incoming
    is_new: bool
    differences: list[Difference]
    quality: Quality
    kept: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        return not self.is_new and not self.differences


@dataclass(frozen=True)
class Preview:
    """`faults` are all that is wrong; while there are any, nothing can be loaded."""

    changes: tuple[Change, ...]
    faults: tuple[str, ...]
    packed: str = ""
    token: str = field(default_factory=new_token)

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
    def conflicts(self) -> int:
        return sum(1 for each in self.changes if each.clashes)

    @property
    def sentence(self) -> str:
        """`1 ny, 2 ændrede og 9 uændrede.`"""
        new = sum(1 for each in self.changes if each.is_new)
        same = len(self.changes) - self.to_load
        said = [
            counted(new, _("ny case"), _("nye cases")),
            counted(self.to_load - new - self.conflicts, _("ændret"), _("ændrede")),
            *([counted(self.conflicts, _("i konflikt"), _("i konflikt"))] if self.conflicts else []),
            counted(same, _("uændret"), _("uændrede")),
        ]
        return _("%(parts)s.") % {"parts": join_words(said)}

    @property
    def button(self) -> str:
        count = self.to_load - self.conflicts
        if not count:
            return _("Indlæs de valgte")
        said = ngettext("Indlæs %(count)d case", "Indlæs %(count)d cases", count) % {"count": count}
        return f"{said} {_('og de valgte')}" if self.conflicts else said


def preview(
    reading: Reading,
    *,
    names: Names,
    held: Mapping[str, CaseDocument],
    bases: Mapping[str, CaseDocument],
    numbers: Mapping[str, int],
) -> Preview:
    """The file beside the catalogue as it is now. `numbers` are the newest revisions by address, `bases` what the file
    is made of in those cases where something newer is being written.
    """
    if faults := reading.faults or tuple(there_already(reading.cases, held)):
        return Preview((), faults)
    changes = tuple(_change(each, held.get(each.slug), bases.get(each.slug), names) for each in reading.cases)
    wanted = {each.slug: numbers[each.slug] for each in reading.cases if each.slug in numbers}
    if all(each.is_unchanged for each in changes):
        return Preview(changes, ())
    clashing = [each.incoming.slug for each in changes if each.clashes]
    return Preview(changes, (), pack(reading.cases, wanted, bases, clashing))


def _change(incoming: Incoming, before: CaseDocument | None, base: CaseDocument | None, names: Names) -> Change:
    if before is None:
        return Change(incoming, True, [], check(incoming.document))
    kept, clashes = (), ()
    if base is not None:
        together = merge(base, before, incoming.document)
        incoming = replace(incoming, document=together.document)
        kept, clashes = (tuple(str(part.label) for part in parts) for parts in (together.theirs_only, together.clashes))
    return Change(incoming, False, compare(before, incoming.document, names), check(incoming.document), kept, clashes)


def put_together(
    cases: Sequence[Incoming], held: Mapping[str, CaseDocument], bases: Mapping[str, CaseDocument]
) -> list[Incoming]:
    """What the page showed of these cases: each with what a colleague is writing in it."""
    return [
        replace(each, document=merge(bases[each.slug], held[each.slug], each.document).document)
        if each.slug in bases and each.slug in held
        else each
        for each in cases
    ]


def is_of_newest(
    reading: Reading, shown: Mapping[str, int], numbers: Mapping[str, int], held: Mapping[str, CaseDocument]
) -> bool:
    """Is every case still at the revision that the page was shown for, and every new one still new?"""
    is_same = all(shown.get(each.slug) == numbers.get(each.slug) for each in reading.cases if each.slug)
    return is_same and not there_already(reading.cases, held)

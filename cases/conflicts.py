"""Two people wrote on the same revision: what each did, part by part, for the page on which the second one chooses."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property

from cases.differences import Merge, merge
from cases.document import CaseDocument
from cases.forms.acts import MergeForm, packed
from cases.models import Case
from cases.pages import Names, read_names
from cases.parts import Part, said


@dataclass(frozen=True)
class Clash:
    """A part that both changed, with what each of them made of it and the field that chooses."""

    part: Part
    saved: tuple[str, ...]
    typed: tuple[str, ...]
    field: BoundField


class Conflict:
    """`case` is as it is now, `mine` what was typed on revision `base`, `data` what the page of the choice sent."""

    def __init__(self, case: Case, mine: CaseDocument, *, base: int, note: str, data: QueryDict | None = None):
        self.case, self.mine, self.note = case, mine, note
        held = case.revisions.filter(number=base).first()
        self.base = held.content if held else case.content
        self.theirs, self.number = case.working_content, case.newest_number
        initial = {"packed": packed(case.slug, mine, base=base, note=note), "version": self.number}
        self.form = MergeForm(data, initial=initial, merge=self.merge)

    @cached_property
    def merge(self) -> Merge:
        return merge(self.base, self.theirs, self.mine)

    @cached_property
    def names(self) -> Names:
        return read_names([self.base, self.theirs, self.mine])

    @property
    def clashes(self) -> list[Clash]:
        return [
            Clash(
                part,
                said(self.theirs, part.path, self.names),
                said(self.mine, part.path, self.names),
                self.form[part.name],
            )
            for part in self.merge.clashes
        ]

    @property
    def taken_over(self) -> list[tuple[Part, tuple[str, ...]]]:
        """What somebody else changed and this user did not touch."""
        return [(part, said(self.theirs, part.path, self.names)) for part in self.merge.theirs_only]

    @property
    def kept(self) -> list[tuple[Part, tuple[str, ...]]]:
        """What only this user changed."""
        return [(part, said(self.mine, part.path, self.names)) for part in self.merge.mine_only]

    @property
    def chosen(self) -> CaseDocument:
        return self.form.chosen(self.merge, self.base, self.theirs, self.mine)

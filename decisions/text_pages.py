"""What the pages of a text show: the draft beside the catalogue, what is missing, and the versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from collaborations.models import Collaboration
from decisions.clauses import (
    CatalogueEntry,
    Remark,
    catalogue_for,
    grading_note,
    look_for,
    missing_recommended,
    missing_required,
)
from decisions.models import AgreementText, DraftAnnex, DraftClause, TextVersion
from decisions.reading import authority_today, participants_of, questions_of
from decisions.services.texts import drafts_of, fingerprint_of
from decisions.standing import Asked, Version, column
from decisions.whatif import Effect


@dataclass(frozen=True)
class ClauseRow:
    """A clause of the draft with what the catalogue says about it."""

    clause: DraftClause
    entry: CatalogueEntry | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class TextPage:
    text: AgreementText
    rows: tuple[ClauseRow, ...]
    annexes: tuple[DraftAnnex, ...]
    versions: tuple[TextVersion, ...]  # newest first
    missing: tuple[CatalogueEntry, ...]
    recommended: tuple[CatalogueEntry, ...]
    choosable: tuple[CatalogueEntry, ...]
    remarks: tuple[Remark, ...]

    @property
    def newest(self) -> TextVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def next_number(self) -> int:
        return self.newest.number + 1 if self.newest else 1

    @property
    def grading_note(self) -> str:
        return grading_note()

    @property
    def is_unchanged(self) -> bool:
        """The draft says what the newest version says."""
        if self.newest is None:
            return False
        return self.newest.sha256 == fingerprint_of([row.clause for row in self.rows], self.annexes)

    @cached_property
    def decides_again(self) -> list[str]:
        """Whose decision counts no longer when the draft is published: municipalities, and what is decided once."""
        places = participants_of(self.text.collaboration)
        effects = [
            _effect_of_publishing(each, self.next_number, places)
            for each in questions_of(self.text.collaboration)
            if each.text == self.text.pk
        ]
        again = {place for each in effects for place in each.again if place is not None}
        here = self.text.collaboration.participations.filter(municipality__in=again)
        names = here.values_list("municipality__name", flat=True).order_by("municipality__name")
        return [*names, *(f"“{each.asked.title}”" for each in effects if None in each.again)]

    @property
    def can_be_published(self) -> bool:
        return bool(self.rows) and not self.missing and not self.is_unchanged


def annexes_differ(old: TextVersion, new: TextVersion) -> bool:
    """A version may be new by its annexes alone."""
    before, after = (list(each.annexes.values_list("title", "document", "key_version")) for each in (old, new))
    return before != after


def _with_authority(entries: tuple[CatalogueEntry, ...]) -> tuple[CatalogueEntry, ...]:
    if not any("{authority}" in each.note for each in entries):
        return entries
    authority = authority_today()
    return tuple(each.naming(authority) for each in entries)


def _effect_of_publishing(asked: Asked, number: int, places: list[int]) -> Effect:
    """The question as it stands today, and as it would stand with that version."""
    day = timezone.localdate()
    with_it = replace(asked, versions=(*(asked.versions or ()), Version(number, day)))
    return Effect(asked, column(asked, places, day), column(with_it, places, day))


def build_text_page(collaboration: Collaboration, text: AgreementText) -> TextPage:
    form = collaboration.form_key
    clauses = list(text.draft.select_related("changed_by"))
    drafts = drafts_of(clauses)
    entries = _with_authority(catalogue_for(form, text.kind))
    by_key = {each.key: each for each in entries}
    remarks = look_for(form, text.kind, drafts)
    present = {each.key for each in clauses}
    return TextPage(
        text=text,
        rows=tuple(
            ClauseRow(each, by_key.get(each.key), tuple(r for r in remarks if each.key and r.clause == each.key))
            for each in clauses
        ),
        annexes=tuple(text.draft_annexes.select_related("document__document", "key_version__key")),
        versions=tuple(text.versions.select_related("published_by").order_by("-number")),
        missing=tuple(missing_required(form, text.kind, drafts)),
        recommended=tuple(missing_recommended(form, text.kind, drafts)),
        choosable=tuple(each for each in entries if each.key not in present),
        remarks=tuple(remarks),
    )

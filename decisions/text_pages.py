"""What the pages of a text show: the draft beside the catalogue, what is missing, and the versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from decisions.clauses import (
    CatalogueEntry,
    Draft,
    Remark,
    catalogue_for,
    grading_note,
    look_for,
    missing_recommended,
    missing_required,
)
from decisions.comparison import Row, compare
from decisions.models import AgreementText, DraftAnnex, DraftClause, TextVersion
from decisions.reading import authority_today, participants_of, questions_of
from decisions.services.texts import drafts_of, fingerprint_of, published_drafts
from decisions.standing import Asked, Version, column
from decisions.whatif import Effect

NAMED = 3  # so many missing clauses are named in a sentence


@dataclass(frozen=True)
class ClauseRow:
    """A clause of the draft with what the catalogue says about it."""

    clause: DraftClause
    entry: CatalogueEntry | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Comparison:
    """What has changed between two versions, or between the newest one and the draft. `new` is None for the draft."""

    old: TextVersion
    new: TextVersion | None
    rows: tuple[Row, ...]
    annexes_differ: bool

    @property
    def changed(self) -> list[Row]:
        return [each for each in self.rows if each.differs]

    @property
    def same(self) -> list[Row]:
        return [each for each in self.rows if not each.differs]

    @property
    def versions(self) -> list[TextVersion]:
        return [each for each in (self.old, self.new) if each]

    @property
    def old_name(self) -> str:
        return _name(self.old)

    @property
    def new_name(self) -> str:
        return _name(self.new)


@dataclass(frozen=True)
class Removal:
    """A clause that is about to be taken out, and what holds it afterwards: a published version, as it was then."""

    clause: DraftClause
    is_required: bool
    version: TextVersion | None
    says_the_same: bool


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

    @property
    def named_missing(self) -> list[str]:
        """What must be there and is not, where it can be said in a sentence."""
        return [f"“{each.heading}”" for each in self.missing] if len(self.missing) <= NAMED else []

    @cached_property
    def comparison(self) -> Comparison | None:
        """What is new in the draft since the newest version."""
        if self.newest is None:
            return None
        rows = compare(published_drafts(self.newest), drafts_of(row.clause for row in self.rows))
        annexes = [(each.title, each.document_id, each.key_version_id) for each in self.annexes]
        return Comparison(self.newest, None, tuple(rows), annexes != _annexes(self.newest))

    def removal(self, clause: DraftClause) -> Removal:
        """A clause is the same one when it answers the same clause of the catalogue, or has the same heading."""
        entry = next((each.entry for each in self.rows if each.clause.pk == clause.pk), None)
        held = [(version, one) for version in self.versions for one in published_drafts(version)]
        held = [each for each in held if _is_same(clause, each[1]) and each[1].body.strip()]
        word_for_word = [each for each in held if each[1].body == clause.body]
        version = next((version for version, _one in word_for_word or held), None)
        return Removal(clause, bool(entry and entry.is_required), version, bool(word_for_word))

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


def compare_versions(old: TextVersion, new: TextVersion) -> Comparison:
    """A version may be new by its annexes alone."""
    rows = compare(published_drafts(old), published_drafts(new))
    return Comparison(old, new, tuple(rows), _annexes(old) != _annexes(new))


def _annexes(version: TextVersion) -> list[tuple[str, int | None, int | None]]:
    return list(version.annexes.values_list("title", "document", "key_version"))


def _name(version: TextVersion | None) -> str:
    return _("Version %(number)d") % {"number": version.number} if version else _("Kladden")


def _is_same(clause: DraftClause, published: Draft) -> bool:
    return published.key == clause.key if clause.key else not published.key and published.heading == clause.heading


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

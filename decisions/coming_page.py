"""What the page of a municipality that joins or leaves shows: what would change, before anything is saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, Participation, ParticipationState
from common.formats import join_words
from decisions.reading import participants_of, questions_of
from decisions.standing import Asked
from decisions.vocabulary import Coming, Scope
from decisions.whatif import Effect, amended, decides_anew_by_law, effects, touched
from models_catalog.models import LegalRule


@dataclass(frozen=True)
class AdoptedText:
    """A text that somebody has said yes to, and the clauses of its newest version."""

    pk: int
    title: str
    number: int
    headings: tuple[str, ...]


@dataclass(frozen=True)
class ShownEffect:
    """`before` and `after` are counts in words; `again` are the names of those who would decide again."""

    title: str
    before: str
    after: str
    again: str


@dataclass(frozen=True)
class ComingPage:
    """A municipality that could join or leave. `row` is its participation."""

    row: Participation
    coming: Coming
    asked: tuple[Asked, ...]
    participants: tuple[int, ...]
    names: dict[int, str]
    texts: tuple[AdoptedText, ...]
    by_law: bool

    @property
    def heading(self) -> str:
        said = {"name": self.row.municipality.name}
        if self.coming == Coming.LEFT:
            return _("Hvad nu hvis %(name)s træder ud?") % said
        return _("Hvad nu hvis %(name)s kommer med?") % said

    @property
    def verb(self) -> str:
        said = {"name": self.row.municipality.name}
        if self.coming == Coming.LEFT:
            return _("Registrér, at %(name)s træder ud") % said
        return _("Registrér, at %(name)s kommer med") % said

    @cached_property
    def standing(self) -> list[ShownEffect]:
        """What changes where the decisions of the others stand."""
        return [] if self.by_law else self._effects(())

    @cached_property
    def anew(self) -> list[ShownEffect]:
        """What changes where all decide anew: by law, or because no clause provides for it."""
        if self.by_law:
            return self._effects({each.key for each in amended(self.asked)})
        if not self.texts:
            return []
        about = {each.pk for each in self.texts}
        return self._effects({each.key for each in self.asked if each.text in about and each.binding})

    @cached_property
    def rule(self) -> LegalRule | None:
        """The rule that says so."""
        return LegalRule.objects.valid().filter(key="authority-approval").first() if self.by_law else None

    def may_be_recorded_by(self, access) -> bool:
        """The koordinator records both; who answers for the municipality may say that it comes."""
        return access.may_change or (self.coming == Coming.JOINED and access.may_answer_for(self.row.municipality_id))

    def _effects(self, anew: Collection[str]) -> list[ShownEffect]:
        today = timezone.localdate()
        where = self.row.municipality_id
        found = effects(self.asked, self.participants, where, self.coming, today, since=today, anew=anew)
        return [self._shown(each) for each in found]

    def _shown(self, effect: Effect) -> ShownEffect:
        once = effect.asked.scope != Scope.EACH
        said = [_("svaret tæller"), _("der skal svares igen")]
        before, after = effect.before, effect.after
        return ShownEffect(
            title=effect.asked.title,
            before=said[not before.met] if once else _count(before.done, len(before.cells)),
            after=said[not after.met] if once else _count(after.done, len(after.cells)),
            again="" if once else join_words(self.names[each] for each in effect.again if each in self.names),
        )


def build_coming_page(row: Participation) -> ComingPage:
    collaboration = row.collaboration
    asked, participants = questions_of(collaboration), tuple(participants_of(collaboration))
    coming = Coming.LEFT if row.state == ParticipationState.PARTICIPANT else Coming.JOINED
    form = collaboration.form_key
    by_law = decides_anew_by_law(form, collaboration.phase)
    return ComingPage(
        row=row,
        coming=coming,
        asked=asked,
        participants=participants,
        names=_names(collaboration),
        texts=() if by_law or coming == Coming.JOINED else _adopted(collaboration, asked, row, participants),
        by_law=by_law,
    )


def _adopted(
    collaboration: Collaboration, asked: Sequence[Asked], row: Participation, participants: Iterable[int]
) -> tuple[AdoptedText, ...]:
    """The texts that one of the others has adopted."""
    others = [each for each in participants if each != row.municipality_id]
    wanted = {each.text for each in touched(asked, others, timezone.localdate())}
    found = []
    for text in collaboration.texts.filter(pk__in=wanted).prefetch_related("versions"):
        version = text.newest
        found.append(AdoptedText(text.pk, text.title, version.number, tuple(version.headings)))
    return tuple(found)


def _names(collaboration: Collaboration) -> dict[int, str]:
    rows = collaboration.participations.order_by("municipality__sort_name")
    return dict(rows.values_list("municipality", "municipality__name"))


def _count(done: int, total: int) -> str:
    return _("%(done)d af %(total)d") % {"done": done, "total": total}

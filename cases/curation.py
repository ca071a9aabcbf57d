"""One case as its editors see it: where it is, what may be done now and by whom, what it lacks, what happened."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.differences import Difference, compare
from cases.models import Case, CaseEvent, Revision
from cases.pages import read_names
from cases.quality import Quality, check
from cases.vocabulary import State
from common.formats import long_date

REVISIONS = 30


@dataclass(frozen=True)
class Curation:
    case: Case
    quality: Quality
    differences: list[Difference]  # between what readers see and what is being written
    revisions: list[Revision]
    events: list[CaseEvent]
    wrote_it: bool  # this user wrote in it since it was last published
    may_delete: bool

    @property
    def has_changes(self) -> bool:
        return self.case.state == State.PUBLISHED and bool(self.case.pending)

    @property
    def may_publish(self) -> bool:
        return self.case.is_in_review and not self.wrote_it and self.quality.may_be_published

    @property
    def is_confirmed_today(self) -> bool:
        """Then nothing is to be confirmed: whoever published it has just read it."""
        return self.case.confirmed_on == timezone.localdate()

    @property
    def says_what_is_missing(self) -> bool:
        """Does the next step name it?"""
        return self.case.is_in_draft or self.case.is_in_review

    @property
    def state(self) -> str:
        if self.has_changes:
            return f"{self.case.get_state_display()}. {self.case.get_pending_display()}"
        return str(_("Bør opdateres") if self.case.should_be_updated else self.case.get_state_display())

    @property
    def colour(self) -> str:
        if self.case.is_in_review or self.case.should_be_updated:
            return "yellow"
        return "green" if self.case.state == State.PUBLISHED and not self.has_changes else "grey"

    @property
    def sentence(self) -> str:
        """What happens next."""
        case = self.case
        if case.state == State.WITHDRAWN:
            return _("Casen er trukket tilbage. Læserne kan ikke se den.")
        if case.is_in_review:
            return self._review_sentence()
        if case.is_in_draft:
            start = _("Ændringerne er en kladde.") if self.has_changes else _("Casen er en kladde.")
            if not self.quality.may_be_published:
                return f"{start} {_('Noget mangler, før den kan udgives.')}"
            return f"{start} {_('Send den til gennemsyn, når den er klar.')}"
        if case.should_be_updated and case.confirmed_on is None:
            return _("Ingen har bekræftet casen. Se efter, om den stadig er rigtig.")
        if case.should_be_updated:
            said = {"day": long_date(case.confirmed_on)}
            return _("Casen er sidst bekræftet %(day)s. Se efter, om den stadig er rigtig.") % said
        return _("Casen er udgivet og bekræftet %(day)s.") % {"day": long_date(case.confirmed_on)}

    def _review_sentence(self) -> str:
        if not self.quality.may_be_published:
            return _("Casen er til gennemsyn, men noget mangler, før den kan udgives.")
        if self.wrote_it:
            return _("Casen er til gennemsyn. Du har selv skrevet i den, så en anden skal udgive den.")
        return _("Casen venter på, at du ser den igennem.")


def build_curation(case: Case, user: User) -> Curation:
    content = case.working_content
    differences = []
    if case.state == State.PUBLISHED and case.pending:
        differences = compare(case.content, content, read_names([case.content, content]))
    return Curation(
        case=case,
        quality=check(content),
        differences=differences,
        revisions=list(case.revisions.select_related("author").defer("document")[:REVISIONS]),
        events=list(case.events.select_related("actor")),
        wrote_it=case.was_written_by(user),
        may_delete=user.is_administrator and not case.was_published,
    )

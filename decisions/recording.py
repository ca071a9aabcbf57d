"""One meeting's decisions as a page of forms: the meeting once, and an answer for every question it may take up."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import Collaboration
from common.exceptions import DomainError
from common.formats import long_date
from decisions import services
from decisions.forms import AnswerForm, MeetingForm
from decisions.matrix import build_matrix
from decisions.models import Decision, Question
from decisions.pages import answers_in, find_row, open_answers
from decisions.reading import bodies_of
from decisions.sentences import doubt_sentences
from decisions.vocabulary import Scope
from municipalities.models import Municipality


class Recording:
    """The forms of one meeting. Without a municipality: of the joint body or the authority, about one question."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        collaboration: Collaboration,
        municipality: Municipality | None,
        questions: list[Question],
        asked: str = "",
    ):
        self.collaboration, self.municipality = collaboration, municipality
        self.questions, self.asked = questions, asked
        self.news: tuple[Decision, ...] = ()
        self.row = find_row(build_matrix(collaboration), municipality)
        self.meeting = self._meeting(data)
        self.answers = [AnswerForm(data, question=each, must_answer=municipality is None) for each in questions]

    @property
    def heading(self) -> str:
        if self.municipality:
            return _("Registrér beslutning i %(name)s") % {"name": self.municipality}
        return self.questions[0].title

    @property
    def about(self) -> str:
        return str(self.municipality or self.questions[0].title)

    def is_valid(self) -> bool:
        """Every form is looked at, so that all that is wrong is said at once."""
        valid = [self.meeting.is_valid(), *(each.is_valid() for each in self.answers)]
        if all(valid) and not any(each.is_answered for each in self.answers):
            self.meeting.add_error(None, _("Vælg et udfald for mindst én beslutning."))
            return False
        return all(valid)

    def save(self, actor: User) -> bool:
        """Write it all down, or say on the forms why not. What somebody else wrote meanwhile is shown in `news`."""
        try:
            with self.meeting.trying():
                self.made = services.record_decisions(
                    self.collaboration,
                    municipality=self.municipality,
                    meeting=self.meeting.meeting,
                    answers=[each.answer for each in self.answers if each.is_answered],
                    seen=self.meeting.cleaned_data["seen"],
                    actor=actor,
                )
        except services.Overtaken as overtaken:
            self.news = overtaken.entries
            self._see_again()
            self.meeting.add_error(None, str(overtaken))
        except DomainError as error:
            self.meeting.add_error(None, str(error))
        else:
            return True
        return False

    def doubts(self) -> list[str]:
        """Why something that was written down does not count, as sentences."""
        found = answers_in(find_row(build_matrix(self.collaboration), self.municipality))
        names = {self.municipality.pk: self.municipality.name} if self.municipality else {}
        today, sentences = timezone.localdate(), []
        for made in self.made:
            head, shown = found[made.question_id]
            if shown.cell.entry and shown.cell.entry.pk != made.pk:
                said = {"title": head.title, "date": long_date(shown.cell.entry.date)}
                sentences.append(_("%(title)s: Et nyere svar fra %(date)s gælder stadig.") % said)
            elif shown.cell.doubt:
                one = replace(head.column, cells=(shown.cell,))
                sentences += doubt_sentences(one, names, today)
        return sentences

    def context(self) -> dict:
        """For the template: what is still to be answered there, and apart from it what is answered or locked."""
        now = self.answers
        if self.municipality:
            wanted = {head.column.asked.key for head, _shown in open_answers(self.row)} | {self.asked}
            now = [each for each in self.answers if each.question.key in wanted or each.has_changed()]
        return {
            "form": self.meeting,
            "forms": [self.meeting, *self.answers],
            "has_errors": any(each.is_bound and each.errors for each in (self.meeting, *self.answers)),
            "answers": now,
            "other": [each for each in self.answers if each not in now],
            "asked": self.asked,
            "news": self.news,
            "municipality": self.municipality,
        }

    def _meeting(self, data: QueryDict | None) -> MeetingForm:
        first = self.questions[0] if self.questions else None
        bodies = bodies_of(first, self.collaboration.form_key) if first else ()
        initial = {"seen": services.newest_entry(self.questions, self.municipality)} | self._held()
        return MeetingForm(data, scope=first.scope if first else Scope.EACH, bodies=bodies, initial=initial)

    def _held(self) -> dict:
        """The meeting that was planned and has been, for the form to begin with: of what it was opened for, or any."""
        asked = sorted(open_answers(self.row), key=lambda pair: pair[0].column.asked.key != self.asked)
        planned = (shown.cell.planned for _head, shown in asked)
        held = next((each for each in planned if each and each.date <= timezone.localdate()), None)
        return {"date": held.date, "body": held.body} if held else {}

    def _see_again(self) -> None:
        """The form has now seen what somebody else wrote: to send it once more is a choice."""
        data = self.meeting.data.copy()
        data["seen"] = str(services.newest_entry(self.questions, self.municipality))
        self.meeting.data = data

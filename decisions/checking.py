"""What may be written down, and why not: the rules of an entry, each with its sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import ACTIVE_STATES, Collaboration, ParticipationChange, ParticipationState
from common.dates import check_likely
from common.exceptions import DomainError
from common.formats import join_words, long_date
from decisions.models import Decision, Question
from decisions.reading import bodies_of, participants_of, questions_of
from decisions.standard_sets import standard_set
from decisions.standing import columns
from decisions.vocabulary import (
    ABOUT_A_VERSION,
    NEED_A_REMARK,
    OUTCOMES_OF_A_BODY,
    OUTCOMES_OF_AN_INFORMED_AUTHORITY,
    OUTCOMES_OF_AN_ORIENTATION,
    OUTCOMES_OF_THE_AUTHORITY,
    Body,
    Outcome,
    Scope,
)
from models_catalog.models import LegalRule
from municipalities.models import Municipality

if TYPE_CHECKING:
    from decisions.services.decisions import Answer, Meeting


def outcomes_of(question: Question) -> tuple[Outcome, ...]:
    """What can be recorded about that question."""
    if question.scope == Scope.AUTHORITY:
        return OUTCOMES_OF_THE_AUTHORITY if question.binding else OUTCOMES_OF_AN_INFORMED_AUTHORITY
    return OUTCOMES_OF_A_BODY if question.binding else OUTCOMES_OF_AN_ORIENTATION


def check_decision(
    collaboration: Collaboration,
    *,
    municipality: Municipality | None,
    meeting: Meeting,
    answer: Answer,
    correcting: Decision | None = None,
) -> None:
    """Raises DomainError with the reason why this can not be written down."""
    question = answer.question
    _check_where(collaboration, question, municipality)
    check_held(meeting.date)
    if answer.outcome not in outcomes_of(question):
        raise DomainError(_no_such_outcome(question))
    _check_body(collaboration, question, meeting)
    _check_law(collaboration, question, meeting.date)
    if problem := missing_remark(answer.outcome, answer.remark):
        raise DomainError(f"{question.title}: {problem}")
    _check_version(answer, meeting.date)
    said_anew = correcting is None or (correcting.date, correcting.outcome) != (meeting.date, answer.outcome)
    if said_anew and question.requires.exists():
        _check_open(collaboration, question, meeting.date)
    if correcting is not None:
        _check_lifted(correcting, answer.outcome, meeting.date)


def check_lifting(collaboration: Collaboration, decision: Decision, meeting: Meeting) -> None:
    """Raises DomainError when that reservation can not be lifted by that body on that day."""
    if decision.outcome != Outcome.RESERVED or Decision.objects.filter(corrects=decision).exists():
        raise DomainError(_("Registreringen har intet forbehold, der kan hæves."))
    if _lifting_of(decision):
        raise DomainError(_("Forbeholdet er allerede hævet."))
    check_held(meeting.date)
    _check_body(collaboration, decision.question, meeting)
    if meeting.date < decision.date:
        raise DomainError(_("Forbeholdet kan ikke være hævet, før beslutningen blev truffet. Ret datoen."))


def _lifting_of(decision: Decision) -> Decision | None:
    """By which entry the reservation was lifted: that of the entry itself, or of one that it puts right."""
    chain = [decision]
    while chain[-1].corrects:
        chain.append(chain[-1].corrects)
    return Decision.objects.filter(lifts__in=chain, corrected_by=None).first()


def _check_lifted(correcting: Decision, outcome: str, date: dt.date) -> None:
    """What a body has lifted stays a reservation from before that day."""
    lifting = _lifting_of(correcting)
    if lifting and (outcome != Outcome.RESERVED or date > lifting.date):
        said = {"date": long_date(lifting.date)}
        raise DomainError(_("Forbeholdet blev hævet %(date)s. Fortryd først, at det er hævet.") % said)


def check_planned(
    collaboration: Collaboration,
    questions: Sequence[Question],
    *,
    municipality: Municipality | None,
    body: str,
    date: dt.date | None,
    today: dt.date,
) -> None:
    """Raises DomainError for what can not be planned there, and for a day that has been."""
    for question in questions:
        _check_where(collaboration, question, municipality)
    if body not in Body.values:
        raise DomainError(_("Vælg, hvilket organ mødet er i."))
    check_likely(date)
    if date and date < today:
        raise DomainError(_("Mødedatoen er passeret. Registrér, hvad der blev besluttet, eller ret datoen."))


def missing_remark(outcome: str, remark: str) -> str:
    """What must be written with that outcome and is not, as a sentence; empty when nothing is missing."""
    if outcome not in NEED_A_REMARK or remark.strip():
        return ""
    return str(_REMARKS[Outcome(outcome)])


def _check_where(collaboration: Collaboration, question: Question, municipality: Municipality | None) -> None:
    if question.collaboration_id != collaboration.pk:
        raise DomainError(_("Beslutningen hører til et andet samarbejde."))
    if (municipality is not None) != question.is_for_each:
        raise DomainError(_("Vælg den kommune, der har besluttet det."))
    if municipality is not None and not _takes_part(collaboration, municipality):
        raise DomainError(_("%(name)s deltager ikke i samarbejdet.") % {"name": municipality})


def _takes_part(collaboration: Collaboration, municipality: Municipality) -> bool:
    """Now, or at some time: what a municipality decided while it took part may be written down afterwards."""
    here = collaboration.participations.filter(municipality=municipality)
    if here.filter(state__in=ACTIVE_STATES).exists():
        return True
    return ParticipationChange.objects.filter(participation__in=here, state=ParticipationState.PARTICIPANT).exists()


def check_held(date: dt.date) -> None:
    """Raises DomainError for a day on which no meeting can have been held yet."""
    check_likely(date)
    if date > timezone.localdate():
        raise DomainError(_("Mødedatoen er i fremtiden. Planlæg mødet i stedet, eller ret datoen."))


def _no_such_outcome(question: Question) -> str:
    if question.binding and question.scope != Scope.AUTHORITY:
        return _("“Taget til efterretning” er ikke et svar på en beslutning, der binder. Vælg et andet udfald.")
    return _("Udfaldet passer ikke til “%(title)s”. Vælg et andet.") % {"title": question.title}


def _check_body(collaboration: Collaboration, question: Question, meeting: Meeting) -> None:
    form = collaboration.form_key
    permitted = bodies_of(question, form)
    if not permitted or meeting.body in permitted:
        return
    found = standard_set(form)
    rule = LegalRule.objects.valid(meeting.date).filter(key=found.rule).first() if found and found.rule else None
    if rule and question.is_for_each:
        said = {"title": question.title, "basis": rule.legal_basis, "statement": rule.statement}
        raise DomainError(
            _("Kun kommunalbestyrelsen kan beslutte “%(title)s”, og kun i et møde. %(statement)s (%(basis)s)") % said
        )
    who = join_words((Body(each).label for each in sorted(permitted)), _("eller"))
    raise DomainError(_("“%(title)s” besluttes af: %(who)s.") % {"title": question.title, "who": who})


def _check_law(collaboration: Collaboration, question: Question, date: dt.date) -> None:
    """Where the law says who decides, the law must have been there: § 60 a began in 2018."""
    form = collaboration.organisation_type
    found = standard_set(form.key) if form else None
    if not (found and found.rule and question.binding and question.is_for_each):
        return
    if not LegalRule.objects.valid(date).filter(key=found.rule, organisation_types=form).exists():
        raise DomainError(_("Reglen bag beslutningen gjaldt ikke %(date)s. Ret datoen.") % {"date": long_date(date)})


def _check_version(answer: Answer, date: dt.date) -> None:
    text, version = answer.question.text, answer.version
    if text is None or answer.outcome not in ABOUT_A_VERSION:
        if version is not None:
            raise DomainError(_("Udfaldet handler ikke om en version af en tekst."))
        return
    if version is None:
        raise DomainError(_("Vælg den version af “%(title)s”, der blev besluttet.") % {"title": text.title})
    if version.text_id != text.pk:
        raise DomainError(_("Versionen hører til en anden tekst."))
    if version.published_on > date:
        said = {"number": version.number, "date": long_date(version.published_on)}
        raise DomainError(
            _("Version %(number)d blev først udgivet %(date)s, altså efter mødet. Ret datoen eller versionen.") % said
        )


def _check_open(collaboration: Collaboration, question: Question, date: dt.date) -> None:
    """A locked question waits for others: on the day of the meeting they must have been settled."""
    participants = participants_of(collaboration)
    asked = questions_of(collaboration, for_pages=True)
    found = next(each for each in columns(asked, participants, date) if each.asked.pk == question.pk)
    if found.locked_by:
        raise DomainError(locked_sentence(question.title, titles_of(asked, found.locked_by)))


def titles_of(asked: Iterable, keys: Iterable[str]) -> list[str]:
    titles = {each.key: each.title for each in asked}
    return [titles[key] for key in keys]


def locked_sentence(title: str, waits_for: Iterable[str]) -> str:
    said = {"title": title, "titles": join_words(f"“{each}”" for each in waits_for)}
    return _("“%(title)s” er låst, indtil %(titles)s er på plads.") % said


# Marked here, said when it is needed.
_REMARKS = {
    Outcome.RESERVED: gettext_lazy("Skriv forbeholdet."),
    Outcome.CHANGED: gettext_lazy("Skriv, hvad der blev ændret."),
    Outcome.NOT_RELEVANT: gettext_lazy("Skriv, hvorfor det ikke er relevant for kommunen."),
    Outcome.CONDITIONS: gettext_lazy("Skriv vilkårene."),
    Outcome.REFUSED: gettext_lazy("Skriv, hvorfor der ikke blev godkendt."),
}

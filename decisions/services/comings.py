"""Municipalities come and go while something is decided, and afterwards: what that does to what was adopted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, ParticipationState
from collaborations.services import record_activity, set_participation
from common.exceptions import DomainError
from common.formats import join_words
from decisions.models import AgreementText, Amendment, Question, TextVersion
from decisions.reading import participants_of, questions_of
from decisions.services.questions import ask_orientation_of_withdrawal, take_standard_set
from decisions.standing import Asked
from decisions.vocabulary import Coming
from decisions.whatif import AMENDED, SECTION_60A, amended, decides_anew_by_law, set_back, touched
from municipalities.models import Municipality

STATES = {Coming.JOINED: ParticipationState.PARTICIPANT, Coming.LEFT: ParticipationState.WITHDRAWN}


@transaction.atomic
def record_coming(
    collaboration: Collaboration,
    *,
    municipality: Municipality,
    coming: Coming,
    date: dt.date,
    reason: str = "",
    source: str = "",
    clauses: Mapping[int, str] | None = None,
    actor: User,
    on_behalf_of: Municipality | None = None,
) -> None:
    """A municipality joins or leaves, and what the others decided stands or is decided anew.

    In a § 60 that runs, all councils and the authority decide anew. Otherwise who joins finds the questions open, and
    for who leaves `clauses` says, by text that somebody has adopted, the heading of the clause that provides for it;
    empty where a new version is needed. Raises DomainError for what `set_participation` refuses, for a text without a
    choice and for a clause that its newest version does not have.
    """
    form = collaboration.form_key
    change = {"municipality": municipality, "coming": coming, "date": date, "actor": actor}
    said = {"date": date, "reason": reason, "source": source, "actor": actor, "on_behalf_of": on_behalf_of}
    set_participation(collaboration, municipality=municipality, state=STATES[coming], **said)
    if decides_anew_by_law(form, collaboration.phase):
        _start_amendment(collaboration, **change)
    elif coming == Coming.LEFT:
        found = touched(questions_of(collaboration), participants_of(collaboration), timezone.localdate())
        _settle(collaboration, found, clauses or {}, **change)
        if form == SECTION_60A and found:
            ask_orientation_of_withdrawal(collaboration, municipality=municipality, actor=actor)


def _start_amendment(collaboration: Collaboration, **change) -> None:
    """The questions of the statutes and of their approval are open again, and asked where they were not."""
    asked = set(collaboration.questions.filter(key__in=AMENDED).values_list("key", flat=True))
    if missing := set(AMENDED) - asked:
        take_standard_set(collaboration, keys=missing, actor=change["actor"])
    found = amended(questions_of(collaboration))
    _decide_anew(collaboration, found, **change)


def _settle(collaboration: Collaboration, found: Sequence[Asked], clauses: Mapping[int, str], **change) -> None:
    """Text by text: the clause that provides for the leaving, or everybody decides anew."""
    texts = {each.pk: each for each in collaboration.texts.filter(pk__in={each.text for each in found})}
    if missing := [text.title for pk, text in texts.items() if pk not in clauses]:
        raise DomainError(_("Vælg, hvad der gælder for %(titles)s.") % {"titles": join_words(missing)})
    for pk, text in texts.items():
        if clause := clauses[pk]:
            _name_clause(collaboration, text, clause, **change)
        else:
            _decide_anew(collaboration, [each for each in found if each.text == pk], **change)


def _name_clause(collaboration: Collaboration, text: AgreementText, clause: str, **change) -> None:
    version = text.versions.last()
    if clause not in version.headings:
        raise DomainError(_("Vælg en bestemmelse, som står i version %(number)d.") % {"number": version.number})
    _write(collaboration, version, clause, **change)
    said = {"clause": clause, "title": text.title, "name": change["municipality"]}
    words = _(
        "“%(clause)s” i “%(title)s” tager højde for, at %(name)s træder ud. De andres beslutninger gælder stadig."
    )
    record_activity(collaboration, kind=ActivityEntry.Kind.TEXT, text=words % said, actor=change["actor"])


def _decide_anew(collaboration: Collaboration, found: Sequence[Asked], **change) -> None:
    """Nothing that was decided about these questions counts any more."""
    rows = {each.pk: each for each in collaboration.questions.select_related("text")}
    for each in found:
        made = set_back(each, change["date"])
        rows[each.pk].set_back.append([made.date.isoformat(), made.version])
    Question.objects.bulk_update([rows[each.pk] for each in found], ["set_back"])
    for text in {rows[each.pk].text for each in found}:
        _write(collaboration, text.versions.last() if text else None, "", **change)
    said = {"titles": join_words(f"“{each.title}”" for each in found)}
    words = _("Deltagerne er ændret. %(titles)s skal besluttes igen.") % said
    record_activity(collaboration, kind=ActivityEntry.Kind.DECISION, text=words, actor=change["actor"])


def _write(
    collaboration: Collaboration,
    version: TextVersion | None,
    clause: str,
    *,
    municipality: Municipality,
    coming: Coming,
    date: dt.date,
    actor: User,
) -> Amendment:
    return Amendment.objects.create(
        collaboration=collaboration,
        municipality=municipality,
        coming=coming,
        date=date,
        version=version,
        clause=clause,
        recorded_by=actor,
    )

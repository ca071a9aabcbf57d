"""Which questions are asked, in which rounds, and what is judged beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration
from collaborations.services import record_activity
from common.danish import danish_slug
from common.dates import check_likely
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words, long_date
from decisions.models import AgreementText, Assessment, Question, Round
from decisions.standard_sets import StandardQuestion, standard_keys, standard_set
from decisions.vocabulary import AssessmentKey, Body, Scope, TextKind
from models_catalog.models import LegalRule
from municipalities.models import Municipality

DECISION = ActivityEntry.Kind.DECISION
QUESTION_FIELDS = ("title", "explanation", "scope", "binding", "bodies", "text", "round")
KEPT = ("scope", "binding", "text")
MAX_QUESTIONS = 12
# The rule of law that each assessment is made under.
RULES = {
    AssessmentKey.SMALL_ENOUGH: "small-undertaking-limits",
    AssessmentKey.EXIT_TERMS: "exit-and-dissolution-terms",
    AssessmentKey.NOT_SECTION_60: "form-can-be-section-60",
    AssessmentKey.FORM_TEST: "form-can-be-section-60",
}


def title_of(given: StandardQuestion) -> str:
    """The title with the authority that the rule in force today names."""
    if given.scope != Scope.AUTHORITY:
        return given.title
    rule = LegalRule.objects.valid().filter(key=given.rule or given.key).first()
    return given.title.format(authority=rule.body if rule else _("Myndigheden"))


@transaction.atomic
def take_standard_set(
    collaboration: Collaboration,
    *,
    keys: Iterable[str] | None = None,
    with_texts: bool = True,
    actor: User | None,
    at: dt.datetime | None = None,
) -> list[Question]:
    """Ask the questions of the organisation form's standard set: those with these keys, or all but the optional.

    `with_texts=False` asks about no text, for what was decided on a paper that nobody here has.
    Questions that are asked already are left as they are. Raises DomainError while no form is chosen, or when none of
    the keys is in its set.
    """
    collaboration = _lock(collaboration)
    form = collaboration.form_key
    found = standard_set(form)
    if found is None:
        raise DomainError(_("Vælg først organisationsformen. Den afgør, hvilke beslutninger der skal træffes."))
    asked = dict(collaboration.questions.values_list("key", "scope"))
    keys = {each.key for each in found.questions if not each.optional} if keys is None else set(keys)
    wanted = [each for each in found.questions if each.key in keys - set(asked)]
    if not wanted:
        raise DomainError(_("Vælg mindst én beslutning, som ikke allerede er med."))
    _check_room([*asked.values(), *(each.scope for each in wanted)])
    for each in wanted:
        _check_title(collaboration.questions.all(), title_of(each))
    first = _next_position(collaboration)
    rounds = _rounds(collaboration, found.rounds)
    made = [
        _ask(collaboration, each, rounds, position=first + n, with_text=with_texts) for n, each in enumerate(wanted)
    ]
    _require(collaboration, wanted)
    text = _("Valgte, hvilke beslutninger der skal træffes: %(titles)s.") % {
        "titles": join_words(each.title for each in made)
    }
    record_activity(collaboration, kind=DECISION, text=text, actor=actor, at=at)
    return made


@transaction.atomic
def add_question(
    collaboration: Collaboration,
    *,
    actor: User,
    requires: Iterable[Question] = (),
    at: dt.datetime | None = None,
    **values,
) -> Question:
    """Ask something of one's own. `values` are those of QUESTION_FIELDS. Raises DomainError for an empty title."""
    collaboration = _lock(collaboration)
    values = _checked(collaboration, values)
    scopes = collaboration.questions.values_list("scope", flat=True)
    _check_room([*scopes, values.get("scope", Scope.EACH)])
    question = Question.objects.create(
        collaboration=collaboration,
        key=_free_key(collaboration, values["title"]),
        position=_next_position(collaboration),
        **values,
    )
    _set_requires(question, requires)
    text = _("Tilføjede beslutningen “%(title)s”.") % {"title": question.title}
    record_activity(collaboration, kind=DECISION, text=text, actor=actor, at=at)
    return question


@transaction.atomic
def change_question(
    question: Question, *, version: int, actor: User, requires: Iterable[Question] | None = None, **values
) -> Question:
    """Reword a question, move it to another round or another text. Raises StaleVersion, and DomainError.

    What the organisation form asks keeps who answers, whether it binds and the kind of its text: a requirement stands
    on it. Once somebody has answered, no question changes these: the answers would be about something else.
    """
    collaboration = _lock(question.collaboration)  # nobody answers meanwhile
    question = Question.objects.select_related("collaboration", "text").get(pk=question.pk)
    if question.version != version:
        raise StaleVersion(question)
    values = _checked(collaboration, values, question)
    _check_kept(collaboration, question, values)
    others = collaboration.questions.exclude(pk=question.pk).values_list("scope", flat=True)
    _check_room([*others, values.get("scope", question.scope)])
    for name, value in values.items():
        setattr(question, name, value)
    question.version += 1
    question.save()
    if requires is not None:
        _set_requires(question, requires)
    text = _("Rettede beslutningen “%(title)s”.") % {"title": question.title}
    record_activity(question.collaboration, kind=DECISION, text=text, actor=actor)
    return question


@transaction.atomic
def move_question(question: Question, *, up: bool, actor: User) -> None:
    """Let it change places with the one before (or after). At the end nothing happens."""
    collaboration = _lock(question.collaboration)
    order = list(collaboration.questions.order_by("position", "pk"))
    place = order.index(question)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    Question.objects.bulk_update(order, ["position"])
    text = _("Flyttede beslutningen “%(title)s”.") % {"title": question.title}
    record_activity(collaboration, kind=DECISION, text=text, actor=actor)


@transaction.atomic
def remove_question(question: Question, *, actor: User) -> None:
    """Ask it no more. Raises DomainError when somebody has answered: history stays."""
    collaboration = _lock(question.collaboration)
    if question.decisions.exists():
        raise DomainError(_("Der er registreret svar på beslutningen. Derfor kan du ikke fjerne den."))
    if question.planned.exists():
        raise DomainError(_("Beslutningen er planlagt på møder. Derfor kan du ikke fjerne den."))
    text = _("Fjernede beslutningen “%(title)s”.") % {"title": question.title}
    question.delete()
    record_activity(collaboration, kind=DECISION, text=text, actor=actor)


@transaction.atomic
def set_round_deadline(
    round_: Round, *, deadline: dt.date | None, version: int, actor: User, at: dt.datetime | None = None
) -> Round:
    """By when every municipality must have answered the questions of a round; None takes the date away.

    Raises StaleVersion when somebody else has changed the round since it was read, and DomainError for a day that has
    been.
    """
    check_likely(deadline)
    today = timezone.localdate(at) if at else timezone.localdate()
    if deadline and deadline < today:
        raise DomainError(_("Fristen er allerede passeret. Vælg en dag, der ligger fremme."))
    round_ = Round.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=round_.pk)
    if round_.version != version:
        raise StaleVersion(round_)
    round_.deadline, round_.version = deadline, version + 1
    round_.save(update_fields=["deadline", "version"])
    said = {"round": round_.name, "date": long_date(deadline)}
    text = _("Satte fristen for “%(round)s” til %(date)s.") if deadline else _("Fjernede fristen for “%(round)s”.")
    record_activity(round_.collaboration, kind=DECISION, text=text % said, actor=actor, at=at)
    return round_


def ask_orientation_of_withdrawal(
    collaboration: Collaboration, *, municipality: Municipality, actor: User
) -> Question | None:
    """The parties of a § 60 a tell the authority when one of them leaves. Blocks nothing.

    None where the rule is not in force today.
    """
    rule = LegalRule.objects.valid().filter(key="authority-orientation").first()
    if rule is None:
        return None
    title = _("%(authority)s orienteres: %(name)s") % {"authority": rule.body, "name": municipality.name}
    question = Question.objects.create(
        collaboration=collaboration,
        key=_free_key(collaboration, title),
        title=title[:60],
        explanation=_("Giv besked om, at %(name)s er trådt ud. I kan gå videre imens.") % {"name": municipality.name},
        scope=Scope.AUTHORITY,
        binding=False,
        position=_next_position(collaboration),
        source=rule.legal_basis,
    )
    text = _("Tilføjede beslutningen “%(title)s”.") % {"title": question.title}
    record_activity(collaboration, kind=DECISION, text=text, actor=actor)
    return question


@transaction.atomic
def record_assessment(
    collaboration: Collaboration,
    *,
    key: str,
    date: dt.date | None,
    note: str,
    label: str,
    source: str = "",
    answers: dict[str, Any] | None = None,
    actor: User | None,
    at: dt.datetime | None = None,
) -> Assessment:
    """Write down what was judged on a day; a later one replaces it, one without a date takes it back.

    `label` is what was judged, for the history. Raises DomainError for a date in the future or before the rule of law
    behind it, for a missing reason, and when there is nothing to take back.
    """
    collaboration = _lock(collaboration)
    check_likely(date)
    newest = collaboration.assessments.filter(key=key).last()
    if date and date > timezone.localdate():
        raise DomainError(_("Datoen er i fremtiden. Registrér vurderingen, når den er lavet, eller ret datoen."))
    if date is None and (newest is None or newest.date is None):
        raise DomainError(_("Der er ingen vurdering at trække tilbage."))
    if date and not LegalRule.objects.valid(date).filter(key=RULES[AssessmentKey(key)]).exists():
        raise DomainError(_("Reglen bag vurderingen gjaldt ikke %(date)s. Ret datoen.") % {"date": long_date(date)})
    if not note.strip():
        raise DomainError(_("Skriv begrundelsen.") if date else _("Skriv, hvorfor vurderingen trækkes tilbage."))
    if newest and (newest.date, newest.note, newest.answers) == (date, note.strip(), answers or {}):
        return newest  # the button was pressed twice
    row = Assessment.objects.create(
        collaboration=collaboration,
        key=key,
        date=date,
        note=note.strip(),
        source=source.strip(),
        answers=answers or {},
        recorded_by=actor,
        recorded_at=at or timezone.now(),
    )
    said = {"label": label, "date": long_date(date), "note": row.note}
    text = _("%(label)s, %(date)s.") if date else _("Trak “%(label)s” tilbage. Begrundelse: %(note)s")
    record_activity(collaboration, kind=DECISION, text=text % said, actor=actor, at=at)
    return row


def _lock(collaboration: Collaboration) -> Collaboration:
    """The row as it is now; whoever changes questions or answers of the same collaboration waits here."""
    rows = Collaboration.objects.select_for_update(of=("self",)).select_related("organisation_type")
    return rows.get(pk=collaboration.pk)


def _rounds(collaboration: Collaboration, names: Sequence[str]) -> list[Round]:
    existing = {each.name: each for each in collaboration.rounds.all()}
    return [
        existing.get(name) or Round.objects.create(collaboration=collaboration, name=name, position=place)
        for place, name in enumerate(names)
    ]


def _ask(
    collaboration: Collaboration, given: StandardQuestion, rounds: list[Round], *, position: int, with_text: bool
) -> Question:
    return Question.objects.create(
        collaboration=collaboration,
        key=given.key,
        title=title_of(given),
        explanation=given.explanation,
        scope=given.scope,
        binding=given.binding,
        bodies=list(given.bodies),
        may_be_irrelevant=given.may_be_irrelevant,
        text=_text(collaboration, given.text) if given.text and with_text else None,
        round=rounds[given.round] if given.round is not None else None,
        position=position,
        source=given.source,
    )


def _text(collaboration: Collaboration, kind: str) -> AgreementText:
    """The collaboration's text of that kind; an empty one is made where there is none."""
    found = collaboration.texts.filter(kind=kind).first()
    return found or AgreementText.objects.create(collaboration=collaboration, kind=kind, title=TextKind(kind).label)


def _require(collaboration: Collaboration, given: Iterable[StandardQuestion]) -> None:
    questions = {each.key: each for each in collaboration.questions.all()}
    for each in given:
        questions[each.key].requires.set([questions[key] for key in each.requires if key in questions])


def _set_requires(question: Question, requires: Iterable[Question]) -> None:
    """Raises DomainError when the questions would wait for each other."""
    requires = list(requires)
    waiting, seen = list(requires), set()
    while waiting:
        each = waiting.pop()
        if each.pk == question.pk:
            raise DomainError(_("Beslutningerne kan ikke vente på hinanden."))
        if each.pk not in seen:
            seen.add(each.pk)
            waiting.extend(each.requires.all())
    question.requires.set(requires)


def _check_kept(collaboration: Collaboration, question: Question, values: dict[str, Any]) -> None:
    """Raises DomainError for what must stay as it is."""
    changed = {name for name in KEPT if name in values and values[name] != getattr(question, name)}
    found = standard_set(collaboration.form_key)
    asked = next((each for each in found.questions if each.key == question.key), None) if found else None
    if asked and changed & {"scope", "binding"}:
        raise DomainError(_("Hvem der svarer, og om det binder, følger af organisationsformen."))
    if asked and asked.text and "text" in changed and question.text and _kind(values["text"]) != asked.text:
        said = {"title": question.title, "kind": TextKind(asked.text).label}
        raise DomainError(_("“%(title)s” handler om en tekst af slagsen %(kind)s. Vælg sådan en.") % said)
    if changed and question.decisions.exists():
        raise DomainError(
            _("Der er registreret svar. Derfor kan du ikke ændre, hvem der svarer, om det binder, eller teksten.")
        )


def _kind(text: AgreementText | None) -> str:
    return text.kind if text else ""


def _checked(collaboration: Collaboration, values: dict[str, Any], question: Question | None = None) -> dict[str, Any]:
    values = {name: values[name] for name in QUESTION_FIELDS if name in values}
    if "title" in values:
        values["title"] = values["title"].strip()
        if not values["title"]:
            raise DomainError(_("Skriv, hvad der skal besluttes."))
        others = collaboration.questions.exclude(pk=question.pk) if question else collaboration.questions
        _check_title(others.all(), values["title"])
    for name in ("text", "round"):
        if values.get(name) is not None and values[name].collaboration_id != collaboration.pk:
            raise DomainError(_("Vælg noget, der hører til samarbejdet."))
    if "bodies" in values:
        values["bodies"] = [Body(each).value for each in values["bodies"]]
    return values


def _check_title(others: QuerySet[Question], title: str) -> None:
    if others.filter(title__iexact=title).exists():
        said = {"title": title}
        raise DomainError(
            _("Der er allerede en beslutning, der hedder “%(title)s”. Giv beslutningen et andet navn.") % said
        )


def _free_key(collaboration: Collaboration, title: str) -> str:
    # A requirement finds its question by the key: one's own never takes it.
    taken = set(collaboration.questions.values_list("key", flat=True)) | standard_keys()
    base = danish_slug(title)[:34] or "spoergsmaal"
    return next(key for n in range(len(taken) + 1) if (key := base if not n else f"{base}-{n + 1}") not in taken)


def _check_room(scopes: Iterable[str]) -> None:
    """Each that every municipality answers is a column of the table; what is answered once takes no room there."""
    if sum(scope == Scope.EACH for scope in scopes) > MAX_QUESTIONS:
        raise DomainError(_("Tabellen kan højst have %(count)d beslutninger.") % {"count": MAX_QUESTIONS})


def _next_position(collaboration: Collaboration) -> int:
    last = collaboration.questions.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1

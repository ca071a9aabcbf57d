"""Texts: drafted clause by clause, published for decision as versions that never change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, DocumentVersion
from collaborations.services import record_activity
from common.exceptions import DomainError, StaleVersion
from common.formats import join_words
from decisions.clauses import Draft, catalogue_for, missing_required
from decisions.fingerprint import normalise, sha256_of
from decisions.models import AgreementText, DraftAnnex, DraftClause, TextVersion, VersionAnnex
from decisions.services.questions import RULES, record_assessment
from decisions.vocabulary import AssessmentKey, TextKind
from finance.models import KeyVersion
from models_catalog.models import LegalRule

TEXT = ActivityEntry.Kind.TEXT
# What a § 60 a agreement must say of leaving and ending, by the keys of the catalogue (kommunestyrelsesloven § 60 a).
EXIT_TERMS = ("exit", "dissolution")


class MissingClauses(DomainError):
    """The text can not be published. `headings` are the clauses that it must have."""

    def __init__(self, headings: list[str]):
        super().__init__(_("Teksten mangler: %(headings)s.") % {"headings": "; ".join(headings)})
        self.headings = headings


class ClauseGone(DomainError):
    """Somebody else took the clause out of the draft in the meantime."""

    def __init__(self):
        super().__init__(_("En anden har fjernet bestemmelsen."))


@transaction.atomic
def create_text(collaboration: Collaboration, *, kind: str, title: str, actor: User | None) -> AgreementText:
    """A text without clauses. Raises DomainError without a title."""
    if not title.strip():
        raise DomainError(_("Skriv, hvad teksten hedder."))
    text = AgreementText.objects.create(
        collaboration=collaboration, kind=TextKind(kind), title=title.strip(), created_by=actor
    )
    _tell(text, _("Oprettede teksten “%(title)s”."), actor=actor)
    return text


@transaction.atomic
def add_catalogue_clauses(
    text: AgreementText, *, keys: Iterable[str], actor: User | None, at: dt.datetime | None = None
) -> list[DraftClause]:
    """Clauses of the catalogue with these keys, empty, each where the catalogue has it among those that are there."""
    text = _lock(text)
    keys, present = set(keys), set(text.draft.values_list("key", flat=True))
    catalogue = catalogue_for(text.collaboration.form_key, text.kind)
    wanted = [each for each in catalogue if each.key in keys - present]
    if not wanted:
        raise DomainError(_("Vælg mindst én bestemmelse, som ikke allerede er med."))
    order, ranks = list(text.draft.all()), {each.key: rank for rank, each in enumerate(catalogue)}
    made = [DraftClause(text=text, key=each.key, heading=each.heading, changed_by=actor) for each in wanted]
    for each in made:
        order.insert(_place_of(each, order, ranks), each)
    for position, each in enumerate(order):
        each.position = position
    DraftClause.objects.bulk_update([each for each in order if each.pk], ["position"])
    DraftClause.objects.bulk_create(made)
    _tell(text, _("Tilføjede bestemmelser til kladden af “%(title)s”."), actor=actor, at=at)
    return made


@transaction.atomic
def add_clause(text: AgreementText, *, heading: str, body: str = "", actor: User | None) -> DraftClause:
    """A clause of one's own at the end. Raises DomainError without a heading."""
    text = _lock(text)
    _check_heading(heading)
    clause = DraftClause.objects.create(
        text=text, heading=heading.strip(), body=normalise(body), position=_next_position(text), changed_by=actor
    )
    _tell(text, _("Tilføjede en bestemmelse til kladden af “%(title)s”."), actor=actor)
    return clause


@transaction.atomic
def write_clause(
    clause: DraftClause,
    *,
    heading: str,
    body: str,
    version: int,
    actor: User | None,
    at: dt.datetime | None = None,
) -> DraftClause:
    """Save what was written. Raises StaleVersion when somebody else has saved it since, ClauseGone when it is out."""
    clause = _as_read(clause, version)
    _check_heading(heading)
    heading, body = heading.strip(), normalise(body)
    if (clause.heading, clause.body) == (heading, body):
        return clause
    clause.heading, clause.body, clause.version = heading, body, clause.version + 1
    clause.changed_by, clause.changed_at = actor, at or timezone.now()
    clause.save()
    _tell(clause.text, _("Rettede en bestemmelse i kladden af “%(title)s”."), actor=actor, at=at)
    return clause


@transaction.atomic
def remove_clause(clause: DraftClause, *, version: int, actor: User | None) -> None:
    """Take a clause out of the draft. Published versions keep it.

    Raises StaleVersion when somebody else has saved it since it was read, and ClauseGone when it is out already.
    """
    clause = _as_read(clause, version)
    text = clause.text
    clause.delete()
    _tell(text, _("Fjernede en bestemmelse fra kladden af “%(title)s”."), actor=actor)


@transaction.atomic
def move_clause(clause: DraftClause, *, up: bool, actor: User | None) -> None:
    """Let it change places with the one before (or after). At the end nothing happens. Raises ClauseGone."""
    text = _lock(clause.text)
    order = list(text.draft.all())
    if clause not in order:
        raise ClauseGone
    place = order.index(clause)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order):
        each.position = position
    DraftClause.objects.bulk_update(order, ["position"])
    _tell(text, _("Flyttede en bestemmelse i kladden af “%(title)s”."), actor=actor)


@transaction.atomic
def add_annex(
    text: AgreementText,
    *,
    title: str,
    document: DocumentVersion | None = None,
    key_version: KeyVersion | None = None,
    actor: User | None,
) -> DraftAnnex:
    """A document, or a distribution key as it was frozen, goes with the text from its next version on."""
    text = _lock(text)
    if (document is None) == (key_version is None):
        raise DomainError(_("Vælg et dokument eller en fordelingsnøgle."))
    _check_annex(text, document, key_version)
    last = text.draft_annexes.aggregate(last=Max("position"))["last"]
    annex = DraftAnnex.objects.create(
        text=text,
        title=title.strip() or (document.document.title if document else str(key_version)),
        document=document,
        key_version=key_version,
        position=0 if last is None else last + 1,
    )
    _tell(text, _("Tilføjede et bilag til kladden af “%(title)s”."), actor=actor)
    return annex


@transaction.atomic
def remove_annex(annex: DraftAnnex, *, actor: User | None) -> None:
    text = _lock(annex.text)
    annex.delete()
    _tell(text, _("Fjernede et bilag fra kladden af “%(title)s”."), actor=actor)


@transaction.atomic
def publish_version(
    text: AgreementText,
    *,
    note: str = "",
    is_typo: bool = False,
    newest: int | None = None,
    draft: str = "",
    actor: User | None,
    published_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> TextVersion:
    """Publish the draft for decision. Those who adopted an earlier version must decide again.

    A pure slip of the pen (`is_typo`, with the reason as `note`) sets nobody back. `newest` is the number of the
    version that the page showed as the newest (0: none), `draft` the `draft_fingerprint` of what it showed. Raises
    MissingClauses, and DomainError when the draft is empty or the same as the newest version, or when somebody has
    published or written since.
    """
    text = _lock(text)
    last = text.versions.last()
    number = last.number + 1 if last else 1
    if newest is not None and newest != number - 1:
        raise DomainError(
            _("Version %(number)d er udgivet, siden du åbnede siden. Se den først.") % {"number": number - 1}
        )
    clauses = list(text.draft.all())
    annexes = list(text.draft_annexes.select_related("document", "key_version"))
    sha256 = fingerprint_of(clauses, annexes)
    if draft and draft != sha256:
        raise DomainError(_("Kladden er rettet, siden du åbnede siden. Læs den igen, før du udgiver."))
    _check_publishable(text, clauses, last, sha256)
    if is_typo:
        _check_typo(text, last, note)
    version = TextVersion.objects.create(
        text=text,
        number=number,
        clauses=[{"key": each.key, "heading": each.heading, "body": each.body} for each in clauses],
        sha256=sha256,
        is_typo=is_typo,
        note=note.strip(),
        published_on=published_on or timezone.localdate(at),
        published_by=actor,
        published_at=at or timezone.now(),
    )
    VersionAnnex.objects.bulk_create(
        VersionAnnex(
            version=version, title=each.title, document=each.document, key_version=each.key_version, position=n
        )
        for n, each in enumerate(annexes)
    )
    said = {"title": text.title, "number": number, "note": version.note}
    words = _("Udgav version %(number)d af “%(title)s” til beslutning.")
    if is_typo:
        words = _("Udgav version %(number)d af “%(title)s” med en rettet skrivefejl: %(note)s")
    record_activity(text.collaboration, kind=TEXT, text=words % said, actor=actor, at=at)
    _assess_exit_terms(version, actor=actor, at=at)
    return version


def _assess_exit_terms(version: TextVersion, *, actor: User | None, at: dt.datetime | None) -> None:
    """A published § 60 a agreement has its terms of exit and dissolution: nobody need write that down by hand."""
    form = version.text.collaboration.organisation_type
    key, day = AssessmentKey.EXIT_TERMS, version.published_on
    if form is None or form.key != "section-60a" or version.is_typo:
        return
    terms = [each["heading"] for each in version.clauses if each["key"] in EXIT_TERMS and each["body"].strip()]
    if len(terms) < len(EXIT_TERMS) or not LegalRule.objects.valid(day).filter(key=RULES[key]).exists():
        return
    said = {"title": version.text.title, "number": version.number, "terms": join_words(terms)}
    note = _("Står i “%(title)s”, version %(number)d: %(terms)s.") % said
    record_assessment(version.text.collaboration, key=key, label=key.label, date=day, note=note, actor=actor, at=at)


def draft_fingerprint(text: AgreementText) -> str:
    """Of the draft as it is now, so that what is published is what was read."""
    return fingerprint_of(text.draft.all(), text.draft_annexes.select_related("document", "key_version"))


def fingerprint_of(clauses: Iterable[DraftClause], annexes: Iterable[DraftAnnex]) -> str:
    return sha256_of([(each.heading, each.body) for each in clauses], [each.sha256 for each in annexes])


def drafts_of(clauses: Iterable[DraftClause]) -> list[Draft]:
    """The clauses as the catalogue's checks read them."""
    return [Draft(each.key, each.heading, each.body) for each in clauses]


def published_drafts(version: TextVersion) -> list[Draft]:
    """The clauses of a version, as comparisons read them."""
    return [Draft(**each) for each in version.clauses]


def _check_publishable(text: AgreementText, clauses: list[DraftClause], last: TextVersion | None, sha256: str) -> None:
    if not any(each.body.strip() for each in clauses):
        raise DomainError(_("Kladden er tom. Skriv teksten, før du udgiver den."))
    missing = missing_required(text.collaboration.form_key, text.kind, drafts_of(clauses))
    if missing:
        raise MissingClauses([each.heading for each in missing])
    if last and last.sha256 == sha256:
        raise DomainError(_("Kladden er den samme som version %(number)d.") % {"number": last.number})


def _check_annex(text: AgreementText, document: DocumentVersion | None, key_version: KeyVersion | None) -> None:
    holder = document.document if document else key_version.key
    if holder.collaboration_id != text.collaboration_id:
        raise DomainError(
            _("Dokumentet hører til et andet samarbejde.") if document else _("Nøglen hører til et andet samarbejde.")
        )
    same = Q(document=document) if document else Q(key_version=key_version)
    if text.draft_annexes.filter(same).exists():
        raise DomainError(
            _("Dokumentet er allerede bilag i den version.")
            if document
            else _("Nøglen er allerede bilag i den version.")
        )


def _check_typo(text: AgreementText, last: TextVersion | None, note: str) -> None:
    if last is None or not note.strip():
        raise DomainError(_("Skriv, hvilken skrivefejl der er rettet. Alle kan se det."))
    if any(number == last.number for each in text.questions.all() for _day, number in each.set_back):
        raise DomainError(_("Deltagerne er ændret, så alle skal beslutte den nye version. Det er ikke en skrivefejl."))


def _lock(text: AgreementText) -> AgreementText:
    """Whoever changes the same text waits here."""
    rows = AgreementText.objects.select_for_update(of=("self",))
    return rows.select_related("collaboration__organisation_type").get(pk=text.pk)


def _as_read(clause: DraftClause, version: int) -> DraftClause:
    """The clause as it is now, when that is how it was read. Nobody publishes or removes it meanwhile."""
    _lock(clause.text)
    rows = DraftClause.objects.select_for_update(of=("self",)).select_related("text__collaboration")
    found = rows.filter(pk=clause.pk).first()
    if found is None:
        raise ClauseGone
    if found.version != version:
        raise StaleVersion(found)
    return found


def _next_position(text: AgreementText) -> int:
    last = text.draft.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _place_of(clause: DraftClause, order: list[DraftClause], ranks: Mapping[str, int]) -> int:
    """After the nearest clause that the catalogue has before it, or else before the first that it has after it."""
    here = ranks[clause.key]
    known = [(ranks[each.key], place) for place, each in enumerate(order) if each.key in ranks]
    before = [each for each in known if each[0] < here]
    if before:
        return max(before)[1] + 1
    return min(known)[1] if known else len(order)


def _check_heading(heading: str) -> None:
    if not heading.strip():
        raise DomainError(_("Skriv en overskrift."))


def _tell(text: AgreementText, words: str, *, actor: User | None, at: dt.datetime | None = None) -> None:
    """Everybody who reads the collaboration reads its history: of a draft it names the text and says nothing in it."""
    record_activity(text.collaboration, kind=TEXT, text=words % {"title": text.title}, actor=actor, at=at)

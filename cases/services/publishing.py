"""A case on its way to its readers: saved in revisions, looked through by somebody else, published, taken back.

Readers see what was published last until something newer is. Every act leaves a `CaseEvent`. Where the newest revision
is not the one that the user had read, `StaleVersion` is raised with the case as it is now; where somebody has deleted
it, `CaseGone`. Acts on what is being written carry the number of the newest revision, acts on what readers see the
version of the case.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.document import CaseDocument, read_document, write_document
from cases.models import Case, CaseEvent, Revision
from cases.quality import check
from cases.services.events import record_event
from cases.services.indexing import index_case
from cases.vocabulary import CaseAct, Pending, State
from collaborations.models import Collaboration
from common.exceptions import DomainError, StaleVersion
from common.formats import one_line

REASON_LENGTH = CaseEvent._meta.get_field("reason").max_length


class NotGoodEnough(DomainError):
    """The case lacks something that readers need. What, is said by `quality.check`."""


class CaseGone(Exception):
    """Somebody deleted the case while the page stood open. `views.guards` answers with what was typed."""


@transaction.atomic
def save_draft(
    case: Case, document: CaseDocument, *, number: int, actor: User, note: str = "", act: str = CaseAct.SAVED
) -> Case:
    """A new revision on top of revision `number`. Saving what stands there already changes nothing.

    What is published, or was, stays as it is until something else is published. A case that was withdrawn begins anew
    as a draft, whether or not what it says is changed.
    """
    case = _locked(case, number)
    newest = case.revisions.first()
    data = write_document(document)
    if case.state == State.WITHDRAWN:
        _refuse_where_it_was_told_again(case)
    elif newest is not None and newest.document == data:
        return case
    is_same = newest is not None and newest.document == data
    revision = newest if is_same else _add_revision(case, document, note=note, actor=actor)
    if case.state == State.PUBLISHED:
        case.pending = Pending.NONE if data == case.document else case.pending or Pending.DRAFT
        _save(case)
    else:
        case.state = State.DRAFT if case.state == State.WITHDRAWN else case.state
        case.pending = Pending.NONE
        if case.published_on:
            _save(case)  # collaborations still refer to it by what they read
        else:
            _write(case, data)
    record_event(case, act, actor=actor, revision=revision, reason=note)
    return case


@transaction.atomic
def submit_for_review(case: Case, *, number: int, actor: User, is_incomplete: bool = False) -> Case:
    """To somebody else, who looks it through.

    `is_incomplete` says that the author knows what is missing and sends it all the same; without it such a case stays.
    What was missing is said in the history.
    """
    case = _locked(case, number)
    if not case.is_in_draft:
        raise DomainError(_("Casen er ikke en kladde mere."))
    missing = check(case.working_content).musts
    if missing and not is_incomplete:
        raise NotGoodEnough(_("Casen er ikke sendt. Se først, hvad der mangler, og send den så alligevel."))
    said = " ".join(remark.text for remark in missing)
    reason = one_line(_("Mangler: %(said)s") % {"said": said}, REASON_LENGTH) if missing else ""
    _move_work(case, review=True)
    record_event(case, CaseAct.SUBMITTED, actor=actor, revision=case.revisions.first(), reason=reason)
    return case


@transaction.atomic
def send_back(case: Case, *, number: int, reason: str, actor: User) -> Case:
    """Back to whoever writes it, with what there is to do."""
    case = _locked(case, number)
    if not case.is_in_review:
        raise DomainError(_("Casen er ikke til gennemsyn mere."))
    _move_work(case, review=False)
    record_event(case, CaseAct.SENT_BACK, actor=actor, revision=case.revisions.first(), reason=reason)
    return case


@transaction.atomic
def publish(case: Case, *, number: int, actor: User, is_confirmed: bool = True) -> Case:
    """Let readers see revision `number`. Whoever wrote in it since the last publication can not publish it.

    `is_confirmed` says that all of it was found to hold today; the first publication always says so.
    """
    case = _locked(case, number)
    revision = case.revisions.first()
    if revision is None or not case.is_in_review:
        raise DomainError(_("Casen er ikke til gennemsyn. Send den til gennemsyn først."))
    if case.was_written_by(actor):
        raise DomainError(_("Du har selv skrevet i casen, siden den sidst blev udgivet. En anden skal udgive den."))
    if not check(revision.content).may_be_published:
        raise NotGoodEnough(_("Casen kan ikke udgives endnu. Ret først det, der mangler."))
    today = timezone.localdate()
    if is_confirmed or not case.was_published:
        case.confirmed_on = today
    case.state, case.pending, case.published_on = State.PUBLISHED, Pending.NONE, today
    _write(case, revision.document)
    record_event(case, CaseAct.PUBLISHED, actor=actor, revision=revision)
    return case


@transaction.atomic
def confirm(case: Case, *, version: int, actor: User) -> Case:
    """Somebody has looked and what is published still holds."""
    case = _locked(case, version=version)
    if case.state != State.PUBLISHED:
        raise DomainError(_("Kun en udgivet case kan bekræftes."))
    case.confirmed_on = timezone.localdate()
    _save(case)
    record_event(case, CaseAct.CONFIRMED, actor=actor)
    return case


@transaction.atomic
def withdraw(case: Case, *, reason: str, version: int, actor: User) -> Case:
    """Readers no longer see it. `undo_withdrawal` brings it back as it was."""
    case = _locked(case, version=version)
    if case.state != State.PUBLISHED:
        raise DomainError(_("Casen er ikke udgivet mere."))
    case.state = State.WITHDRAWN
    _save(case)
    record_event(case, CaseAct.WITHDRAWN, actor=actor, reason=reason)
    return case


@transaction.atomic
def undo_withdrawal(case: Case, *, version: int, actor: User) -> Case:
    """Back to the readers, as two people had published it. Only while nobody has written on since."""
    case = _locked(case, version=version)
    if case.state != State.WITHDRAWN:
        raise DomainError(_("Casen er ikke trukket tilbage mere."))
    _refuse_where_it_was_told_again(case)
    case.state = State.PUBLISHED
    _save(case)
    record_event(case, CaseAct.REPUBLISHED, actor=actor)
    return case


@transaction.atomic
def restore(case: Case, old: Revision, *, number: int, actor: User) -> Case:
    """An older revision saved as a new one. The author is whoever restores it."""
    note = _("Hentet fra udgave %d") % old.number
    return save_draft(case, old.content, number=number, actor=actor, note=note, act=CaseAct.RESTORED)


@transaction.atomic
def delete_case(case: Case, *, typed_title: str, actor: User) -> None:
    """A draft that readers never saw, with all its revisions. That it was deleted, and by whom, is kept."""
    if not actor.is_administrator:
        raise DomainError(_("Kun en administrator kan slette en case."))
    case = _locked(case)
    if case.was_published:
        raise DomainError(_("Casen har været udgivet og kan ikke slettes. Træk den tilbage i stedet."))
    if typed_title.strip() != case.title:
        raise DomainError(_("Det er ikke casens titel. Skriv den, som den står."))
    Revision.objects.erase(case)
    CaseEvent.objects.erase(case)
    case.delete()
    CaseEvent.objects.create(act=CaseAct.DELETED, title=case.title, actor=actor)


def _locked(case: Case, number: int | None = None, *, version: int | None = None) -> Case:
    """The case as it is now, held until the transaction ends. Raises `StaleVersion` where it is not what was read:
    `number` is that of the newest revision, `version` that of the case.
    """
    found = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if found is None:
        raise CaseGone
    newest = found.revisions.first()
    if number is not None and number != (newest.number if newest else 0):
        raise StaleVersion(found)
    if version is not None and version != found.version:
        raise StaleVersion(found)
    return found


def _refuse_where_it_was_told_again(case: Case) -> None:
    """A collaboration is told in one case. Holds the collaboration, as telling it does."""
    if case.origin_id is None:
        return
    Collaboration.objects.select_for_update().get(pk=case.origin_id)
    other = Case.objects.filter(origin=case.origin_id).exclude(pk=case.pk).exclude(state=State.WITHDRAWN).first()
    if other is not None:
        said = {"title": other.title}
        raise DomainError(_("Samarbejdet er siden fortalt i casen “%(title)s”. Ret den i stedet.") % said)


def _move_work(case: Case, *, review: bool) -> None:
    if case.state == State.PUBLISHED:
        case.pending = Pending.REVIEW if review else Pending.DRAFT
    else:
        case.state = State.REVIEW if review else State.DRAFT
    _save(case)


def _save(case: Case) -> None:
    case.version += 1
    case.changed_at = timezone.now()
    case.save()


def _write(case: Case, data: dict) -> None:
    """The document that readers see (or, before it is published, editors), with its index."""
    case.document, case.content = data, read_document(data)
    case.version += 1
    case.changed_at = timezone.now()
    index_case(case)


def _add_revision(case: Case, document: CaseDocument, *, note: str, actor: User) -> Revision:
    newest = case.revisions.first()
    number = newest.number + 1 if newest else 1
    return case.revisions.create(number=number, document=write_document(document), note=note, author=actor)

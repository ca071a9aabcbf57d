"""What stands in a collaboration of the scene: something of every kind, each with its word."""

from __future__ import annotations

from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from cases.models import CaseReference
from collaborations.models import Collaboration, Driver, Expectation, StatusDraft, StatusUpdate
from collaborations.services import add_document, name_first_task, record_activity
from decisions.models import (
    AgendaAddendum,
    AgendaText,
    AgreementText,
    DraftClause,
    PoliticalMeeting,
    Recess,
    Round,
)
from decisions.services import add_clause, plan_meeting, write_clause
from finance.models import Appropriation, CaseLine, Measurement
from finance.services import propose_key, revise_case
from followup.services import define_key_figure, record_follow_up, record_value, set_tool
from jobs.models import Job
from modelguide.services import save_guide_answer
from models_catalog.models import OrganisationType
from municipalities.models import Municipality
from phases.models import ChecklistItem, ChecklistTemplateItem, CollaborationProcess, ProcessVersion, Waiver
from reports.models import Report
from tests import factories
from tests.clock import in_days
from tests.collaborations import files
from tests.decisions.build import publish
from tests.finance import build as keys
from tests.finance import build_cases as cases
from tests.leaks.marks import DRAFT, INSIDE


def facts(stem: str) -> dict:
    """Fields of the row itself."""
    return {
        "organisation_type": OrganisationType.objects.get(key="association"),
        "demarcation": f"Afgrænsning: {stem}{INSIDE}",
        "status": "red",
        "status_reason": f"Det går galt med {stem}{INSIDE}",
        "status_at": timezone.now(),
        "status_rhythm": "monthly",
        "status_due": in_days(4),
        "status_escalates_after": 3,
        "start_goal": in_days(40),
        "declared_member_note": f"Medlemsliste for {stem}{INSIDE}",
    }


def fill(collaboration: Collaboration, stem: str, *, own: Municipality, odder: Municipality, actor: User) -> dict:
    """Rows of every kind. Gives the ids and keys by which addresses name them."""
    word = f"{stem}{INSIDE}"
    Driver.objects.create(collaboration=collaboration, kind="economy", description=f"Drivkraft: {word}")
    Expectation.objects.create(collaboration=collaboration, text=f"Vi venter {word}", written_by=actor)
    StatusUpdate.objects.create(collaboration=collaboration, status="red", reason=f"Årsag: {word}", set_by=actor)
    StatusDraft.objects.create(collaboration=collaboration, status="yellow", reason=f"Måske {stem}{DRAFT}")
    party = factories.make_external_participation(
        collaboration, factories.make_party(f"Foreningen {word}"), contribution=f"Bidrag: {word}"
    )
    document = add_document(
        collaboration, title=f"Bilag om {word}", upload=files.upload(files.pdf(), f"{word}.pdf"), actor=actor
    )
    guest = factories.make_member(collaboration, factories.make_user(name=f"Gæst {word}"), "reader")
    colleague = factories.make_user(name=f"Kommunelæser {word}")
    role = factories.make_municipality_role(colleague, own, "reader", given_by=actor)
    representative = factories.make_representative(
        collaboration, own, factories.make_user(name=f"Repræsentant {word}"), role="reader"
    )
    record_activity(collaboration, kind="decision", text=f"Noget skete med {word}", actor=actor)
    return {
        "slug": collaboration.slug,
        "code": own.code,
        "party": party.pk,
        "member": guest.pk,
        "role": role.pk,
        "representative": representative.pk,
        "document": document.document_id,
        "document_version": document.pk,
        **_process(collaboration, word, actor),
        **_decisions(collaboration, stem, own=own, odder=odder, actor=actor),
        **_economy(collaboration, stem, own=own, actor=actor),
        **_papers(collaboration, word, actor),
        **_follow_up(collaboration, word, actor),
    }


def own_point(collaboration: Collaboration, *, owner: User, note: str = "") -> ChecklistItem:
    """Somebody's own point of the checklist, due in three days."""
    templates = ChecklistTemplateItem.objects.filter(phase__version=collaboration.process.version)
    templates = templates.filter(phase__number=collaboration.phase, organisation_types=[], per_municipality=False)
    template = templates.exclude(answers__collaboration=collaboration).first()
    said = {"state": "started", "note": note, "due": in_days(3), "changed_by": owner}
    return ChecklistItem.objects.create(collaboration=collaboration, template=template, owner=owner, **said)


def _process(collaboration: Collaboration, word: str, actor: User) -> dict:
    version = ProcessVersion.objects.latest()
    CollaborationProcess.objects.create(collaboration=collaboration, version=version)
    point = own_point(collaboration, owner=actor, note=f"Note: {word}")
    requirement = version.requirements.filter(before_phase=2).first()
    waived = {"requirement": requirement.key, "before_phase": 2, "reason": f"Fraveget: {word}", "given_by": actor}
    Waiver.objects.create(collaboration=collaboration, **waived)
    return {"phase": collaboration.phase, "point": point.template.key, "requirement": requirement.key}


def _decisions(collaboration: Collaboration, stem: str, *, own: Municipality, odder: Municipality, actor: User) -> dict:
    word = f"{stem}{INSIDE}"
    text = AgreementText.objects.create(collaboration=collaboration, kind="cooperation", title=f"Aftale om {word}")
    version = publish(text)
    clause = add_clause(text, heading=f"Ny {stem}{DRAFT}", body=f"Der står {stem}{DRAFT}", actor=actor)
    write_clause(clause, heading=f"Senere {stem}{DRAFT}", body=f"Kun {stem}{DRAFT}", version=1, actor=actor)
    round_ = Round.objects.create(collaboration=collaboration, name=f"Runde om {word}", deadline=in_days(20))
    AgendaText.objects.create(round=round_, title=f"Sag om {word}", parts={})
    AgendaAddendum.objects.create(round=round_, municipality=own, text=f"Vi tilføjer {word}")
    question = factories.make_question(collaboration, "aftale", title=f"Beslutning om {word}", text=text, round=round_)
    decision = factories.make_decision(question, own, version=version, remark=f"Bemærkning: {word}", recorded_by=actor)
    other = factories.make_question(collaboration, "andet", title=f"Andet om {word}", round=round_)
    plan_meeting([other], municipality=own, body="council", date=in_days(15), actor=actor)
    meeting = _calendar(own, odder, word, actor)
    return {
        "text": text.pk,
        "clause": DraftClause.objects.get(text=text).pk,
        "round": round_.pk,
        "question": question.key,
        "decision": decision.pk,
        "meeting": meeting.pk,
        "recess": own.recesses.get().pk,
    }


def _calendar(own: Municipality, odder: Municipality, word: str, actor: User) -> PoliticalMeeting:
    """A municipality's calendar serves all its collaborations; this is what a koordinator wrote in it from one."""
    written = {"by_coordinator": True, "recorded_by": actor}
    for place in (own, odder):
        Recess.objects.create(
            municipality=place, first=in_days(50), last=in_days(51), note=f"Pause for {word}", **written
        )
    offset = PoliticalMeeting.objects.filter(municipality=odder).count()
    PoliticalMeeting.objects.create(municipality=odder, date=in_days(30 + offset), **written)
    return PoliticalMeeting.objects.create(municipality=own, date=in_days(15), **written)


def _economy(collaboration: Collaboration, stem: str, *, own: Municipality, actor: User) -> dict:
    word = f"{stem}{INSIDE}"
    counted = keys.make_input(collaboration, f"Antal {word}", values={own: 5})
    key = keys.make_key(collaboration, f"Nøgle {word}")
    loose = keys.make_key(collaboration, f"Prøve {word}")
    proposed = propose_key(key, amount=Decimal(100), year=2027, note=f"Fordi {word}", actor=actor)
    business = cases.make_case(
        collaboration,
        cases.line("operation", {2027: 1000}, f"Linje {word}"),
        actor=actor,
        first_year=2027,
        year_count=2,
        key=key,
        not_included=f"Uden {word}",
    )
    cases.approve(business, by=f"Styregruppen for {word}")
    draft = revise_case(collaboration, actor=actor)
    line = CaseLine.objects.create(case=draft, kind="gain", name=f"Gevinst {stem}{DRAFT}", position=9)
    granted = {"amount": 500, "kind": "budget", "date": timezone.localdate(), "note": f"Bevilget: {word}"}
    grant = Appropriation.objects.create(collaboration=collaboration, municipality=own, year=2027, **granted)
    figure = {"kind": "operation", "year": 2025, "amount": 7, "source": f"Kilde: {word}"}
    measured = Measurement.objects.create(collaboration=collaboration, **figure)
    return {
        "input": counted.pk,
        "key": key.pk,
        "loose_key": loose.pk,
        "part": loose.components.get().pk,
        "key_number": proposed.number,
        "business_case": business.number,
        "line": line.pk,
        "grant": grant.pk,
        "measured": measured.pk,
    }


def _papers(collaboration: Collaboration, word: str, actor: User) -> dict:
    answer = save_guide_answer(collaboration, answers={"drift": "ja"}, note=f"Vi svarede {word}", actor=actor)
    job = Job.objects.create(task_name="reports.draw", requested_by=actor, state="done", finished_at=timezone.now())
    report = Report(collaboration=collaboration, job=job, requested_by=actor, snapshot={}, data_at=timezone.now())
    report.file.save(f"{word}.pdf", ContentFile(f"%PDF {word}".encode()), save=False)
    report.sha256, report.size, report.pages = "0" * 64, 10, 1
    report.save()
    waiting = Job.objects.create(task_name="reports.draw", requested_by=actor)
    coming = Report.objects.create(collaboration=collaboration, job=waiting, requested_by=actor)
    return {"answer": answer.pk, "report": report.pk, "coming_report": coming.pk}


def _follow_up(collaboration: Collaboration, word: str, actor: User) -> dict:
    day = in_days(0)
    name_first_task(collaboration, title=f"Opgave: {word}", responsible=f"Leder af {word}", date=day, actor=actor)
    told = {"date": day, "observed": f"Vi så {word}", "light": "red", "reason": f"Rødt: {word}"}
    told |= {"adapted": f"Rettet: {word}", "why": f"Fordi {word}", "next_date": in_days(60)}
    for subject in ("economy", "quality", "form", "evaluation"):
        record_follow_up(collaboration, subject=subject, **told, responsible=f"Formand for {word}", actor=actor)
    reason = f"Ikke nu: {word}"
    set_tool(collaboration, tool="tenders", state="not-relevant", reason=reason, date=day, actor=actor)
    about = {"definition": f"Andel {word}", "unit": "pct.", "period": "2026", "reason": f"Viser {word}"}
    figure = define_key_figure(collaboration, name=f"Tal om {word}", **about, actor=actor)
    said = {"period": "2026", "date": day, "value": Decimal(88), "source": f"Kilde: {word}"}
    value = record_value(figure, municipality=None, **said, actor=actor)
    return {"subject": "kvalitet", "tool": "udbudsplan", "key_figure": figure.pk, "key_figure_value": value.pk}


def fill_cases(scene) -> None:
    """A published case that all of them build on, and a draft that one of them has told."""
    case = factories.make_case("Det, andre gjorde", slug="det-andre-gjorde")
    factories.make_case("Udkast til en case", slug="udkast", state="draft")
    for stem, collaboration in scene.collaborations.items():
        note = f"Vi tager {stem}{INSIDE} med"
        row = CaseReference.objects.create(collaboration=collaboration, case=case, note=note)
        scene.ids[stem] |= {"case": case.slug, "reference": row.pk}

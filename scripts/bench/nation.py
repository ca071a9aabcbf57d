"""A national data set for measuring: 98 municipalities and as many collaborations as asked for, the same every time.

Needs Django to be set up on a migrated database, and nothing from the tests. `build(200)` followed by `build(2000)`
gives the same rows as `build(2000)` alone. Rows are written in bulk and not through the services, so that the whole
nation takes less than a minute; they keep the rules that services keep. People are invented roles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import MunicipalityRole, SystemRole, User
from collaborations.models import (
    ActivityEntry,
    Collaboration,
    Driver,
    Expectation,
    ExternalParticipation,
    Member,
    Participation,
    ParticipationChange,
    StatusUpdate,
)
from common.danish import search_key, sort_key
from dashboards.models import LastVisit, SavedView
from decisions.models import Assessment, Decision, Question
from jobs.models import Job
from models_catalog import reference_data as models_catalog
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities import reference_data as municipalities
from municipalities.models import ExternalParty, Municipality
from phases import reference_data as phases
from phases.models import (
    ChecklistChange,
    ChecklistItem,
    CollaborationProcess,
    PhaseTransition,
    Waiver,
)
from phases.process import newest_process
from reports.documents import snapshot
from reports.models import Report
from scripts.bench import checklist, decisions, history, process
from scripts.bench.collaborations import COORDINATED, Drawn, Nation

PER_BATCH = 200  # collaborations in one transaction
AT_ONCE = 2000  # rows in one INSERT
STAFF = 600  # people who work on collaborations
PARTIES = 40

COORDINATOR = "koordinator@bench.example.org"  # coordinates COORDINATED collaborations, one in each phase
DIRECTOR = "direktoer@bench.example.org"
CONTACT = "kontakt@bench.example.org"
ADMINISTRATOR = "administrator@bench.example.org"
BUSY = "travl@bench.example.org"  # made by `open_items`
# Takes part in the first thirty collaborations and then in every eleventh: in 193 of 2,000, the average being 180.
DIRECTORS_MUNICIPALITY = "751"


@dataclass(frozen=True)
class Counts:
    """What there is in the database."""

    municipalities: int
    collaborations: int
    participations: int
    checklist_items: int
    activity: int
    reports: int

    def __str__(self) -> str:
        return ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in vars(self).items())


def build(collaborations: int) -> Counts:
    """Fill the database up to that many collaborations, with fifty checklist items for each; then ANALYZE."""
    nation = _read() if User.objects.exists() else _make()
    for first in range(Collaboration.objects.count(), collaborations, PER_BATCH):
        _save([Drawn(nation, number) for number in range(first, min(first + PER_BATCH, collaborations))])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL's own housekeeping does within a minute
    return count()


def count() -> Counts:
    return Counts(
        municipalities=Municipality.objects.count(),
        collaborations=Collaboration.objects.count(),
        participations=Participation.objects.count(),
        checklist_items=ChecklistItem.objects.count(),
        activity=ActivityEntry.objects.count(),
        reports=Report.objects.count(),
    )


## Collaborations


@transaction.atomic
def _save(drawn: list[Drawn]) -> None:
    _store(Collaboration, (each.collaboration for each in drawn))
    _store(Collaboration.cooperation_models.through, (row for each in drawn for row in each.cooperation_models()))
    _store(Participation, (row for each in drawn for row in each.participations))
    for model, rows in (
        (ParticipationChange, Drawn.participation_changes),
        (ExternalParticipation, Drawn.externals),
        (Member, Drawn.members),
        (Driver, Drawn.drivers),
        (Expectation, Drawn.expectations),
        (CollaborationProcess, process.followed),
        (PhaseTransition, process.transitions),
        (StatusUpdate, history.status_updates),
        (Question, decisions.questions),
        (Decision, decisions.answers),
        (Assessment, decisions.assessments),
        (Waiver, process.waivers),
        (ActivityEntry, history.activity),
    ):
        _store(model, (row for each in drawn for row in rows(each)))
    items = _store(ChecklistItem, (row for each in drawn for row in checklist.answers(each)))
    _store(ChecklistChange, (change for item in items if (change := checklist.change_of(item))))
    reports = [report for each in drawn for report in history.reports(each, _paper(each))]
    _store(Job, (report.job for report in reports))
    _store(Report, reports)


def _store(model: type[models.Model], rows: Iterable[models.Model]) -> list:
    return model._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _paper(drawn: Drawn) -> dict:
    """The data inside the papers: for the measured collaborations as much as real papers hold, so that it shows."""
    return snapshot(drawn.collaboration) if drawn.number < COORDINATED else {}


## Reference data and people


def _make() -> Nation:
    """Reference data, and everybody who signs in."""
    for module in (municipalities, models_catalog, phases):
        module.load()
    here = list(Municipality.objects.order_by("code"))
    password = make_password("bench")
    User.objects.bulk_create(_user(email, label, password) for email, label in _people(here))
    _give_roles(here)
    _note_visits()
    names = [f"Forening {number:02d}" for number in range(PARTIES)]
    ExternalParty.objects.bulk_create(
        ExternalParty(kind=ExternalParty.Kind.ASSOCIATION, name=name, sort_name=sort_key(name)) for name in names
    )
    return _read()


def _read() -> Nation:
    """The rows that collaborations refer to."""
    return Nation(
        municipalities=list(Municipality.objects.exclude(code=DIRECTORS_MUNICIPALITY).order_by("code")),
        directors_municipality=Municipality.objects.get(code=DIRECTORS_MUNICIPALITY),
        coordinator=User.objects.get(email=COORDINATOR),
        staff=list(User.objects.filter(email__startswith="medarbejder").order_by("email")),
        organisation_types=list(OrganisationType.objects.all()),
        models=list(CollaborationModel.objects.all()),
        parties=list(ExternalParty.objects.order_by("name")),
        process=newest_process(),
    )


def _people(here: list[Municipality]) -> list[tuple[str, str]]:
    """E-mail and name of everybody: staff, three for each municipality, and the four whose pages are measured."""
    staff = [(f"medarbejder{number:03d}@bench.example.org", f"Medarbejder {number}") for number in range(STAFF)]
    roles = MunicipalityRole.Role.choices
    locals_ = [(_holder(role, each), f"{label} i {each.name}") for each in here for role, label in roles]
    measured = [
        (COORDINATOR, f"Koordinator for {COORDINATED}"),
        (DIRECTOR, "Direktør i den store kommune"),
        (CONTACT, "Kommunekontakt i den store kommune"),
        (ADMINISTRATOR, "Administrator"),
    ]
    return staff + locals_ + measured


def _holder(role: str, municipality: Municipality) -> str:
    return f"{role}-{municipality.code}@bench.example.org"


def _user(email: str, label: str, password: str) -> User:
    # What save() would set; bulk_create does not call it.
    keys = {"sort_name": sort_key(label), "search_name": search_key(f"{label} {email}")}
    return User(email=email, name=label, password=password, **keys)


def _give_roles(here: list[Municipality]) -> None:
    users = {user.email: user for user in User.objects.all()}
    since = timezone.localdate() - dt.timedelta(days=900)
    held = [(_holder(role, each), each, role) for each in here for role in MunicipalityRole.Role]
    theirs = next(each for each in here if each.code == DIRECTORS_MUNICIPALITY)
    held += [(DIRECTOR, theirs, MunicipalityRole.Role.DIRECTOR), (CONTACT, theirs, MunicipalityRole.Role.CONTACT)]
    MunicipalityRole.objects.bulk_create(
        MunicipalityRole(user=users[email], municipality=each, role=role, valid_from=since)
        for email, each, role in held
    )
    SystemRole.objects.create(user=users[ADMINISTRATOR], role=SystemRole.Role.ADMINISTRATOR, valid_from=since)


def _note_visits() -> None:
    """Everybody was here three days ago and is here now, so that Mit arbejde has news to show."""
    now = timezone.now()
    users = User.objects.order_by("pk")
    before = now - dt.timedelta(days=3)
    LastVisit.objects.bulk_create(LastVisit(user=user, at=now, before=before) for user in users)
    measured = users.filter(email__in=[COORDINATOR, DIRECTOR, CONTACT, ADMINISTRATOR])
    SavedView.objects.bulk_create(
        SavedView(user=user, name=name, query=query)
        for user in measured
        for name, query in (("Røde", "status=red"), ("Fase 3", "fase=3"))
    )

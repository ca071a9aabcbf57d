"""Few rows and many rows take the same number of queries, and that number stands here for each page.

A higher number is a page that asks once for each row, or asks for something that it does not show. `make bench` says
what the queries cost on a national data set.
"""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import MunicipalityRole
from collaborations.models import ActivityEntry, Collaboration, Member, Participation, ParticipationChange
from dashboards.models import LastVisit
from decisions.models import PoliticalMeeting
from jobs.models import Job
from models_catalog.models import OrganisationType
from phases.models import (
    ChecklistChange,
    ChecklistItem,
    ChecklistTemplateItem,
    CollaborationProcess,
    PhaseTransition,
    ProcessVersion,
    Waiver,
)
from reports.models import Report
from tests import factories
from tests.counting import queries_of
from tests.finance.build_many import make_economy
from tests.kept import put_catalogue, put_process

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "faelles-drift"

# A collaboration in phase 4 under § 60, where most is asked for, seen by its koordinator.
ADDRESSES = {
    "Mit arbejde": (reverse("dashboards:my_work"), 22),
    "portfolio": (reverse("dashboards:portfolio"), 11),
    "portfolio, filtered and sorted": (reverse("dashboards:portfolio") + "?fase=4&frist=maaned&sorter=frist", 10),
    "overview": (reverse("dashboards:overview", args=[SLUG]), 23),
    "phase": (reverse("phases:phase", args=[SLUG, 4]), 19),
    "point": (reverse("phases:item", args=[SLUG, 4, "v4"]), 16),
    "requirement": (reverse("phases:requirement", args=[SLUG, 5, "statutes-adopted"]), 20),
    "moving on": (reverse("phases:advance", args=[SLUG]), 17),
    "participants": (reverse("collaborations:participants", args=[SLUG]), 9),
    "people": (reverse("collaborations:people", args=[SLUG]), 10),
    "facts": (reverse("collaborations:facts", args=[SLUG]), 15),
    "status": (reverse("collaborations:status", args=[SLUG]), 6),
    "history": (reverse("collaborations:history", args=[SLUG]), 7),
    "reports": (reverse("reports:list", args=[SLUG]), 6),
    "decisions": (reverse("decisions:matrix", args=[SLUG]), 12),
    "question": (reverse("decisions:question", args=[SLUG, "statutes-adopted"]), 12),
    "questions": (reverse("decisions:questions", args=[SLUG]), 10),
    "whose decision": (reverse("decisions:choose_municipality", args=[SLUG]), 10),
    "who comes and goes": (reverse("decisions:what_if", args=[SLUG]), 6),
    "planner": (reverse("decisions:planner", args=[SLUG]) + "?start=01.01.2029", 15),
    "calendars": (reverse("decisions:calendars", args=[SLUG]), 7),
    "texts": (reverse("decisions:texts", args=[SLUG]), 8),
    "documents": (reverse("collaborations:documents", args=[SLUG]), 6),
}
AMONG_HUNDREDS = {"portfolio", "portfolio, filtered and sorted"}


@pytest.fixture
def coordinator(db):
    put_catalogue()
    put_process()
    user = factories.make_user("koordinator@example.org")
    LastVisit.objects.create(user=user, before=timezone.now() - dt.timedelta(days=3))
    return user


@pytest.mark.parametrize(
    ("number", "pages"), [(3, set(ADDRESSES)), (30, set(ADDRESSES) - AMONG_HUNDREDS), (300, AMONG_HUNDREDS)]
)
def test_few_and_many_rows_take_the_same_queries(number, pages, client, coordinator):
    make_collaborations(coordinator, number)
    client.force_login(coordinator, backend=BACKEND)
    wanted = {page: told for page, told in ADDRESSES.items() if page in pages}
    assert {page: (address, queries_of(client, address)) for page, (address, _queries) in wanted.items()} == wanted


def make_collaborations(coordinator, number):
    """So many collaborations, and one of them with so many rows of everything."""
    places = [factories.make_municipality(population=1_000) for _ in range(number)]
    names = [f"Samarbejde {index:03d}" for index in range(number - 1)]
    made = Collaboration.objects.bulk_create(
        Collaboration(
            name=name,
            slug=slug,
            sort_name=name.lower(),
            purpose="Vi vil løse opgaven sammen.",
            initiator=places[0],
            host=places[0],
            phase=4,
            phase_since=timezone.localdate(),
            demarcation="Drift er med.",
            organisation_type=OrganisationType.objects.get(key="section-60"),
        )
        for name, slug in [("Fælles drift", SLUG), *((name, name.lower().replace(" ", "-")) for name in names)]
    )
    version = ProcessVersion.objects.latest()
    CollaborationProcess.objects.bulk_create(CollaborationProcess(collaboration=each, version=version) for each in made)
    Member.objects.bulk_create(Member(collaboration=each, user=coordinator, role="coordinator") for each in made)
    for each in made:
        take_part(each, places if each.slug == SLUG else places[:2])
    point = ChecklistTemplateItem.objects.get(key="v4", phase__version=version)
    answer(made, point, coordinator)
    make_economy(made, places[:2], coordinator)
    fill(made[0], places, coordinator)


def take_part(collaboration, places):
    today = timezone.localdate()
    rows = Participation.objects.bulk_create(
        Participation(collaboration=collaboration, municipality=each, state="participant", since=today)
        for each in places
    )
    ParticipationChange.objects.bulk_create(
        ParticipationChange(participation=row, state=state, date=today, reason="Ja")
        for row in rows
        for state in ("invited", "participant")
    )


def answer(collaborations, template, owner, municipality=None):
    items = ChecklistItem.objects.bulk_create(
        ChecklistItem(
            collaboration=each,
            template=template,
            municipality=municipality,
            state="started",
            owner=owner,
            changed_by=owner,
            due=timezone.localdate() + dt.timedelta(days=20),
        )
        for each in collaborations
    )
    ChecklistChange.objects.bulk_create(ChecklistChange(item=item, text="I gang", changed_by=owner) for item in items)


def fill(collaboration, places, coordinator):
    """Rows of everything that a page shows of one collaboration: as many as there are places."""
    version = collaboration.process.version
    each_answers = ChecklistTemplateItem.objects.filter(phase__version=version, per_municipality=True)
    people = [factories.make_user(password=None) for _ in places]
    for place, person in zip(places, people, strict=True):
        for template in each_answers:
            answer([collaboration], template, person, place)
        for key in ("principle-decision", "statutes-adopted", "appropriation"):
            question = factories.make_question(collaboration, key)
            factories.make_decision(question, place, recorded_by=person, remark="Enigt")
        MunicipalityRole.objects.create(user=person, municipality=place, role="contact", given_by=coordinator)
        factories.make_member(collaboration, person, "contributor")
        factories.make_representative(collaboration, place, person, role="reader")
        factories.make_activity(collaboration, actor=person, on_behalf_of=place)
        Waiver.objects.create(
            collaboration=collaboration, before_phase=5, requirement="principle-decision", reason="Nej", given_by=person
        )
        PhaseTransition.objects.create(
            collaboration=collaboration, kind="forward", from_phase=3, to_phase=4, date=timezone.localdate()
        )
        collaboration.status_updates.create(status="green", set_by=person)
        collaboration.expectations.create(text="Vi vil spare tid.", written_by=person)
        PoliticalMeeting.objects.create(municipality=place, body="council", date=dt.date(2028, 9, 20))
        text = collaboration.texts.create(kind="other", title=f"Tekst {place.code}")
        document = collaboration.documents.create(title=f"Bilag {place.code}", created_by=person)
        paper = document.versions.create(number=1, kind="pdf", size=1, sha256="0" * 64, uploaded_by=person)
        text.versions.create(number=1, clauses=[], sha256="0" * 64, published_on=timezone.localdate())
        question.documents.add(paper)
        report(collaboration, person)
    factories.make_question(collaboration, "accession")  # that nobody has decided, to be planned
    collaboration.questions.update(round=collaboration.rounds.create(name="Runde 1"))
    assert ActivityEntry.objects.filter(collaboration=collaboration).count() == len(places)


def report(collaboration, person):
    job = Job.objects.create(task_name="reports.draw", state="done", requested_by=person)
    Report.objects.create(
        collaboration=collaboration,
        job=job,
        requested_by=person,
        snapshot={},
        data_at=timezone.now(),
        file="reports/paper.pdf",
        sha256="0" * 64,
        size=1,
        pages=1,
    )

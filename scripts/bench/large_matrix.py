"""The largest table of decisions that there can be, and how its page compares with the same template from memory."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import Collaboration, Member, Participation, ParticipationState
from decisions.models import Decision, PlannedMeeting, Question, TextVersion
from decisions.services import add_question, take_standard_set
from decisions.services.questions import MAX_QUESTIONS
from decisions.views.matrix import matrix_context
from decisions.vocabulary import ABOUT_A_VERSION, Body, Outcome, Scope
from models_catalog.models import OrganisationType
from municipalities.models import Municipality
from scripts.bench.measuring import Measured, Measurer
from scripts.bench.nation import COORDINATOR
from scripts.bench.pages import Page

SLUG = "maalt-beslutningstabel"
TODAY = dt.date(2026, 11, 1)
OUTCOMES = (Outcome.ADOPTED, Outcome.ADOPTED, Outcome.ADOPTED, Outcome.RESERVED, Outcome.POSTPONED, Outcome.REJECTED)
_remembered: dict = {}


def from_memory(request: HttpRequest) -> HttpResponse:
    """The page of the table, whose figures were gathered beforehand."""
    return render(request, "decisions/matrix.html", _remembered)


def measure_matrix(measurer: Measurer) -> Measured:
    """The page, with the same template fed from memory as its floor."""
    collaboration = Collaboration.objects.filter(slug=SLUG).first() or build_collaboration()
    url = reverse("decisions:matrix", args=[SLUG])
    remember(collaboration)
    return measurer.measure(Page("decisions, 98 municipalities", COORDINATOR, url), beside="from_memory")


def remember(collaboration: Collaboration) -> None:
    collaboration.access = access_for(User.objects.get(email=COORDINATOR), collaboration)
    _remembered.clear()
    _remembered.update(matrix_context(collaboration, QueryDict()))
    _remembered["rounds"] = list(_remembered["rounds"])


def build_collaboration() -> Collaboration:
    """All municipalities, as many questions as there may be, and answers, plans and versions of every kind."""
    chance, places = random.Random(7), list(Municipality.objects.all())  # noqa: S311 - the same rows each time
    coordinator = User.objects.get(email=COORDINATOR)
    collaboration = Collaboration.objects.create(
        name="Målt beslutningstabel",
        slug=SLUG,
        purpose="Alle kommuner i én tabel.",
        initiator=places[0],
        phase=4,
        organisation_type=OrganisationType.objects.get(key="company"),
    )
    Member.objects.create(collaboration=collaboration, user=coordinator, role="coordinator", valid_from=TODAY)
    taking_part = {"collaboration": collaboration, "state": ParticipationState.PARTICIPANT, "since": TODAY}
    Participation.objects.bulk_create(Participation(municipality=each, **taking_part) for each in places)
    take_standard_set(collaboration, actor=coordinator)
    for number in range(collaboration.questions.count(), MAX_QUESTIONS):
        add_question(collaboration, title=f"Spørgsmål {number}", actor=coordinator)
    for text in collaboration.texts.all():
        for number in (1, 2):
            TextVersion.objects.create(
                text=text, number=number, clauses=[], sha256="0" * 64, published_on=TODAY - dt.timedelta(30 // number)
            )
    questions = list(collaboration.questions.select_related("text"))
    Decision.objects.bulk_create(_answers(questions, places, chance))
    PlannedMeeting.objects.bulk_create(_plans(questions, places, chance))
    return collaboration


def _answers(questions: list[Question], places: list[Municipality], chance: random.Random) -> Iterator[Decision]:
    for question in questions:
        versions = list(question.text.versions.all()) if question.text else [None]
        for place in places if question.scope == Scope.EACH else ():
            if chance.random() < 0.7:
                outcome = chance.choice(OUTCOMES)
                yield Decision(
                    question=question,
                    municipality=place,
                    outcome=outcome,
                    date=TODAY - dt.timedelta(chance.randrange(15)),
                    body=Body.COUNCIL,
                    remark="Prisen skal være kendt." if outcome == Outcome.RESERVED else "",
                    version=chance.choice(versions) if outcome in ABOUT_A_VERSION else None,
                )


def _plans(questions: list[Question], places: list[Municipality], chance: random.Random) -> Iterator[PlannedMeeting]:
    for question in questions:
        for place in chance.sample(places, 30) if question.scope == Scope.EACH else ():
            date = TODAY + dt.timedelta(30 + chance.randrange(60))
            yield PlannedMeeting(question=question, municipality=place, body=Body.COUNCIL, date=date)

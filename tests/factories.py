"""Rows for tests, with as little said as possible. `make_x(**values)` takes any field; what is not named is made up.

These write rows directly and quickly; a test about a service calls the service. The cast of roles is in `conftest.py`.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from pathlib import Path

from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.models import MunicipalityRole, SystemRole, User
from cases.models import Case, CaseGain, CaseLesson, Topic
from cases.search_index import store_all
from cases.services import index_case
from cases.vocabulary import State
from collaborations.models import (
    ActivityEntry,
    Collaboration,
    ExternalParticipation,
    Member,
    Participation,
    ParticipationChange,
    ParticipationState,
    Representative,
)
from common.danish import danish_slug, sort_key
from decisions.models import Decision, Question
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import CVR_WEIGHTS, ExternalParty, Municipality, PopulationFigure, Region

PASSWORD = "en lang adgangskode 42"

_numbers = itertools.count(1)
# Those of the register are for the register: a test may put it where others of its process have made hundreds.
_REGISTER = Path(__file__).resolve().parent.parent / "municipalities" / "data" / "municipalities.csv"
REAL_CODES = {row["code"] for row in csv.DictReader(_REGISTER.read_text(encoding="utf-8").splitlines())}
_codes = (code for code in itertools.cycle(f"{n:03d}" for n in range(999, 99, -1)) if code not in REAL_CODES)


## Municipalities and parties


def make_region(name: str = "Region Midtjylland", **values) -> Region:
    return Region.objects.get_or_create(name=name, defaults=values)[0]


def make_municipality(name: str = "", *, population: int | None = None, **values) -> Municipality:
    """A municipality that does not exist, with a code downwards from 999, a valid CVR and a tile of its own."""
    number = next(_numbers)
    name = name or f"Prøveby {number}"
    values.setdefault("code", next(_codes))
    values.setdefault("full_name", f"{name} Kommune")
    values.setdefault("cvr", make_cvr(number))
    values.setdefault("region", make_region())
    values.setdefault("area_km2", 100)
    values.setdefault("latitude", 56)
    values.setdefault("longitude", 10)
    values.setdefault("tile_column", 100 + number)
    values.setdefault("tile_row", 100)
    municipality = Municipality.objects.create(name=name, **values)
    if population is not None:
        make_population(municipality, population)
    return municipality


def make_cvr(number: int) -> str:
    """The first valid CVR number from ten million and a hundred times `number`."""
    for candidate in itertools.count(10_000_000 + 100 * number):
        digits = [int(digit) for digit in str(candidate)]
        if sum(weight * digit for weight, digit in zip(CVR_WEIGHTS, digits, strict=True)) % 11 == 0:
            return str(candidate)
    raise AssertionError("There is one in every twenty numbers.")


def make_population(municipality: Municipality, value: int, date: dt.date = dt.date(2026, 1, 1)) -> PopulationFigure:
    return PopulationFigure.objects.create(
        municipality=municipality, value=value, date=date, source="Danmarks Statistik, FOLK1A"
    )


def make_party(name: str = "", kind: str = ExternalParty.Kind.ASSOCIATION, **values) -> ExternalParty:
    return ExternalParty.objects.create(name=name or f"Forening {next(_numbers)}", kind=kind, **values)


## Organisation types and models


def make_organisation_type(key: str = OrganisationType.Key.ASSOCIATION, **values) -> OrganisationType:
    """The type with that key, made if it is not there. Only municipalities may take part in § 60 and § 60 a."""
    names = {"section-60": "§\u00a060-fællesskab", "section-60a": "§\u00a060\u00a0a-fællesskab"}
    section = key in names
    values.setdefault("name", names.get(key, OrganisationType.Key(key).label.capitalize()))
    values.setdefault("short_name", OrganisationType.Key(key).label)
    values.setdefault("municipalities_only", section)
    values.setdefault("minimum_municipalities", 2 if section else 1)
    return OrganisationType.objects.get_or_create(key=key, defaults=values)[0]


def make_model(key: str = "drift", **values) -> CollaborationModel:
    return CollaborationModel.objects.get_or_create(key=key, defaults={"name": key.capitalize(), **values})[0]


## People


def make_user(email: str = "", *, password: str | None = PASSWORD, **values) -> User:
    """Somebody who can sign in; with `password=None` somebody who is invited and has not yet accepted."""
    return User.objects.create_user(email or f"person{next(_numbers)}@example.org", password, **values)


def make_municipality_role(user: User, municipality: Municipality, role: str = "contact", **values) -> MunicipalityRole:
    return MunicipalityRole.objects.create(user=user, municipality=municipality, role=role, **values)


def make_system_role(user: User, role: str = "administrator", **values) -> SystemRole:
    return SystemRole.objects.create(user=user, role=role, **values)


def make_member(collaboration: Collaboration, user: User | None = None, role: str = "coordinator", **values) -> Member:
    return Member.objects.create(collaboration=collaboration, user=user or make_user(), role=role, **values)


def make_representative(
    collaboration: Collaboration, municipality: Municipality, user: User | None = None, role: str = "contact", **values
) -> Representative:
    """Somebody with a role for the municipality in this collaboration alone."""
    participation = collaboration.participations.get(municipality=municipality)
    return Representative.objects.create(participation=participation, user=user or make_user(), role=role, **values)


## Collaborations


def make_collaboration(name: str = "", *, participants=(), coordinator: User | None = None, **values) -> Collaboration:
    """A collaboration in phase 1 with the initiator and `participants` (municipalities) taking part."""
    name = name or f"Samarbejde {next(_numbers)}"
    participants = list(participants)
    values.setdefault("slug", danish_slug(name))
    values.setdefault("purpose", "Vi vil løse opgaven sammen.")
    if "initiator" not in values:
        values["initiator"] = participants[0] if participants else make_municipality()
    values.setdefault("phase_since", timezone.localdate())
    collaboration = Collaboration.objects.create(name=name, **values)
    initiators = [values["initiator"]] if values["initiator"] else []
    for municipality in dict.fromkeys([*initiators, *participants]):
        make_participation(collaboration, municipality)
    if coordinator:
        make_member(collaboration, coordinator)
    return collaboration


def make_participation(
    collaboration: Collaboration,
    municipality: Municipality | None = None,
    state: str = ParticipationState.PARTICIPANT,
    since: dt.date = dt.date(2026, 1, 1),
    **values,
) -> Participation:
    """A municipality that takes part, with the one step of history that says so."""
    participation = Participation.objects.create(
        collaboration=collaboration,
        municipality=municipality or make_municipality(),
        state=state,
        since=since,
        **values,
    )
    make_participation_change(participation, state=state, date=since)
    return participation


def make_participation_change(participation: Participation, *, state: str, date: dt.date, **values):
    """One more step of history. Does not touch the participation's own state."""
    return ParticipationChange.objects.create(participation=participation, state=state, date=date, **values)


def make_external_participation(
    collaboration: Collaboration, party: ExternalParty | None = None, **values
) -> ExternalParticipation:
    return ExternalParticipation.objects.create(collaboration=collaboration, party=party or make_party(), **values)


def make_activity(collaboration: Collaboration, text: str = "Rettede formål.", kind: str = "facts", **values):
    return ActivityEntry.objects.create(collaboration=collaboration, text=text, kind=kind, **values)


## Decisions


def make_question(collaboration: Collaboration, key: str = "statutes-adopted", **values) -> Question:
    """A question that each municipality answers, about no text."""
    values.setdefault("title", key.replace("-", " ").capitalize())
    return Question.objects.get_or_create(collaboration=collaboration, key=key, defaults=values)[0]


def make_decision(question: Question, municipality: Municipality | None = None, **values) -> Decision:
    """A yes of the kommunalbestyrelse; what once said for all is said by the authority or a joint body."""
    values.setdefault("outcome", "adopted")
    values.setdefault("date", timezone.localdate())
    values.setdefault("body", "council")
    return Decision.objects.create(question=question, municipality=municipality, **values)


## Cases


def make_topic(key: str = "it-drift", **values) -> Topic:
    return Topic.objects.get_or_create(key=key, defaults={"name": key.capitalize(), **values})[0]


def make_case(title: str = "", *, state: str = State.PUBLISHED, slug: str = "", **document) -> Case:
    """A case with no more in its document than is named; published unless another state is given."""
    title = title or f"Fælles opgave {next(_numbers)}"
    case = Case(
        slug=slug or danish_slug(title),
        state=state,
        document={"title": title, **document},
        published_on=None if state in (State.DRAFT, State.REVIEW) else dt.date(2026, 1, 5),
        confirmed_on=dt.date(2026, 1, 5),
    )
    return index_case(case)


def make_many_cases(number: int, *, state: str = State.PUBLISHED, **document) -> list[Case]:
    """So many cases that say the same but for their titles: what `make_case` makes, in few statements."""
    first = make_case(state=state, **document)
    others = [_like(first) for _ in range(number - 1)]
    Case.objects.bulk_create(others)
    for relation in ("topics", "municipalities"):
        links = getattr(Case, relation).through
        _link(links, links.objects.filter(case=first), others)
    for index in (CaseGain, CaseLesson):
        _link(index, index.objects.filter(case=first), others)
    store_all(Case.objects.filter(pk__in=[each.pk for each in others]))
    return [first, *others]


def _like(case: Case) -> Case:
    title = f"Fælles opgave {next(_numbers)}"
    columns = {
        field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields if field.name != "id"
    }
    columns |= {"slug": danish_slug(title), "title": title, "sort_title": sort_key(title)}
    return Case(**columns | {"document": {**case.document, "title": title}})


def _link(model: type[Model], rows: QuerySet, cases: list[Case]) -> None:
    """Of each of these cases the rows that there are of another one."""
    values = list(
        rows.values(*(field.attname for field in model._meta.concrete_fields if field.name not in ("id", "case")))
    )
    model.objects.bulk_create(model(case_id=case.pk, **each) for case in cases for each in values)

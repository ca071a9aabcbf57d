"""The largest economy that there can be: three keys over 98 municipalities, and a case of 40 lines for ten years."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from collaborations.access import access_for
from collaborations.models import Collaboration, Member, Participation, ParticipationState
from finance.appraisal import Kind
from finance.case_freezing import frozen_case
from finance.case_reading import load_case
from finance.key_pages import build_keys_page
from finance.lines import LineData
from finance.models import BusinessCase, DistributionKey
from finance.services import add_component, add_key, approve_case, save_case, start_case
from finance.services.cases import Written
from municipalities.models import Municipality
from reports.cases import case_snapshot, draw_case
from scripts.bench.measuring import Measured, Measurer
from scripts.bench.nation import COORDINATOR
from scripts.bench.pages import Page

SLUG = "maalt-oekonomi"
TODAY = dt.date(2026, 11, 1)
LINES, YEARS, FIRST_YEAR = 40, 10, 2027
COMPARED = "beloeb=12.400.000&noegle=lige&noegle=indbyggere&noegle=fast"
ATTEMPTS = 5
_remembered: dict = {}


def from_memory(request: HttpRequest) -> HttpResponse:
    """The page of the keys, whose figures were gathered beforehand."""
    return render(request, "finance/keys.html", _remembered)


def measure_keys(measurer: Measurer) -> Measured:
    """Three keys side by side, with the same template fed from memory as its floor."""
    collaboration = largest()
    page = build_keys_page(collaboration, QueryDict(COMPARED))
    _remembered.update(
        page=page, form=page.form, inputs=[], collaboration=collaboration, access=collaboration.access, tab="finance"
    )
    url = f"{reverse('finance:keys', args=[SLUG])}?{COMPARED}"
    return measurer.measure(Page("keys, 98 municipalities", COORDINATOR, url), beside="keys_from_memory")


def case_seconds() -> float:
    """Reading and working out a draft in which every municipality has a figure of its own for every line and year."""
    case = draft(largest())
    taken = []
    for _attempt in range(ATTEMPTS):
        begun = time.perf_counter()
        assert frozen_case(load_case(case))["municipalities"]
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def paper_seconds() -> tuple[float, list[float]]:
    """Processor seconds of the paper of that case: the first, and those after it."""
    case = draft(largest())
    if case.is_draft:
        case = approve_case(
            case, approved_as="Styregruppen", approved_on=timezone.localdate(), version=case.version, actor=None
        )
    taken = []
    for _attempt in range(ATTEMPTS + 1):
        begun = time.process_time()
        draw_case(case_snapshot(case))
        taken.append(time.process_time() - begun)
    return taken[0], taken[1:]


def largest() -> Collaboration:
    found = Collaboration.objects.filter(slug=SLUG).first() or _build()
    found.access = access_for(User.objects.get(email=COORDINATOR), found)
    return found


def _build() -> Collaboration:
    places = list(Municipality.objects.all())
    coordinator = User.objects.get(email=COORDINATOR)
    collaboration = Collaboration.objects.create(
        name="Målt økonomi", slug=SLUG, purpose="Alle kommuner i én økonomi.", initiator=places[0], phase=3
    )
    Member.objects.create(collaboration=collaboration, user=coordinator, role="coordinator", valid_from=TODAY)
    taking_part = {"collaboration": collaboration, "state": ParticipationState.PARTICIPANT, "since": TODAY}
    Participation.objects.bulk_create(Participation(municipality=each, **taking_part) for each in places)
    return collaboration


def _key(collaboration: Collaboration) -> DistributionKey:
    key = add_key(collaboration, name="Fast del og indbyggere", actor=None)
    for name, part, weight in (("Fast del", 20, "equal"), ("Resten", 80, "population")):
        add_component(key, kind="shared", name=name, part=Decimal(part), weight=weight, actor=None)
    return key


def draft(collaboration: Collaboration) -> BusinessCase:
    """The case; made where it is not there yet."""
    if held := collaboration.business_cases.last():
        return held
    case = start_case(collaboration, approach="figures", actor=None)
    codes = [each.code for each in Municipality.objects.all()]
    lines = [_line(number, codes) for number in range(LINES)]
    details = {"first_year": FIRST_YEAR, "year_count": YEARS, "key": _key(collaboration)}
    removed = {"lines": list(case.lines.values_list("pk", flat=True))}
    return save_case(case, Written(details, lines, removed=removed), version=case.version, actor=None)


def _line(number: int, codes: list[str]) -> LineData:
    """Every third costs to make, every third to run, every third gives."""
    years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
    amounts = {
        code: {year: Decimal(1000 + 17 * number + int(code or 0) + year % 7) for year in years} for code in ["", *codes]
    }
    return LineData(tuple(Kind)[number % 3], f"Linje {number + 1}", amounts=amounts, source="Budget 2027")

"""Which pages are measured, and for whom. One row for each kind of user where the page differs between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.urls import resolve, reverse

from collaborations.models import Collaboration, Participation
from dashboards.portfolio import PortfolioFilter
from decisions.vocabulary import Scope
from finance.forms import CompareForm
from municipalities.models import Region
from phases.models import ChecklistItem
from phases.requirements import facts_of, next_requirements
from reports.models import Report
from scripts.bench.collaborations import LARGE, LONG, TYPICAL
from scripts.bench.nation import ADMINISTRATOR, BUSY, CONTACT, COORDINATOR, DIRECTOR

KINDS = {
    COORDINATOR: "koordinator",
    DIRECTOR: "direktør",
    CONTACT: "kontakt",
    ADMINISTRATOR: "administrator",
    BUSY: "koordinator med mange punkter",
}


@dataclass(frozen=True)
class Page:
    name: str
    email: str
    url: str

    def __post_init__(self):
        if unknown := unknown_parameters(self.url):
            raise ValueError(f"{self.url} may be measured without {', '.join(sorted(unknown))}: not known to be read.")

    @property
    def label(self) -> str:
        return f"{self.name}, {KINDS[self.email]}"


def unknown_parameters(url: str) -> set[str]:
    """Names in an address that its page would pass over in silence. Of the pages measured, two kinds read some."""
    address = urlsplit(url)
    known: Iterable[str] = ()
    if address.path == reverse("dashboards:portfolio"):
        known = {*PortfolioFilter.base_filters, "sorter", "side", "vis"}
    elif resolve(address.path).view_name == "finance:keys":
        known = CompareForm.base_fields
    return {name for name, _ in parse_qsl(address.query, keep_blank_values=True)}.difference(known)


def pages() -> list[Page]:
    """The same pages whatever the size of the nation: the first collaborations are always there."""
    first = Collaboration.objects.order_by("pk")
    typical, large, long = first[TYPICAL], first[LARGE], first[LONG]
    return [
        *_gathering_pages(),
        *_pages_of("9 municipalities", typical, COORDINATOR),
        *_pages_of("20 municipalities", large, COORDINATOR),
        Page("overview, 20 municipalities", DIRECTOR, large.get_absolute_url()),
        Page("overview, 20 municipalities", ADMINISTRATOR, large.get_absolute_url()),
        Page("history, 2,000 rows", COORDINATOR, reverse("collaborations:history", args=[long.slug])),
        *_common_pages(),
    ]


def _gathering_pages() -> list[Page]:
    portfolio, my_work = reverse("dashboards:portfolio"), reverse("dashboards:my_work")
    region = Region.objects.filter(municipalities__isnull=False).order_by("name").first()
    found = [Page("Mit arbejde", email, my_work) for email in KINDS if email != BUSY]
    # Of the largest municipality.
    found += [Page("dashboard", DIRECTOR, reverse("dashboards:director"))]
    found += [Page("portfolio", email, portfolio) for email in (COORDINATOR, DIRECTOR, ADMINISTRATOR)]
    for email in (DIRECTOR, ADMINISTRATOR):
        found += [
            Page("portfolio by phase and status", email, f"{portfolio}?fase=3&status=green"),
            Page("portfolio by word", email, f"{portfolio}?soeg=affald"),
            Page("portfolio by region and deadline", email, f"{portfolio}?region={region.pk}&frist=maaned"),
            Page("portfolio by deadline", email, f"{portfolio}?sorter=frist"),
            Page("portfolio by status", email, f"{portfolio}?sorter=status"),
            Page("portfolio by age of status", email, f"{portfolio}?alder=60&sorter=statusalder"),
            Page("portfolio on the map", email, f"{portfolio}?vis=kort"),
        ]
    return found


def _pages_of(size: str, collaboration: Collaboration, email: str) -> list[Page]:
    """Every page of one collaboration."""
    slug, phase = collaboration.slug, collaboration.phase
    item = ChecklistItem.objects.filter(
        collaboration=collaboration, template__phase__number=phase, municipality=None
    ).first()
    each = ChecklistItem.objects.filter(collaboration=collaboration, municipality__isnull=False).first()
    requirements = {row.template.check_name: row for row in next_requirements(facts_of(collaboration))}
    requirement = requirements.get("fact-per-municipality") or next(iter(requirements.values()))
    participation = Participation.objects.filter(collaboration=collaboration).select_related("municipality").last()
    report = Report.objects.filter(collaboration=collaboration).first()
    addresses = {
        "overview": collaboration.get_absolute_url(),
        "phase": reverse("phases:phase", args=[slug, phase]),
        "phase 1": reverse("phases:phase", args=[slug, 1]),
        "item": reverse("phases:item", args=[slug, phase, item.template.key]),
        "item of a municipality": reverse(
            "phases:item", args=[slug, each.template.phase.number, each.template.key, each.municipality.code]
        ),
        "requirement": requirement.page,
        "moving on": reverse("phases:advance", args=[slug]),
        "participants": reverse("collaborations:participants", args=[slug]),
        "one participant": reverse("collaborations:participation", args=[slug, participation.municipality.code]),
        "add participants": reverse("collaborations:add_participant", args=[slug]),
        "people": reverse("collaborations:people", args=[slug]),
        "facts": reverse("collaborations:facts", args=[slug]),
        "status": reverse("collaborations:status", args=[slug]),
        "history": reverse("collaborations:history", args=[slug]),
        "reports": reverse("reports:list", args=[slug]),
        "report's progress": reverse("reports:progress", args=[slug, report.pk]),
    }
    addresses |= _addresses_of_decisions(collaboration, participation.municipality.code)
    return [Page(f"{name}, {size}", email, url) for name, url in addresses.items()]


def _addresses_of_decisions(collaboration: Collaboration, code: str) -> dict[str, str]:
    slug, asked = collaboration.slug, collaboration.questions.filter(scope=Scope.EACH).first()
    found = {
        "decisions": reverse("decisions:matrix", args=[slug]),
        "writing down": reverse("decisions:record", args=[slug, code]),
        "who comes and goes": reverse("decisions:what_if", args=[slug]),
        "calendars": reverse("decisions:calendars", args=[slug]),
        "texts": reverse("decisions:texts", args=[slug]),
        "documents": reverse("collaborations:documents", args=[slug]),
    }
    if asked:  # before phase 4 nothing is
        found["question"] = reverse("decisions:question", args=[slug, asked.key])
        found["one answer"] = reverse("decisions:cell", args=[slug, asked.key, code])
    return found


def _common_pages() -> list[Page]:
    return [
        Page("process", DIRECTOR, reverse("phases:process")),
        Page("create", DIRECTOR, reverse("phases:create")),
        Page("profile", DIRECTOR, reverse("accounts:profile")),
        Page("help", DIRECTOR, reverse("accounts:help")),
        Page("users", ADMINISTRATOR, reverse("accounts:users")),
    ]

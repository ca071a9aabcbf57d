"""What stands in somebody's calendar: meetings, deadlines of decisions, points and status, and aims for a start.

Gathered in a number of queries that does not grow with the number of collaborations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from collaborations.models import Collaboration, Member, Participation, Representative
from common.formats import join_words
from decisions.standing import JOINT, Column, columns
from decisions.vocabulary import Body
from followup.areas import load_areas
from phases.deciding import participants_in
from phases.facts import Facts, load_facts, with_bases
from phases.models import ChecklistItem

SHOWN = 10  # on a page, until all are asked for; the calendar program gets them all


@dataclass(frozen=True)
class Entry:
    """A whole day in the calendar. `key` is the same each time that it is fetched; `path` is the page about it."""

    key: str
    date: dt.date
    title: str
    collaboration: str
    path: str


def entries_of(user: User, collaboration: Collaboration | None = None) -> list[Entry]:
    """What that person's calendar shows today, by date: of one collaboration, or of all that is the person's own.

    Of one it is everything that the collaboration's pages show. Of all it is what concerns the person: own points, and
    for who only belongs to a municipality that municipality's meetings. When the next status is due stands in it for
    those who write it, and when the next follow-up is for the members. What the person may not see today is left out.
    """
    everything = collaboration is not None
    rows = Collaboration.objects.visible_to(user).filter(pk=collaboration.pk) if everything else _own(user)
    found = {each.pk: each for each in with_bases(rows.select_related("organisation_type"))}
    points = ChecklistItem.objects.open().asked().filter(collaboration__in=found, due__isnull=False)
    entries = [*_points(points if everything else points.filter(owner=user), found), *_starts(found.values())]
    roles = _roles(user, found)
    entries += _statuses(each for pk, each in found.items() if Member.Role.COORDINATOR in roles.get(pk, ()))
    members = found if everything else roles
    entries += _follow_ups([each for pk, each in found.items() if pk in members])
    municipalities = frozenset() if everything else _municipalities(user)
    for facts in load_facts(found.values(), texts=False, without=("law", "waivers", "moves"), plans=True).values():
        # A member follows all municipalities, somebody from a municipality only that one.
        followed = None if facts.collaboration_id in members else municipalities
        entries += _decisions(facts, found[facts.collaboration_id], followed)
    return sorted(entries, key=lambda each: (each.date, each.collaboration, each.title))


def _own(user: User) -> QuerySet[Collaboration]:
    return Collaboration.objects.involving(user).order_by()


@dataclass(frozen=True)
class Coming:
    """What lies ahead: the first of it, or all, and how much there is."""

    entries: list[Entry]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.entries)


def coming_entries(user: User, collaboration: Collaboration | None = None, *, show_all: bool = False) -> Coming:
    """For a page. Without `show_all` the first."""
    today = timezone.localdate()
    ahead = [each for each in entries_of(user, collaboration) if each.date >= today]
    return Coming(ahead if show_all else ahead[:SHOWN], len(ahead))


def _roles(user: User, found: Collection[int]) -> dict[int, set[str]]:
    """What the user is as a member, by collaboration: one query."""
    roles: dict[int, set[str]] = {}
    rows = Member.objects.valid().filter(user=user, collaboration__in=found).order_by()
    for collaboration, role in rows.values_list("collaboration", "role"):
        roles.setdefault(collaboration, set()).add(role)
    return roles


def _municipalities(user: User) -> frozenset[int]:
    """Those that the user belongs to, everywhere or in one collaboration."""
    here = Representative.objects.valid().filter(user=user).order_by().values("participation")
    represented = Participation.objects.filter(pk__in=here).order_by().values_list("municipality", flat=True)
    return frozenset({role.municipality_id for role in user.current_municipality_roles} | set(represented))


def _points(points: QuerySet[ChecklistItem], found: dict[int, Collaboration]) -> Iterator[Entry]:
    rows = (
        points.order_by()
        .values_list("pk", "collaboration", "template__text", "template__key", "template__phase__number", "due")
        .annotate(place=F("municipality__name"), code=F("municipality__code"))
    )
    for pk, collaboration, text, key, phase, due, place, code in rows:
        of = found[collaboration]
        yield Entry(
            key=f"punkt-{pk}",
            date=due,
            title=_("Frist: %(text)s") % {"text": f"{text} ({place})" if place else text},
            collaboration=of.name,
            path=reverse("phases:item", args=[of.slug, phase, key, *([code] if code else [])]),
        )


def _starts(collaborations: Iterable[Collaboration]) -> Iterator[Entry]:
    for each in collaborations:
        if each.start_goal and not each.operating_from:
            yield Entry(f"start-{each.pk}", each.start_goal, _("Mål for start"), each.name, each.get_absolute_url())


def _statuses(collaborations: Iterable[Collaboration]) -> Iterator[Entry]:
    for each in collaborations:
        if each.status_due:
            path = reverse("collaborations:status", args=[each.slug])
            yield Entry(f"status-{each.pk}", each.status_due, _("Status skal være klar"), each.name, path)


def _follow_ups(collaborations: list[Collaboration]) -> Iterator[Entry]:
    areas = load_areas(collaborations) if collaborations else {}
    for of in collaborations:
        for subject, area in areas[of.pk].items():
            if area.due:
                said = _("Opfølgning: %(area)s") % {"area": area.label.lower()}
                yield Entry(
                    key=f"opfoelgning-{of.pk}-{subject}",
                    date=area.due,
                    title=_("Evaluering") if area.is_evaluation else said,
                    collaboration=of.name,
                    path=reverse("followup:board", args=[of.slug]),
                )


def _decisions(facts: Facts, collaboration: Collaboration, followed: Container[int] | None) -> Iterator[Entry]:
    """Meetings to come, and deadlines for what has not been decided. `followed` are municipalities; None is all."""
    places = {each.municipality_id: each for each in participants_in(facts)}
    stood = columns(facts.questions, list(places), facts.today)
    shown = [pk for pk in (JOINT, *places) if followed is None or pk is JOINT or pk in followed]
    path = reverse("decisions:matrix", args=[facts.slug])
    for (date, municipality, body), titles in _meetings(stood, shown).items():
        place = places.get(municipality)
        said = {
            "name": place.name if place else collaboration.name,
            "titles": join_words(titles),
            "body": Body(body).label.lower(),
        }
        yield Entry(
            key=f"moede-{facts.collaboration_id}-{place.code if place else 'faelles'}-{body}-{date:%Y%m%d}",
            date=date,
            title=_("%(name)s behandler %(titles)s i %(body)s") % said,
            collaboration=collaboration.name,
            path=path,
        )
    for date, titles in _deadlines(stood, shown).items():
        yield Entry(
            key=f"frist-{facts.collaboration_id}-{date:%Y%m%d}",
            date=date,
            title=_("Frist for at beslutte %(titles)s") % {"titles": join_words(titles)},
            collaboration=collaboration.name,
            path=path,
        )


def _meetings(stood: list[Column], shown: list[int | None]) -> dict[tuple[dt.date, int | None, str], list[str]]:
    found: dict[tuple[dt.date, int | None, str], list[str]] = {}
    for column in stood:
        for municipality in shown:
            cell = column.cell(municipality)
            for step in cell.coming if cell else ():
                found.setdefault((step.date, municipality, step.body), []).append(column.asked.title)
    return found


def _deadlines(stood: list[Column], shown: list[int | None]) -> dict[dt.date, list[str]]:
    """By day the questions that one of those shown has not decided."""
    found: dict[dt.date, list[str]] = {}
    for column in stood:
        if column.asked.deadline and any(municipality in column.missing for municipality in shown):
            found.setdefault(column.asked.deadline, []).append(column.asked.title)
    return found

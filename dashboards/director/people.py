"""Who to talk to, and where a collaboration hangs on one person, or on nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import MunicipalityRole, SystemRole, User
from collaborations.models import ACTIVE_STATES, Collaboration, Member, Representative
from common.formats import join_first, join_words
from dashboards.director.own import Own
from municipalities.models import Municipality
from phases.models import ChecklistItem

COORDINATOR, CONTRIBUTOR = Member.Role.COORDINATOR, Member.Role.CONTRIBUTOR
CONTACT = MunicipalityRole.Role.CONTACT


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    email: str


@dataclass(frozen=True)
class TalkTo:
    """The coordinators of a collaboration that is red or yellow, or red when it was followed up last."""

    collaboration: Collaboration
    coordinators: list[Person]
    is_red: bool


@dataclass(frozen=True)
class WeakSpot:
    """Where work stops if one person does, as a sentence. `person` is set where the reader may hand over that
    person's roles.
    """

    text: str
    person: int | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class People:
    """Those who work on each collaboration today: koordinatorer and bidragydere by its id, and both as pairs."""

    coordinators: dict[int, list[Person]]
    contributors: dict[int, list[Person]]
    writing: set[tuple[int, int]]  # collaboration and user


def load_people(collaborations: Collection[int]) -> People:
    by_role = {COORDINATOR: defaultdict(list), CONTRIBUTOR: defaultdict(list)}
    writing = set()
    rows = Member.objects.valid().filter(collaboration__in=collaborations, role__in=by_role, user__is_active=True)
    columns = ("collaboration", "role", "user", "user__name", "user__email")
    for collaboration, role, pk, name, email in rows.order_by("pk").values_list(*columns):
        by_role[role][collaboration].append(Person(pk, name or _("En inviteret person"), email))
        writing.add((collaboration, pk))
    return People(by_role[COORDINATOR], by_role[CONTRIBUTOR], writing)


def talk_to(own: Iterable[Own], people: People, red: Collection[int] = ()) -> list[TalkTo]:
    """`red` are the collaborations where the last follow-up was."""
    return [
        TalkTo(each.collaboration, people.coordinators.get(each.collaboration.pk, []), is_red)
        for each in own
        for is_red in [each.collaboration.current_status == "red" or each.collaboration.pk in red]
        if is_red or each.collaboration.current_status == "yellow"
    ]


def weak_spots(own: Iterable[Own], people: People, places: Collection[Municipality], *, reader: User) -> list[WeakSpot]:
    """What nobody has first. A reader who coordinates one of the collaborations may hand over what it is about."""
    own = [each for each in own if each.participants]
    names = {each.collaboration.pk: each.collaboration.name for each in own}
    return [
        *map(WeakSpot, _without_coordinator(names, people)),
        *map(WeakSpot, _without_contact(own, places)),
        *_owners_who_left(names, people, reader),
        *_alone(names, people, reader),
    ]


def _without_coordinator(names: dict[int, str], people: People) -> Iterator[str]:
    vacant = [name for pk, name in names.items() if not people.coordinators.get(pk)]
    if vacant:
        yield _("Ingen er koordinator for %(names)s.") % {"names": join_first(vacant, 3)}


def _may_hand_over(reader: User, collaborations: Iterable[int], people: People) -> bool:
    """As `handover.people_for` says it of somebody who has something in these."""
    coordinated = (people.coordinators.get(pk, ()) for pk in collaborations)
    return reader.is_administrator or any(reader.pk == each.pk for found in coordinated for each in found)


def _alone(names: dict[int, str], people: People, reader: User) -> Iterator[WeakSpot]:
    """One koordinator and no bidragyder: nobody else can write in it."""
    carried: dict[int, list[int]] = defaultdict(list)
    persons: dict[int, Person] = {}
    for pk in names:
        coordinators = people.coordinators.get(pk, [])
        if len(coordinators) == 1 and not people.contributors.get(pk):
            carried[coordinators[0].pk].append(pk)
            persons[coordinators[0].pk] = coordinators[0]
    for pk, found in sorted(carried.items(), key=lambda each: -len(each[1])):
        said = {"person": persons[pk].name, "names": join_first([names[each] for each in found], 3)}
        text = _("%(person)s er alene om %(names)s: eneste koordinator og ingen bidragydere.") % said
        yield WeakSpot(text, pk if _may_hand_over(reader, found, people) else None)


def _without_contact(own: list[Own], places: Collection[Municipality]) -> Iterator[str]:
    """A municipality for which nobody is kommunekontakt, in all its collaborations or in these."""
    everywhere = MunicipalityRole.objects.valid().filter(role=CONTACT, municipality__in=places, user__is_active=True)
    held = set(everywhere.values_list("municipality", flat=True))
    vacant = [place for place in places if place.pk not in held]
    if not vacant:
        return
    here = Representative.objects.valid().filter(
        role=CONTACT, participation__municipality__in=vacant, user__is_active=True
    )
    known = set(here.values_list("participation__collaboration", "participation__municipality"))
    for place in vacant:
        ours = [each.collaboration for each in own if place.pk in each.participants]
        missing = [each.name for each in ours if (each.pk, place.pk) not in known]
        if missing:
            said = {"place": place.name, "names": join_first(missing, 3)}
            yield _("%(place)s har ingen kommunekontakt i %(names)s.") % said


def _owners_who_left(names: dict[int, str], people: People, reader: User) -> Iterator[WeakSpot]:
    """Open points whose owner can not open the collaboration any more. Most owners write in it, who are known."""
    points = ChecklistItem.objects.open().filter(collaboration__in=names, owner__isnull=False).order_by()
    others = set(points.values_list("collaboration", "owner").distinct()) - people.writing
    if not others:
        return
    gone = points.asked().filter(owner__in={owner for _pk, owner in others})
    gone = gone.exclude(_may_open() & Q(owner__is_active=True))
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for pk, owner, name in gone.values_list("collaboration", "owner", "owner__name").distinct():
        found[owner, name or _("En inviteret person")].add(pk)
    for (owner, name), where in sorted(found.items(), key=lambda each: each[0][1]):
        said = {"person": name, "names": join_words(sorted(names[pk] for pk in where))}
        text = _("%(person)s har åbne punkter i %(names)s, men har ikke adgang længere.") % said
        yield WeakSpot(text, owner if _may_hand_over(reader, where, people) else None)


def _may_open() -> Q:
    """Of a point: has its owner access to the collaboration today? As `Collaboration.objects.visible_to` says it."""
    owner, collaboration = OuterRef("owner"), OuterRef("collaboration")
    member = Member.objects.valid().filter(user=owner, collaboration=collaboration)
    represents = Representative.objects.valid().filter(
        user=owner, participation__collaboration=collaboration, participation__state__in=ACTIVE_STATES
    )
    belongs = MunicipalityRole.objects.valid().filter(
        user=owner,
        municipality__participations__collaboration=collaboration,
        municipality__participations__state__in=ACTIVE_STATES,
    )
    administrator = SystemRole.objects.valid().filter(user=owner, role=SystemRole.Role.ADMINISTRATOR)
    return Q(Exists(member)) | Q(Exists(represents)) | Q(Exists(belongs)) | Q(Exists(administrator))

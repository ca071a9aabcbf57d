"""Eight collaborations, and people who may see some of them. What each is recognised by stands in `marks`.

| Word   | Odder              | Samsø    | Who else                                        |
|--------|--------------------|----------|-------------------------------------------------|
| ahorn  | takes part         | left     | koordinator, bidragyder, guest, a representative |
| birke  | is interested      | declined |                                                 |
| ceder  | is invited         |          |                                                 |
| ege    | declined           |          |                                                 |
| fyrre  | left               |          |                                                 |
| gran   |                    |          | only its own koordinator                        |
| hassel | takes part         |          | registered from a published source              |
| linde  |                    |          | a guest whose time was over yesterday           |

Each has a municipality and a koordinator of its own besides. The phases are 1 (ahorn, gran), 2 (birke), 3 (ceder),
4 (ege, linde), 5 (fyrre, hassel). There is no state in which a collaboration is closed or archived.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from calendars.services import make_feed
from collaborations.models import Collaboration
from dashboards.models import LastVisit, SavedView
from models_catalog import reference_data as catalogue
from municipalities.models import Municipality
from phases import reference_data as process
from tests import factories
from tests.leaks import contents
from tests.leaks.marks import INSIDE, NAME, STEMS

PHASES = {"ahorn": 1, "birke": 2, "ceder": 3, "ege": 4, "fyrre": 5, "gran": 1, "hassel": 5, "linde": 4}
# By collaboration the state of a municipality; what it was before stands first.
OF_ODDER = {
    "ahorn": ("participant",),
    "birke": ("interested",),
    "ceder": ("invited",),
    "ege": ("invited", "declined"),
    "fyrre": ("participant", "withdrawn"),
    "hassel": ("participant",),
}
OF_SAMSOE = {"ahorn": ("participant", "withdrawn"), "birke": ("invited", "declined")}

WHO = (
    "koordinator",
    "bidragyder",
    "gaest",
    "kontakt",
    "direktoer",
    "kommunelaeser",
    "repraesentant",
    "tidligere_kontakt",
    "tidligere_direktoer",
    "tidligere_kommunelaeser",
    "tidligere_gaest",
    "redaktoer",
    "administrator",
    "fremmed",
)


@dataclass
class Scene:
    """`ids` are, by collaboration, the ids and keys of its rows, for addresses. `secrets` are feeds' by person."""

    collaborations: dict[str, Collaboration] = field(default_factory=dict)
    ids: dict[str, dict] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    places: dict[str, Municipality] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)


def build() -> Scene:
    catalogue.load()
    process.load()
    scene = Scene()
    scene.places = {
        name: factories.make_municipality(name, code=code, population=population)
        for name, code, population in (("Odder", "727", 23_916), ("Samsø", "741", 3_672), ("Hedensted", "766", 47_710))
    }
    for stem in STEMS:
        _collaboration(scene, stem)
    _people(scene)
    contents.fill_cases(scene)
    for who, user in scene.people.items():
        LastVisit.objects.create(user=user, at=timezone.now(), before=timezone.now() - dt.timedelta(days=3))
        scene.secrets[who] = make_feed(user)
    return scene


def _collaboration(scene: Scene, stem: str) -> None:
    own = factories.make_municipality(f"{stem.capitalize()}by", population=10_000)
    coordinator = factories.make_user(f"{stem}{INSIDE}@example.org", name=f"Koordinator {stem.capitalize()}{INSIDE}")
    made = factories.make_collaboration(
        f"Fælles {stem}{NAME}",
        slug=f"faelles-{stem}{NAME}",
        purpose=f"Formål: {stem}{INSIDE}",
        initiator=own,
        coordinator=coordinator,
        phase=PHASES[stem],
        origin="source" if stem == "hassel" else "own",
        **contents.facts(stem),
    )
    for place, states in ((scene.places["Odder"], OF_ODDER.get(stem)), (scene.places["Samsø"], OF_SAMSOE.get(stem))):
        if states:
            _takes_part(made, place, states)
    scene.collaborations[stem], scene.places[stem] = made, own
    scene.ids[stem] = contents.fill(made, stem, own=own, odder=scene.places["Odder"], actor=coordinator)
    SavedView.objects.create(user=coordinator, name=f"Mit {stem}{INSIDE}", query=f"soeg={stem}{INSIDE}")


def _takes_part(collaboration: Collaboration, place: Municipality, states: tuple[str, ...]) -> None:
    today = timezone.localdate()
    row = factories.make_participation(collaboration, place, state=states[-1], since=today - dt.timedelta(days=30))
    for state in states[:-1]:
        factories.make_participation_change(row, state=state, date=today - dt.timedelta(days=90))


def _people(scene: Scene) -> None:
    """Names and addresses of these say nothing of any collaboration."""
    ahorn, linde = scene.collaborations["ahorn"], scene.collaborations["linde"]
    scene.people = people = {who: factories.make_user(f"{who}@example.org", name=who.capitalize()) for who in WHO}
    for who, role in (("koordinator", "coordinator"), ("bidragyder", "contributor"), ("gaest", "reader")):
        factories.make_member(ahorn, people[who], role)
    for prefix, place in (("", "Odder"), ("tidligere_", "Samsø")):
        for who, role in (("kontakt", "contact"), ("direktoer", "director"), ("kommunelaeser", "reader")):
            factories.make_municipality_role(people[f"{prefix}{who}"], scene.places[place], role)
    for stem, who in (("ahorn", people["repraesentant"]), ("birke", None)):
        factories.make_participation(scene.collaborations[stem], scene.places["Hedensted"])
        factories.make_representative(scene.collaborations[stem], scene.places["Hedensted"], who)
    factories.make_system_role(people["administrator"], "administrator")
    factories.make_system_role(people["redaktoer"], "editor")
    make_feed(people["tidligere_gaest"], linde)  # while the guest could
    # Points that nobody took over from those who left.
    for stem, who in (("linde", "tidligere_gaest"), ("fyrre", "kontakt"), ("ahorn", "tidligere_kontakt")):
        contents.own_point(scene.collaborations[stem], owner=people[who])
    ended = timezone.localdate() - dt.timedelta(days=1)
    began = ended - dt.timedelta(days=30)
    factories.make_member(linde, people["tidligere_gaest"], "reader", valid_from=began, valid_to=ended)

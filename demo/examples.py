"""The invented collaborations of `data/examples.yaml`: their story is played through the services, oldest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.models import Case
from cases.services import use_case
from collaborations.models import Collaboration
from collaborations.services import (
    describe_contribution,
    name_first_task,
    set_participation,
    set_status,
    update_facts,
)
from common.data_files import read_yaml
from decisions.services import add_question, save_meetings
from demo import appraising, deciding, following, granting, sharing
from demo.calendars import calendar_lines
from modelguide.services import save_guide_answer
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import Municipality
from phases.facts import SUPPORTING_STATES
from phases.models import ChecklistItem, ChecklistTemplateItem
from phases.services import advance, answer_item, start_collaboration

FILE = Path(__file__).resolve().parent / "data" / "examples.yaml"
Event = dict[str, Any]
AHEAD = ("due", "deadlines")  # days that lie ahead move by the day, what has happened by the week


def stories() -> list[Event]:
    """The file's collaborations, with their dates moved to where they lie when the story is told today."""
    content = read_yaml(FILE)
    days = (timezone.localdate() - content["told_on"]).days
    weeks = dt.timedelta(weeks=days // 7)
    return [_moved(story, past=weeks, due=dt.timedelta(days=days)) for story in content["collaborations"]]


def play(story: Event, *, municipalities: dict[str, Municipality], users: dict[str, User]) -> Collaboration:
    """Tell one of them through the services; the koordinator does what nobody else is named for."""
    player = _Player(story=story, municipalities=municipalities, users=users)
    for event in story["events"]:
        getattr(player, event["do"])(event, actor=users[event.get("by", "koordinator")], at=event["at"])
    return player.collaboration


def _moved(value, *, past: dt.timedelta, due: dt.timedelta):
    if isinstance(value, dict):
        moved = {key: _moved(each, past=due if key in AHEAD else past, due=due) for key, each in value.items()}
        return {**moved, "at": _moment(value["at"], past)} if "at" in value else moved
    if isinstance(value, list):
        return [_moved(each, past=past, due=due) for each in value]
    if isinstance(value, dt.date):
        return value + past
    return value.replace("§ ", "§\u00a0").strip() if isinstance(value, str) else value


def _moment(text: str, past: dt.timedelta) -> dt.datetime:
    """Danish time, moved by the calendar: what happened at seven stays at seven when the clocks are changed between."""
    return timezone.make_aware(dt.datetime.fromisoformat(text) + past)


@dataclass
class _Player:
    """One method for each kind of event."""

    story: Event
    municipalities: dict[str, Municipality]
    users: dict[str, User]
    collaboration: Collaboration | None = None
    items: dict[str, ChecklistTemplateItem] = field(default_factory=dict)

    def start(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        self.collaboration = start_collaboration(
            name=self.story["name"],
            purpose=self.story["purpose"],
            initiator=self.municipalities[self.story["initiator"]],
            actor=actor,
            origin=Collaboration.Origin.EXAMPLE,
            at=at,
        )
        version = self.collaboration.process.version
        self.items = {item.key: item for item in ChecklistTemplateItem.objects.filter(phase__version=version)}

    def participation(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        for name in event.get("municipalities") or [event["municipality"]]:
            municipality = self.municipalities[name]
            set_participation(
                self.collaboration,
                municipality=municipality,
                state=event["state"],
                date=timezone.localdate(at),
                reason=event.get("reason", ""),
                actor=actor,
                on_behalf_of=self._on_behalf_of(municipality, actor),
                at=at,
            )

    def facts(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        changes = {name: event[name] for name in ("demarcation", "start_goal") if name in event}
        if "organisation_type" in event:
            changes["organisation_type"] = OrganisationType.objects.get(key=event["organisation_type"])
        if "cooperation_models" in event:
            found = CollaborationModel.objects.filter(key__in=event["cooperation_models"])
            changes["cooperation_models"] = list(found)
        if "host" in event:
            changes["host"] = self.municipalities[event["host"]]
        self.collaboration.refresh_from_db()
        self.collaboration = update_facts(
            self.collaboration,
            changes=changes,
            drivers=event.get("drivers"),
            expectations=event.get("expectations"),
            version=self.collaboration.version,
            actor=actor,
            at=at,
        )

    def role(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        for name in event.get("municipalities") or [event["municipality"]]:
            municipality = self.municipalities[name]
            participation = self.collaboration.participations.get(municipality=municipality)
            describe_contribution(
                participation,
                text=event["text"],
                version=participation.version,
                actor=actor,
                on_behalf_of=self._on_behalf_of(municipality, actor),
                at=at,
            )

    def answer(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        for key in event["items"]:
            for municipality in self._answering(event):
                self._answer(self.items[key], municipality, event, actor=actor, at=at)

    def form_test(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"yes": event.get("yes_to", ()), "note": event["note"]}
        deciding.answer_form_test(self.collaboration, **said, actor=actor, at=at)

    def guide(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"answers": event["answers"], "note": event["note"]}
        save_guide_answer(self.collaboration, **said, actor=actor, at=at)

    def questions(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        """What the municipalities decide: of the standard set, and the collaboration's own."""
        self.collaboration.refresh_from_db()
        deciding.ask(self.collaboration, event["keys"], actor=actor, at=at)
        for own in event.get("own", []):
            round_ = self.collaboration.rounds.get(position=own.pop("round") - 1)
            add_question(self.collaboration, round=round_, scope="each", actor=actor, at=at, **own)
        for place, deadline in event.get("deadlines", {}).items():
            deciding.set_deadline(self.collaboration, place, deadline, actor=actor, at=at)

    def publish(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"changes": event.get("changes"), "note": event.get("note", "")}
        for kind in event.get("kinds", ["statutes"]):
            deciding.publish(self.collaboration, kind, **said, actor=actor, at=at)

    def decide(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {name: event[name] for name in ("outcome", "remark", "version") if name in event}
        for name, date in event["dates"].items():
            for key in event["keys"]:
                place = self.municipalities[name]
                deciding.decide(self.collaboration, key, place, date=date, actor=actor, at=at, **said)

    def plan(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        for name, date in event["dates"].items():
            place = self.municipalities[name]
            deciding.plan(self.collaboration, event["keys"], place, date, actor=actor, at=at)

    def count(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        about = {name: event[name] for name in ("name", "unit", "date", "source")}
        values = {self.municipalities[name]: value for name, value in event["values"].items()}
        sharing.count(self.collaboration, **about, values=values, actor=actor, at=at)

    def key(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        names = ("name", "regulation", "source", "parts", "without_start_capital")
        about = {name: event[name] for name in names if name in event}
        sharing.make_key(self.collaboration, **about, actor=actor, at=at)

    def propose_key(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"amount": event.get("amount"), "year": event["year"], "note": event.get("note", "")}
        sharing.propose(self.collaboration, event["key"], **said, actor=actor, at=at)

    def case(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        """In figures where it has lines, otherwise in words."""
        made = {"approved_on": timezone.localdate(at), "actor": actor, "at": at}
        if "lines" in event:
            said = {name: event[name] for name in ("lines", "gains", "details", "key", "approved_as")}
            appraising.appraise(self.collaboration, **said, **made)
        else:
            said = {name: event[name] for name in ("description", "reason", "gains", "approved_as")}
            appraising.describe(self.collaboration, **said, **made)

    def go_on(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        appraising.go_on(self.collaboration, actor=actor, at=at)

    def use_case(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"note": event["note"], "version": 0, "actor": actor, "at": at}
        use_case(Case.objects.get(slug=event["case"]), collaboration=self.collaboration, **said)

    def grant(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        about = {name: event[name] for name in ("year", "date", "kind", "link", "note") if name in event}
        for name, amount in event["amounts"].items():
            granting.grant(self.collaboration, self.municipalities[name], amount, **about, actor=actor, at=at)

    def take_back_grant(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        place = self.municipalities[event["municipality"]]
        granting.take_back(self.collaboration, place, event["year"], reason=event["reason"], actor=actor, at=at)

    def calendars(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        rules = {body: tuple(rule) for body, rule in event["bodies"].items()}
        for number, name in enumerate(event["municipalities"]):
            lines = calendar_lines(timezone.localdate(at), event["months"], rules, shift=number)
            place = self.municipalities[name]
            save_meetings(self.collaboration, municipality=place, lines=lines, actor=actor, at=at)

    def follow_up_plan(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        following.plan(self.collaboration, event, actor=actor, at=at)

    def tools(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        following.tools(self.collaboration, event, actor=actor, at=at)

    def key_figure(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        following.key_figure(self.collaboration, event, self.municipalities, actor=actor, at=at)

    def first_task(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        said = {"title": event["title"], "responsible": event["responsible"], "date": event["due"]}
        name_first_task(self.collaboration, **said, actor=actor, at=at)

    def advance(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        self.collaboration = advance(self.collaboration, actor=actor, at=at)

    def status(self, event: Event, *, actor: User, at: dt.datetime) -> None:
        set_status(self.collaboration, status=event["status"], reason=event["reason"], actor=actor, at=at)

    def _answer(
        self,
        template: ChecklistTemplateItem,
        municipality: Municipality | None,
        event: Event,
        *,
        actor: User,
        at: dt.datetime,
    ) -> None:
        existing = self.collaboration.checklist.filter(template=template, municipality=municipality).first()
        state = event.get("state", ChecklistItem.State.DONE)
        answer_item(
            self.collaboration,
            template=template,
            municipality=municipality,
            state=state,
            owner=self.users[event["owner"]] if "owner" in event else actor,
            due=event.get("due"),
            note=event.get("note", ""),
            reason=event.get("reason", ""),
            version=existing.version if existing else 0,
            actor=actor,
            at=at,
        )

    def _answering(self, event: Event) -> list[Municipality | None]:
        wanted = event.get("municipalities")
        if wanted is None:
            return [None]
        if wanted == "all":
            found = self.collaboration.participations.filter(state__in=SUPPORTING_STATES)
            return [each.municipality for each in found.select_related("municipality")]
        return [self.municipalities[name] for name in wanted]

    def _on_behalf_of(self, municipality: Municipality, actor: User) -> Municipality | None:
        """A kommunekontakt speaks for the own municipality, the koordinator for the collaboration."""
        return None if actor == self.users["koordinator"] else municipality

"""The twelve real collaborations of `data/collaborations.yaml`, registered as of their newest source.

Nobody coordinates them: they are for reading, have no deadlines and are never anybody's work.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.utils import timezone

from accounts.models import User
from collaborations.models import ActivityEntry, Collaboration, Member, ParticipationState
from collaborations.services import (
    add_external_party,
    add_member,
    record_activity,
    set_participation,
    update_facts,
)
from common.data_files import read_yaml
from decisions.vocabulary import Body
from demo.deciding import ask, decide
from models_catalog.models import CollaborationModel, OrganisationType
from municipalities.models import Municipality
from phases.services import register_existing

FILE = Path(__file__).resolve().parent / "data" / "collaborations.yaml"
Case = dict[str, Any]


def cases() -> list[Case]:
    """The file's collaborations, with the short names of the sources written out."""
    content = read_yaml(FILE)
    return [_with_sources(case, content["sources"]) for case in content["collaborations"]]


def register(case: Case, *, municipalities: dict[str, Municipality], reader: User) -> Collaboration:
    """Write one of them down through the services, and let `reader` read it."""
    members, initiator = _members(case), case.get("initiator")
    collaboration = register_existing(
        name=case["name"],
        slug=case["slug"],
        purpose=case["purpose"],
        initiator=municipalities[initiator] if initiator else None,
        **_beginning(members[initiator] if initiator else []),
        phase=case["phase"],
        as_of=case["as_of"],
        source=case["source"],
        actor=None,
        origin=Collaboration.Origin.SOURCE,
    )
    _add_participants(collaboration, initiator, members, municipalities)
    collaboration = _add_facts(collaboration, case, municipalities)
    for party in case.get("parties", []):
        add_external_party(
            collaboration,
            kind=party["kind"],
            name=party["name"],
            contribution=party.get("contribution", ""),
            date=party["from"],
            actor=None,
        )
    _add_decisions(collaboration, case, municipalities)
    for line in case.get("history", []):
        kind = ActivityEntry.Kind(line["kind"])
        record_activity(collaboration, kind=kind, text=line["text"], actor=None, at=_noon(line["date"]))
    add_member(collaboration, user=reader, role=Member.Role.READER, actor=None)
    return collaboration


def _with_sources(value, sources: dict[str, str]):
    if isinstance(value, dict):
        return {key: _with_sources(each, sources) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_sources(each, sources) for each in value]
    # "§ " is tied to its number, so that they never stand on two lines.
    return value.format(**sources).strip().replace("§ ", "§\u00a0") if isinstance(value, str) else value


def _members(case: Case) -> dict[str, list[Case]]:
    """Municipality to its changes, oldest first."""
    alike = case.get("participants_alike", {"municipalities": [], "changes": []})
    members = dict.fromkeys(alike["municipalities"], alike["changes"])
    members.update({each["municipality"]: each["changes"] for each in case.get("participants", [])})
    return members


def _beginning(changes: list[Case]) -> dict[str, Any]:
    """When the initiating municipality came to take part; nothing where no source says which that is."""
    for change in changes:
        if change["state"] == ParticipationState.PARTICIPANT:
            return {
                "initiator_since": change["date"],
                "initiator_reason": change["reason"],
                "initiator_source": change["source"],
            }
    return {}


def _add_participants(
    collaboration: Collaboration,
    initiator: str | None,
    members: dict[str, list[Case]],
    municipalities: dict[str, Municipality],
) -> None:
    for name, changes in members.items():
        for change in changes:
            if name == initiator and change["state"] == ParticipationState.PARTICIPANT:
                continue  # written when the collaboration was
            set_participation(
                collaboration,
                municipality=municipalities[name],
                state=change["state"],
                date=change["date"],
                reason=change["reason"],
                source=change["source"],
                actor=None,
            )


def _add_facts(collaboration: Collaboration, case: Case, municipalities: dict[str, Municipality]) -> Collaboration:
    changes = {
        "demarcation": case["demarcation"],
        "organisation_type": OrganisationType.objects.get(key=case["organisation_type"]),
        "cooperation_models": list(CollaborationModel.objects.filter(key__in=case["cooperation_models"])),
        "host": municipalities[case["host"]] if "host" in case else None,
        "founded_on": case.get("founded_on"),
        "operating_from": case.get("operating_from"),
        "declared_member_count": case.get("declared_member_count"),
        "declared_member_note": case.get("declared_member_note", ""),
    }
    return update_facts(
        collaboration, changes=changes, drivers=case["drivers"], version=collaboration.version, actor=None
    )


def _add_decisions(collaboration: Collaboration, case: Case, municipalities: dict[str, Municipality]) -> None:
    """What the source says was decided, by whom and when; nothing is asked that it does not tell of."""
    for fact in case.get("facts", []):
        ask(collaboration, [fact["key"]], with_texts=False, actor=None)
        for name in fact["municipalities"]:
            decide(
                collaboration,
                fact["key"],
                municipalities[name],
                date=fact["date"],
                remark=fact["note"],
                body=fact.get("body", Body.COUNCIL),
                source=fact["source"],
                actor=None,
            )


def _noon(day: dt.date) -> dt.datetime:
    """The hour is not known; noon is the same day everywhere in Denmark, summer and winter."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

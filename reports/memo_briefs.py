"""What a direktion must read of an answer in the model guide: two pages, and the rest stands in the annex. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

MOST_POINTS = 3  # for and against a model; fewer where there are many models, so that all fit
FEW_POINTS, FEW_MODELS = 2, 2
LONGEST_NOTE = 300  # characters; a longer one stands in the annex
MOST_TO_CLARIFY = 8

Told = Mapping[str, Any]


@dataclass(frozen=True)
class BriefModel:
    """A model that the answers point at. What the answers say stands first, so it is what stays."""

    name: str
    forms: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True)
class Brief:
    question: str
    answered: tuple[tuple[str, str], ...]  # questions with what was answered
    models: tuple[BriefModel, ...]
    clarify: tuple[str, ...]
    conditions_lead: str
    conditions: tuple[str, ...]  # what the models demand: nobody has said yet that it is so
    next_steps: tuple[str, ...]


def is_long(note: str) -> bool:
    """Has the note no room on the two pages?"""
    return len(note) > LONGEST_NOTE or note.count("\n") > 3


def brief_of(told: Told) -> Brief:
    """Of what was kept, so that it is the same next year."""
    rows = [row for group in told["groups"] for row in group["rows"]]
    said, demands = _to_discuss(told), _demands(told)
    points = MOST_POINTS if len(told["models"]) <= FEW_MODELS else FEW_POINTS
    return Brief(
        question=_(
            "Hvad taler for og imod de måder, kommunerne kan arbejde sammen på? Drøft, om svarene passer til jer, og "
            "hvad der skal afklares, før I går videre. Notatet peger ikke på én løsning."
        ),
        answered=tuple((row["text"], row["answer"]) for row in rows if row["answer"]),
        models=tuple(_model(each, points) for each in told["models"]),
        clarify=tuple(_first(said, MOST_TO_CLARIFY)),
        conditions_lead=_("Samarbejdet kræver det her. Afklar, om det er på plads:"),
        conditions=tuple(_first(demands, max(0, MOST_TO_CLARIFY - len(said)))),
        next_steps=tuple(_next_steps(told)),
    )


def _model(model: Told, most: int) -> BriefModel:
    return BriefModel(
        name=model["name"],
        forms=" ".join(model["forms"]),
        speaks_for=tuple(_first(model["speaks_for"], most)),
        speaks_against=tuple(_first(model["speaks_against"], most)),
    )


def _to_discuss(told: Told) -> Sequence[str]:
    """What contradicts itself first, then what is unusual, once each."""
    return list(dict.fromkeys([*told["contradictions"], *told["remarks"], *told["unusual"]]))


def _demands(told: Told) -> Sequence[str]:
    """What the models demand, the first of each model first."""
    of_models = [model["demands"] for model in told["models"]]
    return list(dict.fromkeys(each[place] for place in range(MOST_POINTS) for each in of_models if place < len(each)))


def _next_steps(told: Told) -> list[str]:
    steps = []
    if told["contradictions"]:
        steps.append(_("Bliv enige om de svar, der modsiger hinanden."))
    if told["missing"]:
        said = {"count": len(told["missing"])}
        steps.append(_("Svar på det, der mangler: %(count)d spørgsmål. De står i bilaget.") % said)
    if told["models"]:
        steps.append(_("Drøft, om det, der taler imod, kan løses. Aftal, hvem der undersøger det."))
    else:
        steps.append(_("Bliv enige om, hvad I vil opnå sammen."))
    steps.append(_("Undersøg, hvad loven kræver af den organisering, I har i tankerne. Reglerne står i bilaget."))
    return steps


def _first(texts: Iterable[str], most: int) -> list[str]:
    return list(texts)[:most]

"""What a point of the checklist is about, in the topics that the lessons of cases are filed under. Pure."""

from __future__ import annotations

from cases.learning import MOST_CASES
from common.danish import search_key
from phases.models import ChecklistTemplateItem

Group = ChecklistTemplateItem.Group
# What the group of a point is about, where its own words say nothing more exact.
TOPICS_OF_GROUP = {
    Group.POLITICS: frozenset({"politik", "ledelsesopbakning"}),
    Group.ECONOMY: frozenset({"økonomi"}),
    Group.LAW: frozenset({"jura", "aftale"}),
    Group.ORGANISATION: frozenset({"styring", "medarbejdere"}),
    Group.CONTENT: frozenset({"afgrænsning", "resultater"}),
}
# The beginnings of words that speak of a topic. A point may speak of several.
WORDS_OF_TOPICS = {
    "afgrænsning": ("afgræns", "område", "formål", "projekt"),
    "aftale": ("aftale", "hensigtserklæring", "vedtægt"),
    "borgere": ("borger", "service"),
    "data": ("data",),
    "engagement": ("engager", "involver"),
    "jura": ("vedtægt", "jura", "juridisk", "lov"),
    "kommunikation": ("kommunik", "informer", "orient", "høring"),
    "kompetencer": ("kompetence",),
    "kultur": ("kultur",),
    "ledelsesopbakning": ("direktion", "ledelse", "opbakning", "topled"),
    "leverandører": ("leverandør", "udbud", "kontrakt"),
    "medarbejdere": ("medarbejder", "ansæt", "ansat", "bemand"),
    "partnervalg": ("partner", "deltagere", "inviter"),
    "politik": ("politi", "byråd", "kommunalbestyrelse", "udvalg"),
    "resultater": ("mål", "gevinst", "evaluer", "resultat", "kvalitet"),
    "styring": ("organiser", "styregruppe", "bestyrelse", "sekretariat", "rolle"),
    "teknik": ("tekn", "system"),
    "tid": ("tid", "plan", "frist"),
    "tillid": ("forventning", "enighed", "konsensus", "tillid"),
    "økonomi": ("økonomi", "business", "nøgle", "fordelingsnøgle", "kapital", "startkapital", "bevilling"),
}
_BEGINNINGS = [(search_key(word), topic) for topic, words in WORDS_OF_TOPICS.items() for word in words]


def topics_of(item: ChecklistTemplateItem) -> frozenset[str]:
    """Topics that the words of the point speak of; those of its group where they speak of none."""
    words = search_key(item.text).replace("é", "e").split()
    named = {topic for start, topic in _BEGINNINGS if any(word.startswith(start) for word in words)}
    return frozenset(named) or TOPICS_OF_GROUP[Group(item.group)]


def help_on(item: ChecklistTemplateItem, *, has_cases: bool) -> list[dict]:
    """The point's advice and what to watch. What other collaborations learned goes along only where no case of the
    catalogue says it better, and then once of each and of three at most."""
    said = [entry for entry in item.help if entry["kind"] != "case"]
    told = {entry["title"]: entry for entry in reversed(item.help) if entry["kind"] == "case"}
    return said if has_cases else [*said, *list(reversed(told.values()))[:MOST_CASES]]

"""What a point of the checklist is about, in the topics that the lessons of cases are filed under. Pure."""

from __future__ import annotations

from common.danish import search_key
from phases.models import ChecklistTemplateItem

Group = ChecklistTemplateItem.Group
# What the group of a point is about, where its own words say nothing more exact.
TOPICS_OF_GROUP = {
    Group.POLITICS: frozenset({"politik", "ledelsesopbakning"}),
    Group.ECONOMY: frozenset({"økonomi"}),
    Group.LAW: frozenset({"jura"}),
    Group.ORGANISATION: frozenset({"styring", "medarbejdere"}),
    Group.CONTENT: frozenset({"afgrænsning", "kvalitet"}),
}
# A word of the point, or a part of one, and the topic that it speaks of.
TOPICS_OF_WORDS = {
    "direktion": "ledelsesopbakning",
    "ledelse": "ledelsesopbakning",
    "opbakning": "ledelsesopbakning",
    "politi": "politik",
    "byråd": "politik",
    "kommunalbestyrelse": "politik",
    "vedtægt": "jura",
    "medarbejder": "medarbejdere",
    "ansæt": "medarbejdere",
    "kompetence": "medarbejdere",
    "økonomi": "økonomi",
    "business case": "økonomi",
    "nøgle": "økonomi",
    "kapital": "økonomi",
    "gevinst": "økonomi",
    "leverandør": "leverandører",
    "udbud": "leverandører",
    "kontrakt": "leverandører",
    "kommunikation": "kommunikation",
    "informer": "kommunikation",
    "orient": "kommunikation",
    "afgræns": "afgrænsning",
    "område": "afgrænsning",
    "formål": "afgrænsning",
    "forventning": "tillid",
    "enighed": "tillid",
    "tillid": "tillid",
    "tid": "tid",
    "plan": "tid",
    "organisering": "styring",
    "styregruppe": "styring",
    "mål": "kvalitet",
    "kvalitet": "kvalitet",
    "teknologi": "data",
    "system": "data",
}


def topics_of(item: ChecklistTemplateItem) -> frozenset[str]:
    """Topics that the words of the point speak of; those of its group where they speak of none."""
    text = search_key(item.text)
    named = frozenset(
        topic
        for word, topic in TOPICS_OF_WORDS.items()
        if search_key(word) in text.split() or (len(word) > 4 and search_key(word) in text)
    )
    return named or TOPICS_OF_GROUP[Group(item.group)]

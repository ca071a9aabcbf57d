"""Version 2 of the process, as collaborations still follow it: what version 3 has changed, put back."""

from __future__ import annotations

import copy

from phases.process import Process
from phases.reference_data import read_file, read_process

NEW = {(4, "key-chosen"), (4, "start-capital"), (4, "business-case"), (5, "appropriations")}
OLD = (
    {
        "before": 4,
        "key": "economy-principles",
        "title": "Økonomien er lagt fast",
        "explanation": "Vær enige om, hvordan I deler udgifterne, før nogen skal sige endeligt ja.",
        "check": "item-done",
        "parameters": {
            "items": ["k2"],
            "missing": "Fordelingsnøgle, kontingent og startkapital er ikke lagt fast.",
            "met": "Økonomien er lagt fast.",
        },
        "source": "Procesvejledning (2016), afsnit 2.3",
    },
    {
        "before": 4,
        "key": "gains",
        "title": "Gevinsterne er beskrevet",
        "explanation": "Beskriv gevinsterne i ord, eller regn på dem. Begge dele er i orden.",
        "check": "item-done",
        "parameters": {
            "items": ["k6", "k11"],
            "missing": "Gevinsterne er hverken beskrevet i ord eller regnet ud.",
            "met": "Gevinsterne er beskrevet.",
        },
        "source": "Procesvejledning (2016), afsnit 2.3",
    },
    {
        "before": 5,
        "key": "appropriation",
        "title": "Der er bevilling, hvor der er en udgift fra start",
        "explanation": "Intet må sættes i gang, før pengene er bevilget.",
        "check": "fact-per-municipality",
        "parameters": {
            "facts": ["appropriation", "no-start-cost"],
            "labels": {"appropriation": "Bevilling er givet", "no-start-cost": "Ingen udgift fra start"},
            "missing": "Svar om bevilling mangler fra {names}.",
            "unrecorded": "Det er ikke registreret, om {names} gav bevilling, før samarbejdet begyndte.",
            "met": "Bevilling er på plads i {names}, senest {date}.",
        },
        "waivable": False,
        "legal_rule": "appropriation",
        "source": "Kommunestyrelsesloven § 40",
    },
)


def process_2() -> Process:
    data = copy.deepcopy(read_file()) | {"number": 2}
    items = data["phases"][2]["items"]
    items[:] = [each for each in items if each["key"] != "x-key"]
    by_key = {each["key"]: each for each in items}
    by_key["k2"]["text"] = "Læg økonomien fast: fordelingsnøgle, kontingent og startkapital"
    by_key["k2"]["clarifies"] = ["Fordelingsnøgle", "Kontingent og startkapital"]
    del by_key["k6"]["requirement"]
    kept = [each for each in data["requirements"] if (each["before"], each["key"]) not in NEW]
    data["requirements"] = [*kept, *copy.deepcopy(OLD)]
    return read_process(data)

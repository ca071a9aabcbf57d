"""From a snapshot to what the templates of the paper print. Pure: the same snapshot gives the same paper next year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from collaborations.participants import participants_map
from common.charts.tile_map import Place, TileMap
from common.formats import MONTHS, NBSP, UNKNOWN, counted, join_words, kroner, long_date, number
from reports.rendering import Paper, html_to_pdf

# Names under which the snapshot writes a day and a moment; everything else stays text.
DAYS = {"date", "since", "due", "from", "to", "last_checked", "start_goal", "founded_on", "operating_from"}
DAYS |= {"phase_since", "as_of", "on", "approved_on"}
MOMENTS = {"taken_at", "set_at", "at", "recorded_at", "created_at", "data_at", "written_at", "since_at", "added_at"}


@dataclass(frozen=True)
class Mark:
    """Shape, colour and word of a status."""

    icon: str
    colour: str
    word: str


def draw(snapshot: dict, places: Iterable[Place]) -> Paper:
    """The status report as a PDF. `places` is the ground of the schematic map: all municipalities."""
    html = render_to_string("reports/pdf/status.html", paper_context(snapshot, places))
    return html_to_pdf(html, css=render_to_string("reports/pdf/paper.css", {"title": _("Statusrapport")}))


def paper_context(snapshot: dict, places: Iterable[Place]) -> dict:
    paper = revive({name: value for name, value in snapshot.items() if name not in ALL_OF_IT})
    requirements = requirement_groups(paper["requirements"], paper["phase"])
    return {
        "paper": paper,
        "status": status_mark(paper["status"]),
        "conclusion_icon": STATUS_ICONS[paper["conclusion"]["colour"]],
        "next_requirements": next((group for group in requirements if group["is_next"]), None),
        "owed": [{**row, "mark": Mark("stop", "red", _("Mangler"))} for row in paper["owed"]],
        "other_requirements": [group for group in requirements if not group["is_next"]],
        "checklist": [phase_checklist(phase, paper["phase"]) for phase in paper["checklist"]],
        "shares": shares(paper.get("economy")),
        "municipalities": counted(len(members(paper)), _("kommune"), _("kommuner")),
        "next_steps": [{**step, "who": who(step["who"], paper)} for step in paper["next_steps"]],
        "participants": [participant for participant in paper["participants"] if participant["is_active"]],
        "former": [participant for participant in paper["participants"] if not participant["is_active"]],
        "map": map_of(paper, places),
        "facts": facts(paper),
        "moves": [{**move, "text": move_text(move)} for move in paper["transitions"]],
        "months": months(paper["activity"]),
        "legal": legal_sources([*paper["requirements"], *paper["owed"]]),
    }


def revive(value):
    """The snapshot with its days and moments as dates again; JSON has none."""
    if isinstance(value, list):
        return [revive(each) for each in value]
    if isinstance(value, dict):
        return {name: _revived(name, each) for name, each in value.items()}
    return value


def _revived(name: str, value):
    if isinstance(value, str) and value:
        if name in DAYS:
            return dt.date.fromisoformat(value)
        if name in MOMENTS:
            return dt.datetime.fromisoformat(value)
    return revive(value)


## Status


STATUS_ICONS = {"green": "ok", "yellow": "warning", "red": "stop", "grey": "unknown"}


def status_mark(status: dict) -> Mark:
    """The same words as on the page."""
    words = {
        "green": _("Grøn: følger planen"),
        "yellow": _("Gul: kræver opmærksomhed"),
        "red": _("Rød: kræver en ny beslutning"),
        "grey": _("Grå: ikke vurderet"),
    }
    word = words[status["shown"]]
    if status["is_stale"]:
        word = _("Grå: ikke opdateret i {days} dage").format(days=status["age_days"])
    return Mark(STATUS_ICONS[status["shown"]], status["shown"], word)


## Requirements


def requirement_groups(requirements: list[dict], phase: int) -> list[dict]:
    """The requirements by the phase that they stand before, with how many of those that block are met."""
    return [
        _requirement_group(before, list(rows), phase)
        for before, rows in groupby(requirements, key=lambda row: row["before_phase"])
    ]


def _requirement_group(before: int, rows: list[dict], phase: int) -> dict:
    blocking = [row for row in rows if row["blocking"]]
    return {
        "before_phase": before,
        "is_next": before == phase + 1,
        "met": sum(row["met"] for row in blocking),
        "total": len(blocking),
        "rows": [{**row, "mark": requirement_mark(row, is_behind=before <= phase)} for row in rows],
    }


def requirement_mark(requirement: dict, *, is_behind: bool) -> Mark:
    """Before a phase that has begun already nothing is missing any more: it is not known whether it was there."""
    if requirement["met"]:
        return Mark("ok", "green", _("Opfyldt"))
    if requirement["waived"]:
        return Mark("none", "yellow", _("Fraveget"))
    if not requirement["blocking"]:
        return Mark("info", "blue", _("Husk"))
    if is_behind:
        return Mark("unknown", "grey", _("Ikke oplyst"))
    return Mark("open", "grey", _("Mangler"))


def legal_sources(requirements: Iterable[dict]) -> list[dict]:
    """Each source of law that a requirement leans on, once."""
    sources = {(rule["basis"], rule["source"]): rule for row in requirements if (rule := row["legal"])}
    return list(sources.values())


## Checklist


ITEM_MARKS = {
    "done": ("ok", "green"),
    "started": ("started", "blue"),
    "open": ("open", "grey"),
    "not-relevant": ("none", "grey"),
}


def phase_checklist(phase: dict, current_phase: int) -> dict:
    """One phase's checklist: a table of what somebody has in hand, and a brief list of what is settled or far off.

    In the current phase everything stands in the table.
    """
    number = phase["phase"]
    rows = [_item_row(list(items)) for _key, items in groupby(phase["items"], key=lambda item: item["key"])]
    in_table = [row for row in rows if number == current_phase or not _is_brief(row, number > current_phase)]
    return {
        **phase,
        "is_untouched": number > current_phase and all(item["state"] == "open" for item in phase["items"]),
        "groups": [(label, list(group)) for label, group in groupby(in_table, key=lambda row: row["group_label"])],
        "brief": [row for row in rows if row not in in_table],
    }


def _is_brief(row: dict, is_ahead: bool) -> bool:
    if row["owner"] or row["due"]:
        return row["state"] in ("done", "not-relevant")
    return is_ahead or row["state"] != "started"


def _item_row(items: list[dict]) -> dict:
    """One row of the table. What each municipality answers for itself is gathered under the activity."""
    first = items[0]
    if not first["municipality"]:
        return {**first, "mark": _item_mark(first["state"], first["state_label"]), "lines": _item_lines([first])}
    state = items[0]["state"] if len({item["state"] for item in items}) == 1 else "started"
    done = sum(item["state"] == "done" for item in items)
    word = first["state_label"] if state != "started" else _("{done} af {total}").format(done=done, total=len(items))
    return {
        **first,
        "state": state,
        "owner": "",
        "due": min((item["due"] for item in items if item["due"]), default=None),
        "mark": _item_mark(state, word),
        "lines": _municipality_lines(items) + _item_lines(items),
    }


def _item_mark(state: str, word: str) -> Mark:
    return Mark(*ITEM_MARKS[state], word)


def _municipality_lines(items: list[dict]) -> list[str]:
    by_state: dict[str, list[str]] = {}
    for item in items:
        by_state.setdefault(item["state_label"], []).append(item["municipality"])
    return [f"{label}: {join_words(names)}" for label, names in by_state.items()]


def _item_lines(items: list[dict]) -> list[str]:
    lines = []
    for item in items:
        for text in (item["reason"], item["note"]):
            if text:
                lines.append(f"{item['municipality']}: {text}" if item["municipality"] else text)
    return lines


## Economy


ALL_OF_IT = ("keys", "business_cases", "appropriations", "measurements")  # for the export; the paper has it in short


@dataclass(frozen=True)
class Shares:
    """What each municipality pays and gains: the heads of the columns, and a row of texts for each."""

    heads: list[str]
    rows: list[list[str]]


def shares(economy: dict | None) -> Shares | None:
    """None where it can not be said, and on papers from before it was."""
    told = (economy or {}).get("shares")
    if not told or not told["rows"]:
        return None
    columns = _columns(told)
    heads = [_("Kommune"), *(head for head, _write in columns)]
    return Shares(heads, [[row["name"], *(write(row) for _head, write in columns)] for row in told["rows"]])


def _columns(told: dict) -> list[tuple[str, Callable[[dict], str]]]:
    first = {"year": told["first_year"]}
    if told["basis"] == "case":
        return [
            (_("Investering i {year}").format(**first), _kroner("first_year")),
            (_("Betaler i alt"), _kroner("pays")),
            (_("Gevinst i alt"), _kroner("gain")),
            (_("Netto i alt"), _kroner("net")),
        ]
    percent = (_("Andel"), lambda row: _percent(row["percent"]))
    return [percent, (_("Betaler i {year}").format(**first), _kroner("pays"))]


def _kroner(name: str) -> Callable[[dict], str]:
    return lambda row: kroner(None if row[name] is None else Decimal(row[name]))


def _percent(text: str | None) -> str:
    return UNKNOWN if text is None else f"{number(Decimal(text), 1)}{NBSP}%"


## Participants


def members(paper: dict) -> list[dict]:
    return [row for row in paper["participants"] if row["state"] == "participant"]


def who(names: list[str], paper: dict) -> str:
    """Those who have to act, in one phrase. All of many is shorter, and says more, than a list."""
    everybody = {row["municipality"] for row in members(paper)}
    if len(names) > 3 and set(names) == everybody:
        return _("Alle {n} kommuner").format(n=len(names))
    return join_words(names)


def map_of(paper: dict, places: Iterable[Place]) -> TileMap:
    return participants_map([(row["code"], row["municipality"], row["state"]) for row in paper["participants"]], places)


def facts(paper: dict) -> list[tuple[str, str]]:
    """What else the paper says about the collaboration. A date that is not known is left out; a host is asked for."""
    drivers = join_words([each["label"].lower() for each in paper["drivers"]]).capitalize()
    dates = [
        (_("Mål for start"), paper["start_goal"]),
        (_("Stiftet"), paper["founded_on"]),
        (_("I drift fra"), paper["operating_from"]),
    ]
    return [
        (_("Initiativ"), paper["initiator"] or UNKNOWN),
        (_("Værtskommune"), paper["host"] or UNKNOWN),
        (_("Drivkraft"), drivers if paper["drivers"] else UNKNOWN),
        *((label, long_date(day)) for label, day in dates if day),
    ]


## History


def move_text(move: dict) -> str:
    words = {
        "started": _("Begyndt i fase {to}"),
        "forward": _("Fra fase {past} til fase {to}"),
        "back": _("Tilbage fra fase {past} til fase {to}"),
        "registered": _("Registreret i fase {to}"),
    }
    return words[move["kind"]].format(past=move["from_phase"], to=move["to_phase"])


def months(activity: Iterable[dict]) -> list[dict]:
    """What happened, month by month, so that a long history has bookmarks and tables that end."""
    entries = [entry for entry in activity if entry["kind"] != "look"]
    by_month = groupby(entries, key=lambda entry: timezone.localtime(entry["at"]).date().replace(day=1))
    return [
        {"title": f"{MONTHS[month.month - 1].capitalize()} {month.year}", "entries": list(rows)}
        for month, rows in by_month
    ]

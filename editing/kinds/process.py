"""The process as a document: phases, points, requirements, and the advice that stands at the points."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.danish import danish_slug
from editing.documents import Document, Entry, find
from editing.forms.process import HelpForm, ItemForm, PhaseForm, RequirementForm
from editing.kinds.base import Part, Published, Waiting, Words
from editing.preview import changes_by_phase, preview_phase
from models_catalog.models import LegalRule
from phases.models import ChecklistTemplateItem, Phase, ProcessVersion, RequirementTemplate
from phases.process import Process, load_processes
from phases.reference_data import waiting_process
from phases.services import publish_process
from phases.versions import ITEM_FIELDS, PHASE_FIELDS, REQUIREMENT_FIELDS, items_twice, items_uncovered

GROUPS = ChecklistTemplateItem.Group
LONGEST_KEY = 40


def document_of(process: Process) -> Document:
    """All that a version says. Advice that stands at several points is there once."""
    advice, items, requirements = {}, [], []
    for number in sorted(process.items):
        for item in process.items_in(number):
            advice |= {each["key"]: each for each in item.help}
            items.append({**_row(item, ITEM_FIELDS), "phase": number, "help": [each["key"] for each in item.help]})
    for each in process.requirements:
        row = {**_row(each, REQUIREMENT_FIELDS), "name": each.key}
        requirements.append({**row, "key": f"{each.before_phase}-{each.key}"})
    phases = [{**_row(each, PHASE_FIELDS), "key": str(each.number), "slug": each.key} for each in process.phases]
    return {
        "source": process.version.source,
        "phases": phases,
        "items": items,
        "requirements": requirements,
        "help": list(advice.values()),
    }


def process_of(document: Document, version: ProcessVersion | None = None) -> Process:
    """The rows that the document describes. They are not saved."""
    version = version or ProcessVersion(number=0, source=document["source"])
    advice = {each["key"]: each for each in document["help"]}
    phases = [
        Phase(version=version, **{**{name: each[name] for name in PHASE_FIELDS if name != "key"}, "key": each["slug"]})
        for each in document["phases"]
    ]
    items: dict[int, list[ChecklistTemplateItem]] = {each.number: [] for each in phases}
    by_number = {each.number: each for each in phases}
    for each in document["items"]:
        said = {name: each[name] for name in ITEM_FIELDS if name not in ("help", "position")}
        row = ChecklistTemplateItem(
            phase=by_number[each["phase"]],
            position=len(items[each["phase"]]) + 1,
            help=[advice[key] for key in each["help"] if key in advice],
            **said,
        )
        items[each["phase"]].append(row)
    requirements = tuple(
        RequirementTemplate(
            version=version,
            key=each["name"],
            position=place,
            **{name: each[name] for name in REQUIREMENT_FIELDS if name not in ("key", "position")},
        )
        for place, each in enumerate(document["requirements"], start=1)
    )
    return Process(version, tuple(phases), {number: tuple(rows) for number, rows in items.items()}, requirements)


def _row(row, names: Iterable[str]) -> Entry:
    return {name: getattr(row, name) for name in names if name != "position"}


def _phase(number: int) -> str:
    return gettext("Fase %(number)d") % {"number": number}


def _used(entry: Entry, document: Document) -> list[str]:
    """Points at which the advice stands."""
    return [item["text"] for item in document["items"] if entry["key"] in item["help"]]


class ProcessKind:
    name = "process"
    label = _("Processen")
    question = _("Hvilken proces følger nye samarbejder, og hvad venter på at blive udgivet?")
    parts = (
        Part(
            "phases",
            "faser",
            _("Faser"),
            _("fase"),
            PhaseForm,
            title=lambda each: gettext("Fase %(number)d: %(name)s") % each,
        ),
        Part(
            "items",
            "punkter",
            _("Punkter på tjeklisten"),
            _("punkt"),
            ItemForm,
            title=lambda each: each["text"],
            heading=lambda each: _phase(each["phase"]),
            lane=lambda each: (each["phase"], each["group"]),
            under=lambda each: GROUPS(each["group"]).label,
            may_add=True,
            may_move=True,
            may_remove=True,
            removal=_(
                "Samarbejder, der følger en tidligere version, beholder punktet. Når de tager den nye i brug, "
                "bliver svarene stående som skjulte."
            ),
        ),
        Part(
            "requirements",
            "krav",
            _("Krav"),
            _("krav"),
            RequirementForm,
            title=lambda each: each["title"].replace("{body}", gettext("Myndigheden")),
            heading=lambda each: gettext("Før fase %(number)d") % {"number": each["before_phase"]},
            under=lambda each: "" if each["waivable"] else gettext("Følger af loven og kan ikke fraviges"),
        ),
        Part(
            "help",
            "raad",
            _("Råd og erfaringer"),
            _("råd"),
            HelpForm,
            title=lambda each: each["title"],
            heading=lambda each: str(dict(HelpForm.base_fields["kind"].choices)[each["kind"]]),
            may_add=True,
            may_remove=True,
            removal=_("Rådet står ikke ved noget punkt, så ingen ser det i dag."),
        ),
    )

    def newest(self) -> Published | None:
        version = ProcessVersion.objects.select_related("published_by").order_by("-number").first()
        return self._published(version) if version else None

    def summary(self) -> Published | None:
        return next(iter(self.versions()), None)

    def is_waiting(self) -> bool:
        return waiting_process() is not None

    def versions(self) -> list[Published]:
        rows = ProcessVersion.objects.select_related("published_by").order_by("-number")
        return [Published(each.number, each.published_on, each.published_by, each.note) for each in rows]

    def version(self, number: int) -> Published | None:
        version = ProcessVersion.objects.select_related("published_by").filter(number=number).first()
        return self._published(version) if version else None

    def waiting(self) -> Waiting | None:
        process = waiting_process()
        return Waiting(str(process.version.file_number), document_of(process)) if process else None

    def words(self) -> Words:
        rules = {each.key: each for each in LegalRule.objects.order_by("key", "valid_from")}
        return {"rules": [(key, f"{each.legal_basis} ({each.body}, {key})") for key, each in rules.items()]}

    def new_entry(self, part: Part, document: Document, values: Entry) -> Entry:
        """A key that an earlier version used would bring the answers of another point along."""
        used = {each["key"] for each in document[part.name]}
        if part.name == "items":
            used |= set(ChecklistTemplateItem.objects.values_list("key", flat=True))
        stem = danish_slug(values.get("text") if part.name == "items" else values["title"]) or "nyt"
        key = _free(f"n-{stem}"[: LONGEST_KEY - 4].rstrip("-"), used)
        return {**({"requirement": ""} if part.name == "items" else {}), **values, "key": key}

    def faults(self, document: Document, before: Document) -> list[str]:
        found = []
        for old in before["requirements"]:
            if old["waivable"]:
                continue
            new = find(document, "requirements", old["key"])
            kept = new is not None and not new["waivable"] and new["blocking"] and _covers(new, old)
            if not kept:
                found.append(gettext("Kravet “%(title)s” følger af loven og skal gælde som før.") % old)
        here = {each["key"] for each in document["items"]}
        for each in document["requirements"]:
            if missing := set(_asked(each)) - here:
                said = {"title": each["title"], "keys": ", ".join(sorted(missing))}
                found.append(gettext("Kravet “%(title)s” spørger til et punkt, der ikke er der: %(keys)s.") % said)
        return [*found, *_loose_items(document)]

    def may_not_go(self, part: Part, entry: Entry, document: Document) -> str:
        if part.name == "items":
            asking = [each["title"] for each in document["requirements"] if entry["key"] in _asked(each)]
            if asking:
                return gettext("Kravet “%(title)s” spørger til punktet. Det kan ikke fjernes.") % {"title": asking[0]}
        if part.name == "help" and (used := _used(entry, document)):
            return gettext("Rådet står ved punktet “%(text)s”. Fjern det dér først.") % {"text": used[0]}
        return ""

    def publish(self, document: Document, *, follows: int, note: str, actor: User, file_mark: str) -> int:
        process = process_of(document, ProcessVersion(source=document["source"]))
        number = int(file_mark) if file_mark else None
        return publish_process(process, follows=follows, note=note, actor=actor, file_number=number).number

    def preview(self, document: Document, query) -> tuple[str, dict]:
        changes = changes_by_phase(document, self.newest().document)
        return "editing/process_preview.html", preview_phase(process_of(document), changes, query)

    def _published(self, version: ProcessVersion) -> Published:
        document = document_of(load_processes([version.pk])[version.pk])
        return Published(version.number, version.published_on, version.published_by, version.note, document)


def _loose_items(document: Document) -> list[str]:
    """Points that publishing refuses: two people, or a file, can bring together what no form would."""
    process = process_of(document)
    twice = [
        gettext("Punktet “%(text)s” har samme nøgle som et andet. Fjern et af dem.") % {"text": each.text}
        for each in items_twice(process)
    ]
    titles = {(each.before_phase, each.key): each.title for each in process.requirements}
    for number, item in items_uncovered(process):
        title = titles.get((number + 1, item.requirement))
        said = {"text": item.text, "title": title, "phase": number + 1, "key": item.requirement}
        if title:
            sentence = gettext("Punktet “%(text)s” følger kravet “%(title)s”, som ikke gælder i alle punktets former.")
        else:
            sentence = gettext("Punktet “%(text)s” følger et krav før fase %(phase)d, der ikke er der: %(key)s.")
        twice.append(sentence % said)
    return twice


def _covers(new: Entry, old: Entry) -> bool:
    """The requirement goes on to be asked in every form that it was asked in."""
    if not new["organisation_types"]:
        return True
    return bool(old["organisation_types"]) and set(old["organisation_types"]) <= set(new["organisation_types"])


def _asked(requirement: Entry) -> list[str]:
    """Keys of the points that the requirement's check asks about."""
    given = requirement["parameters"]
    return [*given.get("items", ()), *([given["item"]] if "item" in given else ())]


def _free(stem: str, used: set[str]) -> str:
    if stem not in used:
        return stem
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"

"""The process file holds everything of the published guides, and a version in use is never changed."""

import copy
import re

import pytest
import yaml
from django.core.management import call_command

from models_catalog.models import LegalRule
from phases import reference_data
from phases.models import ChecklistTemplateItem, CollaborationProcess, Phase, ProcessVersion, RequirementTemplate
from phases.reference_data import DATA, ProcessInUse, read_file, read_process
from tests import factories
from tests.phases.pure import TYPES, real_process

# The activities of the guides by phase: their keys are what answers hang on.
ACTIVITIES = {1: ("s", 14), 2: ("a", 11), 3: ("k", 13), 4: ("v", 10), 5: ("i", 10)}
OUR_OWN = {"x-key", "x-letter-of-intent", "x-management", "x-adopt-agreement", "x-notify-agreement", "x-notify-exit"}

# What the guides say must be clarified, and what comes out of each phase, in a few words each.
CLARIFIED = {
    1: [
        "Intern ledelsesopbakning",
        "Interesserede kommuner",
        "Antal kommuner",
        "Relevante projekttyper",
        "Modenhed",
        "Foreløbige forventninger",
    ],
    2: [
        "Indhold",
        "Afgrænsning",
        "Drivkraft og overordnet mål",
        "Overordnet organisering",
        "Kerne eller program og omfang",
        "Frivillige projekter ja eller nej",
        "Roller og bidrag",
    ],
    3: [
        "Organisationsform",
        "Fordelingsnøgle",
        "Kontingent og startkapital",
        "Bemanding og nyansættelse",
        "Hjemsted",
        "Business case eller kvalitativ gevinstbeskrivelse",
    ],
    4: ["Sekretariat", "Værtskommune", "Praktiske forhold", "Endelige vedtægter"],
    5: ["Første opgave", "Redskaber", "Opfølgningsstruktur", "Udvidelse"],
}
RESULTS = {
    1: ["Oplæg til samarbejde", "Liste over mulige partnere", "Note om intern opbakning", "Foreløbige forventninger"],
    2: [
        "Fælles formål og afgrænsning",
        "Gevinstformulering",
        "Rollebeskrivelse",
        "Beslutning om kerneprogram og frivillige projekter",
        "Hensigtserklæring",
    ],
    3: [
        "Udkast til vedtægter eller samarbejdsaftale",
        "Økonomimodel",
        "Business case eller gevinstbeskrivelse",
        "Ressourceplan",
        "Grundprincipper",
    ],
    4: ["Vedtagne vedtægter", "Kommunernes godkendelser", "Aftale og styringsdokumenter", "Udpeget ledelse"],
    5: [
        "Fælles business case-model",
        "Fælles projektmodel",
        "Governancemodel",
        "Udbudsplan",
        "Endelige vedtægter eller aftale",
        "Endelig økonomimodel",
        "Samlet kompetenceoversigt",
        "Opfølgning med nøgletal",
    ],
}
PER_MUNICIPALITY = {"s6", "a9", "k8", "v6", "k12"}
ONLY_FOR = {
    "s12": ["section-60", "section-60a"],
    "a9": ["association"],
    "k8": ["association"],
    "v1": ["association"],
    "v2": ["section-60"],
    "v3": ["section-60"],
    "v6": ["association"],
    "v7": ["agreement", "other"],
    "x-adopt-agreement": ["section-60a"],
    "x-notify-agreement": ["section-60a"],
    "x-notify-exit": ["section-60a"],
}


def content() -> dict:
    return read_file()


def all_items():
    return [item for items in real_process().items.values() for item in items]


@pytest.fixture
def write(tmp_path):
    def written(data: dict):
        path = tmp_path / "process.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return path

    return written


## Complete


def test_the_checklist_is_the_58_activities_and_what_we_have_added():
    wanted = {f"{letter}{number}" for letter, count in ACTIVITIES.values() for number in range(1, count + 1)}
    assert len(wanted) == 58
    assert {item.key for item in all_items()} == wanted | OUR_OWN
    for number, (letter, _count) in ACTIVITIES.items():
        found = [item.key for item in real_process().items_in(number) if item.key not in OUR_OWN]
        assert {key[0] for key in found} == {letter}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_everything_that_must_be_clarified_hangs_on_an_activity_of_its_phase(number):
    found = {text for item in real_process().items_in(number) for text in item.clarifies}
    assert found == set(CLARIFIED[number])


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_result_hangs_on_an_activity_of_its_phase(number):
    found = {text for item in real_process().items_in(number) for text in item.results}
    assert found >= set(RESULTS[number])
    assert found - set(RESULTS[number]) <= {"Myndighedens godkendelse", "Orientering til myndigheden"}


def test_there_are_27_clarifications_and_26_results():
    assert (sum(map(len, CLARIFIED.values())), sum(map(len, RESULTS.values()))) == (27, 26)


def test_advice_and_points_to_watch_stand_in_every_phase_that_they_are_for():
    library = content()["library"]
    where = {}
    for number, items in real_process().items.items():
        for entry in (entry for item in items for entry in item.help):
            where.setdefault(entry["key"], set()).add(number)
    assert set(where) == set(library)
    for key, entry in library.items():
        if entry["kind"] == "case":
            assert where[key] <= set(entry["phases"]), key
        else:
            assert where[key] == set(entry["phases"]), key
    assert {key for key in library if key.startswith("attention-")} == {f"attention-{n}" for n in range(1, 11)}
    assert {key for key in library if key.startswith("advice-")} == {f"advice-{n}" for n in range(1, 8)}


def test_items_that_each_municipality_answers():
    assert {item.key for item in all_items() if item.per_municipality} == PER_MUNICIPALITY


def test_items_that_are_for_some_forms_only():
    assert {item.key: item.organisation_types for item in all_items() if item.organisation_types} == ONLY_FOR


def test_every_phase_says_what_differs_between_the_forms():
    for phase in real_process().phases:
        assert set(phase.differences) == set(TYPES) - {"other"}


def test_every_sentence_is_short():
    texts = [item.text for item in all_items()]
    texts += [entry["text"] for item in all_items() for entry in item.help]
    for phase in real_process().phases:
        texts += [phase.purpose, *phase.differences.values(), *phase.involved, *phase.decisions]
    for each in real_process().requirements:
        texts += [each.title, each.explanation, *(v for v in each.parameters.values() if isinstance(v, str))]
    long = [part for text in texts for part in re.split(r"[.:?!] ", text) if len(part.split()) > 20]
    assert long == []


def test_everything_names_its_source_and_none_is_the_authority_of_2016():
    everything = [*real_process().phases, *all_items(), *real_process().requirements]
    assert [each for each in everything if not each.source] == []
    said = re.sub(r"#.*", "", DATA.read_text(encoding="utf-8"))
    assert "Statsforvaltningen" not in said
    assert "tilsynsmyndighed" not in said.lower()


def test_a_section_sign_is_tied_to_its_number():
    said = re.sub(r"#.*", "", DATA.read_text(encoding="utf-8"))
    assert re.findall(r"§(?!\u00a0)", said) == []


def test_every_rule_of_law_that_a_requirement_names_is_known(reference):
    known = set(LegalRule.objects.values_list("key", flat=True))
    assert {each.legal_rule for each in real_process().requirements if each.legal_rule} <= known


def test_every_check_of_facts_has_its_sentences():
    for each in real_process().requirements:
        if "facts" in each.parameters:
            assert set(each.parameters["labels"]) == set(each.parameters["facts"]), each.key
            assert {"missing", "unrecorded", "met"} <= set(each.parameters), each.key


## Loaded


def test_loading_stores_what_the_file_says(reference):
    version = ProcessVersion.objects.get()
    assert (version.number, Phase.objects.count(), ChecklistTemplateItem.objects.count()) == (3, 5, 64)
    assert RequirementTemplate.objects.count() == len(real_process().requirements)


def test_loading_twice_changes_nothing(reference):
    before = list(ChecklistTemplateItem.objects.values_list("pk", flat=True))
    assert reference_data.load() == "process version 3 is loaded already"
    assert list(ChecklistTemplateItem.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("change", ["a text", "a requirement", "an item"])
def test_a_version_in_use_is_never_changed(reference, write, change):
    CollaborationProcess.objects.create(
        collaboration=factories.make_collaboration(), version=ProcessVersion.objects.get()
    )
    data = content()
    if change == "a text":
        data["phases"][0]["items"][0]["text"] = "Noget andet"
    elif change == "a requirement":
        data["requirements"][0]["waivable"] = False
        data["requirements"][0]["legal_rule"] = "appropriation"
    else:
        data["phases"][4]["items"].append({"key": "i99", "group": "content", "text": "Nyt", "source": "Kilde"})
    with pytest.raises(ProcessInUse):
        reference_data.load(write(data))
    assert ChecklistTemplateItem.objects.count() == 64
    assert not ChecklistTemplateItem.objects.filter(text="Noget andet").exists()


def test_a_version_that_nobody_follows_may_be_mended(reference, write):
    data = content()
    data["phases"][0]["items"][0]["text"] = "Noget andet"
    reference_data.load(write(data))
    assert ChecklistTemplateItem.objects.get(key="s1").text == "Noget andet"
    assert ProcessVersion.objects.count() == 1


def test_a_new_number_stands_beside_the_old(reference, write):
    data = content() | {"number": 4}
    reference_data.load(write(data))
    assert list(ProcessVersion.objects.values_list("number", flat=True)) == [4, 3]
    assert ChecklistTemplateItem.objects.count() == 128


def test_the_command_loads_all_three_and_may_be_run_again(db, capsys):
    call_command("load_reference_data")
    call_command("load_reference_data")
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("98 municipalities")
    assert said[-1] == "process version 3 is loaded already"


## Slips of the pen


def broken(change) -> dict:
    data = copy.deepcopy(content())
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["phases"][0]["items"][0].update({"som I kan løse": None}), "what is som I kan løse"),
        (lambda data: data["phases"][0]["items"][0].update(help=["advice-99"]), "no help called advice-99"),
        (lambda data: data["phases"][1]["items"].append(data["phases"][0]["items"][0]), "stand twice: s1"),
        (lambda data: data["phases"][0]["items"][0].update(requirement="nothing"), "no requirement nothing"),
        (lambda data: data["phases"][4]["items"][0].update(requirement="drivers"), "before phase 6"),
        (lambda data: data["requirements"][0].update(check="gaet"), "no check called gaet"),
        (lambda data: data["requirements"][0].update({"for": ["klub"]}), "klub"),
        (lambda data: data["phases"][3]["items"][0].update({"for": ["agreement"]}), "no requirement general-assembly"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(change, says):
    with pytest.raises(ValueError, match=says):
        read_process(broken(change))

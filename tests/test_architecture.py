"""The rules of docs/architecture that a machine can check: one test per rule, and each is shown to fail."""

import ast
import copy
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from common.models import AppendOnly

ROOT = Path(settings.BASE_DIR)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = [
    [name.strip() for name in layer.split("|")]
    for layer in reversed(PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"])
]
LEVEL = {app: level for level, layer in enumerate(LAYERS) for app in layer}
OUR_APPS = [name for name in LEVEL if name != "samarbejde"]
MAX_MODULE_LINES = 400
MAX_TEMPLATE_LINES = 150
MAX_VIEW_LINES = 25


def our_python_files(folders=tuple(LEVEL)):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def view_modules():
    return [path for path in our_python_files() if path.name == "views.py" or path.parent.name == "views"]


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def upward_relations(models):
    """Relations from a model to a model of a higher layer, as readable strings."""
    found = []
    for model in models:
        own = LEVEL.get(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            is_own_column = field.is_relation and not field.auto_created and target
            if own is None or not is_own_column or target._meta.app_label not in LEVEL:
                continue
            if LEVEL[target._meta.app_label] > own:
                found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return found


def unscoped_lookups(source):
    """Lines of a view module that reach rows past `visible_to`: `Model.objects.…` and `get_object_or_404(Model, …)`."""
    lines = []
    for number, line in enumerate(source.splitlines(), start=1):
        manager = re.search(r"\b[A-Z]\w+\.objects\b(?!\.(visible_to|former_for|involving|writable_by)\()", line)
        bare = re.search(r"get_object_or_404\(\s*[A-Z]\w+\s*[,)]", line)
        if manager or bare:
            lines.append(f"{number}: {line.strip()}")
    return lines


def test_foreign_keys_point_down_the_stack():
    assert upward_relations(apps.get_models()) == []


def test_a_foreign_key_up_the_stack_would_be_found(monkeypatch):
    monkeypatch.setitem(LEVEL, "municipalities", 99)
    assert "collaborations.Participation.municipality -> municipalities.Municipality" in upward_relations(
        apps.get_models()
    )


def test_views_reach_rows_through_the_door():
    found = {str(path.relative_to(ROOT)): unscoped_lookups(path.read_text(encoding="utf-8")) for path in view_modules()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "    row = Collaboration.objects.get(slug=slug)",
        "    row = get_object_or_404(Collaboration, slug=slug)",
        "    rows = Report.objects.filter(pk=pk)",
    ],
)
def test_a_view_past_the_door_would_be_found(line):
    assert unscoped_lookups(line) != []


def test_the_door_itself_is_allowed():
    assert unscoped_lookups("get_object_or_404(Collaboration.objects.visible_to(user), slug=slug)") == []


def test_every_app_says_what_it_owns():
    silent = [app for app in LEVEL if len((importlib.import_module(app).__doc__ or "").strip()) < 40]
    assert silent == []


def test_modules_are_small():
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in our_python_files([*LEVEL, "scripts", "tests"])
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_MODULE_LINES
    ]
    assert long == []


def test_templates_are_small():
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_TEMPLATE_LINES
    ]
    assert long == []


def test_a_view_does_one_thing():
    long = [
        f"{path.relative_to(ROOT)}: {node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for path in view_modules()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > MAX_VIEW_LINES
    ]
    assert long == []


def test_input_passes_a_form():
    raw = re.compile(r"request\.POST(\[|\.get\(|\.getlist\()")
    found = [str(path.relative_to(ROOT)) for path in view_modules() if raw.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_signals_between_our_own_apps():
    found = [
        str(path.relative_to(ROOT))
        for path in our_python_files()
        if re.search(r"django\.db\.models\.signals|django\.dispatch", path.read_text(encoding="utf-8"))
    ]
    assert found == []


# A kind of document is described by the forms of its parts; what may be published is asked of the kind.
SERVICES_THAT_ASK_FORMS = {"editing"}


@pytest.fixture(scope="module")
def imports():
    """Who imports whom, among our own modules."""
    return grimp.build_graph(*LEVEL)


def services_that_reach_forms(imports):
    """Chains from a module of services to one of forms, by whatever stands between. `common.forms` has fields only."""
    parts = {name: name.split(".") for name in imports.modules}
    services = [
        name for name, each in parts.items() if "services" in each[1:] and each[0] not in SERVICES_THAT_ASK_FORMS
    ]
    chains = [
        imports.find_shortest_chain(name, reached)
        for name in sorted(services)
        for reached in sorted(imports.find_upstream_modules(name))
        if "forms" in parts[reached][1:] and reached != "common.forms"
    ]
    return [" -> ".join(each) for each in chains]


def test_services_know_no_forms(imports):
    assert services_that_reach_forms(imports) == []


def test_a_service_that_reaches_a_form_through_another_module_would_be_found(imports):
    imports = copy.deepcopy(imports)
    imports.add_import(importer="cases.services.importing", imported="cases.importing")
    found = services_that_reach_forms(imports)
    assert any(each.startswith("cases.services.importing -> cases.importing -> cases.forms") for each in found)


def test_tasks_are_started_by_jobs_alone():
    found = [
        str(path.relative_to(ROOT))
        for path in our_python_files()
        if re.search(r"\.(delay|apply_async|send_task)\(", path.read_text(encoding="utf-8"))
        and path.parent.name != "jobs"
    ]
    assert found == []


ASKS_THE_CLOCK = {"localdate", "localtime", "today", "now", "in_days", "next_year", "TODAY"}


def calls_at_import(node: ast.AST):
    """What is called when a module is read: nothing in the body of a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            read = [*child.decorator_list, child.args]
            yield from (call for each in read for call in calls_at_import(ast.Expression(each)))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from calls_at_import(child)


def test_no_test_asks_what_day_it_is_before_it_runs():
    """In a run that passes midnight that day is yesterday."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for call in calls_at_import(ast.parse(path.read_text(encoding="utf-8")))
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in ASKS_THE_CLOCK
    ]
    assert found == []


def test_weasyprint_has_one_importer():
    found = [
        str(path.relative_to(ROOT))
        for path in our_python_files()
        if re.search(r"^\s*(import|from) weasyprint", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert found == ["reports/rendering.py"]


def test_phase_is_written_by_the_phase_services_only():
    writes = re.compile(r"collaboration\.phase(_since)? = |update\(.*\bphase=")
    found = [
        str(path.relative_to(ROOT)) for path in our_python_files() if writes.search(path.read_text(encoding="utf-8"))
    ]
    assert found != [], "the services write it, so the pattern must find them"
    assert [path for path in found if not path.startswith("phases/services")] == []


def test_templates_hold_no_inline_script_or_style():
    bad = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(click|change|submit|load|input)=|javascript:")
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if bad.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_template_names_an_address_outside():
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if re.search(r"(src|href)=[\"']https?://", path.read_text(encoding="utf-8")) and "accounts" not in path.parts
    ]
    assert found == []


def test_common_and_pure_modules_know_no_models():
    pure = [
        "common/danish.py",
        "common/formats.py",
        "common/holidays.py",
        *(str(path.relative_to(ROOT)) for path in (ROOT / "decisions" / "planner").glob("*.py")),
        "decisions/whatif.py",
        "finance/allocation.py",
        "finance/appraisal.py",
        "finance/bounds.py",
        "finance/keys.py",
        "finance/frozen_keys.py",
        "finance/key_words.py",
        "finance/measured.py",
        "finance/parts.py",
        "decisions/standing.py",
        "decisions/fingerprint.py",
        "decisions/comparison.py",
        "decisions/clauses.py",
        "cases/columns.py",
        "cases/document.py",
        "cases/facets.py",
        "cases/related.py",
        "cases/results.py",
        "common/charts/bars.py",
        "common/charts/pairs.py",
        "common/charts/tile_map.py",
        "models_catalog/guide.py",
        "models_catalog/matching.py",
    ]
    found = [
        path for path in pure if re.search(r"import .*models|\.objects", (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_product_imports_without_the_test_packages():
    """Test factories and Chromium drivers are not on a production machine."""
    code = (
        "import sys, os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'samarbejde.settings.test'; django.setup();"
        "import samarbejde.urls; bad = {'pytest', 'model_bakery', 'playwright', 'hypothesis'} & set(sys.modules);"
        "print(bad or 'ok')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.stdout.strip(), result.returncode) == ("ok", 0), result.stderr


def test_history_outlives_what_it_is_about():
    """No row of history goes with a row that somebody deletes: the database refuses to delete what has a history."""
    history = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
    assert len(history) >= 9, "the models are found"
    relations = [field for model in history for field in model._meta.concrete_fields if field.remote_field]
    found = [str(field) for field in relations if field.remote_field.on_delete is not models.PROTECT]
    assert found == []

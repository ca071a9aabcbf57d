"""The container files, read as Docker would: the tests run where no Docker daemon answers."""

import os
import re
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from django.conf import settings

from scripts import healthcheck

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat")
APPS = [app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()]


def dockerfile_stages() -> dict[str, list[tuple[str, str]]]:
    """Instructions of each stage as (word, rest), with continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    stages: dict[str, list[tuple[str, str]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stages[rest.split(" AS ")[1]] = steps = [(word, rest)]
        else:
            steps.append((word, " ".join(rest.split())))
    return stages


STAGES = dockerfile_stages()
RUNTIME = STAGES["runtime"]


def steps(stage: str, word: str) -> list[str]:
    return [rest for each, rest in STAGES[stage] if each == word]


def position(word: str, part: str) -> int:
    return next(number for number, (each, rest) in enumerate(RUNTIME) if each == word and part in rest)


## The image


def test_the_image_is_built_in_three_stages_and_the_last_one_runs():
    assert list(STAGES) == ["frontend", "packages", "runtime"]


def test_packages_are_installed_by_their_hashes():
    assert any(
        "npm ci" in step and "--ignore-scripts" in step and "--omit=dev" in step for step in steps("frontend", "RUN")
    )
    assert any("--require-hashes" in step and "-r requirements.txt" in step for step in steps("packages", "RUN"))


def test_no_node_and_no_developer_package_is_in_the_running_image():
    assert steps("runtime", "FROM")[0].startswith("python:3.11")
    assert not any(re.search(r"\b(node|npm|nodejs)\b", step) for step in steps("runtime", "RUN"))
    assert not any("requirements-dev" in rest for stage in STAGES.values() for _word, rest in stage)
    assert all("/app/node_modules/" in step for step in steps("runtime", "COPY") if "--from=frontend" in step)


def test_the_running_image_has_what_weasyprint_loads():
    installed = " ".join(steps("runtime", "RUN"))
    assert {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"} <= set(installed.split())


def test_nothing_runs_as_root_and_the_data_folder_belongs_to_who_runs():
    assert steps("runtime", "USER") == ["samarbejde"]
    assert position("USER", "samarbejde") < position("CMD", "gunicorn")
    assert "--owner=samarbejde --group=samarbejde /data" in " ".join(steps("runtime", "RUN"))


def test_static_files_are_collected_at_build_with_values_that_are_no_secrets():
    step = next(step for step in steps("runtime", "RUN") if "collectstatic" in step)
    assert not any("SECRET" in step or "PASSWORD" in step for step in steps("runtime", "ENV") + steps("runtime", "ARG"))
    given = dict(pair.split("=", 1) for pair in step.split() if re.match(r"[A-Z_]+=", pair))
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "samarbejde.settings.production"} | given
    command = [sys.executable, "manage.py", "collectstatic", "--dry-run", "--no-input", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_front_end_files_that_the_product_reads_are_in_the_image():
    copied = [step.split()[-1] for step in steps("runtime", "COPY") if "--from=frontend" in step]
    wanted = [settings.PDF_FONT_DIR, settings.ICON_DIR]
    wanted += [entry[1] for entry in settings.STATICFILES_DIRS if isinstance(entry, tuple)]
    for folder in wanted:
        name = str(Path(folder).relative_to(ROOT))
        assert any(f"{name}/".startswith(f"{place}/") for place in copied), name


def test_the_build_sees_the_product_and_nothing_else():
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert let_in >= {
        *APPS,
        "samarbejde",
        "static",
        "templates",
        "manage.py",
        "requirements.txt",
        "scripts/healthcheck.py",
    }
    assert not let_in & {".env", ".git", ".venv", "node_modules", "scripts", "tests", "var"}
    assert all((ROOT / name).exists() for name in let_in)


## The services


def test_there_is_web_worker_one_beat_a_database_and_a_queue():
    assert set(SERVICES) == {*OURS, "prepare", "postgres", "redis"}
    assert " worker " in SERVICES["worker"]["command"]
    assert " beat " in SERVICES["beat"]["command"]
    assert not re.search(r" (-B|--beat)\b", SERVICES["worker"]["command"])
    assert "deploy" not in SERVICES["beat"]


@pytest.mark.parametrize("name", [*OURS, "postgres", "redis"])
def test_every_service_that_stays_has_a_health_check(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout"} <= set(check)


def test_health_checks_ask_what_tells():
    asked = {name: " ".join(service["healthcheck"]["test"]) for name, service in SERVICES.items() if name != "prepare"}
    assert "/sundhed/klar" in asked["web"]
    assert "inspect ping" in asked["worker"]
    assert "/tmp/celerybeat-schedule" in asked["beat"]
    assert "--schedule /tmp/celerybeat-schedule" in SERVICES["beat"]["command"]
    assert "pg_isready" in asked["postgres"]
    assert "redis-cli ping" in asked["redis"]


@pytest.mark.parametrize("name", OURS)
def test_nothing_starts_before_the_tables_are_there(name):
    assert SERVICES[name]["depends_on"] == {
        "prepare": {"condition": "service_completed_successfully"},
        "postgres": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }


def test_tables_and_reference_data_are_made_once_at_each_start():
    prepare = SERVICES["prepare"]
    assert "migrate --no-input && python manage.py load_reference_data" in prepare["command"]
    assert "load_demo" not in prepare["command"]
    assert prepare["restart"] == "no"
    assert prepare["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }


def test_what_must_last_is_in_named_volumes():
    assert set(COMPOSE["volumes"]) == {"database", "queue", "files"}
    assert SERVICES["postgres"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert SERVICES["redis"]["volumes"] == ["queue:/data"]
    for name in OURS:
        assert SERVICES[name]["volumes"] == ["files:/data"]


def test_redis_keeps_its_queue_and_never_throws_work_away():
    assert "--appendonly yes" in SERVICES["redis"]["command"]
    assert "--maxmemory-policy noeviction" in SERVICES["redis"]["command"]


def test_no_secret_is_inside_and_a_missing_one_stops_the_start():
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL", "ALLOWED_HOSTS"):
        assert re.search(rf"\$\{{{name}:\?", text), name
        assert not re.search(rf"\$\{{{name}(:?-|\}})", text), name
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|KEY|URL", name) and name != "REDIS_URL":
                assert "${" in value, name


def test_only_the_web_server_is_reached_from_outside_and_only_through_this_machine():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_production_is_told_all_that_its_settings_demand():
    demanded = set(re.findall(r'required\("([A-Z_]+)"\)', (ROOT / "samarbejde/settings/production.py").read_text()))
    assert demanded
    for name in OURS:
        assert demanded <= set(SERVICES[name]["environment"])


## The health check itself


class Answers(BaseHTTPRequestHandler):
    status = 200
    asked_for: list[str] = []

    def do_GET(self):
        self.asked_for.append(self.headers["Host"])
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False), (301, False)])
def test_web_is_healthy_when_it_answers_200_to_its_own_name(status, healthy, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "samarbejde.example.org,other.example.org")
    monkeypatch.setattr(Answers, "status", status)
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.handle_request).start()
        assert healthcheck.web_answers(f"http://127.0.0.1:{server.server_port}/sundhed/klar") is healthy
    assert Answers.asked_for[-1] == "samarbejde.example.org"


def test_web_is_not_healthy_when_nobody_answers(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "samarbejde.example.org")
    assert healthcheck.web_answers("http://127.0.0.1:1/sundhed/klar") is False


def test_beat_is_healthy_while_it_writes_its_schedule(tmp_path):
    schedule = tmp_path / "celerybeat-schedule"
    assert healthcheck.beat_beats(str(schedule)) is False
    written = tmp_path / "celerybeat-schedule.dat"
    written.touch()
    assert healthcheck.beat_beats(str(schedule)) is True
    long_ago = time.time() - healthcheck.BEAT_SECONDS - 1
    os.utime(written, (long_ago, long_ago))
    assert healthcheck.beat_beats(str(schedule)) is False

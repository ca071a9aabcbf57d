"""What must be done before the processes start: static files, tables, reference data, demo data once.

Called by `run.py` with the settings of the environment. What people read goes to standard error; standard output
carries one JSON object with what `run.py` prints at the end.
"""

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samarbejde.settings.local")
    django.setup()
    collect_static_files()
    say("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference_data", stdout=sys.stderr)
    load_demo_once()
    print(json.dumps({"sign_ins": demo_sign_ins(), "mail": mail_place(), "database": database_place()}))
    return 0


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def collect_static_files() -> None:
    """Collecting and compressing takes seconds, so it is done only when a file changed."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    now = static_files_digest()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting the static files …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def static_files_digest() -> str:
    found = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            state = os.stat(storage.path(name))
            found.update(f"{storage.location}/{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()


def load_demo_once() -> None:
    """Demo data belongs where nobody works yet. Whom the command made is said at the end, with the address."""
    if settings.DEMO_ALLOWED and not apps.get_model("collaborations", "Collaboration").objects.exists():
        say("Loading the demo data …")
        call_command("load_demo", stdout=io.StringIO())


def demo_sign_ins() -> dict | None:
    """The demo users that exist here and their common password, or None where there is no demo.

    Only a DEMO_PASSWORD of the environment is set anew: somebody may have changed a password in the product. The
    password is then None, as we do not know it.
    """
    if not settings.DEMO_ALLOWED:
        return None
    from demo.users import DEMO_USERS  # noqa: PLC0415 - imports models, which need django.setup()

    users = list(get_user_model().objects.filter(email__in=[user.email for user in DEMO_USERS]).order_by("pk"))
    if not users:
        return None
    password = settings.DEMO_PASSWORD
    if os.environ.get("DEMO_PASSWORD"):
        give_all(users, password)
    elif not users[0].check_password(password):  # one answers for all: a hash takes a third of a second
        password = None
    names = {user.email: user.name for user in users}
    people = {user.email: names[user.email] for user in DEMO_USERS if user.email in names}
    return {"people": people, "password": password}


def give_all(users: list, password: str) -> None:
    for user in users:
        if not user.check_password(password):  # a new hash ends the sessions that are open
            user.set_password(password)
            user.save(update_fields=["password"])


def mail_place() -> str:
    return str(getattr(settings, "EMAIL_FILE_PATH", "") or settings.EMAIL_BACKEND)


def database_place() -> str:
    database = settings.DATABASES["default"]
    return f"{database['ENGINE'].rpartition('.')[2]} {database['NAME']}"


if __name__ == "__main__":
    sys.exit(main())

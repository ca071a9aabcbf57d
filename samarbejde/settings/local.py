"""One machine with nothing installed: SQLite, files as queue, mail in a folder.

`DATABASE_URL` and `REDIS_URL` switch the same code to PostgreSQL and Redis. The secret key is made once and kept in
the data folder.
"""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable

from django.core.management.utils import get_random_secret_key

from samarbejde.settings.base import *  # noqa: F403
from samarbejde.settings.base import DATA_DIR, database_at, env, filesystem_broker, redis_broker

DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def kept_secret(name: str, make: Callable[[], str]) -> str:
    """The secret of this installation, made the first time it is asked for and readable by its owner only."""
    path = DATA_DIR / name
    if not path.exists():
        # Several processes may start at once: whole or not at all, and the first one wins.
        with tempfile.NamedTemporaryFile("w", dir=DATA_DIR, prefix=f"{name}-") as draft:
            draft.write(make())
            draft.flush()
            with contextlib.suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or kept_secret("secret_key", get_random_secret_key)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DATABASES = {"default": database_at(env("DATABASE_URL", default=""), DATA_DIR / "samarbejde.sqlite3")}

if REDIS_URL := env("REDIS_URL", default=""):
    globals().update(redis_broker(REDIS_URL))
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    globals().update(filesystem_broker(DATA_DIR / "queue"))
    # Rate limits need a cache that web and worker share; with Django's 300 entries sessions would push them out.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with hashes as in production, but not compressed: on one machine that costs half a minute and saves nothing.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# Demo data belongs in the embedded database; elsewhere it must be asked for.
DEMO_ALLOWED = not env("DATABASE_URL", default="") or env.bool("DEMO", default=False)
if DEMO_ALLOWED:
    # One for all demo users, short enough to type, made for this installation only.
    DEMO_PASSWORD = env("DEMO_PASSWORD", default="") or kept_secret("demo_password", lambda: secrets.token_hex(8))

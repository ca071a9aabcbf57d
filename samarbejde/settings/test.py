"""The test suite: fast password hashes, mail in memory, files in a folder of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from samarbejde.settings.base import *  # noqa: F403
from samarbejde.settings.base import database_at, env, filesystem_broker

# Playwright leaves an event loop in the thread; Django would refuse the database to every test after a browser test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_ALLOWED = True
DEMO_PASSWORD = "only-for-tests"


def private_folder() -> Path:
    """A folder that this run shares with the processes it starts, and with no other run. Gone when the run ends."""
    if folder := env("SAMARBEJDE_TEST_DATA", default=""):
        return Path(folder)
    made = Path(tempfile.mkdtemp(prefix="samarbejde-test-"))
    os.environ["SAMARBEJDE_TEST_DATA"] = str(made)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


# pytest-xdist's workers run side by side: each has its own folder, database and queue.
XDIST_WORKER = env("PYTEST_XDIST_WORKER", default="")
DATA_DIR = TEST_DATA_DIR = private_folder() / XDIST_WORKER
TEST_DATA_DIR.mkdir(parents=True, exist_ok=True)

DATABASES = {"default": database_at(env("DATABASE_URL", default=""), TEST_DATA_DIR / "db.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: browser tests and worker processes must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DATA_DIR / "test.sqlite3")}
elif test_database := env("TEST_DATABASE_NAME", default=""):
    DATABASES["default"]["TEST"] = {"NAME": test_database}

# The suite looks at what is sent; what needs Redis is a real worker or the whole product, beside the tests.
globals().update(filesystem_broker(TEST_DATA_DIR / "queue"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = TEST_DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Argon2 takes a third of a second by design; the suite signs in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True

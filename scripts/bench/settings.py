"""Production's settings, without the servers that a measurement does not need.

The cache is in this process, where production asks Redis: sessions are read from it in both, and no page keeps anything
else there. Files and static files are in a folder that is deleted afterwards.
"""

from pathlib import Path

from samarbejde.settings.production import *  # noqa: F403
from samarbejde.settings.production import DATA_DIR

ROOT_URLCONF = "scripts.bench.urls"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = "memory://localhost/"
CELERY_BROKER_TRANSPORT_OPTIONS: dict = {}
STATIC_ROOT = Path(DATA_DIR) / "static"
# Hashed names as in production; compressing the files takes half a minute and no page waits for it.
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}

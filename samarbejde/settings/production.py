"""Production: everything from the environment, and a loud stop when something is missing."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from samarbejde.settings.base import *  # noqa: F403
from samarbejde.settings.base import env, postgres_database, redis_broker


def required(name: str) -> str:
    """An environment variable that production can not do without. `NAME_FILE` may point to a secret file."""
    if path := env(f"{name}_FILE", default=""):
        return Path(path).read_text().strip()
    if value := env(name, default=""):
        return value
    raise ImproperlyConfigured(f"{name} (or {name}_FILE) must be set in production.")


SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; * lets anybody name another one.")
# `.example.org` means every host below it, which an origin writes with a star.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
SITE_URL = env("SITE_URL", default="") or f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
DEMO_ALLOWED = False

DATABASES = {"default": postgres_database(required("DATABASE_URL"))}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = required("REDIS_URL")
globals().update(redis_broker(REDIS_URL))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
# A report that takes this long is stuck; the worker gives it up and the job is tried again.
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
# Beat writes its file after each message it sends, so that the file's age tells whether beat lives.
CELERY_BEAT_SYNC_EVERY = 1

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Collected by root when the image is built and read by another user, unlike the files that users make.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# Invitations and new passwords go by mail: without it nobody gets in.
globals().update(env.email_url_config(required("EMAIL_URL")))

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^sundhed/"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

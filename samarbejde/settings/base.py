"""What every way of running shares. Reads the environment, never a file.

`local.py` makes the product run on one machine with nothing installed, `production.py` refuses to
start without what production needs, and `test.py` makes the suite fast and repeatable.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Folder of everything that is written while the product runs: database, files, queue, mail.
DATA_DIR = Path(env("SAMARBEJDE_DATA", default="") or BASE_DIR / "var").resolve()

DEBUG = False
ALLOWED_HOSTS: list[str] = []

## Applications

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "accounts.apps.AdminSiteConfig",
    "allauth",
    "allauth.account",
    "rules.apps.AutodiscoverRulesConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "csp",
    "common",
    "municipalities",
    "accounts",
    "models_catalog",
    "jobs",
    "collaborations",
    "cases",
    "modelguide",
    "finance",
    "decisions",
    "followup",
    "phases",
    "reports",
    "editing",
    "dashboards",
    "calendars",
    "notifications",
    "handover",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.SlidingSessionMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "samarbejde.middleware.MethodNotAllowedMiddleware",
]

ROOT_URLCONF = "samarbejde.urls"
WSGI_APPLICATION = "samarbejde.wsgi.application"
ASGI_APPLICATION = "samarbejde.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context_processors.site",
            ],
        },
    }
]

# Widgets from our own templates first: see templates/django/forms/widgets/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
# In the session, so that the product sets two cookies and no third.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {messages.ERROR: "danger"}

## Database

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def sqlite_database(path: Path) -> dict:
    """SQLite that several processes can share: WAL, and every transaction takes the write lock first."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgres_database(url: str) -> dict:
    """PostgreSQL at that address."""
    database = env.db_url_config(url)
    # Without JIT: it takes 60 ms to compile what it guesses to be an expensive question and answers in 4.
    options = {"options": "-c jit=off"} | database.get("OPTIONS", {})
    # A cursor on the server costs three questions instead of one for every list of choices.
    return database | {"OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": True}


def database_at(url: str, embedded: Path) -> dict:
    """The database that the address names, or SQLite in the file `embedded` where there is no address."""
    if not url:
        return sqlite_database(embedded)
    database = env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite_database(database["NAME"])
    return postgres_database(url)


## Language, time and numbers: Danish is the source language of the interface

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

## Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.NotLikeTheUser"},
    {"NAME": "accounts.validators.MinimumLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.validators.NotCommon"},
    {"NAME": "accounts.validators.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:my_work"
LOGOUT_REDIRECT_URL = "account_login"
# An invitation is a link to choose a password, so it must outlive a holiday.
PASSWORD_RESET_TIMEOUT = 14 * 24 * 60 * 60

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A forgotten password is changed the same day, while an invitation lives for PASSWORD_RESET_TIMEOUT.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ResetTokenGenerator"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
}
# Five wrong passwords for one address close it for a quarter of an hour. A whole town hall signs in from one IP
# address, so what is counted per IP address is generous.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "20/m/ip,5/900s/key",
    "reset_password": "20/m/ip,5/h/key",
}
# How many proxies stand in front and add to X-Forwarded-For. With 0 the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS: list[str] = []

## Security headers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

## Static files: ours, and the few folders of the installed front-end packages that are used

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", NODE_MODULES / "bootstrap" / "dist"),
    ("vendor/plex", NODE_MODULES / "@ibm" / "plex-sans" / "fonts" / "split" / "woff2"),
]
# Whole fonts for the PDFs: the split files of the web lack arrows and ticks.
PDF_FONT_DIR = NODE_MODULES / "@ibm" / "plex-sans" / "fonts" / "complete" / "woff"
ICON_DIR = NODE_MODULES / "bootstrap-icons" / "icons"

## Files that users make. Served by views that check rights, never by an address of their own.

MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = ""
# The editor of a case sends every row of a document at once: some 450 fields for the longest of the first 26 cases.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

## Jobs

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "jobs.sweep", "schedule": 30.0},
    "send-mails": {"task": "notifications.send_due_mails", "schedule": crontab(minute="7")},
    "tell-receivers": {"task": "handover.tell_receivers", "schedule": crontab(minute="17")},
    "forget-searches": {"task": "cases.forget_searches", "schedule": crontab(minute="41", hour="3")},
}

## Population. Off until somebody wants the machine to ask Statistikbanken by itself, on the 20th of every month.

STATBANK_URL = env.str("STATBANK_URL", default="https://api.statbank.dk/v1")
STATBANK_TIMEOUT = 20  # seconds to connect, and between two parts of the answer
if env.bool("POPULATION_IMPORT", default=False):
    CELERY_BEAT_SCHEDULE["import-population"] = {
        "task": "municipalities.import_population",
        "schedule": crontab(minute="17", hour="4", day_of_month="20"),
    }

## Work that takes long

# A worker renews the lease of what it works on; when a worker dies the lease runs out and the job is taken up again.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=20)
JOB_MAX_ATTEMPTS = 3
# Work that takes this long hangs: its lease is no longer renewed, and the job is tried again or given up.
JOB_MAX_SECONDS = env.int("JOB_MAX_SECONDS", default=300)


def filesystem_broker(folder: Path) -> dict:
    """Celery settings for one machine without Redis. One worker process; kombu reads the folder five times a second."""
    folders = {name: folder / name for name in ("messages", "control", "processed")}
    for path in folders.values():
        path.mkdir(parents=True, exist_ok=True)
    return {
        "CELERY_BROKER_TRANSPORT": "jobs.transport:Transport",
        "CELERY_BROKER_URL": "filesystem://",
        "CELERY_WORKER_ENABLE_REMOTE_CONTROL": False,
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": str(folders["control"]),
            "processed_folder": str(folders["processed"]),
            "store_processed": False,
            "polling_interval": 0.2,
        },
    }


def redis_broker(url: str) -> dict:
    """Celery settings for Redis. The visibility time-out is longer than the longest job; the sweep is faster."""
    return {
        "CELERY_BROKER_TRANSPORT": None,  # the address says which
        "CELERY_BROKER_URL": url,
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "visibility_timeout": 3600,
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "socket_keepalive": True,
            "socket_connect_timeout": 2,
        },
    }


## Mail

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Samarbejde <samarbejde@example.org>")
EMAIL_TIMEOUT = 10
# The address of this installation, for links in mails: a request may name a host that is not ours.
SITE_URL = env("SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}")
# Whom to write to when something does not work. Shown on the error pages and in the footer pages.
SUPPORT_EMAIL = env("SUPPORT_EMAIL", default="support@example.org")
SUPPORT_PHONE = env("SUPPORT_PHONE", default="")
# How to reach the data protection officer of the organisation that runs this installation.
DPO_CONTACT = env("DPO_CONTACT", default="")
# The organisation that runs this installation. Named in the accessibility and privacy statements.
OPERATOR_NAME = env("OPERATOR_NAME", default="")

## Logging: one line per event on standard error

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}

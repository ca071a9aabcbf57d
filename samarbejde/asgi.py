"""ASGI entry point. Production unless the environment names other settings."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samarbejde.settings.production")

application = get_asgi_application()

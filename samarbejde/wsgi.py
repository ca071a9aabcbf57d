"""WSGI entry point. Production unless the environment names other settings."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samarbejde.settings.production")

application = get_wsgi_application()

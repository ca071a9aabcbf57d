"""Configuration only: settings, addresses, Celery, WSGI/ASGI and the health checks. Owns no tables."""

from samarbejde.celery import app as celery_app

__all__ = ["celery_app"]

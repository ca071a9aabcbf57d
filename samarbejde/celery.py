"""The Celery application. The job row in the database is the truth; the broker only wakes workers."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samarbejde.settings.local")

app = Celery("samarbejde")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

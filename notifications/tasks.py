"""Celery tasks of this app, started by beat."""

from celery import shared_task

from notifications import services


@shared_task(name="notifications.send_due_mails")
def send_due_mails() -> None:
    """Hourly: what is due and has not been sent."""
    services.send_due_mails()

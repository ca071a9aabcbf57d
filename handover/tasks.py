"""Celery tasks of this app, started by beat."""

from celery import shared_task

from handover import services


@shared_task(name="handover.tell_receivers")
def tell_receivers() -> None:
    """Hourly: mails about what was handed over that have not gone out."""
    services.tell_all_receivers()

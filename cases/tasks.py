"""Celery tasks of this app, started by beat."""

from celery import shared_task

from cases import services


@shared_task(name="cases.forget_searches")
def forget_searches() -> None:
    """Daily: what was searched for is kept for twelve months."""
    services.forget_searches()

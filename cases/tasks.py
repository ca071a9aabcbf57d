"""Celery tasks of this app, started by beat."""

from celery import shared_task

from cases import services


@shared_task(name="cases.forget_searches")
def forget_searches() -> None:
    """Daily: what was searched for is kept for twelve months, and a word as long as a case has it."""
    services.forget_searches()
    services.forget_words()

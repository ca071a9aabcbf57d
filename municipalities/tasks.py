"""Celery tasks of this app. Beat runs them where `POPULATION_IMPORT` is on."""

import logging

from celery import shared_task

from common.exceptions import DomainError
from municipalities import services

logger = logging.getLogger(__name__)


@shared_task(name="municipalities.import_population")
def import_population() -> None:
    """Monthly: a quarter's figures come some weeks into it. An error is logged, and the last figures stay in use."""
    try:
        done = services.import_population()
    except DomainError as error:
        logger.error("The population was not imported: %s", error)
    else:
        logger.info("Population of %s: %d new, %d changed", done.population.date, done.added, done.changed)

"""Celery tasks of this app. Beat runs them where `POPULATION_IMPORT` is on."""

import logging

from celery import shared_task

from common.exceptions import DomainError
from municipalities import services

logger = logging.getLogger(__name__)


@shared_task(name="municipalities.import_population")
def import_population() -> None:
    """Monthly: a quarter's figures come some weeks into it. After an error the last figures stay in use.

    The error is passed on, so that the plan of scheduled tasks shows that the run failed.
    """
    try:
        done = services.import_population()
    except DomainError as error:
        logger.error("The population was not imported: %s", error)
        raise
    else:
        logger.info("Population of %s: %d new, %d changed", done.population.date, done.added, done.changed)

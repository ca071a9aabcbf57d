"""Names that two may want at the same moment: the database says who came first, and the other takes the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from django.db import IntegrityError, transaction

Made = TypeVar("Made")
TRIES = 5  # more than that, and it is not the name that the database refuses


def first_free(wishes: Iterable[str], make: Callable[[str], Made]) -> Made:
    """What `make` makes of the first wish that nobody else has taken since the wishes were read."""
    refused: IntegrityError | None = None
    for wish in islice(wishes, TRIES):
        try:
            with transaction.atomic():
                return make(wish)
        except IntegrityError as error:
            refused = error
    raise refused or ValueError("There is nothing to wish for.")

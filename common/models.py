"""Abstract bases. No tables: `common` owns none."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HistoryIsImmutable(TypeError):
    """Raised when somebody tries to rewrite or delete a row of history."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise HistoryIsImmutable(f"{self.model.__name__} is history and is corrected by a new row.")

    def delete(self):
        raise HistoryIsImmutable(f"{self.model.__name__} is history and is never deleted.")


class AppendOnly(models.Model):
    """History: rows that are written once. A wrong entry is corrected by a new one."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise HistoryIsImmutable(f"{type(self).__name__} is history and is corrected by a new row.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsImmutable(f"{type(self).__name__} is history and is never deleted.")


class DatedQuerySet(models.QuerySet):
    def valid(self, on: dt.date | None = None):
        """Rows in force on that day (today if none is given); both ends are included."""
        return self.filter(self.model.valid_condition(on))


class Dated(models.Model):
    """Something that holds from one day to another. The day after `valid_to` it no longer does."""

    valid_from = models.DateField(_("gælder fra"), default=timezone.localdate)
    valid_to = models.DateField(_("gælder til og med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("Slutdatoen kan ikke ligge før startdatoen."),
            )
        ]

    @staticmethod
    def valid_condition(on: dt.date | None = None, prefix: str = "") -> Q:
        """The condition as a Q, so that it can stand inside a join (`prefix="roles__"`)."""
        day = on or timezone.localdate()
        return Q(**{f"{prefix}valid_from__lte": day}) & (
            Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
        )

    def is_valid(self, on: dt.date | None = None) -> bool:
        day = on or timezone.localdate()
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

"""What the search keeps: of each case its text as the search compares it, the words it may propose, and what was
asked for. The tables' indexes are the databases' own (migration `search`)."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The form of what is stored. Whoever changes `words` or `search_text` counts it up; the reference data's loader then
# writes every case anew.
INDEX_VERSION = 2
# Twelve months.
KEPT_FOR = dt.timedelta(days=365)
# Of longer words the search keeps nothing.
LONGEST = 100


class SearchEntry(models.Model):
    """A case as the search sees it, written by `search_index.store` alone. See `search_text.Indexed`.

    `terms` and `words` are what the databases' full texts find it by (`migrations/_search.py`). The eight texts are its
    stems by place. `passages` is what they were made of, for showing where a word stands without reading the case.
    """

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="search_entry")
    version = models.PositiveSmallIntegerField(default=INDEX_VERSION)
    title = models.TextField()
    places = models.TextField()
    essence = models.TextField()
    topics = models.TextField()
    forms = models.TextField()
    summary = models.TextField()
    advice = models.TextField()
    rest = models.TextField()
    words = models.TextField()
    terms = models.TextField()
    passages = models.JSONField(default=list)

    class Meta:
        verbose_name = _("søgetekst")
        verbose_name_plural = _("søgetekster")

    def __str__(self) -> str:
        return str(self.pk)


class SearchStem(models.Model):
    """How often a case has a stem in each place (`ranking.packed`): what a search reads of the cases that are found.

    `backwards` is the stem from its end, so that counts of words that end in what is asked for are read by an index;
    empty where that is no use. Stems are compared by their bytes on every database: see the migration `search_stems`.
    """

    # Its own index would say again what the constraint below begins with.
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="search_stems", db_index=False)
    stem = models.CharField(max_length=LONGEST)
    backwards = models.CharField(max_length=LONGEST, blank=True)
    counts = models.BigIntegerField()

    class Meta:
        verbose_name = _("ordstamme")
        verbose_name_plural = _("ordstammer")
        constraints = [models.UniqueConstraint(fields=["case", "stem"], name="cases_stem_once_a_case")]
        indexes = [
            models.Index(fields=["stem", "case", "counts"], name="cases_stem_read"),
            models.Index(fields=["backwards"], condition=~Q(backwards=""), name="cases_stem_backwards"),
        ]

    def __str__(self) -> str:
        return self.stem


class SearchWordQuerySet(models.QuerySet):
    def of(self, cases: models.QuerySet):
        """Words whose stem stands in one of these cases."""
        stems = SearchStem.objects.filter(stem=models.OuterRef("stem"), case__in=cases.order_by().values("pk"))
        return self.filter(models.Exists(stems))

    def unused(self):
        """Words whose stem no case has any more."""
        return self.exclude(models.Exists(SearchStem.objects.filter(stem=models.OuterRef("stem"))))


class SearchWord(models.Model):
    """A word of some case, by which a misspelling may be corrected. Whether the reader may see a case with its stem is
    asked each time. `word` is folded, `written` is how cases write it."""

    word = models.CharField(max_length=LONGEST, unique=True)
    written = models.CharField(max_length=LONGEST)
    stem = models.CharField(max_length=LONGEST, db_index=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("søgeord")
        verbose_name_plural = _("søgeord")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.written


class SearchLogQuerySet(models.QuerySet):
    def without_hits(self):
        """What was asked for and not found, the most asked first: rows of `text`, `times` and `last`."""
        return (
            self.filter(hits=0)
            .values("text")
            .annotate(times=Sum("times"), last=models.Max("day"))
            .order_by("-times", "text")
        )

    def outdated(self, on: dt.date | None = None):
        """Older than twelve months."""
        return self.filter(day__lt=(on or timezone.localdate()) - KEPT_FOR)


class SearchLog(models.Model):
    """What was asked for on a day, how often, and how many cases were found the last time. Never by whom."""

    text = models.CharField(_("søgning"), max_length=200)
    day = models.DateField(_("dag"), default=timezone.localdate)
    hits = models.PositiveIntegerField(_("antal fund"))
    times = models.PositiveIntegerField(_("antal gange"), default=1)

    objects = SearchLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("søgning")
        verbose_name_plural = _("søgninger")
        ordering = ["-day", "text"]
        constraints = [
            models.UniqueConstraint(fields=["text", "day"], name="cases_search_once_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="cases_search_has_a_text"),
            models.CheckConstraint(condition=Q(times__gte=1), name="cases_search_was_made"),
        ]

    def __str__(self) -> str:
        return self.text

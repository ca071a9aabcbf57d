"""The agenda items of a round, gathered for its municipalities."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from common.formats import join_words, long_date
from decisions.agenda import AgendaItem, compose, layout_of, renamed
from decisions.calendars import participants
from decisions.models import AgendaAddendum, AgendaLayout, Round, TextVersion
from municipalities.models import Municipality


def agenda_items(round_: Round, municipalities: Sequence[Municipality] | None = None) -> list[AgendaItem]:
    """One item for each municipality that takes part, or for those given; none before the common text is written."""
    text = getattr(round_, "agenda", None)
    if text is None:
        return []
    places = participants(round_.collaboration) if municipalities is None else list(municipalities)
    layouts = {each.municipality_id: each for each in AgendaLayout.objects.filter(municipality__in=places)}
    addenda = dict(
        AgendaAddendum.objects.filter(round=round_, municipality__in=places).values_list("municipality", "text")
    )
    words = words_of(round_)
    return [
        compose(
            text.title,
            text.parts,
            _layout(layouts.get(each.pk)),
            {**words, "kommune": each.name},
            code=each.code,
            addendum=addenda.get(each.pk, ""),
        )
        for each in places
    ]


def texts_of(round_: Round) -> list[TextVersion]:
    """The newest published version of every text that the round's questions are about."""
    texts = {each.text for each in round_.questions.select_related("text").exclude(text=None)}
    newest = [each.versions.select_related("text__collaboration").last() for each in texts]
    return sorted((each for each in newest if each), key=lambda version: version.text.title)


def words_of(round_: Round) -> dict[str, str]:
    """What the placeholders become in that round, all but the municipality's name."""
    versions = texts_of(round_)
    return {
        "samarbejde": round_.collaboration.name,
        "runde": round_.name,
        "frist": long_date(round_.deadline),
        "version": join_words(f"{each.text.title}, version {each.number}" for each in versions),
    }


def example_words(round_: Round) -> dict[str, str]:
    """What the placeholders become, with one municipality as the example."""
    first = next(iter(participants(round_.collaboration)), None)
    return {**words_of(round_), "kommune": first.name if first else _("kommunens navn")}


def _layout(chosen: AgendaLayout | None):
    return renamed(layout_of(chosen.layout), chosen.names) if chosen else layout_of("")

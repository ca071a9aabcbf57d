"""A document as a page, a paper and a comparison show it. Also the editors' preview: it asks for a document only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.document import CaseDocument, LawNote, Lesson, Population
from cases.models import Case, Topic
from cases.results import Result, ShownFigure, results_of, show_figure
from cases.vocabulary import GainType, KeyType, Kind, Organisation
from common.charts.bars import BarsChart
from common.charts.tile_map import Place, TileMap, tile_map
from common.formats import MONTHS, NONE, UNKNOWN, join_words, long_date, number
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True)
class Fact:
    """One thing of “Kort om”, with what there is to say about it."""

    key: str
    label: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownResult:
    result: Result
    chart: BarsChart | None


@dataclass(frozen=True)
class ShownCase:
    """`links` are the sections that have something in them: the page's list of contents."""

    content: CaseDocument
    facts: list[Fact]
    results: list[ShownResult]
    gains: list[tuple[str, list]]
    keys: list[tuple[str, object]]
    municipalities: list[str]
    topics: list[str]
    lessons: list[tuple[str, str, tuple[Lesson, ...]]]
    timeline: list[tuple[str, str]]
    figures: list[ShownFigure]
    law_notes: list[tuple[LawNote, str]]
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class Names:
    """The words for the keys in some documents."""

    models: dict[str, str]
    topics: dict[str, str]
    municipalities: dict[str, str]


def read_names(documents: Iterable[CaseDocument]) -> Names:
    """Three queries for any number of documents."""
    documents = list(documents)
    codes = {code for each in documents for code in each.municipalities}
    return Names(
        models=dict(CollaborationModel.objects.values_list("key", "name")),
        topics=dict(Topic.objects.values_list("key", "name")),
        municipalities=dict(Municipality.objects.filter(code__in=codes).values_list("code", "name")),
    )


def show_case(content: CaseDocument, names: Names | None = None) -> ShownCase:
    """Everything that a document says, in the words of a reader."""
    names = names or read_names([content])
    results = results_of(content.figures)
    places = [name for code, name in names.municipalities.items() if code in content.municipalities]
    topics = [names.topics[key] for key in content.topics if key in names.topics]
    return ShownCase(
        content=content,
        facts=facts_of(content, names, places, topics),
        results=[ShownResult(each, each.chart(f"result-{index}")) for index, each in enumerate(results)],
        gains=_gains(content),
        keys=[(str(KeyType(each.type).label), each) for each in content.financing.keys],
        municipalities=places,
        topics=topics,
        lessons=[
            ("forudsaetninger", _("Forudsætninger"), content.preconditions),
            ("udfordringer", _("Udfordringer"), content.challenges),
            ("proceserfaringer", _("Erfaringer fra processen"), content.lessons),
        ],
        timeline=[(date_text(event.date), event.text) for event in content.timeline],
        figures=[show_figure(figure) for figure in content.figures],
        law_notes=[(note, date_text(note.checked) if note.checked else "") for note in content.law_notes],
        links=_links(content, bool(results)),
    )


def show_cases(documents: Sequence[CaseDocument]) -> list[ShownCase]:
    """As `show_case`, with the names read once for all."""
    names = read_names(documents)
    return [show_case(each, names) for each in documents]


def map_of(shown: ShownCase) -> TileMap | None:
    """Where those who take part lie; None where no municipality is named."""
    if not shown.municipalities:
        return None
    places = [Place(*row) for row in Municipality.objects.values_list("code", "name", "tile_column", "tile_row")]
    title = _("Kort: {names} er med.").format(names=join_words(shown.municipalities))
    return tile_map(title, places, dict.fromkeys(shown.content.municipalities, "participant"))


def age_text(case: Case) -> str:
    """How old what is said is: when it was last confirmed, or from when the sources are."""
    if case.confirmed_on:
        return _("Sidst bekræftet {day}.").format(day=long_date(case.confirmed_on))
    years = sorted({source.year for source in case.content.sources if source.year})
    if not years:
        return _("Ingen har bekræftet oplysningerne.")
    return _("Oplysningerne er fra {years}. Ingen har bekræftet dem siden.").format(years=join_words(years))


def date_text(date: str) -> str:
    """`1. juli 2013`, `august 2013`, `2013`, or the words that stand there; `Ikke oplyst` for nothing."""
    found = _DAY.fullmatch(date)
    if not found:
        return date or UNKNOWN
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    words = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)}. {words}" if day else words


## Kort om


def facts_of(content: CaseDocument, names: Names, places: Sequence[str], topics: Sequence[str]) -> list[Fact]:
    organisation, kind = Organisation(content.organisation), Kind(content.kind)
    keys = list(dict.fromkeys(str(KeyType(each.type).label).lower() for each in content.financing.keys))
    return [
        Fact("established", _("Etableret"), date_text(content.established), _notes(content.established_note)),
        Fact("kind", _("Slags"), str(kind.label), _notes(content.kind_note)),
        Fact(
            "model",
            _("Formål"),
            names.models.get(content.model, UNKNOWN),
            _notes(content.model_note),
        ),
        Fact("organisation", _("Organisering"), str(organisation.label), _notes(content.organisation_note)),
        Fact(
            "municipalities",
            _("Kommuner"),
            join_words(places) if places else UNKNOWN,
            _notes(content.municipalities_note),
        ),
        Fact("other_parties", _("Andre parter"), "; ".join(content.other_parties) or (NONE if places else UNKNOWN)),
        Fact("party_count", _("Antal parter"), *_counts(content)),
        Fact("population", _("Indbyggere"), *_populations(content.populations)),
        Fact("topics", _("Fagområder"), join_words(topics) if topics else UNKNOWN, _subjects(content)),
        Fact("keys", _("Regningen deles efter"), capfirst(", ".join(keys)) or UNKNOWN),
    ]


def _notes(*notes: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def _subjects(content: CaseDocument) -> tuple[str, ...]:
    return (_("Emner: {subjects}").format(subjects=", ".join(content.subjects)),) if content.subjects else ()


def _counts(content: CaseDocument) -> tuple[str, tuple[str, ...]]:
    """The newest, and what each source says where there are several."""
    if content.party_count is None:
        return UNKNOWN, ()
    said = [
        f"{each.count} ({', '.join(part for part in (str(each.year or ''), each.source) if part)})"
        if each.year or each.source
        else str(each.count)
        for each in content.party_counts
    ]
    return number(content.party_count), tuple(said) if len(said) > 1 else ()


def _populations(populations: Sequence[Population]) -> tuple[str, tuple[str, ...]]:
    if not populations:
        return UNKNOWN, ()
    said = [_population(each) for each in populations]
    return said[-1], tuple(said[:-1])


def _population(each: Population) -> str:
    text = f"{_('ca.')} {number(each.value)}" if each.approximate else number(each.value)
    where = ", ".join(part for part in (str(each.year or ""), each.source) if part)
    return f"{text} ({where})" if where else text


## Sections


def _gains(content: CaseDocument) -> list[tuple[str, list]]:
    """By type, in the order of the vocabulary."""
    by_type = {kind: [gain for gain in content.gains if gain.type == kind.value] for kind in GainType}
    return [(str(kind.label), gains) for kind, gains in by_type.items() if gains]


def _links(content: CaseDocument, has_results: bool) -> list[tuple[str, str]]:
    governance, financing = content.governance, content.financing
    sections = [
        ("resultat", _("Resultat"), has_results),
        ("baggrund", _("Baggrund"), content.background),
        ("opgaver", _("Opgaver"), content.areas),
        ("gevinster", _("Gevinster"), content.gains),
        ("organisering", _("Organisering og styring"), governance != type(governance)()),
        ("finansiering", _("Finansiering"), financing.summary or financing.keys),
        ("gode-raad", _("Gode råd"), content.advice),
        ("forudsaetninger", _("Forudsætninger"), content.preconditions),
        ("udfordringer", _("Udfordringer"), content.challenges),
        ("proceserfaringer", _("Erfaringer fra processen"), content.lessons),
        ("forloeb", _("Forløb"), content.timeline),
        ("fremtid", _("Fremtid"), content.outlook),
        ("tal", _("Alle tal"), content.figures),
        ("uenighed", _("Kilderne er uenige"), content.disagreements),
        ("loven", _("Loven siden"), content.law_notes),
        ("kilder", _("Kilder"), content.sources),
    ]
    return [(key, title) for key, title, has_something in sections if has_something]

"""The cases of the catalogue as data: complete, in words that the rest of the product knows, and fit to be shown."""

import re
from dataclasses import fields, is_dataclass

import pytest

from cases import reference_data
from cases.document import ESSENCE_LENGTH, CaseDocument, Lesson, read_document
from cases.models import Case, Topic
from cases.vocabulary import FigureRole, GainType, KeyType, Kind, Organisation
from tests.kept import put_cases, put_catalogue, put_municipalities

# 128 figures of the sources, and nine that stood in the notes of others: goals beside what came of them.
FIGURES = 128 + 9
ADVICE = 66
# What lessons are about. A word that is not here is either a slip of the pen or belongs in this list.
LESSON_TOPICS = {
    "aftale", "afgrænsning", "borgere", "data", "engagement", "jura", "kommunikation", "kompetencer", "kultur",
    "ledelsesopbakning", "leverandører", "medarbejdere", "partnervalg", "politik", "resultater", "styring", "teknik",
    "tid", "tillid", "økonomi",
}  # fmt: skip
LISTS_OF_LESSONS = ("preconditions", "challenges", "lessons", "advice")
NOT_FOR_READERS = {
    "an e-mail address": r"\S+@\S+",
    "a telephone number": r"(?i)\btlf\b|(?<![\d.,–-])\d{2} \d{2} \d{2} \d{2}\b|\b[2-9]\d{7}\b|\b\d{4} \d{4}\b",
    "a title with a name": r"(?i:direktør|chef|leder|formand|borgmester|konsulent)\w*(?: [A-ZÆØÅ][a-zæøå]+){2}",
    "a number of a document": r"\b00[0-4]\b(?! ?(?:kr|indb))(?<![.,]\d{3})",
    "a date in numbers": r"\b\d{1,2}[./]\d{1,2}[./-](?:19|20)\d{2}\b",
    "a range with a hyphen": r"\b\d+-\d+\b",
    "an amount without dots": r"(?<![\d.,/])\d{5,}(?![\d.,/])",
    "a straight quote": r"[\"]|(?<=\s)'|'(?=\s)",
    "an aa or oe of a foreign keyboard": r"(?i)\b(?:ogsaa|paa|maa|faa|oekonomi|goer|foer)\b",
    "two spaces": r"  ",
    "a note to who builds this": r"(?i)udtræk|tabel 1 kalder|mærket|beregnet\)|modellér|gem begge|todo",
}
DOCUMENTS = {path.stem: path for path in sorted((reference_data.DATA / "cases").glob("*.yaml"))}


def document(slug: str) -> CaseDocument:
    return read_document(reference_data._document(DOCUMENTS[slug]))


@pytest.fixture(scope="module")
def catalogue() -> dict[str, CaseDocument]:
    return {slug: document(slug) for slug in DOCUMENTS}


def lessons(case: CaseDocument) -> list[Lesson]:
    return [lesson for name in LISTS_OF_LESSONS for lesson in getattr(case, name)]


def texts(value) -> list[str]:
    """Every text of a document, but for the addresses of its sources."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if is_dataclass(value):
        return [text for field in fields(value) if field.name != "url" for text in texts(getattr(value, field.name))]
    return []


class TestComplete:
    def test_there_are_26_cases_with_all_their_figures_and_advice(self, catalogue):
        assert len(catalogue) == 26
        assert sum(len(case.figures) for case in catalogue.values()) == FIGURES
        assert sum(len(case.advice) for case in catalogue.values()) == ADVICE

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_case_says_the_point_in_one_line_and_where_it_is_from(self, slug):
        case = document(slug)
        assert 1 <= len(case.essence) <= ESSENCE_LENGTH
        assert case.essence != case.summary
        assert case.summary
        assert case.background
        assert case.areas
        assert case.gains
        assert case.topics
        assert case.sources
        assert all(source.title and source.year and source.place for source in case.sources)

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_what_is_not_known_about_a_case_is_said(self, slug):
        case = document(slug)
        assert case.model or case.model_note
        assert case.organisation or case.organisation_note
        assert case.established or case.established_note
        assert case.municipalities or case.municipalities_note

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_figure_has_a_label_a_time_and_a_source(self, slug):
        for figure in document(slug).figures:
            assert figure.label
            assert bool(figure.year) != bool(figure.period), figure
            assert figure.source, figure
            assert figure.value or figure.note, figure

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_each_statement_names_its_source(self, slug):
        case = document(slug)
        sourced = [*case.gains, *case.financing.keys, *case.party_counts, *case.populations, *lessons(case)]
        assert all(each.source for each in sourced)

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_disagreement_has_both_sides_and_what_the_catalogue_does(self, slug):
        for disagreement in document(slug).disagreements:
            assert disagreement.topic
            assert len(re.findall(r"[.:] ", disagreement.text)) >= 1, "one sentence can not say two things"
            assert disagreement.treatment, disagreement.topic

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_note_on_the_law_has_a_source_and_a_day(self, slug):
        for note in document(slug).law_notes:
            assert note.source
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", note.checked)
            assert note.url.startswith("https://") or not note.url


class TestWords:
    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_its_words_are_those_of_the_product(self, slug):
        case = document(slug)
        assert case.kind in Kind.values
        assert case.organisation in Organisation.values
        assert {gain.type for gain in case.gains} <= set(GainType.values)
        assert {key.type for key in case.financing.keys} <= set(KeyType.values)
        assert {figure.role for figure in case.figures} <= set(FigureRole.values)

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_lesson_has_phases_and_topics_to_be_found_by(self, slug):
        for lesson in lessons(document(slug)):
            assert lesson.topics, lesson.text
            assert set(lesson.topics) <= LESSON_TOPICS, lesson.topics
            assert lesson.phases == tuple(sorted(set(lesson.phases) & {1, 2, 3, 4, 5})), lesson.text
            assert lesson.phases, lesson.text

    @pytest.mark.parametrize("slug", DOCUMENTS)
    def test_a_measure_has_both_what_was_expected_and_what_came(self, slug):
        figures = [figure for figure in document(slug).figures if figure.measure]
        for measure in {figure.measure for figure in figures}:
            assert {figure.role for figure in figures if figure.measure == measure} == {"expected", "actual"}

    def test_ledelsesopbakning_is_a_lesson_of_many_cases(self, catalogue):
        about = [
            slug for slug, case in catalogue.items() if any("ledelsesopbakning" in x.topics for x in lessons(case))
        ]
        assert len(about) >= 5

    def test_every_word_that_lessons_may_be_about_is_used(self, catalogue):
        assert {topic for case in catalogue.values() for x in lessons(case) for topic in x.topics} == LESSON_TOPICS


class TestFitToBeShown:
    @pytest.mark.parametrize("what", NOT_FOR_READERS)
    def test_no_text_holds(self, catalogue, what):
        found = [
            (slug, text)
            for slug, case in catalogue.items()
            for text in texts(case)
            if re.search(NOT_FOR_READERS[what], re.sub(r"(?i)(KL|EU|pc|KPI)'(s|er)", r"\1\2", text))
            and not re.fullmatch(r"\d{4}(-\d\d){0,2}", text)
        ]
        assert not found

    def test_sentences_can_be_read_in_one_breath(self, catalogue):
        sentences = [s for case in catalogue.values() for text in texts(case) for s in re.split(r"(?<=[.!?:;]) ", text)]
        assert not [sentence for sentence in sentences if len(sentence.split()) > 32]


@pytest.mark.django_db
class TestLoaded:
    @pytest.fixture(autouse=True)
    def _loaded(self):
        put_municipalities()
        put_catalogue()
        put_cases()

    def test_every_key_leads_to_something(self, catalogue):
        cases = {case.slug: case for case in Case.objects.published()}
        assert set(cases) == set(catalogue)
        for slug, content in catalogue.items():
            case = cases[slug]
            assert (case.model.key if case.model else "") == content.model, slug
            assert {topic.key for topic in case.topics.all()} == set(content.topics), slug
            assert {each.code for each in case.municipalities.all()} == set(content.municipalities), slug

    def test_every_topic_has_a_case(self):
        assert not Topic.objects.filter(cases=None)

    @pytest.mark.parametrize(
        ("organisation", "model", "slugs"),
        [
            ("association", "purchasing", {"digitaliseringsforening-sjaelland", "brugerklubben-sbsys"}),
            ("association", "implementation", {"storkoebenhavnske-digitaliseringsforening"}),
            ("section-60", "operation-support", {"it-forsyningen", "mad-til-hver-dag"}),
            ("agreement", "business-driven", {"4k", "viborg-silkeborg"}),
        ],
    )
    def test_the_obvious_combinations_have_their_examples(self, organisation, model, slugs):
        cases = Case.objects.filter(organisation=organisation, model__key=model)
        assert set(cases.values_list("slug", flat=True)) == slugs

    def test_an_expected_count_is_not_how_many_take_part(self):
        assert Case.objects.get(slug="den-digitale-hotline").party_count == 30

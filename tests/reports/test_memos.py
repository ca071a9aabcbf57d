"""The memo of an answer in the guide: tagged PDF and Word, drawn from what was frozen when it was kept."""

import io
import re

import docx
import pytest
from django.urls import reverse

from modelguide.services import save_guide_answer
from models_catalog.models import LegalRule, OrganisationType
from reports.memos import draw_memo_pdf, draw_memo_word, memo_snapshot
from reports.models import Report
from reports.services import request_memo
from reports.tasks import draw
from tests import factories
from tests.kept import put_catalogue
from tests.phases.test_rights import DONE, SEES, ask, table
from tests.reports.papers import failures_of, pages_of, text_of

pytestmark = pytest.mark.django_db
ANSWERS = {
    "drift": "ja",
    "marked": "ja",
    "afgiv": "ja",
    "form": "association",
    "moede": 18,
    "antal": 4,
    "udnyttelse": "nej",
}
SAID = (
    "Jeres svar peger på 2 modeller: indkøbssamarbejde og drifts- og supportsamarbejde.",
    "spørgsmål mangler. Resultatet er foreløbigt.",
    "I vil afgive kompetence, men har valgt forening. Det kan en forening ikke.",
    "I har skrevet 18 personer. Et samarbejde fandt 18 om bordet for mange.",
    "Det har I svaret",
    "Det skal afklares",
    "Næste skridt",
    "Bliv enige om de svar, der modsiger hinanden.",
    "Taler for",
    "Taler imod",
    "Det kræver",
    "Det tekniske miljø er ens på de områder, I deler.",
    "Organisationsformerne side om side",
    "Åbne spørgsmål",
    "Har I et politisk mandat?",
    "Senest kontrolleret 20. november 2026.",
    "Ankestyrelsen skal godkende",
    "IT-Forsyningen",
    "Koordinator",
    "Pjece til politikere (2016), Spørgsmål og overvejelser",
    "Husk sagen fra marts",
    "ikke juridisk rådgivning",
)


@pytest.fixture
def answer(collaboration, koordinator):
    put_catalogue()
    factories.make_case("IT-Forsyningen", slug="it-forsyningen")
    return save_guide_answer(collaboration, answers=ANSWERS, note="Husk sagen fra marts", actor=koordinator)


def pdf_text(answer) -> str:
    return text_of(draw_memo_pdf(memo_snapshot(answer)).content).replace("\u00a0", " ")


def word_text(answer) -> str:
    document = docx.Document(io.BytesIO(draw_memo_word(memo_snapshot(answer)).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in document.paragraphs), *cells]).replace("\u00a0", " ")


@pytest.mark.parametrize("text", [pdf_text, word_text])
def test_it_says_what_the_guide_said(answer, text):
    memo = text(answer)
    assert [words for words in SAID if words not in memo] == []


def test_a_long_word_is_hyphenated_where_the_forms_stand_side_by_side(answer):
    text = text_of(draw_memo_pdf(memo_snapshot(answer)).content)
    compared = text[text.index("Organisationsformerne side om side") : text.index("Det siger loven")]
    assert re.search(r"General(for)?(sam)?[-\u2010\u00ad]", compared), compared


def test_the_pdf_is_tagged(answer):
    drawn = draw_memo_pdf(memo_snapshot(answer))
    assert failures_of(drawn.content) == []
    assert 3 <= drawn.pages <= 8


EVERYTHING = {
    **dict.fromkeys(("systemer", "marked", "drift", "fornyelse", "rekruttering", "afgiv", "ansaettelse"), "ja"),
    **dict.fromkeys(("kompetencer", "oekonomi", "udnyttelse", "leverandoerer", "kendskab", "naerhed", "mandat"), "nej"),
    **{"antal": 12, "moede": 24, "koordinering": "taet", "rejsetid": 5, "form": "agreement"},
}


@pytest.mark.parametrize("length", [250, 1000])
def test_a_direktion_reads_two_pages_and_the_rest_is_an_annex(collaboration, koordinator, length):
    """Where every question is answered and all four models are pointed at too."""
    put_catalogue()
    note = ("Vi var i tvivl. " * 70)[:length].strip()
    answer = save_guide_answer(collaboration, answers=EVERYTHING, note=note, actor=koordinator)
    pages = pages_of(draw_memo_pdf(memo_snapshot(answer)).content)
    assert [number for number, text in enumerate(pages, start=1) if "Her står alt, hvad guiden sagde." in text] == [3]
    assert "Næste skridt" in pages[1]
    for text in (" ".join(pages), word_text(answer)):
        assert note.split(".")[0] in text


def test_in_word_the_annex_begins_on_a_page_of_its_own(answer):
    document = docx.Document(io.BytesIO(draw_memo_word(memo_snapshot(answer)).content))
    texts = [each.text.strip() for each in document.paragraphs]
    before = document.paragraphs[texts.index("Bilag") - 1]
    assert 'w:type="page"' in before._p.xml
    assert texts.index("Næste skridt") < texts.index("Bilag") < texts.index("Kilder")


def test_word_has_real_headings_and_tables(answer):
    document = docx.Document(io.BytesIO(draw_memo_word(memo_snapshot(answer)).content))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert {"Formål og organisering", "Det har I svaret", "Bilag", "Det siger loven", "Kilder"} <= set(headings)
    assert len(document.tables) >= 6


@pytest.mark.parametrize("text", [pdf_text, word_text])
def test_what_the_models_demand_is_read_as_conditions_and_the_note_as_theirs(answer, text):
    memo = text(answer)
    assert "Samarbejdet kræver det her. Afklar, om det er på plads:" in memo
    assert memo.index("Det skal afklares") < memo.index("Et samarbejde fandt 18") < memo.index("Afklar, om det er på")
    assert memo.index("Afklar, om det er på plads:") < memo.index("Kommunerne kender leverandørmarkedet")
    assert "Jeres bemærkning: Husk sagen fra marts" in memo


@pytest.mark.parametrize("text", [pdf_text, word_text])
def test_where_the_answers_say_nothing_it_points_at_the_law_and_cites_it_once(answer, text):
    memo = text(answer)
    assert "Svarene giver ingen særlige krav. Se loven nedenfor." in memo
    assert "Intet særligt" not in memo
    assert memo.count("Kommunestyrelsesloven § 40") == 1
    assert "Kommunestyrelsesloven § 60 a, stk. 3. Senest kontrolleret" in memo


@pytest.mark.parametrize("text", [pdf_text, word_text])
def test_it_is_the_same_when_everything_has_changed(answer, text):
    before = text(answer)
    OrganisationType.objects.update(leadership="Ingen")
    LegalRule.objects.update(body="Tilsynsrådet")
    answer.refresh_from_db()
    assert text(answer) == before


def test_an_answer_that_points_nowhere_is_a_memo_too(collaboration, koordinator):
    put_catalogue()
    bare = save_guide_answer(collaboration, answers={"rejsetid": 20}, actor=koordinator)
    drawn = draw_memo_pdf(memo_snapshot(bare))
    assert failures_of(drawn.content) == []
    assert "Jeres svar peger ikke på en model endnu." in text_of(drawn.content)
    assert "Åbne spørgsmål" in word_text(bare)


def test_what_somebody_wrote_is_text_and_never_markup(collaboration, koordinator):
    put_catalogue()
    note = "<b>Fed</b> <img src='file:///etc/passwd'>"
    answer = save_guide_answer(collaboration, answers={"drift": "ja"}, note=note, actor=koordinator)
    drawn = draw_memo_pdf(memo_snapshot(answer))
    assert drawn.refused == ()
    assert note in text_of(drawn.content)


@pytest.mark.parametrize(("form", "extension"), [("pdf", "pdf"), ("word", "docx")])
def test_a_worker_draws_it_and_it_is_fetched_under_its_name(answer, client_for, collaboration, form, extension):
    browser = client_for("direktoer")
    browser.post(reverse(f"reports:memo_{form}", args=[collaboration.slug, answer.pk]))
    report = Report.objects.get()
    draw.apply(args=[str(report.job_id)])
    report.refresh_from_db()
    assert report.title.startswith("Notat fra modelguiden, svar af ")
    assert "Notat fra modelguiden" in browser.get(reverse("reports:list", args=[collaboration.slug])).content.decode()
    fetched = browser.get(reverse("reports:download", args=[collaboration.slug, report.pk]))
    assert f".{extension}" in fetched["Content-Disposition"]
    fetched.close()


def test_it_is_ordered_once_for_each_file(answer, koordinator, kontakt):
    pdf, word = Report.Kind.MEMO_PDF, Report.Kind.MEMO_WORD
    assert request_memo(answer, actor=koordinator, kind=pdf) == request_memo(answer, actor=kontakt, kind=pdf)
    assert request_memo(answer, actor=koordinator, kind=word) != request_memo(answer, actor=kontakt, kind=pdf)


@pytest.mark.parametrize("name", ["reports:memo_pdf", "reports:memo_word"])
def test_everybody_who_sees_the_collaboration_takes_it_along(client_for, answer, collaboration, name):
    answers, _ = ask(client_for, lambda browser: browser.post(reverse(name, args=[collaboration.slug, answer.pk])))
    assert answers == table(SEES, DONE)


def test_the_memo_of_another_collaboration_is_not_found(client_for, answer):
    address = reverse("reports:memo_pdf", args=["et-andet", answer.pk])
    assert client_for("administrator").post(address).status_code == 404

"""The summary of an approved business case: a tagged PDF of two to four pages, drawn from what was frozen."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from common.exceptions import DomainError
from finance.models import BusinessCase
from finance.services import revise_case, save_case
from finance.services.cases import Written
from finance.vocabulary import Approach
from reports.cases import case_snapshot, draw_case
from reports.models import Report
from reports.services import request_case
from reports.tasks import draw
from tests import factories
from tests.finance.build_cases import approve, line, make_case, make_key
from tests.phases.test_rights import DONE, SEES, ask, table
from tests.reports.papers import failures_of, pages_of, text_of

pytestmark = pytest.mark.django_db
YEARS = range(2027, 2033)


def lines():
    return (
        line("investment", {2027: 6_000_000}, "Maskinrum", source="Tilbud fra to leverandører", uncertainty="high"),
        line("operation", dict.fromkeys(YEARS, 300_000), "Drift"),
        line("gain", {year: 1_800_000 for year in YEARS if year > 2027}, "Færre licenser"),
    )


@pytest.fixture
def case(collaboration) -> BusinessCase:
    key = make_key(collaboration, "Indbyggere")
    details = {"first_year": 2027, "year_count": 6, "key": key, "not_included": "Egen tid"}
    return approve(make_case(collaboration, *lines(), **details))


def paper_of(case: BusinessCase) -> bytes:
    return draw_case(case_snapshot(case)).content


def test_it_is_a_tagged_paper_of_two_to_four_pages(case):
    content = paper_of(case)
    assert failures_of(content) == []
    assert 2 <= len(pages_of(content)) <= 4


def test_its_first_page_has_the_sentence_the_figures_and_the_chart(case):
    first = pages_of(paper_of(case))[0]
    for words in (
        "Business case, version 1. Godkendt",
        "Investeringen på 6,0 mio. kr. er tjent hjem i 2032.",
        "Fra 2028 er overskuddet 1,5 mio. kr. om året",
        "Netto i alt",
        "Udgifterne er tjent hjem i 2032",
        "Lagt sammen",
    ):
        assert words in first.replace("\u00a0", " ")


def test_it_says_what_stands_behind_the_figures(case):
    text = text_of(paper_of(case)).replace("\u00a0", " ")
    for words in (
        "Tilbud fra to leverandører",
        "Gevinst 20 pct. lavere",
        "Delt efter nøglen “Indbyggere”.",
        "Egen tid",
        case_snapshot(case)["sha256"],
    ):
        assert words in text


def test_each_municipality_stands_there_with_what_it_is_left_with(case):
    text = text_of(paper_of(case))
    for own in case.snapshot["municipalities"]:
        assert own["name"] in text
        net = f"{abs(Decimal(own['net'])):,.0f}".replace(",", ".")
        assert net in text, own["name"]


def test_a_case_in_words_has_its_reason_and_its_gains_and_no_figures(collaboration):
    written = make_case(
        collaboration, approach=Approach.WORDS, reason="Priserne er ikke kendt endnu", description="Hjælp om aftenen"
    )
    content = paper_of(approve(written))
    text = text_of(content)
    assert failures_of(content) == []
    assert "Gevinsterne er beskrevet i ord. Derfor er der ikke regnet på det: Priserne er ikke kendt endnu" in text
    assert "Hjælp om aftenen" in text
    assert "År for år" not in text


def test_the_last_page_of_a_usual_case_is_no_remnant(collaboration):
    """Seven municipalities, six years, five lines and a few gains: as much as most collaborations have."""
    for count in range(5):
        factories.make_participation(collaboration, factories.make_municipality(f"Kommune {count}"))
    later = range(2028, 2033)
    lines = [
        line("investment", {2027: 8_200_000, 2028: 1_400_000}, "Fælles maskinrum", source="Tilbud"),
        line("investment", {2027: 2_800_000}, "Flytning", source="Skøn"),
        line("operation", dict.fromkeys(later, 1_900_000), "Fælles drift", source="Budget"),
        line("gain", dict.fromkeys(later, 4_600_000), "Færre licenser", source="Kontrakter"),
        line("gain", dict.fromkeys(later, 3_400_000), "Mindre lokal drift", source="Regnskaber"),
    ]
    case = make_case(collaboration, *lines, first_year=2027, year_count=6, key=make_key(collaboration, weight="equal"))
    gains = [{"kind": kind, "text": "Bedre hjælp", "owner": ""} for kind in ("competence", "quality", "autonomy")]
    case = save_case(case, Written({"not_included": "Egen tid."}, gains=gains), version=case.version, actor=None)
    pages = pages_of(paper_of(approve(case)))
    assert len(pages) == 3
    assert "Hvad nu hvis" in pages[1]
    for words in ("Forudsætninger", "Fælles maskinrum", "Gevinster i ord", "Hvad der ikke er med", "Om papiret"):
        assert words in pages[2]


def test_forty_lines_for_every_municipality_of_the_country_are_still_four_pages(collaboration):
    for count in range(96):
        factories.make_participation(collaboration, factories.make_municipality(f"Kommune {count}"))
    key = make_key(collaboration, "Lige dele", weight="equal")
    kinds = ("investment", "operation", "gain")
    many = [
        line(
            kinds[number % 3],
            dict.fromkeys(range(2027, 2037), 100_000 + number),
            f"Linje {number}",
            source="Lang " * 60,
        )
        for number in range(40)
    ]
    case = approve(make_case(collaboration, *many, first_year=2027, year_count=10, key=key))
    assert len(case.snapshot["municipalities"]) == 98
    content = paper_of(case)

    assert failures_of(content) == []
    assert len(pages_of(content)) <= 4
    assert "Lange kilder er forkortet." in text_of(content)


def test_a_version_that_is_superseded_says_so(case, collaboration):
    approve(revise_case(collaboration, actor=None))
    assert "versionen afløst af en nyere" not in text_of(paper_of(case))
    case.refresh_from_db()
    assert "versionen afløst af en nyere" in text_of(paper_of(case))


def test_the_same_version_gives_the_same_paper_when_everything_has_changed(case, collaboration):
    before = text_of(paper_of(case))
    revise_case(case.collaboration, actor=None)
    case.refresh_from_db()
    assert text_of(paper_of(case)) == before


def test_what_somebody_wrote_is_text_on_the_paper_and_never_markup(collaboration):
    written = make_case(
        collaboration,
        approach=Approach.WORDS,
        reason="<b>Fed</b> <img src='file:///etc/passwd'>",
        description="<script>alert(1)</script>",
    )
    drawn = draw_case(case_snapshot(approve(written)))
    assert drawn.refused == ()
    assert "<b>Fed</b> <img src='file:///etc/passwd'>" in text_of(drawn.content)


def test_a_worker_draws_it_and_it_is_fetched_under_its_name(case, client_for, collaboration):
    browser = client_for("direktoer")
    browser.post(reverse("reports:case", args=[collaboration.slug, 1]))
    report = Report.objects.get()
    draw.apply(args=[str(report.job_id)])
    report.refresh_from_db()
    assert report.title == "Business case-resumé, version 1"
    fetched = browser.get(reverse("reports:download", args=[collaboration.slug, report.pk]))
    assert "version%201.pdf" in fetched["Content-Disposition"]
    fetched.close()
    assert timezone.localdate(report.data_at) == case.approved_on


def test_a_version_is_ordered_once_and_a_draft_not_at_all(case, koordinator, kontakt):
    assert request_case(case, actor=koordinator) == request_case(case, actor=kontakt)
    draft = revise_case(case.collaboration, actor=koordinator)
    with pytest.raises(DomainError, match="Godkend kladden først"):
        request_case(draft, actor=koordinator)


def test_everybody_who_sees_the_collaboration_takes_the_summary_along(client_for, case, collaboration):
    answers, _ = ask(client_for, lambda browser: browser.post(reverse("reports:case", args=[collaboration.slug, 1])))
    assert answers == table(SEES, DONE)

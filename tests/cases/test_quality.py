"""What a case lacks before others should read it."""

from dataclasses import replace

import pytest
import yaml

from cases.document import CaseDocument, Event, Figure, Gain, LawNote, Lesson, Source, read_document
from cases.quality import check
from cases.reference_data import DATA
from cases.typesetting import typeset
from tests.cases.build import WHOLE

FIGURE = Figure("Pris", "9", "mio. kr.", 2016, source="Casekatalog (2019)")


def musts(**values) -> list[str]:
    return [remark.text for remark in check(replace(WHOLE, **values)).musts]


def test_a_whole_case_may_be_published():
    assert check(WHOLE).may_be_published


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"essence": ""}, "Skriv casen i én sætning."),
        ({"essence": "x" * 161}, "Den ene sætning er på 161 tegn. Den må højst være på 160."),
        ({"summary": ""}, "Resuméet mangler."),
        ({"sources": ()}, "Kilde mangler: skriv mindst én."),
        ({"figures": (replace(FIGURE, year=None),)}, "Tal uden år: Pris."),
        ({"figures": (replace(FIGURE, source=""),)}, "Tal uden kilde: Pris."),
        ({"figures": (replace(FIGURE, label=""),)}, "Tal nr. 1 mangler tekst."),
        ({"gains": (Gain("time", ""),)}, "Gevinster nr. 1 mangler tekst."),
        ({"law_notes": (LawNote("Ændret", "Loven"),)}, "Lovnote nr. 1 mangler datoen, den er kontrolleret."),
        ({"law_notes": (LawNote("Ændret", "", checked="2026-11-20"),)}, "Lovnote nr. 1 mangler kilde."),
        ({"established": "sidste år"}, "Etableret: skriv årstallet, fx 2019, eller lad feltet stå tomt."),
        ({"established": "31. februar"}, "Etableret: “31. februar” ligner en dato, men den findes ikke."),
        (
            {"timeline": (Event("2013", "Først"), Event("2013-04-31", "Så"))},
            "Forløb: “2013-04-31” ligner en dato, men den findes ikke.",
        ),
    ],
)
def test_what_stops_publication(values, said):
    assert musts(**values) == [said]


@pytest.mark.parametrize(
    "values",
    [
        {"essence": "x" * 160},
        {"established": "forår 2013"},
        {"figures": (replace(FIGURE, year=None, period="2013–2015"),)},
        {"figures": (FIGURE,)},
        {"law_notes": (LawNote("Ændret", "Loven", checked="2026-11-20"),)},
    ],
)
def test_what_does_not(values):
    assert musts(**values) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Skriv til post@example.org", "mailadressen"),
        ("Ring på 87 65 43 21", "telefonnummer"),
        ("Ring på +45 87654321", "telefonnummer"),
        ("Ring 33 12 34 56.", "telefonnummer"),
        ("Ring 33\u00a012\u00a034\u00a056, tak", "telefonnummer"),
        ("tlf.33123456", "telefonnummer"),
        ("3312 3456", "telefonnummer"),
        ("33-12-34-56", "telefonnummer"),
        ("CPR 010203-1234", "CPR-nummer"),
        ("Det er 010190-1234.", "CPR-nummer"),
        ("Det siger borgmester Hanne Hansen", "Hanne Hansen"),
        ("Digitaliseringschef Bo K. Holm var med", "Bo K. Holm"),
    ],
)
def test_contact_details_are_found_wherever_they_stand(text, said):
    for values in ({"summary": text}, {"areas": (text,)}, {"advice": (Lesson(text, "Kilde"),)}):
        [found] = musts(**values)
        assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "Prisen er 12.345.678 kr.",
        "Fra 1. juli 2013 til 31. december 2015",
        "Borgmester og direktion i Aalborg Kommune",
        "Direktør Odder Kommune",
        "Stiftet 2013-07-01, sag 10203040.5",
    ],
)
def test_what_is_no_contact_detail(text):
    assert musts(summary=text) == []


def test_two_capitals_that_may_be_a_person_are_asked_about():
    [found] = [
        each.text for each in check(replace(WHOLE, summary="Mette Nielsen siger ja")).advice if "person" in each.text
    ]
    assert "Mette Nielsen" in found


def test_a_number_before_a_month_that_may_be_of_a_week_is_asked_about_and_stops_nothing():
    quality = check(replace(WHOLE, established="uge 45 november 2013"))
    assert quality.may_be_published
    assert quality.advice[0].text == "Etableret: Er “45 november 2013” en dato? Så ret den, for den findes ikke."


def test_numbers_in_an_address_are_no_telephone():
    assert musts(sources=(Source("Casekatalog", 2019, url="https://example.org/87654321"),)) == []


def test_each_remark_leads_to_its_field():
    document = replace(WHOLE, essence="", figures=(FIGURE, replace(FIGURE, year=None)))
    assert [each.anchor for each in check(document).musts] == ["id_essence", "id_figures-1-year"]


def test_an_empty_row_on_the_page_moves_the_field_that_a_remark_leads_to():
    document = replace(WHOLE, figures=(replace(FIGURE, year=None),))
    assert [each.anchor for each in check(document, {"figures": [3]}).musts] == ["id_figures-3-year"]


def test_an_empty_case_says_what_it_lacks():
    quality = check(CaseDocument(title="Ny"))
    assert len(quality.musts) == 3
    assert any("emne" in each.text for each in quality.advice)


@pytest.mark.parametrize("path", sorted((DATA / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_case_of_the_catalogue_is_good_enough(path):
    document = read_document(typeset(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [each.text for each in check(document).musts] == []

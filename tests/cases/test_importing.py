"""Cases from a file: what is read, what is refused and where, and what is loaded."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases import reference_data
from cases.document import Figure, Gain, Lesson, PartyCount, Population, Source, write_document
from cases.exporting import write_json, write_xlsx
from cases.importing import read_file
from cases.models import Case
from cases.pages import Names
from cases.services import create_draft, delete_case, save_draft
from common.exceptions import DomainError
from models_catalog import reference_data as models
from municipalities import reference_data as register
from tests.cases.build import WHOLE, changed, publish_case

NAMES = Names(models={"purchasing": "Indkøb"}, topics={"mad": "Mad"}, municipalities={"727": "Odder"})
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FULL = replace(
    WHOLE,
    aliases=("Køkkenet", "KØK"),
    model="purchasing",
    organisation="association",
    municipalities=("727",),
    topics=("mad",),
    party_counts=(PartyCount(3, 2016, "Casekatalog"),),
    populations=(Population(63000, True, 2016),),
    gains=(Gain("time", "Hurtigere", "Casekatalog"),),
    advice=(Lesson("Begynd småt", "Casekatalog", (1, 3), ("afgrænsning", "tid")),),
    figures=(Figure("Pris", "10,5", "mio. kr.", 2016, source="Casekatalog", role="expected", measure="pris"),),
)


def read(content, held=None):
    return read_file(content, names=NAMES, held=held or {})


def as_yaml(data) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True).encode()


def edited(content: bytes, sheet: str, cell: str, value) -> bytes:
    """The workbook with another value in one cell."""
    book = openpyxl.load_workbook(BytesIO(content))
    book[sheet][cell] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def workbook():
    case = Case(slug="faelles-koekken", document=write_document(FULL))
    return write_xlsx([case])


def test_what_was_exported_to_excel_reads_back_the_same(workbook):
    [found] = read(workbook).cases
    assert (found.slug, found.document) == ("faelles-koekken", FULL)


def test_what_was_exported_as_json_reads_back_the_same(db):
    case = Case(slug="faelles-koekken", document=write_document(FULL), state="draft")
    [found] = read(write_json([case], on=dt.date(2026, 11, 20))).cases
    assert (found.slug, found.document) == ("faelles-koekken", FULL)


def test_one_document_in_yaml_is_a_case_without_an_address():
    [found] = read(as_yaml(write_document(FULL))).cases
    assert (found.slug, found.document) == ("", FULL)


def test_several_documents_in_yaml():
    found = read(as_yaml([{"slug": "a", "title": "A"}, {"title": "B"}])).cases
    assert [(each.slug, each.document.title) for each in found] == [("a", "A"), ("", "B")]


def test_a_day_in_yaml_is_kept_as_it_was_written():
    [found] = read(b"title: A\nestablished: 2013-07-01\nsummary: Efter \xc2\xa7 60\n").cases
    assert (found.document.established, found.document.summary) == ("2013-07-01", "Efter §\u00a060")


def test_what_yaml_leaves_empty_is_not_written_as_a_word():
    [found] = read(b"title: A\nessence: null\nsummary: ~\nareas: [null, Mad]\n").cases
    assert (found.document.essence, found.document.summary, found.document.areas) == ("", "", ("Mad",))


def test_lists_in_lists_without_end_are_refused():
    nested = b"title: x\nareas: " + b"[" * 900 + b"]" * 900 + b"\n"
    assert read(nested).faults


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "A", "fejl": 1}, "“A”: Et felt kendes ikke: fejl"),
        ({"title": "A", "kind": "mellem"}, "“A”: Slags: “mellem” kendes ikke."),
        ({"title": "A", "municipalities": ["999"]}, "“A”: Kommuner: “999” kendes ikke."),
        ({"title": "A", "topics": ["x"]}, "“A”: Emner: “x” kendes ikke."),
        ({"title": "A", "advice": [{"text": "x", "phases": [7]}]}, "“A”: Gode råd: “7” kendes ikke."),
        ({"title": "A", "gains": [{"type": "penge", "text": "x"}]}, "“A”: Gevinster: “penge” kendes ikke."),
        (
            {"title": "A", "figures": [{"label": "x", "value": "1", "year": "i fjor"}]},
            "“A”: figures[0].year kan ikke læses. Se, hvad feltet skal indeholde.",
        ),
        ({"title": "A", "areas": "køkken"}, "“A”: areas skal være en liste."),
        ({"title": "A", "summary": ["x"]}, "“A”: summary skal være en tekst eller et tal."),
        ({"title": "A", "figures": ["x"]}, "“A”: figures[0] skal have felter."),
        ({"title": "A", "sources": [{"title": "x", "url": "javascript:x"}]}, "er ikke en adresse på nettet."),
        ({"title": "A", "party_counts": [{"count": -1}]}, "Antallet af parter skal være mellem 0 og 2000."),
        ({"title": "A", "party_counts": [{"count": 10**20}]}, "Antallet af parter skal være mellem 0 og 2000."),
        ({"title": "A", "populations": [{"value": 10**20}]}, "Antallet af indbyggere"),
        ({"title": "A", "sources": [{"title": "x", "year": 20160}]}, "Årstal skal være mellem 1800 og 2100."),
        ({"title": "A", "populations": [{"value": 9, "approximate": "nej"}]}, "skal være true eller false."),
        (
            {"title": "A", "party_counts": [{"count": True}]},
            "“A”: party_counts[0].count skal være en tekst eller et tal",
        ),
        ({"title": "A", "summary": b"x"}, "“A”: summary skal være en tekst eller et tal."),
        ({"title": "A", "areas": [True]}, "“A”: areas skal være en liste af tekster."),
        ({"title": "A", "kind_note": "x" * 1001}, "“A”: Note om slags: Teksten er længere end 1000 tegn."),
        ({"title": "A", "areas": ["x" * 3001, "y" * 3001]}, "“A”: Opgaver: Teksten er længere end 6000 tegn."),
        (
            {"title": "A", "gains": [{"type": "time", "text": "x", "beneficiary": "y" * 301}]},
            "“A”: Gevinster nr. 1, Hvem gavner det: Teksten er længere end 300 tegn.",
        ),
        (
            {"title": "A", "sources": [{"title": str(n)} for n in range(81)]},
            "“A”: Kilder: Der er 81 rækker. Der kan højst være 80.",
        ),
        ({"title": "A\x00x"}, "En tekst har tegn, der ikke kan læses."),
        ({"title": "A", "areas": ["a\x00"]}, "En tekst har tegn, der ikke kan læses."),
        ({"summary": "x"}, "Case 1 mangler titel (title)."),
        (["x"], "Case 1 er ikke en case med felter."),
    ],
)
def test_what_is_wrong_in_yaml_is_said_with_its_place(data, said):
    [fault] = read(as_yaml(data)).faults
    assert said in fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom"),
        (b"  \n", "Filen er tom"),
        (b"title: [", "Se linje 2"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a: &x [1]\nb: *x\n", "henvisninger"),
        (b"[" * 20_000, "ikke rigtig YAML"),
        (b"!!python/object/apply:os.system ['true']", "ikke rigtig YAML"),
        (b"x" * 2_000_001, "mere end 2 MB"),
        (as_yaml([{"title": f"Case {n}"} for n in range(201)]), "mere end 200 cases"),
        (b"[]", "ingen cases"),
        (b"PK\x03\x04 noget andet", "kan ikke læses"),
        (b"\xd0\xcf\x11\xe0 gammel", "gamle Excel-format"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(content, said):
    with pytest.raises(DomainError, match=said):
        read(content)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Tal", "E3", "i fjor", "Tal, E3: Skriv et helt tal."),
        ("Tal", "C3", "=1+1", "Tal, C3: Her står en formel eller en fejl."),
        ("Indbyggere", "C3", "måske", "Indbyggere, C3: Skriv ja eller nej."),
        ("Gode råd", "D3", "1\nx", "Gode råd, D3: Skriv et helt tal."),
        ("Cases", "B3", None, "Cases, 3: Titlen mangler."),
        ("Tal", "A3", "en-anden", "Tal, 3: Adressen (slug) står ikke i arket Cases."),
        ("Cases", "F3", "mellem", "“Fælles køkken” (Cases, 3): Slags: “mellem” kendes ikke."),
    ],
)
def test_what_is_wrong_in_a_workbook_is_said_by_its_cell(workbook, sheet, cell, value, said):
    assert any(said in fault for fault in read(edited(workbook, sheet, cell, value)).faults)


def test_a_workbook_without_the_sheet_of_cases_is_refused():
    book, buffer = openpyxl.Workbook(), BytesIO()
    book.save(buffer)
    with pytest.raises(DomainError, match="intet ark"):
        read(buffer.getvalue())


def test_a_sheet_that_is_not_there_leaves_its_list_as_it_was(workbook):
    book, buffer = openpyxl.load_workbook(BytesIO(workbook)), BytesIO()
    del book["Tal"]
    book.save(buffer)
    [found] = read(buffer.getvalue(), held={"faelles-koekken": FULL}).cases
    assert found.document == FULL
    [found] = read(buffer.getvalue()).cases
    assert found.document.figures == ()


def test_two_rows_of_one_case_are_refused(workbook):
    book, buffer = openpyxl.load_workbook(BytesIO(workbook)), BytesIO()
    book["Cases"].append(["faelles-koekken", "En anden titel"])
    book.save(buffer)
    assert read(buffer.getvalue()).faults == ("“faelles-koekken” står to gange i filen.",)


def without_column(content: bytes, sheet: str, key: str) -> bytes:
    book, buffer = openpyxl.load_workbook(BytesIO(content)), BytesIO()
    [place] = [cell.column for cell in book[sheet][1] if cell.value == key]
    book[sheet].delete_cols(place)
    book.save(buffer)
    return buffer.getvalue()


def test_a_column_that_is_gone_from_a_list_empties_no_field(workbook):
    found = read(without_column(workbook, "Tal", "unit"), held={"faelles-koekken": FULL})
    assert found.faults == ("Arket Tal mangler kolonnen “unit”. Sæt den ind igen, eller slet hele arket i filen.",)
    assert read(without_column(workbook, "Tal", "note"), held={"faelles-koekken": FULL}).faults == ()


def with_rows(*rows: tuple[str, list]) -> bytes:
    """A workbook of new cases: the heads of the export, and these rows below them."""
    book, buffer = openpyxl.load_workbook(BytesIO(write_xlsx([]))), BytesIO()
    for sheet, values in rows:
        book[sheet].append(values)
    book.save(buffer)
    return buffer.getvalue()


def test_rows_without_an_address_are_of_the_only_case_without_one():
    [found] = read(with_rows(("Cases", [None, "A"]), ("Kilder", [None, "En kilde"]))).cases
    assert found.document.sources == (Source("En kilde"),)


def test_rows_without_an_address_are_of_no_case_where_several_have_none():
    found = read(with_rows(("Cases", [None, "A"]), ("Cases", [None, "B"]), ("Kilder", [None, "En kilde"])))
    [fault] = found.faults
    assert fault.startswith("Kilder, 3: Flere cases i filen har ingen adresse (slug).")


def test_a_new_case_that_the_catalogue_has_by_title_is_refused_with_its_address():
    [fault] = read(as_yaml({"title": "FÆLLES KØKKEN"}), held={"faelles-koekken": WHOLE}).faults
    assert fault == "“FÆLLES KØKKEN” er allerede i kataloget. Skriv dens adresse (slug) i filen: faelles-koekken."


def test_the_same_new_case_twice_in_a_file_is_refused():
    [fault] = read(as_yaml([{"title": "A"}, {"title": "A"}])).faults
    assert fault == "“A” står to gange i filen."


## The page


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


def send(page, content: bytes, name: str = "cases.yaml"):
    return page.post(reverse("cases:import"), {"file": SimpleUploadedFile(name, content)})


def packed_in(response) -> str:
    return response.content.decode().split('name="packed" value="')[1].split('"')[0]


def load_data(response) -> dict:
    """What the button that loads sends."""
    return {"packed": packed_in(response), "form_token": response.context["found"].token}


def test_nothing_is_saved_before_it_is_loaded(page, redaktoer):
    response = send(page, as_yaml([write_document(WHOLE), {"title": "Ny vej"}]))
    assert "Indlæs 2 cases" in response.content.decode()
    assert not Case.objects.exists()
    page.post(reverse("cases:import"), {"packed": packed_in(response)})
    case = Case.objects.get(slug="faelles-koekken")
    assert (case.state, case.newest.author, case.events.get().act) == ("draft", redaktoer, "imported")
    assert case.content == WHOLE
    assert Case.objects.count() == 2


def test_a_case_that_is_there_gets_a_new_revision(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    response = send(page, as_yaml({"slug": case.slug, **write_document(changed(summary="De køber mad sammen."))}))
    assert "<ins>køber</ins>" in response.content.decode()
    page.post(reverse("cases:import"), {"packed": packed_in(response)})
    case = Case.objects.get()
    assert (case.newest.number, case.content.summary) == (2, "De køber mad sammen.")


def test_a_file_that_says_what_the_catalogue_says_offers_nothing(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    text = send(page, as_yaml({"slug": case.slug, **write_document(WHOLE)})).content.decode()
    assert "Der er intet at indlæse." in text
    assert 'name="packed"' not in text


def test_what_somebody_saved_meanwhile_is_shown_before_anything_is_loaded(page, redaktoer, other):
    case = create_draft(WHOLE, actor=redaktoer)
    response = send(page, as_yaml({"slug": case.slug, **write_document(changed(summary="Fra filen"))}))
    save_draft(case, changed(summary="Fra en anden"), number=1, actor=other)
    again = page.post(reverse("cases:import"), {"packed": packed_in(response)})
    assert "En anden har gemt imens" in again.content.decode()
    assert Case.objects.get().newest.number == 2
    page.post(reverse("cases:import"), {"packed": packed_in(again)})
    assert Case.objects.get().content.summary == "Fra filen"


@pytest.mark.parametrize("name", ["cases.csv", "cases.xls", "cases"])
def test_a_file_of_another_kind_is_told_which_kinds_there_are(page, name):
    text = send(page, as_yaml({"title": "A"}), name).content.decode()
    assert "Vælg en fil, der ender på .xlsx, .yaml, .yml eller .json." in text
    assert "Excel (.xlsx), YAML (.yaml, .yml) eller JSON (.json)." in text


def test_a_double_press_loads_once(page):
    data = load_data(send(page, as_yaml({"title": "Ny vej"})))
    first, second = (page.post(reverse("cases:import"), data) for _press in range(2))
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.fixture
def pending(redaktoer, other):
    """Published, and a colleague has changed the summary since."""
    case = publish_case(redaktoer, other)
    return save_draft(case, changed(summary="Kollegaens resumé"), number=1, actor=other)


def test_an_export_that_comes_back_leaves_what_a_colleague_is_writing(page, pending):
    response = send(page, as_yaml({"slug": pending.slug, **write_document(WHOLE)}))
    assert "Der er intet at indlæse." in response.content.decode()
    response = send(page, as_yaml({"slug": pending.slug, **write_document(changed(outlook="Fra filen"))}))
    assert "En kladde, der ikke er udgivet endnu, ændrer Resumé. Det bliver stående." in response.content.decode()
    page.post(reverse("cases:import"), load_data(response))
    content = Case.objects.get().newest.content
    assert (content.summary, content.outlook) == ("Kollegaens resumé", "Fra filen")


def test_what_both_a_file_and_a_colleague_change_is_loaded_when_it_is_chosen_only(page, pending):
    response = send(page, as_yaml({"slug": pending.slug, **write_document(changed(summary="Filens resumé"))}))
    text = response.content.decode()
    assert "Både filen og en kladde, der ikke er udgivet endnu, ændrer Resumé." in text
    assert "1 i konflikt" in text
    again = page.post(reverse("cases:import"), load_data(response))
    assert "Sæt kryds ved en case" in again.content.decode()
    assert Case.objects.get().newest.content.summary == "Kollegaens resumé"
    page.post(reverse("cases:import"), {**load_data(again), "overwrite": [pending.slug]})
    assert Case.objects.get().newest.content.summary == "Filens resumé"


def test_a_case_that_is_deleted_meanwhile_is_not_made_anew(page, redaktoer, administrator):
    case = create_draft(WHOLE, actor=redaktoer)
    response = send(page, as_yaml({"slug": case.slug, **write_document(changed(summary="Fra filen"))}))
    delete_case(case, typed_title=case.title, actor=administrator)
    text = page.post(reverse("cases:import"), load_data(response)).content.decode()
    assert "En anden har gemt imens" in text
    assert not Case.objects.exists()


def test_faults_are_listed_and_nothing_can_be_loaded(page):
    text = send(page, as_yaml({"title": "A", "kind": "mellem"})).content.decode()
    assert "Slags: “mellem” kendes ikke." in text
    assert 'name="packed"' not in text


def test_no_file_and_a_tampered_page_are_told_what_to_do(page):
    assert "Vælg en fil." in page.post(reverse("cases:import"), {}).content.decode()
    assert "Vælg filen igen." in page.post(reverse("cases:import"), {"packed": "x"}).content.decode()


def test_the_whole_exported_catalogue_is_unchanged_when_it_comes_back(page):
    register.load()
    models.load()
    reference_data.load()
    response = send(page, write_xlsx(list(Case.objects.all())), "cases.xlsx")
    found = response.context["found"]
    assert found.faults == ()
    changes = {each.incoming.slug: [line.label for line in each.differences] for each in found.changes}
    assert {slug: labels for slug, labels in changes.items() if labels} == {}
    assert "26 uændrede" in response.content.decode()


def test_a_source_without_a_year_is_no_fault(page):
    [found] = read(as_yaml(write_document(changed(sources=(Source("Casekatalog"),))))).cases
    assert found.document.sources == (Source("Casekatalog"),)

"""The page that loads cases from a file: what it shows, and what its button does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.document import write_document
from cases.exporting import write_xlsx
from cases.models import Case
from cases.services import create_draft, delete_case, publish, save_draft, submit_for_review, withdraw
from tests.cases.build import WHOLE, as_yaml, changed, publish_case
from tests.kept import put_cases, put_catalogue, put_municipalities

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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


def test_a_file_that_is_no_workbook_is_told_so_on_the_page(page):
    text = send(page, as_yaml({"title": "A"}), "cases.xlsx").content.decode()
    assert "Filen hedder .xlsx, men er ikke en Excel-fil." in text
    assert "Case 1" not in text


def test_a_damaged_workbook_is_told_so_on_the_page(page, redaktoer, other):
    content = write_xlsx([publish_case(redaktoer, other)])
    assert "Regnearket kan ikke læses." in send(page, content[:-200], "cases.xlsx").content.decode()
    assert "ikke en Excel-fil" in send(page, content[50:], "cases.xlsx").content.decode()


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
    put_municipalities()
    put_catalogue()
    put_cases()
    response = send(page, write_xlsx(list(Case.objects.all())), "cases.xlsx")
    found = response.context["found"]
    assert found.faults == ()
    changes = {each.incoming.slug: [line.label for line in each.differences] for each in found.changes}
    assert {slug: labels for slug, labels in changes.items() if labels} == {}
    assert "26 uændrede" in response.content.decode()


def test_a_withdrawn_case_that_the_file_does_not_change_stays_withdrawn(page, redaktoer, other):
    case = withdraw(publish_case(redaktoer, other), reason="Forældet", version=Case.objects.get().version, actor=other)
    same = {"slug": case.slug, **write_document(WHOLE)}
    page.post(reverse("cases:import"), load_data(send(page, as_yaml([same, {"title": "Ny vej"}]))))
    assert Case.objects.filter(title="Ny vej").exists()
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert not case.events.filter(act="imported").exists()


def test_what_a_colleague_saves_and_publishes_meanwhile_is_never_taken_for_the_files(page, pending, redaktoer, other):
    """The file changes the outlook only; the colleague writes the summary again while the page stands open."""
    response = send(page, as_yaml({"slug": pending.slug, **write_document(changed(outlook="Fra filen"))}))
    case = save_draft(pending, changed(summary="Kollegaens andet resumé"), number=2, actor=other)
    again = page.post(reverse("cases:import"), load_data(response))
    assert "En anden har gemt imens" in again.content.decode()
    assert again.context["found"].conflicts == 0
    case = submit_for_review(case, number=3, actor=other)
    publish(case, number=3, actor=redaktoer)
    page.post(reverse("cases:import"), load_data(again))
    content = Case.objects.get().newest.content
    assert (content.summary, content.outlook) == ("Kollegaens andet resumé", "Fra filen")


def test_an_address_that_is_written_as_a_title_is_the_same_address(page, redaktoer):
    file = as_yaml({"slug": "Fælles Køkken", **write_document(WHOLE)})
    page.post(reverse("cases:import"), load_data(send(page, file)))
    assert "Der er intet at indlæse." in send(page, file).content.decode()
    assert Case.objects.get().slug == "faelles-koekken"


def test_an_address_that_is_too_long_is_the_same_address_the_next_time(page):
    file = as_yaml({"slug": "lang-" * 20, "title": "Kort"})
    page.post(reverse("cases:import"), load_data(send(page, file)))
    assert "Der er intet at indlæse." in send(page, file).content.decode()


def test_a_new_case_that_two_pages_show_is_loaded_once(page):
    shown = [send(page, as_yaml({"title": "Ny vej"})) for _page in range(2)]
    page.post(reverse("cases:import"), load_data(shown[0]))
    text = page.post(reverse("cases:import"), load_data(shown[1])).content.decode()
    assert "“Ny vej” er allerede i kataloget." in text
    assert Case.objects.count() == 1

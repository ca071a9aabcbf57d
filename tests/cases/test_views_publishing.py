"""The acts on a case as their pages show them."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services import create_draft, save_draft, submit_for_review
from tests import factories
from tests.cases.build import WHOLE, changed, publish_case

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


def get(page, name, case, *args):
    return page.get(reverse(f"cases:{name}", args=[case.slug, *args])).content.decode()


def post(page, name, case, *args, **data):
    return page.post(reverse(f"cases:{name}", args=[case.slug, *args]), data, follow=True).content.decode()


def test_what_is_missing_stands_as_links_to_the_fields_in_the_place_of_the_button(page, other):
    case = create_draft(changed(essence=""), actor=other)
    submit_for_review(case, number=1, actor=other, is_incomplete=True)
    text = get(page, "curate", case)
    assert f'href="{reverse("cases:edit", args=[case.slug])}#id_essence"' in text
    assert ">Udgiv<" not in text
    assert "Ret først det, der mangler" in post(page, "publish", case, version=1)


def test_the_author_reads_what_is_missing_before_it_is_sent_and_may_send_it_all_the_same(page, other, redaktoer):
    case = create_draft(changed(essence=""), actor=redaktoer)
    text = get(page, "curate", case)
    assert "Casen kan ikke udgives, før det her er rettet:" in text
    assert "Casen er en kladde. Noget mangler, før den kan udgives." in text
    assert text.count("Skriv casen i én sætning.") == 1
    assert "1 ting mangler. Den står under “Næste skridt”." in text
    assert "Send alligevel til gennemsyn" in text
    assert "Se først, hvad der mangler" in post(page, "submit", case, version=1)
    assert Case.objects.get().state == "draft"
    text = post(page, "submit", case, version=1, incomplete="True")
    assert "Den kan udgives, når det, der mangler, er skrevet." in text
    assert Case.objects.get().state == "review"
    page.force_login(other, backend=BACKEND)
    text = get(page, "curate", case)
    assert "Casen er til gennemsyn, men noget mangler" in text
    assert "Mangler: Skriv casen i én sætning." in text


def test_a_whole_case_is_sent_with_one_press(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    text = get(page, "curate", case)
    assert ">Send til gennemsyn<" in text
    assert "Send alligevel" not in text
    assert "En anden redaktør kan udgive den." in post(page, "submit", case, version=1)


@pytest.mark.parametrize(
    ("name", "done"), [("publish", "Casen er udgivet."), ("send_back", "Casen er en kladde igen.")]
)
def test_a_second_press_of_a_button_is_told_that_it_is_done(page, other, name, done):
    case = create_draft(WHOLE, actor=other)
    submit_for_review(case, number=1, actor=other)
    data = {"version": 1, "confirmed": "on", "reason": "Ret tallene", "form_token": "a" * 32}
    for _press in range(2):
        text = post(page, name, case, **data)
        assert done in text
        assert "ikke til gennemsyn" not in text
    assert case.events.count() == 3


def test_who_wrote_it_is_told_that_another_publishes(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    submit_for_review(case, number=1, actor=redaktoer)
    text = get(page, "curate", case)
    assert "En anden redaktør skal udgive den." in text
    assert ">Udgiv<" not in text
    assert "En anden skal udgive den." in post(page, "publish", case, version=1)


def test_another_editor_publishes_with_one_press(page, other):
    case = create_draft(WHOLE, actor=other)
    submit_for_review(case, number=1, actor=other)
    assert ">Udgiv<" in get(page, "curate", case)
    assert "Casen er udgivet." in post(page, "publish", case, version=1, confirmed="on")
    assert Case.objects.get().confirmed_on is not None


def test_a_page_that_was_read_before_somebody_saved_publishes_nothing(page, other):
    case = create_draft(WHOLE, actor=other)
    submit_for_review(case, number=1, actor=other)
    save_draft(case, changed(summary="Nyt"), number=1, actor=other)
    assert "En anden har gemt imens." in post(page, "publish", case, version=1)
    assert Case.objects.get().state == "review"


def test_right_after_publication_nothing_is_to_be_confirmed(page, redaktoer, other):
    case = publish_case(other, redaktoer)
    text = get(page, "curate", case)
    assert "Casen er bekræftet i dag, så lige nu skal du ikke gøre mere." in text
    assert "Stadig rigtigt" not in text
    Case.objects.update(confirmed_on=case.confirmed_on - dt.timedelta(days=1))
    assert "Stadig rigtigt" in get(page, "curate", case)


def test_changes_are_shown_beside_what_readers_see(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    save_draft(case, changed(summary="De køber mad sammen."), number=1, actor=redaktoer)
    text = get(page, "curate", case)
    assert "Ændringer, som læserne ikke ser endnu" in text
    assert "<del>laver</del>" in text
    assert "<ins>køber</ins>" in text


def test_a_case_is_sent_back_with_a_reason_that_is_kept_when_somebody_saved_meanwhile(page, other):
    case = create_draft(WHOLE, actor=other)
    submit_for_review(case, number=1, actor=other)
    save_draft(case, changed(summary="Nyt"), number=1, actor=other)
    text = post(page, "send_back", case, version=1, reason="Skriv hvem der betaler")
    assert "Skriv hvem der betaler" in text
    assert 'name="version" value="2"' in text
    assert "Casen er en kladde igen." in post(page, "send_back", case, version=2, reason="Skriv hvem der betaler")
    assert "Skriv hvem der betaler" in get(page, "curate", case)


def test_a_reason_is_asked_for(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    assert "Skriv hvorfor." in post(page, "withdraw", case, version=case.version, reason=" ")
    assert Case.objects.get().state == "published"


def test_a_withdrawn_case_offers_to_undo(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    assert "Fortryd, og udgiv igen" in post(page, "withdraw", case, version=case.version, reason="Forældet")
    assert "udgivet igen" in post(page, "undo_withdrawal", case, version=case.version + 1)
    assert Case.objects.get().state == "published"


def test_an_act_that_is_too_late_says_so(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    assert "Casen er ikke til gennemsyn mere." in post(page, "send_back", case, version=1, reason="Nej")
    assert "Casen er ikke en kladde mere." in post(page, "submit", case, version=1)
    assert "Casen er ikke trukket tilbage mere." in post(page, "undo_withdrawal", case, version=case.version)


def test_a_button_without_its_revision_does_nothing(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    assert "En anden har gemt imens." in post(page, "submit", case)
    assert Case.objects.get().state == "draft"


def test_two_revisions_are_shown_side_by_side(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    save_draft(case, changed(summary="De køber mad sammen."), number=1, actor=redaktoer)
    assert "<ins>køber</ins>" in get(page, "differences", case)
    text = page.get(reverse("cases:differences", args=[case.slug]), {"fra": 2, "til": 2}).content.decode()
    assert "De to udgaver siger det samme." in text
    text = page.get(reverse("cases:differences", args=[case.slug]), {"fra": 9, "til": "x"}).content.decode()
    assert "Vælg to udgaver af casen." in text


def test_an_older_revision_is_fetched_as_a_new_draft(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    save_draft(case, changed(summary="Andet"), number=1, actor=redaktoer)
    assert "Hent frem som ny kladde" in get(page, "revision", case, 1)
    assert "Udgave 1 er hentet frem" in post(page, "restore", case, 1, version=2)
    assert Case.objects.get().newest.content == WHOLE
    assert "En anden har gemt imens." in post(page, "restore", case, 1, version=2)


def test_a_revision_that_says_what_the_newest_says_is_not_said_to_be_saved(page, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    text = post(page, "restore", case, 1, version=1)
    assert "Udgave 1 siger det samme som den nyeste. Intet er gemt." in text
    assert "hentet frem som en ny kladde" not in text
    assert Case.objects.get().newest_number == 1


def test_a_case_that_was_only_loaded_has_a_page_too(page, client_for):
    case = factories.make_case("Indlæst", essence="Kort")
    assert "Ingen har gemt en udgave endnu." in get(page, "curate", case)


def test_the_box_says_what_follows_without_it(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    Case.objects.update(confirmed_on=None)
    save_draft(case, changed(summary="Nyt"), number=1, actor=other)
    submit_for_review(case, number=2, actor=other)
    assert "Uden kryds står casen stadig som “Bør opdateres”." in get(page, "curate", case)
    post(page, "publish", case, version=2)
    assert Case.objects.get().should_be_updated


@pytest.mark.parametrize("name", ["confirm", "withdraw"])
def test_a_page_that_was_read_before_something_new_was_published_does_nothing(page, redaktoer, other, name):
    case = publish_case(redaktoer, other)
    text = post(page, name, case, version=case.version - 1, reason="En god grund")
    assert "En anden har gemt imens." in text
    assert name == "confirm" or "En god grund" in text
    assert Case.objects.get().events.first().act == "published"


def test_there_is_one_word_for_taking_a_case_back(page, redaktoer, other):
    case = publish_case(redaktoer, other)
    assert "Træk casen tilbage" in get(page, "curate", case)
    text = post(page, "withdraw", case, version=case.version, reason="Forældet")
    assert "Casen er trukket tilbage." in text
    assert "fpublic" not in text


def test_deleting_asks_for_the_title(client_for, redaktoer):
    case = create_draft(WHOLE, actor=redaktoer)
    administrator = client_for("administrator")
    assert "Slet casen" in get(administrator, "curate", case)
    assert "Det er ikke casens titel." in post(administrator, "delete", case, title="Køkken")
    assert "er slettet" in post(administrator, "delete", case, title="Fælles køkken")
    assert not Case.objects.exists()

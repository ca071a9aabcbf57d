"""The editor: what is typed is kept, checked while one types, and two people's work is put together."""

import pytest
from django.urls import reverse

from cases.document import Figure, Gain, Source
from cases.models import Case
from cases.services import create_draft, publish, save_draft, submit_for_review, withdraw
from tests import factories
from tests.cases.build import WHOLE, changed, publish_case, sent

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def case(redaktoer):
    return create_draft(WHOLE, actor=redaktoer)


@pytest.fixture
def page(client, redaktoer):
    client.force_login(redaktoer, backend=BACKEND)
    return client


def edit_url(case):
    return reverse("cases:edit", args=[case.slug])


def newest(case):
    return Case.objects.get(pk=case.pk).newest


def test_a_new_case_begins_with_a_title_and_leads_to_the_editor(page, redaktoer):
    response = page.post(reverse("cases:new"), {"title": "Fælles vej"})
    case = Case.objects.get()
    assert response["Location"] == edit_url(case)
    assert (case.slug, case.state, case.created_by) == ("faelles-vej", "draft", redaktoer)


def test_a_case_without_a_title_is_not_made(page):
    assert "Skriv en titel." in page.post(reverse("cases:new"), {"title": " "}).content.decode()
    assert not Case.objects.exists()


def test_a_title_that_another_case_has_is_refused_and_kept_in_its_field(page, redaktoer, other):
    publish_case(other, redaktoer)
    data = {"title": " fælles  KØKKEN", "form_token": "b" * 32}
    for _press in range(2):
        text = page.post(reverse("cases:new"), data).content.decode()
        assert "“Fælles køkken” findes allerede (udgivet). Ret den, eller skriv en anden titel." in text
        assert "KØKKEN" in text
    assert Case.objects.count() == 1
    assert page.post(reverse("cases:new"), data | {"title": "Fælles køkken 2"}).status_code == 302


def test_a_double_press_makes_one_case(page):
    data = {"title": "Fælles vej", "form_token": "a" * 32}
    first, second = page.post(reverse("cases:new"), data), page.post(reverse("cases:new"), data)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_saving_a_page_that_nobody_touched_changes_nothing(page, redaktoer, odder):
    factories.make_topic("mad")
    case = create_draft(
        changed(
            municipalities=("727",),
            topics=("mad",),
            gains=(Gain("time", "Hurtigere"),),
            figures=(Figure("Pris", "10,5", "mio. kr.", 2016, role="expected", measure="pris"),),
            aliases=("Køkkenet", "KØK"),
        ),
        actor=redaktoer,
    )
    assert page.post(edit_url(case), sent(case)).status_code == 302
    assert newest(case).number == 1


def test_what_is_typed_is_a_new_revision_with_its_note(page, case, redaktoer):
    data = sent(case, summary="Efter § 60\r\nog mere", note="Skrevet om")
    assert page.post(edit_url(case), data)["Location"] == reverse("cases:curate", args=[case.slug])
    revision = newest(case)
    assert (revision.content.summary, revision.note, revision.author) == (
        "Efter §\u00a060\nog mere",
        "Skrevet om",
        redaktoer,
    )


def test_a_row_is_added_without_saving_and_without_losing_what_was_typed(page, case):
    response = page.post(edit_url(case), sent(case, summary="Halvvejs", add="figures"))
    text = response.content.decode()
    assert 'name="figures-0-label"' in text
    assert "Halvvejs" in text
    assert newest(case).number == 1
    data = sent(case, **{"figures-TOTAL_FORMS": "1", "figures-0-label": "Pris", "figures-0-value": "9"})
    page.post(edit_url(case), data)
    assert newest(case).content.figures == (Figure("Pris", "9"),)


def sections(response) -> dict:
    return {section.key: section for section in response.context["editor"].sections}


def test_the_editor_is_folded_and_says_what_is_filled_in(page, case):
    response = page.get(edit_url(case))
    found = sections(response)
    assert [key for key, section in found.items() if section.is_open] == ["kort-om"]
    assert found["kort-om"].filled == "4 af 7 felter udfyldt"  # the kind has always a value
    assert found["kildeliste"].filled == "Kilder: 1 række"
    alone = {section.filled for section in found.values() if sum(field is not None for field, _ in section.items) == 1}
    assert alone
    assert all("udfyldt" in each.lower() and "felter" not in each for each in alone)
    assert found["antal"].filled == "Antal parter: Ikke oplyst · Indbyggere: Ikke oplyst"
    assert response.content.decode().count("<details") == response.content.decode().count("</details>")


def test_a_group_with_something_wrong_or_with_the_new_row_is_open(page, case):
    response = page.post(edit_url(case), sent(case, **{"sources-0-year": "i fjor"}))
    assert sections(response)["kildeliste"].is_open
    response = page.post(edit_url(case), sent(case, add="figures"))
    assert [key for key, section in sections(response).items() if section.is_open] == ["maal"]


def test_topics_that_stand_in_another_order_in_the_document_are_no_change(page, redaktoer):
    for key, name in (("aeldre", "Ældre"), ("vej", "Vej"), ("arkiv", "Arkiv")):
        factories.make_topic(key, name=name)
    case = create_draft(changed(topics=("aeldre", "vej")), actor=redaktoer)
    data = sent(case, topics=["vej", "aeldre"])  # as a browser sends them: in the order of the page
    assert "Du har ikke ændret noget." in page.post(edit_url(case), data, follow=True).content.decode()
    page.post(edit_url(case), sent(case, topics=["arkiv", "vej", "aeldre"]))
    assert Case.objects.get().working_content.topics == ("aeldre", "vej", "arkiv")


def test_saving_what_stands_there_already_says_so(page, case):
    text = page.post(edit_url(case), sent(case), follow=True).content.decode()
    assert "Du har ikke ændret noget. Intet er gemt." in text


def test_more_rows_than_a_list_holds_are_refused_and_kept_on_the_page(page, case):
    rows = {f"sources-{n}-title": f"Kilde {n}" for n in range(81)}
    text = page.post(edit_url(case), sent(case, **{"sources-TOTAL_FORMS": "81"}, **rows)).content.decode()
    assert "Der kan højst være 80 rækker. Fjern nogle." in text
    assert "Kilde 80" in text


def test_what_can_not_be_saved_stands_on_the_page_with_why(page, redaktoer, other, collaboration):
    case = create_draft(WHOLE, actor=redaktoer, origin=collaboration)
    submit_for_review(case, number=1, actor=redaktoer)
    case = publish(case, number=1, actor=other)
    withdraw(case, reason="Forældet", version=case.version, actor=redaktoer)
    create_draft(changed(title="Fortalt igen"), actor=redaktoer, origin=collaboration)
    text = page.post(edit_url(case), sent(case, summary="Skrevet længe")).content.decode()
    assert "Samarbejdet er siden fortalt i casen “Fortalt igen”." in text
    assert "Skrevet længe" in text


def test_a_row_is_removed_when_the_page_is_saved(page, case):
    page.post(edit_url(case), sent(case, **{"sources-0-DELETE": "on"}))
    assert newest(case).content.sources == ()


def test_an_empty_row_is_no_row(page, case):
    data = sent(case, **{"gains-TOTAL_FORMS": "2", "gains-0-type": "time", "gains-1-type": "time", "gains-1-text": "x"})
    page.post(edit_url(case), data)
    assert newest(case).content.gains == (Gain("time", "x"),)


def test_a_wrong_field_is_named_and_everything_typed_stays(page, case):
    data = sent(case, summary="Står her", **{"sources-0-year": "i fjor"})
    text = page.post(edit_url(case), data).content.decode()
    assert "Kilder nr. 1, År: Skriv årstallet med fire cifre" in text
    assert "Står her" in text
    assert "i fjor" in text
    assert newest(case).number == 1


def test_a_count_without_a_number_is_asked_for(page, case):
    data = sent(case, **{"party_counts-TOTAL_FORMS": "1", "party_counts-0-source": "Casekatalog"})
    assert "Skriv et helt tal, eller fjern rækken." in page.post(edit_url(case), data).content.decode()


def test_a_code_that_the_register_no_longer_knows_is_kept(page, redaktoer):
    case = create_draft(changed(municipalities=("999",), topics=("borte",)), actor=redaktoer)
    page.post(edit_url(case), sent(case, summary="Andet"))
    assert (newest(case).content.municipalities, newest(case).content.topics) == (("999",), ("borte",))


def test_the_quality_list_follows_what_is_typed_and_saves_nothing(page, case):
    data = sent(case, essence="x" * 161, **{"figures-TOTAL_FORMS": "2", "figures-1-label": "Pris"})
    text = page.post(reverse("cases:check", args=[case.slug]), data).content.decode()
    assert "Den ene sætning er på 161 tegn." in text
    assert 'href="#id_figures-1-year"' in text
    assert "Tal uden år: Pris." in text
    assert 'id="preview"' in text
    assert newest(case).number == 1


def test_while_a_field_can_not_be_read_the_list_says_so(page, case):
    data = sent(case, **{"sources-0-year": "i fjor"})
    text = page.post(reverse("cases:check", args=[case.slug]), data).content.decode()
    assert "1 felt kan ikke læses endnu." in text


def test_two_who_change_the_same_field_are_shown_both_and_choose(page, case, other):
    mine = sent(case, summary="Mit resumé", essence="Min essens", outlook="Mine udsigter")
    save_draft(case, changed(summary="Andens resumé", essence="Andens essens", background="Ny"), number=1, actor=other)
    text = page.post(edit_url(case), mine).content.decode()
    for said in ("Mit resumé", "Andens resumé", "Min essens", "Andens essens", "Mine udsigter", "Ny"):
        assert said in text
    assert text.count(">Resumé</") == 1, "the heading names the choice"
    assert newest(case).number == 2
    packed = text.split('name="packed" value="')[1].split('"')[0]
    data = {"packed": packed, "version": "2", "summary": "mine", "essence": "theirs"}
    page.post(reverse("cases:merge", args=[case.slug]), data)
    content = newest(case).content
    assert (content.summary, content.essence, content.outlook, content.background) == (
        "Mit resumé",
        "Andens essens",
        "Mine udsigter",
        "Ny",
    )


def test_a_choice_that_is_missing_is_asked_for_and_nothing_is_lost(page, case, other):
    mine = sent(case, summary="Mit resumé")
    save_draft(case, changed(summary="Andens resumé"), number=1, actor=other)
    packed = page.post(edit_url(case), mine).content.decode().split('name="packed" value="')[1].split('"')[0]
    text = page.post(reverse("cases:merge", args=[case.slug]), {"packed": packed, "version": "2"}).content.decode()
    assert "Vælg, hvad der skal gælde." in text
    assert "Mit resumé" in text
    assert newest(case).number == 2


def test_a_third_who_saves_while_one_chooses_is_shown_too(page, case, other):
    mine = sent(case, summary="Mit resumé")
    save_draft(case, changed(summary="Andens resumé"), number=1, actor=other)
    packed = page.post(edit_url(case), mine).content.decode().split('name="packed" value="')[1].split('"')[0]
    save_draft(case, changed(summary="Tredje resumé"), number=2, actor=other)
    data = {"packed": packed, "version": "2", "summary": "mine"}
    text = page.post(reverse("cases:merge", args=[case.slug]), data).content.decode()
    assert "Tredje resumé" in text
    assert newest(case).number == 3


def test_rows_that_both_added_are_kept_both(page, case, other):
    mine = sent(case, **{"sources-TOTAL_FORMS": "2", "sources-1-title": "Min kilde"})
    save_draft(case, changed(sources=(*WHOLE.sources, Source("Andens kilde"))), number=1, actor=other)
    packed = page.post(edit_url(case), mine).content.decode().split('name="packed" value="')[1].split('"')[0]
    page.post(reverse("cases:merge", args=[case.slug]), {"packed": packed, "version": "2", "sources": "both"})
    assert [each.title for each in newest(case).content.sources] == ["Casekatalog", "Andens kilde", "Min kilde"]


def test_what_was_typed_on_another_case_is_not_merged_into_this_one(page, case, redaktoer, other):
    mine = sent(case, summary="Mit resumé")
    save_draft(case, changed(summary="Andens resumé"), number=1, actor=other)
    packed = page.post(edit_url(case), mine).content.decode().split('name="packed" value="')[1].split('"')[0]
    second = create_draft(changed(title="En anden"), actor=redaktoer)
    page.post(reverse("cases:merge", args=[second.slug]), {"packed": packed, "version": "1", "summary": "mine"})
    assert newest(second).number == 1


def test_a_page_of_a_merge_that_was_tampered_with_is_refused(page, case):
    response = page.post(reverse("cases:merge", args=[case.slug]), {"packed": "noget andet", "version": "1"})
    assert response["Location"] == edit_url(case)


def test_readers_see_the_published_case_while_it_is_edited(page, client_for, redaktoer, other):
    case = publish_case(redaktoer, other)
    page.post(edit_url(case), sent(case, title="Et nyt navn"))
    assert "Fælles køkken" in client_for("fremmed").get(case.get_absolute_url()).content.decode()
    assert "Et nyt navn" not in client_for("fremmed").get(case.get_absolute_url()).content.decode()

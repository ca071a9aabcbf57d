"""Writing, comparing and publishing texts on the pages: nothing that was written is lost without a question."""

import pytest
from django.urls import reverse

from collaborations.services import add_document
from decisions.models import TextVersion
from decisions.services import (
    ClauseGone,
    add_annex,
    add_catalogue_clauses,
    add_clause,
    move_clause,
    publish_version,
    remove_clause,
    write_clause,
)
from tests.collaborations import files
from tests.decisions.build import ask, decide


@pytest.fixture
def clause(statutes):
    return add_clause(statutes, heading="Husdyr", body="Vi holder ingen.", actor=None)


@pytest.fixture
def place(slug, statutes):
    return lambda name, *args: reverse(f"decisions:{name}", args=[slug, statutes.pk, *args])


def write(clause, body: str):
    return write_clause(clause, heading=clause.heading, body=body, version=clause.version, actor=None)


## Removing a clause


def test_a_clause_with_text_is_removed_only_after_a_question(browser, place, statutes, clause):
    url = place("remove_clause", clause.pk)
    draft = browser.get(place("text")).content.decode()
    assert f'href="{url}"' in draft
    assert f'action="{url}"' not in draft
    page = browser.get(url).content.decode()
    for words in ("Husdyr", "Vi holder ingen.", "Fjern bestemmelsen", "Annullér"):
        assert words in page
    assert statutes.draft.exists()
    assert "“Husdyr” er fjernet fra kladden." in browser.post(url, {"version": 1}, follow=True).content.decode()
    assert not statutes.draft.exists()


def test_the_page_that_removes_a_required_clause_says_so(browser, place, statutes, clause):
    add_catalogue_clauses(statutes, keys=["purpose"], actor=None)
    required = write(statutes.draft.get(key="purpose"), "Vi driver it.")
    says = "Bestemmelsen skal være med. Uden den kan teksten ikke udgives."
    assert says in browser.get(place("remove_clause", required.pk)).content.decode()
    assert says not in browser.get(place("remove_clause", clause.pk)).content.decode()


def test_the_page_that_removes_a_clause_says_where_it_can_still_be_read(browser, agreement):
    def page_of(row) -> str:
        args = [agreement.collaboration.slug, agreement.pk, row.pk]
        return browser.get(reverse("decisions:remove_clause", args=args)).content.decode()

    never = "Den er ikke udgivet og kan ikke hentes igen."
    first = agreement.draft.first()
    assert never in page_of(first)
    publish_version(agreement, actor=None)
    first = write(first, "Vi holder en hund.")
    publish_version(agreement, actor=None)
    assert "ord for ord i" in page_of(first)
    assert ">version 2</a>" in page_of(first)
    first = write(first, "Vi holder to hunde.")
    assert ">version 2</a>, som den lød dengang." in page_of(first)
    first = write(first, "Vi holder ingen.")
    assert "ord for ord i" in page_of(first)
    assert ">version 1</a>" in page_of(first)
    assert never in page_of(add_clause(agreement, heading="Fugle", body="x", actor=None))


def test_a_clause_without_text_goes_at_once(browser, place, statutes):
    empty = add_clause(statutes, heading="Tom", actor=None)
    assert f'action="{place("remove_clause", empty.pk)}"' in browser.get(place("text")).content.decode()


@pytest.mark.parametrize("sent", [{"version": 1}, {}])
def test_what_somebody_wrote_meanwhile_is_shown_before_it_is_removed(browser, place, statutes, clause, sent):
    write(clause, "Vi holder en hund.")
    page = browser.post(place("remove_clause", clause.pk), sent)
    assert "En anden har rettet bestemmelsen, siden du åbnede siden." in page.content.decode()
    assert "Vi holder en hund." in page.content.decode()
    assert statutes.draft.exists()
    browser.post(place("remove_clause", clause.pk), {"version": page.context["form"]["version"].value()})
    assert not statutes.draft.exists()


def test_a_clause_that_somebody_else_removed_is_gone_for_both(browser, place, clause):
    url = place("remove_clause", clause.pk)
    remove_clause(clause, version=1, actor=None)
    assert browser.get(url).status_code == 404
    page = browser.post(url, {"version": 1}, follow=True).content.decode()
    assert "Bestemmelsen er allerede fjernet." in page


def test_a_clause_that_is_gone_is_not_moved_and_the_page_says_why(browser, place, clause):
    remove_clause(clause, version=1, actor=None)
    page = browser.post(place("move_clause", clause.pk), {"op": "1"}, follow=True).content.decode()
    assert "En anden har fjernet bestemmelsen." in page
    with pytest.raises(ClauseGone):
        move_clause(clause, up=True, actor=None)


## Writing in a clause that somebody removes


def test_what_was_typed_in_a_clause_that_is_gone_can_be_kept_as_ones_own(browser, place, statutes, clause):
    remove_clause(clause, version=1, actor=None)
    assert browser.get(place("clause", clause.pk)).status_code == 404
    typed = {"heading": "Husdyr", "body": "Vi holder to katte.", "version": 1}
    response = browser.post(place("clause", clause.pk), typed)
    page = response.content.decode()
    assert "En anden har fjernet bestemmelsen. Kopiér din tekst, eller tilføj den som din egen bestemmelse." in page
    assert "Vi holder to katte.</textarea>" in page
    assert f'action="{place("add_clause")}"' in page
    browser.post(place("add_clause"), typed)
    assert statutes.draft.get().body == "Vi holder to katte."


## Publishing


@pytest.fixture
def agreement(choose_form):
    """An association asks about a text that is published with two clauses; no clause of the catalogue is required."""
    collaboration = choose_form("company")
    ask(collaboration, with_texts=True)
    text = collaboration.texts.get(kind="statutes")
    for heading in ("Husdyr", "Planter"):
        add_clause(text, heading=heading, body="Vi holder ingen.", actor=None)
    return text


def publish_url(text) -> str:
    return reverse("decisions:publish", args=[text.collaboration.slug, text.pk])


def test_the_first_version_needs_no_word_about_what_is_new(browser, agreement):
    browser.post(publish_url(agreement), {"newest": 0})
    assert TextVersion.objects.get().number == 1


def test_a_later_version_says_what_is_new(browser, agreement):
    publish_version(agreement, actor=None)
    write(agreement.draft.first(), "Vi holder en hund.")
    page = browser.post(publish_url(agreement), {"newest": 1, "note": " "}).content.decode()
    assert "Skriv, hvad der er nyt." in page
    assert TextVersion.objects.count() == 1
    browser.post(publish_url(agreement), {"newest": 1, "note": "En hund"})
    assert TextVersion.objects.last().note == "En hund"


def test_a_draft_that_was_rewritten_meanwhile_is_published_by_a_second_press(browser, agreement):
    url = publish_url(agreement)
    opened = browser.get(url).context["form"].initial
    write(agreement.draft.first(), "Vi holder en kat.")
    stale = browser.post(url, opened | {"note": "Om kæledyr"})
    assert "Kladden er rettet, siden du åbnede siden." in stale.content.decode()
    assert not agreement.versions.exists()
    form = stale.context["form"]
    seen = {name: form[name].value() for name in ("newest", "draft", "note")}
    assert seen["note"] == "Om kæledyr"
    browser.post(url, seen)
    assert agreement.versions.get().note == "Om kæledyr"


def test_who_must_decide_again_is_named_before_it_is_published(browser, agreement, odder, horsens):
    publish_version(agreement, actor=None)
    write(agreement.draft.first(), "Vi holder en hund.")
    page = browser.get(publish_url(agreement)).content.decode()
    assert "Ingen beslutning om teksten tæller endnu" in page
    assert "En udgivet version kan ikke ændres eller trækkes tilbage." in page
    decide(agreement.collaboration, "company-statutes", odder)
    decide(agreement.collaboration, "company-statutes", horsens, outcome="postponed")
    page = browser.get(publish_url(agreement)).content.decode()
    assert "Når du udgiver, tæller beslutningen ikke længere for Odder." in page


def test_what_is_new_in_the_draft_is_shown_before_it_is_published(browser, agreement):
    assert "Ændret siden" not in browser.get(publish_url(agreement)).content.decode()
    publish_version(agreement, actor=None)
    write(agreement.draft.first(), "Vi holder en hund.")
    remove_clause(agreement.draft.last(), version=1, actor=None)
    paper = add_document(agreement.collaboration, title="Nøgle", upload=files.upload(files.pdf()), actor=None)
    add_annex(agreement, title="", document=paper, actor=None)
    page = browser.get(publish_url(agreement)).content.decode()
    assert "Ændret siden version 1" in page
    assert "2 af 2 bestemmelser er ændret." in page
    assert page.count("Bilagene er ændret.") == 1
    assert "<ins>en hund.</ins>" in page
    assert "<del>Vi holder ingen.</del>" in page
    assert page.count("Findes ikke") == 1
    write(agreement.draft.get(), "")
    emptied = browser.get(publish_url(agreement)).content.decode()
    assert "Uden tekst" in emptied
    assert emptied.count("Findes ikke") == 1
    assert page.index('<a href="#f1">Husdyr</a>') < page.index("Udgiv version 2</button>") < page.index('id="f1"')


@pytest.mark.parametrize("who", ["koordinator", "bidragyder", "administrator"])
def test_what_is_new_in_the_draft_is_read_by_everybody_who_sees_it(client_for, agreement, who):
    """Whoever sees drafts sees all of them (architecture § 3a)."""
    publish_version(agreement, actor=None)
    url = reverse("decisions:text", args=[agreement.collaboration.slug, agreement.pk])
    assert "Ændret siden version 1" not in client_for(who).get(url).content.decode()
    write(agreement.draft.first(), "Vi holder en hund.")
    page = client_for(who).get(url).content.decode()
    assert "Ændret siden version 1" in page
    assert "<ins>en hund.</ins>" in page


@pytest.mark.parametrize("who", ["laeser", "kontakt"])
def test_who_sees_no_drafts_sees_nothing_of_what_is_new(client_for, agreement, who):
    publish_version(agreement, actor=None)
    write(agreement.draft.first(), "Vi holder en hund.")
    url = reverse("decisions:text", args=[agreement.collaboration.slug, agreement.pk])
    page = client_for(who).get(url, follow=True).content.decode()
    assert "Vi holder ingen." in page
    assert "en hund" not in page


## Comparing


def test_what_changed_is_said_first_and_can_be_reached(browser, agreement):
    publish_version(agreement, actor=None)
    write(agreement.draft.first(), "Vi holder en hund.")
    publish_version(agreement, actor=None)
    url = reverse("decisions:compare", args=[agreement.collaboration.slug, agreement.pk])
    page = browser.get(url, {"fra": 1, "til": 2}).content.decode()
    assert "1 af 2 bestemmelser er ændret." in page
    assert '<a href="#f1">Husdyr</a>' in page
    assert 'id="f1"' in page
    assert page.index("<ins>en hund.</ins>") < page.index("1 uændret bestemmelse") < page.index("Planter")
    same = browser.get(url, {"fra": 1, "til": 1}).content.decode()
    assert "Ingen af de 2 bestemmelser er ændret." in same
    assert "2 uændrede bestemmelser" in same


def test_a_version_that_is_new_by_its_annexes_says_so(browser, agreement):
    publish_version(agreement, actor=None)
    paper = add_document(agreement.collaboration, title="Nøgle", upload=files.upload(files.pdf()), actor=None)
    add_annex(agreement, title="", document=paper, actor=None)
    publish_version(agreement, actor=None)
    url = reverse("decisions:compare", args=[agreement.collaboration.slug, agreement.pk])
    page = browser.get(url, {"fra": 1, "til": 2}).content.decode()
    assert "Ingen af de 2 bestemmelser er ændret." in page
    assert "Bilagene er ændret." in page
    assert "Bilagene er ændret." not in browser.get(url, {"fra": 2, "til": 2}).content.decode()


## Choosing clauses


def test_boxes_stand_beside_their_words(browser, place):
    page = browser.get(place("take_clauses")).content.decode()
    assert page.count('class="form-check-input"') == page.count('type="checkbox"') > 0

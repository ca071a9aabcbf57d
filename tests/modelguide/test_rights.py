"""Who may ask the guide, keep an answer and read it: the rights table, cell by cell."""

import pytest
from django.urls import reverse

from modelguide.models import GuideAnswer
from tests.conftest import CAST
from tests.phases.test_rights import DONE, READS, SEES, SIGN_IN, ask, only, table

WRITES = {"koordinator", "bidragyder"}


def test_everybody_who_has_signed_in_may_ask(client_for, catalogue):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("modelguide:guide") + "?drift=ja"))
    assert answers == {**dict.fromkeys(CAST, READS), "anonym": SIGN_IN}


def test_those_who_write_open_the_page_that_keeps(client_for, catalogue, slug):
    address = reverse("modelguide:save", args=[slug]) + "?drift=ja"
    answers, _ = ask(client_for, lambda browser: browser.get(address))
    assert answers == table(WRITES, READS)


def test_those_who_write_keep_an_answer(client_for, catalogue, slug):
    address = reverse("modelguide:save", args=[slug]) + "?drift=ja"
    answers, left = ask(client_for, lambda browser: browser.post(address, {"note": ""}), GuideAnswer.objects.exists)
    assert answers == table(WRITES, DONE)
    assert left == only(WRITES)


def test_all_who_see_the_collaboration_read_what_is_kept(client_for, slug, saved):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("modelguide:saved", args=[slug])))
    assert answers == table(SEES, READS)


def test_all_who_see_the_collaboration_read_an_older_answer(client_for, slug, saved):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("modelguide:answer", args=[slug, saved.pk])))
    assert answers == table(SEES, READS)


def test_an_answer_is_read_under_its_own_collaboration_only(client_for, saved, odder):
    from_another = reverse("modelguide:answer", args=["et-andet", saved.pk])
    assert client_for("administrator").get(from_another).status_code == 404


@pytest.mark.parametrize("who", ["laeser", "kontakt", "fremmed"])
def test_a_collaboration_that_one_does_not_write_on_is_none_in_the_address(client_for, catalogue, slug, who):
    page = client_for(who).get(reverse("modelguide:guide"), {"drift": "ja", "samarbejde": slug})
    assert page.context["collaboration"] is None
    assert slug not in page.content.decode().split('class="sm-user"')[1].split("<main")[1]

"""The front page of editors says what waits, to those who can do something about it."""

import pytest
from django.urls import reverse

from editing import services
from editing.kinds import KINDS

PAGE = reverse("dashboards:editing")


def said(client_for, who) -> str:
    return client_for(who).get(PAGE).content.decode()


def test_nothing_waits_and_what_can_be_edited_is_there(client_for, reference):
    text = said(client_for, "administrator")
    assert "Intet venter på dig." in text
    sections = client_for("administrator").get(PAGE).context["editorial"].sections
    assert [each.title for each in sections][:4] == ["Cases", "Emner", "Processen", "Retsregler"]


def test_a_draft_waits(client_for, reference, administrator):
    services.begin_draft(KINDS["proces"], actor=administrator)
    text = said(client_for, "administrator")
    assert "1 ting venter på dig." in text
    assert reverse("editing:draft", args=["proces"]) in text


def test_an_editor_of_cases_is_not_shown_what_administrators_edit(client_for, reference):
    assert reverse("editing:rules") not in said(client_for, "redaktoer")


@pytest.mark.parametrize(("who", "shown"), [("administrator", True), ("redaktoer", True), ("koordinator", False)])
def test_the_menu_leads_there_for_those_who_may(client_for, reference, who, shown):
    page = client_for(who).get(reverse("dashboards:my_work")).content.decode()
    assert (f'href="{PAGE}"' in page) is shown

"""Who may open and do what on the pages of the economy: the rights table, written out cell by cell."""

from django.urls import reverse

from tests.phases.test_rights import READS, SEES, ask, table


def test_all_who_see_the_collaboration_read_its_economy(client_for, collaboration):
    answers, _ = ask(client_for, lambda browser: browser.get(reverse("finance:economy", args=[collaboration.slug])))
    assert answers == table(SEES, READS)

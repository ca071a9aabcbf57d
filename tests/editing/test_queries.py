"""Few and many rows take the same number of queries, and that number stands here for each page."""

import datetime as dt

import pytest
from django.urls import reverse

from decisions.models import CatalogueVersion
from editing import services
from editing.kinds import KINDS
from editing.models import Draft
from models_catalog.models import LegalRule
from phases.models import ProcessVersion
from tests.counting import queries_of

DAY = dt.date(2026, 11, 20)
PAGES = {
    "front page": (reverse("dashboards:editing"), 25),
    "rules": (reverse("editing:rules"), 5),
    "process": (reverse("editing:kind", args=["proces"]), 10),
    "clauses": (reverse("editing:kind", args=["klausuler"]), 7),
    "draft of the process": (reverse("editing:draft", args=["proces"]), 7),
    "publishing the process": (reverse("editing:publish", args=["proces"]), 8),
}


@pytest.mark.parametrize("many", [3, 300])
def test_few_and_many_rows_take_the_same_queries(many, browser, administrator, reference):
    make(many, administrator)
    found = {page: (address, queries_of(browser, address)) for page, (address, _queries) in PAGES.items()}
    assert found == PAGES


def make(number, administrator):
    """So many rules with drafts, versions of the process and of the clauses, and points in the draft."""
    rules = [
        LegalRule(
            key=f"regel-{n}", body="Os", statement="Tekst", legal_basis="Lov", source_title="Os", last_checked=DAY
        )
        for n in range(number)
    ]
    LegalRule.objects.bulk_create(rules)
    content = KINDS["klausuler"].content_of(KINDS["klausuler"].newest().document)
    people = {"published_on": DAY, "published_by": administrator, "note": "Nyt."}
    CatalogueVersion.objects.bulk_create(
        CatalogueVersion(kind="clauses", number=n + 2, content=content, **people) for n in range(number)
    )
    draft = services.begin_draft(KINDS["proces"], actor=administrator)
    # Before the newest one, which stays the one that the draft is compared with.
    ProcessVersion.objects.filter(number=3).update(number=number + 1)
    ProcessVersion.objects.bulk_create(ProcessVersion(number=n, source="Os", **people) for n in range(number))
    first = draft.content["items"][0]
    draft.content["items"] += [{**first, "key": f"n-{n}", "text": f"Punkt {n}"} for n in range(number)]
    draft.save()
    Draft.objects.bulk_create(
        Draft(
            kind="law",
            key=f"ny-{n}",
            content={"key": f"ny-{n}", "legal_basis": "Lov"},
            begun_by=administrator,
            changed_by=administrator,
        )
        for n in range(number)
    )

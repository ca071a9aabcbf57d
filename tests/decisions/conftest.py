"""A § 60 in phase 4 that asks the standard set, about a text with a published version."""

import datetime as dt

import pytest

from collaborations.models import Collaboration
from models_catalog.models import OrganisationType
from phases.models import CollaborationProcess, ProcessVersion
from tests.decisions.build import ask, publish
from tests.kept import put_catalogue, put_process

LONG_AGO = dt.date(2026, 1, 5)


@pytest.fixture
def reference(db):
    put_catalogue()
    put_process()


@pytest.fixture
def choose_form(collaboration, reference):
    """Give the cast's collaboration a form, and let it stand in phase 4."""

    def choose(key: str | None) -> Collaboration:
        form = OrganisationType.objects.get(key=key) if key else None
        Collaboration.objects.filter(pk=collaboration.pk).update(organisation_type=form, phase=4)
        newest = ProcessVersion.objects.order_by("-number").first()
        CollaborationProcess.objects.get_or_create(collaboration=collaboration, defaults={"version": newest})
        return Collaboration.objects.select_related("organisation_type").get(pk=collaboration.pk)

    return choose


@pytest.fixture
def section_60(choose_form):
    collaboration = choose_form("section-60")
    ask(collaboration, with_texts=True)
    publish(collaboration.texts.get(), on=LONG_AGO)
    return collaboration


@pytest.fixture
def statutes(section_60):
    return section_60.texts.get(kind="statutes")


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(section_60):
    return section_60.slug

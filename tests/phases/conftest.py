"""The real process, forms and law in the database, and a collaboration that follows it."""

import pytest

from collaborations.models import Collaboration
from models_catalog.models import OrganisationType
from phases import reference_data as process
from phases.facts import facts_of
from phases.models import ChecklistTemplateItem, CollaborationProcess, ProcessVersion
from phases.versions import store_process
from tests.kept import put_catalogue, put_process


@pytest.fixture
def reference(db):
    put_catalogue()
    put_process()


@pytest.fixture
def collaboration(collaboration, reference):
    """“Fælles it-drift” of the cast, which follows the process from phase 1."""
    CollaborationProcess.objects.create(collaboration=collaboration, version=ProcessVersion.objects.get())
    return collaboration


@pytest.fixture
def choose_type(collaboration):
    def choose(key: str | None):
        collaboration.organisation_type = OrganisationType.objects.get(key=key) if key else None
        collaboration.save()
        return collaboration

    return choose


@pytest.fixture
def item(collaboration):
    """An item of the collaboration's process by its key."""

    def find(key: str):
        return facts_of(collaboration).process.item(key)[1]

    return find


@pytest.fixture
def newer_process(collaboration):
    """Version 4 has no s1 any more and something new instead."""
    newer = process.read_process(process.read_file())
    newer.version.number = newer.version.file_number = 4
    added = ChecklistTemplateItem(
        phase=newer.phases[0], key="s99", text="Noget nyt", group="content", position=99, source="Kilden"
    )
    newer.items[1] = (*(each for each in newer.items[1] if each.key != "s1"), added)
    store_process(newer)
    return newer.version


@pytest.fixture
def browser(client_for):
    return client_for("koordinator")


@pytest.fixture
def slug(collaboration):
    return collaboration.slug


@pytest.fixture
def section_60(choose_type):
    collaboration = choose_type("section-60")
    Collaboration.objects.filter(pk=collaboration.pk).update(phase=4)
    collaboration.refresh_from_db()
    return collaboration

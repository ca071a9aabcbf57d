"""What the keys of a document are called, read in three queries for any number of documents."""

from __future__ import annotations

from cases.models import Topic
from cases.parts import Names
from models_catalog.models import CollaborationModel
from municipalities.models import Municipality


def load_names() -> Names:
    return Names(
        municipalities=dict(Municipality.objects.values_list("code", "name")),
        topics=dict(Topic.objects.values_list("key", "name")),
        models=dict(CollaborationModel.objects.values_list("key", "name")),
    )

"""The stored catalogue as `matching` wants it: models with what is known about them, forms, and the cells."""

from __future__ import annotations

from models_catalog.guide import guide
from models_catalog.matching import Catalogue, Cell, Form, Model
from models_catalog.models import CollaborationModel, Combination, OrganisationType


def catalogue() -> Catalogue:
    """Three questions of the database. A model that the guide knows nothing about is not in it."""
    details = guide().details
    models = CollaborationModel.objects.filter(key__in=details)
    combinations = Combination.objects.select_related("model", "organisation_type")
    return Catalogue(
        models=tuple(Model(each.key, each.name, each.purpose, details[each.key]) for each in models),
        forms=tuple(Form(each.key, each.short_name) for each in OrganisationType.objects.all()),
        cells={
            (each.model.key, each.organisation_type.key): Cell(each.fit, each.condition, each.potential, each.source)
            for each in combinations
        },
    )

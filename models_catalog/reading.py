"""The stored catalogue as `matching` wants it: models with what is known about them, forms, and the cells."""

from __future__ import annotations

from collections.abc import Mapping

from models_catalog.guide import Details
from models_catalog.matching import Catalogue, Cell, Form, Model
from models_catalog.models import CollaborationModel, Combination, OrganisationType


def catalogue(details: Mapping[str, Details]) -> Catalogue:
    """Three questions of the database. A model that the guide has no `details` of is not in it."""
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

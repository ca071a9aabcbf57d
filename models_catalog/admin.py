"""The catalogue in `/admin/`, to be read: models, types and combinations follow the files in `data/`."""

from django.contrib import admin

from common.admin import AdministratorsOnly
from models_catalog.models import CollaborationModel, Combination, LegalRule, LegalRuleChange, OrganisationType


@admin.register(CollaborationModel)
class CollaborationModelAdmin(AdministratorsOnly):
    list_display = ["name", "key", "source"]


@admin.register(OrganisationType)
class OrganisationTypeAdmin(AdministratorsOnly):
    list_display = ["name", "short_name", "key", "municipalities_only", "minimum_municipalities"]


@admin.register(Combination)
class CombinationAdmin(AdministratorsOnly):
    list_display = ["model", "organisation_type", "fit", "condition"]
    list_filter = ["fit", "model", "organisation_type"]
    list_select_related = ["model", "organisation_type"]
    ordering = ["organisation_type__position", "model__position"]


@admin.register(LegalRule)
class LegalRuleAdmin(AdministratorsOnly):
    """To be read: a rule is published, checked and ended on the pages of editors, which write down who and why."""

    list_display = ["key", "body", "valid_from", "valid_to", "legal_basis", "last_checked"]
    list_filter = ["organisation_types", "key"]
    search_fields = ["key", "body", "statement", "legal_basis"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "source_url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(LegalRuleChange)
class LegalRuleChangeAdmin(AdministratorsOnly):
    list_display = ["rule", "kind", "by", "at", "reason"]
    list_filter = ["kind"]
    list_select_related = ["rule", "by"]

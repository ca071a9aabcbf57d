"""Reference data in `/admin/`: what follows the files in `data/` is read-only, what only people know can be entered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import AdministratorsOnly
from municipalities.models import ExternalParty, Municipality, PopulationFigure, Region


@admin.register(Region)
class RegionAdmin(AdministratorsOnly):
    """The code alone can be filled in: Region Østdanmark begins without one."""

    may_change = True
    list_display = ["name", "code", "valid_from", "valid_to", "successor"]
    list_select_related = ["successor"]
    readonly_fields = ["name", "valid_from", "valid_to", "successor"]


@admin.register(Municipality)
class MunicipalityAdmin(AdministratorsOnly):
    list_display = ["name", "code", "cvr", "region", "group", "newest_population"]
    list_filter = ["region", "group"]
    list_select_related = ["region"]
    search_fields = ["name"]
    search_help_text = _("Søg på navn eller kommunekode")

    def get_queryset(self, request):
        return super().get_queryset(request).latest_population()

    def get_search_results(self, request, queryset, search_term):
        return (queryset.search(search_term) if search_term else queryset), False

    @admin.display(description=_("indbyggere"), ordering="population")
    def newest_population(self, municipality) -> int | None:
        return municipality.population


@admin.register(PopulationFigure)
class PopulationFigureAdmin(AdministratorsOnly):
    """A figure entered here stays when the files are loaded again. Deleting one lets the file's figure come back."""

    may_add = may_change = may_delete = True
    list_display = ["municipality", "date", "value", "source"]
    list_filter = ["date"]
    list_select_related = ["municipality"]
    ordering = ["municipality__sort_name", "-date"]
    autocomplete_fields = ["municipality"]


@admin.register(ExternalParty)
class ExternalPartyAdmin(AdministratorsOnly):
    """A party that takes part in a collaboration can not be deleted: the database refuses it."""

    may_add = may_change = may_delete = True
    list_display = ["name", "kind", "cvr"]
    list_filter = ["kind"]
    search_fields = ["name", "cvr"]

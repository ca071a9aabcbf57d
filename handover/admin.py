"""What was handed over, in `/admin/`: to be read."""

from django.contrib import admin

from common.admin import AdministratorsOnly
from handover.models import Handover, HandoverLine


@admin.register(Handover)
class HandoverAdmin(AdministratorsOnly):
    list_display = ["at", "leaver", "first_day", "last_day", "leaves", "actor"]
    list_select_related = ["leaver", "actor"]


@admin.register(HandoverLine)
class HandoverLineAdmin(AdministratorsOnly):
    list_display = ["handover", "text", "outcome", "receiver"]
    list_filter = ["kind", "outcome"]
    list_select_related = ["handover__leaver", "receiver"]

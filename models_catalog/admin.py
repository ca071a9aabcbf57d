"""The catalogue in `/admin/`: models, types and combinations follow the files in `data/`, rules of law can change."""

from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from common.admin import AdministratorsOnly
from common.formats import long_date
from models_catalog.models import CollaborationModel, Combination, LegalRule, OrganisationType


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


class LegalRuleForm(forms.ModelForm):
    """Of two rows with one key that hold for the same form, one ends before the other begins."""

    def clean(self) -> dict:
        data = super().clean()
        if self.errors:
            return data
        asked = {name: data.get(name, getattr(self.instance, name)) for name in ("key", "valid_from", "valid_to")}
        types = data["organisation_types"] if "organisation_types" in data else self.instance.organisation_types.all()
        if other := LegalRule.objects.overlapping(**asked, types=types).exclude(pk=self.instance.pk).first():
            raise forms.ValidationError(
                gettext("Reglen gælder allerede i perioden: %(rule)s, fra %(date)s. Giv den en slutdato først.")
                % {"rule": other, "date": long_date(other.valid_from)}
            )
        return data


@admin.register(LegalRule)
class LegalRuleAdmin(AdministratorsOnly):
    """Saving a rule means that it has been checked today; from then on loading the files leaves it as it is.

    A change of law is a new row with the same key, and an end date on the old one: what held earlier must still be
    readable (ADR 0002). Nothing else of a stored row can be changed.
    """

    form = LegalRuleForm
    may_add = may_change = True
    list_display = ["key", "body", "valid_from", "valid_to", "legal_basis", "last_checked"]
    list_filter = ["organisation_types", "key"]
    search_fields = ["key", "body", "statement", "legal_basis"]
    readonly_fields = ["last_checked"]
    filter_horizontal = ["organisation_types"]
    actions = ["mark_as_checked_today"]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return self.readonly_fields
        stored = (*obj._meta.fields, *obj._meta.many_to_many)
        return [field.name for field in stored if field.name not in ("id", "valid_to")]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "source_url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.last_checked = timezone.localdate()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Markér som kontrolleret i dag"), permissions=["change"])
    def mark_as_checked_today(self, request, queryset):
        count = queryset.update(last_checked=timezone.localdate())
        text = ngettext("%d regel er markeret.", "%d regler er markeret.", count) % count
        self.message_user(request, text, messages.SUCCESS)

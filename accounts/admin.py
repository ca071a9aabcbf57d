"""Accounts in `/admin/`, for technicians. Roles, invitations and requests move through services: here they are read."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts import services
from accounts.models import AccessRequest, Invitation, MunicipalityRole, RoleChange, SystemRole, User
from common.admin import AdministratorsOnly
from common.exceptions import DomainError

# Rights come from dated roles, and an account has one address.
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)


class UserForm(forms.ModelForm):
    def clean_is_active(self) -> bool:
        if self.instance.is_administrator and not self.cleaned_data["is_active"]:
            try:
                services.require_administrator_besides(self.instance)
            except DomainError as error:
                raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["is_active"]


@admin.register(User)
class UserAdmin(AdministratorsOnly):
    """Close or open an account. People come by invitation, and their roles are given in the product."""

    may_change = True
    form = UserForm
    list_display = ["email", "name", "is_active", "is_staff", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Only who has technical access gives technical access."""
        fixed = ["email", "date_joined", "last_login"]
        return fixed if request.user.is_superuser else [*fixed, "is_staff", "is_superuser"]


@admin.register(SystemRole, MunicipalityRole)
class RoleAdmin(AdministratorsOnly):
    list_display = ["user", "label", "valid_from", "valid_to", "given_by"]
    list_filter = ["role"]
    list_select_related = ["user", "given_by"]


@admin.register(RoleChange)
class RoleChangeAdmin(AdministratorsOnly):
    list_display = ["at", "kind", "user", "role", "valid_from", "valid_to", "actor"]
    list_filter = ["kind"]
    list_select_related = ["user", "actor"]


@admin.register(Invitation)
class InvitationAdmin(AdministratorsOnly):
    list_display = ["user", "invited_by", "reason", "created_at", "sent_at"]
    list_select_related = ["user", "invited_by"]


@admin.register(AccessRequest)
class AccessRequestAdmin(AdministratorsOnly):
    list_display = ["user", "created_at", "closed_at", "closed_by"]
    list_select_related = ["user", "closed_by"]

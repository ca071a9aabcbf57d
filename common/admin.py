"""What `/admin/` may do with the product's tables: administrators only, and no more than a table says it bears."""

from django.contrib import admin


class AdministratorsOnly(admin.ModelAdmin):
    """Open to administrators. Rows are read-only unless `may_add`, `may_change` or `may_delete` is set.

    Tables whose state moves through a service, and tables that follow a file, keep all three off.
    """

    may_add = may_change = may_delete = False

    @staticmethod
    def _is_administrator(request) -> bool:
        user = request.user
        return user.is_active and (user.is_superuser or getattr(user, "is_administrator", False))

    def has_module_permission(self, request) -> bool:
        return self._is_administrator(request)

    def has_view_permission(self, request, obj=None) -> bool:
        return self._is_administrator(request)

    def has_add_permission(self, request, obj=None) -> bool:
        return self.may_add and self._is_administrator(request)

    def has_change_permission(self, request, obj=None) -> bool:
        return self.may_change and self._is_administrator(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.may_delete and self._is_administrator(request)

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("Fælles")

    def ready(self) -> None:
        # Django says "Dette felt er påkrævet."; we say what to do.
        forms.Field.default_error_messages["required"] = _("Udfyld dette felt.")
        forms.ChoiceField.default_error_messages["required"] = _("Vælg en mulighed.")

"""Django's rules for passwords, said in plain Danish."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class MinimumLength(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Skriv mindst %d tegn.") % self.min_length


class NotLikeTheUser(rules.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("email", "name")

    def __init__(self):
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def get_error_message(self) -> str:
        return _("Adgangskoden ligner dit navn eller din e-mail for meget.")


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Mange bruger den adgangskode. Vælg en anden.")


class NotOnlyDigits(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("Brug også andet end tal.")

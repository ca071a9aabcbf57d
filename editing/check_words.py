"""What each check of the process asks, in words for the editor of a requirement. The checks are `phases.checks`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

CHECK_WORDS = {
    "item-done": _("Punktet på tjeklisten er klaret."),
    "item-per-municipality": _("Hver kommune har klaret punktet på tjeklisten."),
    "demarcation": _("Afgrænsningen er skrevet under Oplysninger."),
    "drivers": _("Mindst én drivkraft er valgt under Oplysninger."),
    "form-test": _("Formprøven er besvaret."),
    "organisation-type": _("Organisationsformen er valgt."),
    "other-municipality": _("Mindst én anden kommune er interesseret eller deltager."),
    "participants-settled": _("Nok kommuner deltager, og alle inviterede har svaret."),
    "roles-described": _("Hver deltagers rolle og bidrag er beskrevet."),
    "municipalities-only": _("Kun kommuner deltager, og der er nok af dem."),
    "fact": _("Beslutningen er registreret."),
    "fact-per-municipality": _("Hver deltagende kommune har registreret beslutningen."),
    "key-chosen": _("Fordelingsnøglen er valgt."),
    "case-approved": _("Business casen er godkendt."),
    "start-capital": _("Startkapitalen står i nøglen eller i business casen."),
    "appropriations": _("Hver kommune har bevilget det, der skal betales fra start."),
}
# Of a check's parameters what it asks about, not how it speaks of it.
ASKED = ("items", "item", "facts", "minimum")


def what_is_checked(check_name: str, parameters: Mapping[str, Any]) -> str:
    """A sentence, and the keys that it asks about."""
    given = [parameters[name] for name in ASKED if name in parameters]
    keys = [str(key) for value in given for key in (value if isinstance(value, list) else [value])]
    sentence = str(CHECK_WORDS[check_name])
    return f"{sentence} ({', '.join(keys)})" if keys else sentence

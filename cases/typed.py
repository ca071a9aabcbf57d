"""What somebody typed on a page that can no longer be saved, with the words that stood beside it, to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.acts import PackedForm
from cases.pages import read_names
from cases.parts import PARTS, ROW_LABELS, said
from common.lost import Typed

_LABELS = {part.name: part.label for part in PARTS}
_ROW = re.compile(r"(\w+)-(\d+)-(\w+)")
_OTHERS = {"note": gettext_lazy("Hvad har du ændret?"), "reason": gettext_lazy("Hvorfor?")}


def typed_on(data: QueryDict) -> list[Typed]:
    """Each field with something in it, in the order of the page."""
    sent = PackedForm(data)
    if sent.is_valid():
        names = read_names([sent.mine])
        return [
            Typed(str(part.label), "\n".join(lines)) for part in PARTS if (lines := said(sent.mine, part.path, names))
        ]
    return list(_fields(data))


def _fields(data: QueryDict) -> Iterator[Typed]:
    for name, values in data.lists():
        text = ", ".join(value.strip() for value in values if value.strip())
        label = _label(name)
        if label and text:
            yield Typed(label, text)


def _label(name: str) -> str:
    """Empty for what nobody typed: tokens, versions, buttons, numbers of rows."""
    if found := _ROW.fullmatch(name):
        path, number, field = found.groups()
        if path not in _LABELS or field not in ROW_LABELS:
            return ""
        said = {"list": _LABELS[path], "place": int(number) + 1, "field": ROW_LABELS[field]}
        return _("%(list)s nr. %(place)d, %(field)s") % said
    return str(_LABELS.get(name) or _OTHERS.get(name, ""))

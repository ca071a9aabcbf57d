"""The page of a line's own figures: what somebody else saved meanwhile, and what was typed on a page that is gone."""

from __future__ import annotations

from collections.abc import Collection

from django.http import QueryDict
from django.utils.translation import gettext as _

from collaborations.conflicts import Difference, show_both
from collaborations.models import Collaboration
from finance.case_reading import line_data
from finance.forms.own_figures import OwnFiguresForm, sent_figures
from finance.models import BusinessCase, CaseLine
from finance.reading import Party, payers_of
from finance.typed import Row


def own_form(draft: BusinessCase, row: CaseLine, data: QueryDict | None) -> OwnFiguresForm:
    return OwnFiguresForm(data, draft=draft, line=line_data(row), parties=payers_of(draft.collaboration))


def typed_figures(collaboration: Collaboration, data: QueryDict) -> list[Row]:
    """All that was typed, a row for each municipality."""
    here = collaboration.participations.select_related("municipality")
    names = {each.municipality.code: each.municipality.name for each in here}
    return [
        Row(names.get(code, code), code, parts={str(year): (str(year), text) for year, text in sorted(cells.items())})
        for code, cells in sent_figures(data).items()
    ]


def changed_figures(draft: BusinessCase, row: CaseLine, data: QueryDict) -> tuple[OwnFiguresForm, list[Difference]]:
    """The form with what was typed, as if the newest draft had been read, and where the two differ.

    What the page had no field for is as it is saved.
    """
    newest, again = own_form(draft, row, None), data.copy()
    for name, field in newest.fields.items():
        if name not in again:
            again[name] = field.prepare_value(newest.get_initial_for_field(field, name)) or ""
    form, found = show_both(lambda sent: own_form(draft, row, sent), again, version=draft.version)
    return form, [*found, *_of_others(draft.collaboration, form.parties, data)]


def _of_others(collaboration: Collaboration, parties: Collection[Party], data: QueryDict) -> list[Difference]:
    """What was typed for municipalities that do not take part any more."""
    codes = {each.code for each in parties}
    return [
        Difference(each.name, _("Deltager ikke mere."), each.text())
        for each in typed_figures(collaboration, data)
        if each.part not in codes
    ]

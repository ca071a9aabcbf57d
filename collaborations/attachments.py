"""What documents go with, for the pages of the apps above: a point of the checklist, a question, a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from collaborations.models import DocumentVersion
from collaborations.services.attachments import HasDocuments
from municipalities.models import Municipality


@dataclass(frozen=True)
class Holder:
    """`get_row` gives its row, or makes it: it is asked when something is attached. `row` is the one that is there.

    `name` is what the history and the page call it, `municipality` whose it is where it is one municipality's.
    """

    name: str
    url: str
    tab: str
    get_row: Callable[[], HasDocuments]
    row: HasDocuments | None = None
    municipality: Municipality | None = None

    @property
    def attached(self) -> tuple[int, ...]:
        """Ids of the versions that go with it."""
        return tuple(each.pk for each in self.row.documents.all()) if self.row else ()

    @property
    def said(self) -> dict:
        """What the services want to know of it."""
        return {"name": self.name, "municipality": self.municipality}


def shown_documents(
    versions: Iterable[DocumentVersion], *, attach: str, detach: str = "", args: Sequence, may_change: bool
) -> dict:
    """For `_attached.html`: each version with the address that takes it off, and the one that attaches another.

    `attach` and `detach` name those addresses and `args` say of what; that of taking off ends with the version. Without
    `detach` what is attached stays.
    """
    return {
        "attached": [
            (each, reverse(detach, args=[*args, each.pk]) if may_change and detach else "")
            for each in sorted(versions, key=lambda each: (each.document.title, each.number))
        ],
        "attach_url": reverse(attach, args=args) if may_change else "",
    }

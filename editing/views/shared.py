"""What the pages of editors have in common."""

from __future__ import annotations

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editing.kinds.base import Kind, Part, part_of
from editing.models import Draft

Trail = list[tuple[str, str]]


def administrators_only(view):
    """403 for everybody else, whether or not what they ask for exists."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("editing.edit"):
            raise PermissionDenied(_("Kun en administrator kan rette proces, lov, spørgsmål og bestemmelser."))
        return view(request, *args, **kwargs)

    return guarded


def find_draft(request: HttpRequest, kind: Kind) -> Draft:
    """Raises Http404 while there is none."""
    drafts = Draft.objects.visible_to(request.user).filter(kind=kind.name).select_related("changed_by", "begun_by")
    found = drafts.first()
    if found is None:
        raise Http404
    return found


def find_part(kind: Kind, slug: str) -> Part:
    part = part_of(kind, slug)
    if part is None:
        raise Http404
    return part


def kind_trail(kind: Kind, *rest: tuple[str, str]) -> Trail:
    return [
        (_("Redaktion"), reverse("dashboards:editing")),
        (str(kind.label), reverse("editing:kind", args=[kind])),
        *rest,
    ]


def draft_trail(kind: Kind, *rest: tuple[str, str]) -> Trail:
    return kind_trail(kind, (_("Kladde"), reverse("editing:draft", args=[kind])), *rest)


def law_trail(*rest: tuple[str, str]) -> Trail:
    return [(_("Redaktion"), reverse("dashboards:editing")), (_("Retsregler"), reverse("editing:rules")), *rest]

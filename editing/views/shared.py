"""What the pages of editors have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.lost import lost_page, typed_in
from editing.documents import find
from editing.forms.base import EntryForm
from editing.kinds.base import Kind, Part, part_of
from editing.models import Draft

Trail = list[tuple[str, str]]
NOT_THROWN_AWAY = gettext_lazy(
    "En anden har rettet kladden, siden du åbnede siden. Den er ikke slettet. Læs den, som den er nu."
)


class DraftGone(Exception):
    """Somebody has published the draft or thrown it away, or it was never begun. `form` holds what was typed."""

    def __init__(self, *, back: tuple[str, str], trail: Trail, form: forms.BaseForm | None = None):
        super().__init__("There is no such draft.")
        self.back, self.trail, self.form = back, trail, form

    def page(self, request: HttpRequest) -> HttpResponse:
        heading = _("Kladden er der ikke længere")
        why = _("Kladden er udgivet eller slettet, siden du åbnede siden.")
        if request.method != "POST":
            heading, why = _("Der er ingen kladde"), _("Den er udgivet eller slettet, eller ingen er begyndt på den.")
        trail = [*self.trail, (heading, "")]
        typed = typed_in(self.form) if self.form else []
        return lost_page(request, heading=heading, why=why, back=self.back, typed=typed, trail=trail)


def administrators_only(view):
    """403 for everybody else, whether or not what they ask for exists. A draft that is gone is said to be gone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("editing.edit"):
            raise PermissionDenied(_("Kun en administrator kan rette det, som alle samarbejder deler."))
        try:
            return view(request, *args, **kwargs)
        except DraftGone as gone:
            return gone.page(request)

    return guarded


def find_draft(request: HttpRequest, kind: Kind, form: Callable[[QueryDict], forms.BaseForm] | None = None) -> Draft:
    """Raises DraftGone while there is none. `form` makes what was typed readable where the draft is gone."""
    drafts = Draft.objects.visible_to(request.user).filter(kind=kind.name).select_related("changed_by", "begun_by")
    found = drafts.first()
    if found is None:
        back = (_("Se, hvad der er udgivet"), reverse("editing:kind", args=[kind]))
        typed = form(request.POST) if form and request.method == "POST" else None
        raise DraftGone(back=back, trail=kind_trail(kind), form=typed)
    return found


def form_without_draft(kind: Kind, part: Part, key: str, data: QueryDict) -> EntryForm | None:
    """The form of an entry as the newest version or the file has it; None where neither knows the entry."""
    newest = kind.newest()
    if newest is None:
        return None
    known = [each.document for each in (newest, kind.waiting()) if each]
    document = next((each for each in known if find(each, part.name, key)), newest.document)
    entry = find(document, part.name, key) or {}
    if not entry and not part.may_add:
        return None
    return part.form(data, entry=entry, document=document, words=kind.words())


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

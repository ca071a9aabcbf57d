"""One tool: how far it is, where it is, and what was said before."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from collaborations.shortcuts import get_collaboration
from followup import services
from followup.forms import ToolForm
from followup.services.tools import newest_entry
from followup.tools import ToolRow, tools_of
from followup.views.shared import WRITE, board_url, show
from followup.vocabulary import TOOL_ADDRESSES, Tool


def tool(request: HttpRequest, slug: str, tool: str) -> HttpResponse:
    """To read for everybody who sees the collaboration; to write for those who may."""
    collaboration = get_collaboration(request, slug)
    row = _row(collaboration, _tool(tool))
    may_write = request.user.has_perm(WRITE, collaboration)
    if request.method == "POST" and not may_write:
        raise PermissionDenied(_("Koordinatoren og bidragyderne skriver, hvor langt redskaberne er."))
    form = ToolForm(request.POST or None, collaboration=collaboration, row=row) if may_write else None
    if form and request.method == "POST" and form.is_valid():
        act = partial(services.set_tool, collaboration, tool=row.tool, **form.cleaned_data, actor=request.user)
        if form.do_once(act):
            messages.success(request, _("%(tool)s er opdateret.") % {"tool": row.label})
            return redirect(board_url(slug))
        form.see_again(getattr(newest_entry(collaboration, row.tool), "pk", 0))
    entries = collaboration.tool_entries.filter(tool=row.tool).select_related("recorded_by", "document")
    context = {"form": form, "row": row, "entries": list(entries.order_by("-pk")), "cancel_url": board_url(slug)}
    return show(request, collaboration, "tool", row.label, **context)


def _tool(address: str) -> Tool:
    if address not in TOOL_ADDRESSES:
        raise Http404
    return TOOL_ADDRESSES[address]


def _row(collaboration: Collaboration, tool: Tool) -> ToolRow:
    return next(each for each in tools_of(collaboration) if each.tool == tool)

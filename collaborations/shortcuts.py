"""The one door from an address to a collaboration."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from collaborations.access import access_for
from collaborations.models import Collaboration
from collaborations.services import record_administrator_look, todays_looks


def get_collaboration(
    request: HttpRequest,
    slug: str,
    perm: str | None = None,
    *,
    allow_former: bool = False,
    also: Callable[[QuerySet], QuerySet] | None = None,
) -> Collaboration:
    """The collaboration at that address, with the user's rights in it as `collaboration.access`.

    Every view under `/samarbejder/<slug>/` begins here. Raises Http404 where the user may not see it (the same answer
    as for one that does not exist) and PermissionDenied where the user sees it without having `perm`. A former
    participant (`access.is_former`) is let in only with `allow_former`; that page must then show no more than the
    municipality's own history and the papers from its time. An administrator's look from outside is recorded. `also`
    adds to the question what the page needs of the row.
    """
    scope = Collaboration.objects.select_related("organisation_type").with_participant_count()
    if request.user.is_administrator:
        looks = todays_looks(request.user).filter(collaboration=OuterRef("pk"))
        scope = scope.annotate(has_looked_today=Exists(looks))
    collaboration = (also(scope) if also else scope).filter(slug=slug).first()
    if collaboration is None:
        raise Http404
    # What `visible_to` asks of the database stands in `access`, which every page needs: it is not asked twice.
    collaboration.access = access = access_for(request.user, collaboration)
    if not (access.may_see or (allow_former and access.is_former)):
        raise Http404
    if perm and not request.user.has_perm(perm, collaboration):
        raise PermissionDenied(_("Du kan se samarbejdet, men du kan ikke gøre dette. Spørg koordinatoren."))
    if access.looks_from_outside and not collaboration.has_looked_today:
        record_administrator_look(collaboration, administrator=request.user)
    return collaboration

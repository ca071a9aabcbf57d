"""Demo data for an empty installation: users by role, twelve real collaborations, two examples. All or nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from common.exceptions import DomainError
from demo import examples, following, paying, sources
from demo.users import make_users
from municipalities.models import Municipality


@transaction.atomic
def load_demo() -> str:
    """Load the demo data and say how much it was; an empty string when there are collaborations already.

    Raises DomainError where demo data does not belong (`settings.DEMO_ALLOWED`) and before reference data is loaded.
    """
    if not settings.DEMO_ALLOWED:
        raise DomainError(
            _("Demodata kan ikke indlæses her. De hører til i den indbyggede database eller sammen med DEMO=1.")
        )
    if Collaboration.objects.exists():
        return ""
    municipalities = {each.name: each for each in Municipality.objects.all()}
    if not municipalities:
        raise DomainError(_("Kommunerne mangler. Kør load_reference_data først."))
    users = make_users()
    registered = [
        sources.register(case, municipalities=municipalities, reader=users["koordinator"]) for case in sources.cases()
    ]
    invented = [examples.play(story, municipalities=municipalities, users=users) for story in examples.stories()]
    told, figures = paying.arrangements(), following.key_figures()
    for collaboration in registered:
        paying.arrange(collaboration, told[collaboration.slug])
        following.measure(collaboration, figures.get(collaboration.slug, []))
    return _("%(users)d brugere, %(registered)d samarbejder fra kilder og %(invented)d eksempler er indlæst.") % {
        "users": len(users),
        "registered": len(registered),
        "invented": len(invented),
    }

"""Names for the rights in `collaborations.access`, for `user.has_perm(name, collaboration)` and `{% has_perm %}`.

The names of higher apps' permissions stand here too: the rights table is one table. Without a collaboration every
answer is no.
"""

from __future__ import annotations

import rules
from rules.predicates import Predicate

from collaborations.access import Access, access_for


def _when(name: str) -> Predicate:
    def holds(user, collaboration) -> bool:
        return collaboration is not None and bool(getattr(access_for(user, collaboration), name))

    return rules.predicate(holds, name=name)


# Each permission and the question of `Access` that decides it.
PERMISSIONS = {
    "collaborations.change_collaboration": "may_change",
    "collaborations.invite": "may_invite",
    "collaborations.manage_people": "may_manage_people",
    "collaborations.upload": "may_upload",
    "decisions.manage_questions": "may_change",
    "decisions.publish": "may_change",
    "decisions.write_texts": "may_write",
    "finance.decide": "may_change",
    "finance.write": "may_write",
    "followup.write": "may_write",
    "modelguide.save": "may_write",
    "phases.move": "may_move_phase",
    "phases.waive": "may_waive",
    "reports.order": "may_order_reports",
    "reports.tell": "may_change",
}
assert set(PERMISSIONS.values()) <= set(dir(Access))

for _permission, _question in PERMISSIONS.items():
    rules.add_perm(_permission, _when(_question))

"""Base predicates: what follows from a user's own roles. Rights in a collaboration are decided in `collaborations`."""

from __future__ import annotations

import rules


@rules.predicate
def is_administrator(user) -> bool:
    return user.is_authenticated and user.is_administrator


@rules.predicate
def is_editor(user) -> bool:
    return user.is_authenticated and user.is_editor


rules.add_perm("accounts.manage_users", is_administrator)

"""Names for the rights of the pages that gather, for `user.has_perm(name)`."""

import rules


@rules.predicate
def edits_something(user) -> bool:
    """Administrators edit process, law, questions and clauses; katalogredaktører edit cases and topics."""
    return bool(user.is_authenticated and (user.is_administrator or user.is_editor))


@rules.predicate
def directs_something(user) -> bool:
    """The page is for the direktør of a municipality, and for nobody else: an administrator has the portfolio."""
    return bool(user.is_authenticated and user.is_director)


rules.add_perm("dashboards.edit", edits_something)
rules.add_perm("dashboards.direct", directs_something)

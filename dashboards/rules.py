"""Names for the rights of the pages that gather, for `user.has_perm(name)`."""

import rules


@rules.predicate
def edits_something(user) -> bool:
    """Administrators edit process, law, questions and clauses; katalogredaktører edit cases and topics."""
    return bool(user.is_authenticated and (user.is_administrator or user.is_editor))


rules.add_perm("dashboards.edit", edits_something)

"""Names for the rights of editors, for `user.has_perm(name)` and `{% has_perm %}`."""

import rules


@rules.predicate
def is_administrator(user) -> bool:
    """Process, law, questions, clauses and the guide are edited by administrators."""
    return bool(user.is_authenticated and user.is_administrator)


rules.add_perm("editing.edit", is_administrator)

"""What a service says when it will not do as asked."""


class DomainError(Exception):
    """A rule of the domain was broken. The message is a Danish sentence that is shown to the user."""


class StaleVersion(Exception):
    """Somebody else saved the row in the meantime. `current` is the row as it is now, shown beside what was typed."""

    def __init__(self, current):
        super().__init__("The row has been changed since it was read.")
        self.current = current

from editing.kinds import KINDS


class KindConverter:
    """One of the kinds of documents, so that other addresses under `/redaktion/` stay free."""

    regex = "|".join(KINDS)

    def to_python(self, value: str):
        return KINDS[value]

    def to_url(self, value) -> str:
        return next(word for word, kind in KINDS.items() if value in (word, kind, kind.name))

"""What stands in an address."""


class MunicipalityCode:
    """Three digits."""

    regex = "[0-9]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value

"""Text on its way into a spreadsheet. Pure."""


def disarmed(text: str) -> str:
    """The text so that a spreadsheet never runs it: before a leading =, +, -, @, tab or line break comes an apostrophe.

    >>> disarmed("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text

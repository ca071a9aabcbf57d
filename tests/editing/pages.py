"""A form as a browser sends it."""


def filled(form, **changes) -> dict:
    """What the page holds, with what somebody typed."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value not in (None, False)}

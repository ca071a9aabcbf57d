"""What every form of the economy says when a field is empty that may not be."""

import pytest
from django.forms import BaseForm, Field

from finance.forms import appropriations, cases, components, importing, inputs, keys, lines, measuring

MODULES = (appropriations, cases, components, importing, inputs, keys, lines, measuring)


def required_fields():
    for module in MODULES:
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, BaseForm) and form.__module__ == module.__name__:
                for name, field in form.base_fields.items():
                    if field.required and not field.widget.is_hidden:
                        yield pytest.param(field, id=f"{form.__name__}.{name}")


@pytest.mark.parametrize("field", list(required_fields()))
def test_a_field_that_may_not_be_empty_says_what_to_write(field):
    usual = str(Field.default_error_messages["required"])
    assert str(field.error_messages["required"]) not in (usual, "Vælg en mulighed.")

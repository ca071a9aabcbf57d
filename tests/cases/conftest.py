import pytest

from tests import factories


@pytest.fixture
def other(db):
    """Another editor than `redaktoer`."""
    user = factories.make_user("anden@example.org", name="Anden redaktør")
    factories.make_system_role(user, "editor")
    return user

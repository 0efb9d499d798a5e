"""Who comes to the gate: a stranger, and somebody whom a boot address let in."""

import pytest

from tests.web.visiting import Visitor


@pytest.fixture
def stranger():
    return Visitor()


@pytest.fixture
def known():
    visitor = Visitor()
    visitor.boot()
    return visitor

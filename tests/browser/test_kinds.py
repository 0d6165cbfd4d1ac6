"""Every kind of page, by axe: readable, operable, quiet."""

import pytest

pytestmark = pytest.mark.browser


def test_what_everybody_sees(person):
    visitor = person()
    visitor.open("/de/", kind="home")
    visitor.open("/de/network/", kind="network index")
    visitor.open("/de/network/steine/", kind="network")

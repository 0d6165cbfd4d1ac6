"""What a page's template gets beside the page itself.

A room says it in its `contexts.py`, which is discovered like `translation.py` is::

    @gives_context(Network)
    def network_context(network, request) -> dict: ...
"""

from collections.abc import Callable

_builders: dict[type, Callable] = {}


def gives_context(model):
    """Register the function (page, request) → dict for one type of page."""

    def register(builder):
        _builders[model] = builder
        return builder

    return register


def context_of(page, request) -> dict:
    """The registered context of this page's type; an empty one where its room says nothing."""
    builder = _builders.get(type(page))
    return builder(page, request) if builder else {}

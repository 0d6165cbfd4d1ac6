"""What a page's template gets beside the page itself.

A room says it in its `contexts.py`, which is discovered like `translation.py` is::

    @gives_context(Network)
    def network_context(network, request) -> dict: ...

A higher room may add to a lower one's page in the same way; each names keys of its own.
"""

from collections.abc import Callable

_builders: dict[type, list[Callable]] = {}


def gives_context(model):
    """Register the function (page, request) → dict for one type of page."""

    def register(builder):
        _builders.setdefault(model, []).append(builder)
        return builder

    return register


def context_of(page, request) -> dict:
    """What the rooms have registered for this page's type, together; empty where none says anything."""
    context = {}
    for builder in _builders.get(type(page), []):
        context |= builder(page, request)
    return context

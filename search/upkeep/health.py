"""What a supervisor hears of the search (`core.health`)."""

from core.health import reports

from .changes import lag, set_aside

WITHHELD_AFTER = 10.0  # seconds of lag; then pages withhold facets and suggestions (law 3)


def is_behind() -> bool:
    """Whether the index lags so far that what it counts and suggests is not to be shown."""
    return lag() > WITHHELD_AFTER


@reports("search")
def search() -> str:
    behind, aside = lag(), set_aside().count()
    told = [f"lags {behind:.0f} seconds"] if behind > WITHHELD_AFTER else []
    return ", ".join([*told, *([f"{aside} records cannot be read"] if aside else [])])

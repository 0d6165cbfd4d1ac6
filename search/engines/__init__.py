"""Which engine this site has: embedded, or Elasticsearch where ELASTICSEARCH_URL is set (law 5)."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine


def engine() -> Engine:
    """The engine of this process."""
    return _made(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX, settings.DATA_DIR)


@cache
def _made(elasticsearch_url: str, elasticsearch_index: str, data_dir) -> Engine:
    if elasticsearch_url:
        from search.engines.elastic import Elastic

        return Elastic(elasticsearch_url, elasticsearch_index)
    from search.engines.embedded import Embedded

    return Embedded(data_dir / "search")

import pytest

from search.engines import elastic
from search.engines.embedded import Embedded


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, tmp_path):
    """An empty engine, each in turn."""
    if request.param == "embedded":
        yield Embedded(tmp_path / "search")
    else:
        with elastic.throw_away(request.getfixturevalue("elasticsearch_url")) as fresh:
            yield fresh

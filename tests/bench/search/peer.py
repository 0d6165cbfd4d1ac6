"""`peer NUMBER`: the same records and questions with Wagtail's own search (modelsearch on SQLite)."""

import json
import sys
import time
from itertools import islice

import django

django.setup()

from django.conf import settings  # noqa: E402  (Django first)
from django.db import OperationalError, connection, models  # noqa: E402
from wagtail.search import index  # noqa: E402
from wagtail.search.backends import get_search_backend  # noqa: E402
from wagtail.search.utils import parse_query_string  # noqa: E402

from tests.bench.search import questions  # noqa: E402
from tests.bench.search.records import FACETS, READER, records  # noqa: E402

EACH = 4  # questions of a kind: broad ones take seconds
BATCH = 500
PATIENCE = 10  # seconds, then a question is cut short
ONE = [name for name in FACETS if name not in ("kind", "language")]  # a column each


class Text(index.Indexed, models.Model):  # noqa: DJ008  (nobody reads its name)
    title = models.TextField()
    body = models.TextField()
    token = models.CharField(max_length=40, db_index=True)
    country, field, topic, maturity, network, year = (models.CharField(max_length=40) for _name in ONE)
    search_fields = [
        index.SearchField("title", boost=4), index.SearchField("body"), index.FilterField("token"),
        *(index.FilterField(name) for name in ONE),
    ]  # fmt: skip

    class Meta:
        app_label = "search"


def text_of(record) -> Text:
    said = record.texts.values()
    return Text(
        title=" ".join(each.title for each in said),
        body=" ".join(f"{each.summary} {each.body}" for each in said),
        token=record.tokens[0],
        **{name: record.facets[name][0] for name in ONE},
    )


def build(number) -> float:
    """Records each second of processor time, the rows' own saving left aside."""
    with connection.schema_editor() as editor:
        editor.create_model(Text)
    Text.objects.bulk_create(map(text_of, records(number)), 500)
    begun = time.process_time()
    for first in range(0, number, BATCH):
        get_search_backend().add_bulk(Text, Text.objects.order_by("pk")[first : first + BATCH])
    spent = time.process_time() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return number / spent


def ask(text) -> tuple[float, int] | None:
    """Processor seconds and hits; None where patience ended."""
    begun, until = time.process_time(), time.process_time() + PATIENCE
    connection.connection.set_progress_handler(lambda: time.process_time() > until, 100_000)
    _filters, query = parse_query_string(text)
    try:
        found = get_search_backend().search(query, Text.objects.filter(token__in=READER))
        total = len(list(found[:20])) and found.count()
        for name in ONE:
            found.facet(name)
    except OperationalError:
        return None
    finally:
        connection.connection.set_progress_handler(None, 0)
    return time.process_time() - begun, total


def main(number):
    rate = build(number)
    asked = json.loads((settings.DATA_DIR / "questions.json").read_text())
    kinds = {
        kind: [ask(text) for text, _language in islice(asked[kind], 0, None, max(len(asked[kind]) // EACH, 1))]
        for kind in questions.KINDS
    }
    print(json.dumps({"build": rate, "kinds": kinds}))


main(int(sys.argv[1]))

"""`manage search_eval`: how well the search finds what people have judged."""

import json
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines.base import EngineDown
from search.evaluation import files, running, tables


class Command(BaseCommand):
    help = "Build a throw-away index of a corpus, run judged queries over it, and say how good the answers are."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--corpus", type=Path, required=True, help="records as lines of JSON (docs/interchange)")
        parser.add_argument("--queries", type=Path, required=True, help='lines: {"qid", "query", "lang", "relevant"…}')
        parser.add_argument("--run-out", type=Path, help='where to write lines {"qid", "ranking": [20 ids]}')
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], default="embedded")
        parser.add_argument(
            "--without", choices=list(running.LAYERS), action="append", default=[], help="switch a layer off"
        )
        parser.add_argument("--layers", action="store_true", help="what each layer is worth: each switched off once")
        parser.add_argument("--part", choices=["tuned", "aside"], help="only this part of the queries, by their qid")

    def handle(self, *, corpus, queries, run_out, engine, without, layers, part, **options):
        try:
            records = list(files.corpus(corpus))
            asked = [query for query in files.queries(queries) if not part or query.is_aside == (part == "aside")]
        except (files.BadLine, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        try:
            rankings = self._run(engine, records, asked, without)
            self._write(run_out, rankings)
            self._print("", asked, rankings)
            for layer in running.LAYERS if layers else ():
                self._print(f"without {layer}", asked, self._run(engine, records, asked, [*without, layer]))
        except EngineDown as error:
            raise CommandError(f"The engine does not work: {error}") from error

    def _run(self, engine, records, queries, without) -> dict[str, list[str]]:
        with engines[engine]() as fresh:
            evaluation = running.Evaluation(records, fresh, without, self._progress)
            return {query.qid: evaluation.rank(query) for query in self._progress(queries)}

    def _progress(self, wrapped):
        return tqdm(wrapped, file=self.stderr._out, leave=False, disable=None)

    def _write(self, file, rankings):
        if file:
            rows = ({"qid": qid, "ranking": ranking} for qid, ranking in rankings.items())
            try:
                file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
            except OSError as error:
                raise CommandError(f"The run could not be written: {error}") from error

    def _print(self, title, queries, rankings):
        found = tables.by_kind(queries, rankings)
        if found:
            self.stdout.write("\n".join([*tables.lines(title, found), ""]))
        elif not title:
            self.stdout.write(f"{len(rankings)} queries answered; none of them is judged.")


@contextmanager
def elasticsearch():
    from search.engines import elastic

    with elastic.throw_away() as fresh:
        yield fresh


engines = {"embedded": running.embedded, "elasticsearch": elasticsearch}

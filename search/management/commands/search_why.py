"""`manage search_why QUERY [--language de] [--key practice:42]`: how a query is understood, why it finds a record."""

from django.core.management.base import BaseCommand, CommandError

from core.bilingual import LANGUAGES
from search.engines.base import EngineDown
from search.explaining import explain


class Command(BaseCommand):
    help = "Explain how the search understands a query, and why it finds a record."

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of who asks")
        parser.add_argument("--key", default="", help="a record, as `manage search_index check` names it: practice:42")

    def handle(self, *, query, language, key, **options):
        try:
            for line in explain(query, language, key):
                self.stdout.write(line)
        except LookupError as error:
            raise CommandError(error.args[0]) from error
        except EngineDown as error:
            raise CommandError(f"The search engine is down: {error}") from error

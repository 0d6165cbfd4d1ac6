from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from knowledge.glossary.loading import BadTerms, load, shipped


class Command(BaseCommand):
    help = "Load terms into the glossary, by default those that come with the site. What editors changed stays."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="JSON lines, one term each")
        parser.add_argument("--update", action="store_true", help="overwrite terms that are there")

    def handle(self, *, files, update, **options):
        if missing := [str(file) for file in files if not file.is_file()]:
            raise CommandError(f"No such file: {', '.join(missing)}")
        try:
            loaded = load(files or shipped(), update=update, progress=self.progress)
        except BadTerms as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(error.problems)} mistakes; nothing was written.") from error
        self.stdout.write(f"{loaded.created} new, {loaded.updated} overwritten, {loaded.kept} kept as they are")

    def progress(self, lines):
        return tqdm(lines, desc="Terms", leave=False, disable=None)

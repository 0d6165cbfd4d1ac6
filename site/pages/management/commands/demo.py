"""`manage demo`: the demonstration's content, and who can log in to look at it."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from pages.demo.checking import PROGRAMME, BadData
from pages.demo.people import logins
from pages.demo.reading import read
from pages.demo.writing import CONTENT, load

REFUSAL = (
    "This is a production site: the demonstration adds invented organisations, people and accounts to it. "
    "Say --yes if that is what you want, and set DEMO=yes so that every page says so."
)
KINDS = {
    "member": "a member",
    "coordinator": "a coordinator",
    "editor": "an editor (project team)",
    "committee": "a committee member",
    "stranger": "a stranger to the networks",
}


class Command(BaseCommand):
    help = "Load the demonstration's content where it is missing and print its logins."

    def add_arguments(self, parser):
        parser.add_argument("--logins", action="store_true", help="print the logins only")
        parser.add_argument("--yes", action="store_true", help="load even into a production site")
        parser.add_argument("--content", type=Path, default=CONTENT, help="another folder with content files")

    def handle(self, *, content, **options):
        if options["logins"]:
            programme = read(content / PROGRAMME, [])
        elif settings.PRODUCTION and not options["yes"]:
            raise CommandError(REFUSAL)
        else:
            programme = self.load(content)
        self.print_logins(programme)

    def load(self, content):
        try:
            return load(content, progress=lambda steps: tqdm(steps, desc="Demo content", leave=False, disable=None))
        except BadData as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(error.problems)} mistakes in {content}; nothing was written.") from error

    def print_logins(self, programme):
        rows = logins(programme)
        if not rows:
            self.stdout.write("There are no demonstration accounts yet; `manage demo` makes them.")
            return
        self.stdout.write("Log in as")
        for kind, email, word in rows:
            self.stdout.write(f"  {KINDS[kind]:<28} {email:<36} {word}")

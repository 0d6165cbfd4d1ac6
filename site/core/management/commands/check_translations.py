"""`manage check_translations`: the catalogues are complete, and collecting the texts anew changes nothing."""

import shutil
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = "Fail when a text of ours is untranslated or guessed, or when a catalogue is not fresh (needs GNU gettext)."
    requires_system_checks = []

    def handle(self, *args, **options):
        faults = [*incomplete(catalogues.folder()), *stale(catalogues.folder())]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Catalogues complete and fresh.")


def incomplete(locale):
    """A sentence for each text without translation."""
    for path in catalogues.paths(locale):
        if not path.exists():
            yield f"{path.relative_to(locale)} is missing: make messages"
            continue
        for entry in catalogues.open_entries(path):
            where = ", ".join(name for name, _ in entry.occurrences)
            yield f"{path.relative_to(locale)}: {catalogues.state(entry)}: “{entry.msgid}” ({where})"


def stale(locale):
    """A sentence for each catalogue that collecting the texts anew would change; works on a copy."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(locale, copy, dirs_exist_ok=True)
        catalogues.collect(Path(copy))
        for path in catalogues.paths(locale):
            name = path.relative_to(locale)
            if not path.exists() or path.read_bytes() != (Path(copy) / name).read_bytes():
                yield f"{name} is not fresh: make messages"

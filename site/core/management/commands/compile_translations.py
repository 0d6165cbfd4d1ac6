"""`manage compile_translations`: .po → .mo, without GNU gettext, only where the text is newer."""

import polib
from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = "Compile the catalogues in locale/ whose text is newer than their compiled form."
    requires_system_checks = []

    def handle(self, *args, **options):
        for path in catalogues.paths(catalogues.folder()):
            compiled = path.with_suffix(".mo")
            if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
                continue
            try:
                polib.pofile(str(path)).save_as_mofile(str(compiled))
            except OSError as error:
                raise CommandError(f"The catalogue cannot be read: {error}") from error
            self.stdout.write(f"Compiled the catalogue “{path.parent.parent.name}”")

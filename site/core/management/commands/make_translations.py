"""`manage make_translations`: collect what is to be translated into locale/de and locale/it."""

from django.core.management.base import BaseCommand

from core import catalogues


class Command(BaseCommand):
    help = "Collect the texts to translate from code and templates into locale/ (needs GNU gettext)."
    requires_system_checks = []

    def handle(self, *args, **options):
        catalogues.collect(catalogues.folder())
        for path in catalogues.paths(catalogues.folder()):
            self.stdout.write(f"{path.parent.parent.name}: {len(catalogues.open_entries(path))} to translate")

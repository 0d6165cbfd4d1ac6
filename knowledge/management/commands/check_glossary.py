from django.core.management.base import BaseCommand, CommandError

from knowledge.glossary.checking import faults
from knowledge.models import GlossaryTerm


class Command(BaseCommand):
    help = "Say which terms collide, are one-sided, or differ without a note that says how. Fails where one does."

    def handle(self, **options):
        terms = list(GlossaryTerm.objects.all())
        if found := faults(terms):
            raise CommandError("\n".join(map(str, found)))
        self.stdout.write(f"{len(terms)} terms, nothing wrong")

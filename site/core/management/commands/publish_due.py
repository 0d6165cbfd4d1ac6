from django.core.management.base import BaseCommand

from core.scheduled import publish_due


class Command(BaseCommand):
    help = "Publish what is due and take expired pages offline. The consumer does the same each minute."

    def handle(self, **options):
        outcome = publish_due()
        done = f"{len(outcome.published)} published, {len(outcome.expired)} expired"
        self.stdout.write(f"{done}, {len(outcome.refused)} refused (see the log)")

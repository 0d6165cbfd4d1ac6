from django.core.management.base import BaseCommand

from pages.actions import build_site


class Command(BaseCommand):
    help = "Make what every site needs (home, sections, workflows, vocabularies); safe to repeat."

    def handle(self, **options):
        home = build_site()
        self.stdout.write(f"The site stands: {home.get_url() or '/'}")

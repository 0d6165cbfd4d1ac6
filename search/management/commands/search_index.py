"""`manage search_index`: how the index stands, made anew, compared with the database."""

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from tqdm import tqdm

from search import engines, entries
from search.engines.base import EngineDown
from search.upkeep import building, changes, following
from search.upkeep.alone import alone

SHOWN = 20  # keys of each list


class Command(BaseCommand):
    help = "Show the search index, make it anew, or compare it with the database."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", metavar="{status,rebuild,check}")
        actions.add_parser("status", help="what is in the index and what waits (the default)")
        actions.add_parser("rebuild", help="fill a new index beside the one in use and switch to it")
        check = actions.add_parser("check", help="compare every entry with the database; ends with 1 where they differ")
        check.add_argument("--repair", action="store_true", help="have what differs read anew")

    def handle(self, *, action=None, repair=False, **options):
        try:
            if action == "rebuild":
                self.rebuild()
            elif action == "check":
                self.check_index(repair)
            else:
                self.show()
        except EngineDown as error:
            raise CommandError(f"The search engine is down: {error}") from error

    def show(self):
        self.say(f"changes waiting: {changes.waiting().count()}, for {changes.lag():.0f} seconds")
        tried = changes.IndexChange.objects.filter(failures__gt=0).order_by("key")
        self.say(f"cannot be read: {tried.count()}, of which set aside: {changes.set_aside().count()}")
        for change in tried[:SHOWN]:
            self.say(f"  {change.key} · {change.failures} of {changes.TRIES} tries · {change.last_error}")
        engine = engines.engine()
        made, now = engine.version(), entries.version()
        self.say(f"engine: {engine.name}")
        if made:
            count, size = engine.size()
            self.say(f"entries: {count}" + (f", {filesizeformat(size)}" if size else ""))
        self.say(f"version: {made or 'none yet'}" + ("" if made == now else f"; this code's is {now}: made anew soon"))

    def rebuild(self):
        with alone(patient=True):
            count = building.build(self.bar("entries"))
        following.follow()
        self.say(f"{count} entries in the new index")

    def check_index(self, repair):
        found = building.compare(self.bar("entries compared"))
        for name in ("missing", "stale", "superfluous"):
            keys = getattr(found, name)
            self.say(f"{name}: {len(keys)}")
            for key in keys[:SHOWN]:
                self.say(f"  {key}")
        if repair:
            building.repair(found)
            following.follow()
            self.say("repaired" if not changes.waiting().exists() else "the repair waits for the consumer")
        elif found:
            raise CommandError("The index differs from the database: manage search_index check --repair")

    def bar(self, unit):
        total = sum(len(source.pks()) for source in changes.sources.values())
        return lambda entries: tqdm(entries, total=total, unit=f" {unit}", disable=None, leave=False)

    def say(self, line):
        self.stdout.write(line)

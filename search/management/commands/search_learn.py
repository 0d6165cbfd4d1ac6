"""`manage search_learn`: which words translate which, learned from the bilingual records (search/learning)."""

import resource

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.analysis import chain
from search.learning import background, store
from search.learning.lessons import lessons
from search.models import LearnedLexicon
from search.planning import lexicon
from search.records import sources


class Command(BaseCommand):
    help = "Learn from the public records in both languages which words translate which; go back to an older version."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--list", action="store_true", help="the versions that are kept, the one in use first")
        what.add_argument("--use", type=int, metavar="N", help="go over to this version, until the next is learned")
        what.add_argument("--if-changed", action="store_true", help="only if enough has changed since the last time")

    def handle(self, *, list, use, if_changed, **options):
        if list:
            return self.list()
        if use is not None:
            return self.use(use)
        if if_changed and not background.is_due():
            return "Not enough has changed since the last time."
        return self.learn()

    def learn(self):
        try:
            made = store.learn_and_save(lessons(self.bar), lexicon.current())
        except store.NothingToLearnFrom:
            raise CommandError(
                "There is nothing to learn from: no record that everybody may read stands in both languages."
            ) from None
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return f"{line(made)}, {made.seconds} seconds, at most {peak} MB of memory"

    def list(self):
        versions = LearnedLexicon.objects.defer("content")
        if not versions:
            return "Nothing has been learned yet."
        used = store.newest()
        for each in versions:
            self.stdout.write(line(each) + mark(each, used))

    def use(self, number):
        if not store.use(number):
            raise CommandError(f"There is no version {number} that can be used: manage search_learn --list")
        return f"Version {number} is in use."

    def bar(self, keys):
        total = sum(len(source.pks()) for source in sources.values())
        return tqdm(keys, total=total, unit=" records", disable=None, leave=False)


def line(lexicon) -> str:
    return f"version {lexicon.pk} of {lexicon.made_at:%Y-%m-%d %H:%M}: {lexicon.records} records, {lexicon.pairs} pairs"


def mark(lexicon, used: LearnedLexicon | None) -> str:
    if lexicon == used:
        return "  in use"
    return "" if lexicon.chain == chain.version() else "  of another analysis, cannot be used"

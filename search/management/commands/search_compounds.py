"""`manage search_compounds`: how a German word is divided, and which parts the content lets us propose."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search.analysis import chain
from search.analysis.proposing import proposals
from search.upkeep.reading import every_record

EXAMPLES = 5  # words shown for a proposal


class Command(BaseCommand):
    help = "Say how German words are divided (with words), or propose new parts from the site's texts (without)."

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="*", help="words to divide")
        parser.add_argument("--least", type=int, default=2, help="different words a proposed part has to stand in (2)")

    def handle(self, *, words, least, **options):
        for word in words:
            self.stdout.write(f"{word}: {' + '.join(chain.parts(word)) or 'not divided'}")
        if not words:
            self.propose(least)

    def propose(self, least):
        found = proposals(self.texts(), chain.splitter(), least)
        for each in found:
            self.stdout.write(f"{each.piece}\t{len(each.seen_in)}\t{', '.join(each.seen_in[:EXAMPLES])}")
        self.stdout.write(f"{len(found)} pieces are proposed. What is a word goes into compound_parts.txt,")
        self.stdout.write("a word that is no compound into undivided.txt (search/analysis/content).")

    def texts(self):
        for record in every_record(self.bar):
            german = record.texts["de"]
            yield from (german.title, german.summary, german.body)

    def bar(self, keys):
        return tqdm(list(keys), file=self.stderr._out, leave=False, disable=None)

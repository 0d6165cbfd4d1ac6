"""`manage search_dictionary list|forbid|allow|import|check|tidy` (search/dictionary/README.md)."""

from collections import defaultdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.analysis.chain import keys
from search.dictionary import actions, checking, files
from search.dictionary.importing import READERS, import_file
from search.dictionary.loading import forbidden, pairs
from search.dictionary.looking_up import origins
from search.dictionary.reading.base import Unreadable
from search.learning.inspecting import learned

SHOWN = 10  # warnings of a kind


class Command(BaseCommand):
    help = "Look words up in the German–Italian dictionary, add vocabularies, forbid pairs, check the shipped files."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verb = verbs.add_parser("list", help="which translations a word has, and from where")
        verb.add_argument("word")
        for name, text in (("forbid", "this pair must not translate each other"), ("allow", "take that back")):
            verb = verbs.add_parser(name, help=text)
            verb.add_argument("german", metavar="DE")
            verb.add_argument("italian", metavar="IT")
        verb = verbs.add_parser("import", help=f"add the pairs of a file ({', '.join(READERS)})")
        verb.add_argument("file", type=Path)
        verb.add_argument("--field", choices=files.FIELDS, default="general", help="of pairs that do not say theirs")
        verb.add_argument("--source", default="", help="what `list` shows as their origin (else the file's name)")
        verb = verbs.add_parser("check", help="what is wrong with the shipped files, what deserves a look")
        verb.add_argument("--all", action="store_true", help=f"every warning, not {SHOWN} of each kind")
        verbs.add_parser("tidy", help="put the shipped files in order")

    def handle(self, *, verb, **options):
        return getattr(self, f"do_{verb}")(**options)

    def do_list(self, *, word, **options):
        found = [*origins(word), *learned(word)]
        if not found:
            raise CommandError(f"The dictionary does not have “{word}”.")
        for line in found:
            self.stdout.write(str(line))

    def do_forbid(self, *, german, italian, **options):
        return f"Forbidden: {actions.forbid(german, italian)}"

    def do_allow(self, *, german, italian, **options):
        if not actions.allow(german, italian):
            raise CommandError(f"“{german} – {italian}” is not forbidden.")
        return f"No longer forbidden: {german} – {italian}"

    def do_import(self, *, file, field, source, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            with tqdm(total=file.stat().st_size, desc="Import", disable=None, leave=False) as bar:
                report = import_file(file, field=field, source=source, progress=bar)
        except Unreadable as error:
            raise CommandError(f"{file} cannot be read: {error}. Nothing was imported.") from error
        for refused in report.examples:
            self.stderr.write(f"{refused.place}: {refused.reason}")
        for reason, count in report.refused.most_common():
            self.stderr.write(f"{count} refused: {reason}")
        return f"{report.added} added, {report.there} there already, {report.refused.total()} refused."

    def do_check(self, *, all, **options):
        wrong = list(checking.faults())
        for fault in wrong:
            self.stderr.write(str(fault))
        if wrong:
            raise CommandError(f"{len(wrong)} faults in the shipped files.")
        known = pairs()
        warnings = defaultdict(list)
        for each in [*checking.warnings(known, key), *checking.unknown(forbidden(), known)]:
            warnings[each.kind].append(each)
        for kind, found in warnings.items():
            self.stdout.write(f"{kind}: {len(found)}")
            for each in found if all else found[:SHOWN]:
                self.stdout.write(f"  {each}")
        return f"{len(known)} pairs, no fault, {sum(map(len, warnings.values()))} warnings."

    def do_tidy(self, **options):
        for field in files.FIELDS:
            try:
                files.write(field, list(files.read(field)))
            except files.Malformed as error:
                raise CommandError(str(error)) from error
        return "The shipped files are in order."


def key(text, language):
    return tuple(keys(text, language))

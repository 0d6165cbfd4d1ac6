"""`manage import_practices FILE`: lines of JSON into practices (docs/interchange/README.md)."""

import json
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from knowledge.interchange.checking import Checker, read_lines
from knowledge.interchange.importing import ADDED, CHANGED, SAME, Importer

SHOWN = 50  # problems


class Command(BaseCommand):
    help = "Read good practices from lines of JSON. All lines are checked first; nothing is written if one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--files", type=Path, help="the folder with the pictures and files that the lines name")
        parser.add_argument("--by", metavar="EMAIL", help="who becomes the author; else whoever joined the team first")
        parser.add_argument(
            "--skip-invalid",
            action="store_true",
            help="import the lines that are right, write the others to FILE.rejected.jsonl",
        )

    def handle(self, *, file, files, by, skip_invalid, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if files and not files.is_dir():
            raise CommandError(f"There is no folder {files}.")
        person = self.person(by)
        wrong = self.find_mistakes(file, files)
        if wrong and not skip_invalid:
            raise CommandError(f"{len(wrong)} lines of {file} are wrong; nothing was imported.")
        if wrong:
            self.reject(file, wrong)
        importer = Importer(by=person, files=files)
        done = importer.write(self.records(file, wrong, "Import"))
        importer.write_uses(self.records(file, wrong, "Links"))
        return f"{done[ADDED]} practices added, {done[CHANGED]} changed, {done[SAME]} unchanged."

    def person(self, email):
        team = get_user_model().objects.filter(is_team=True, is_active=True)
        if not email:
            return team.order_by("pk").first()
        if found := team.filter(email__iexact=email).first():
            return found
        raise CommandError(f"Nobody of the team has the address {email}.")

    def find_mistakes(self, file, files) -> set[int]:
        """The numbers of the lines that are wrong; says what is wrong with the first of them."""
        checker, wrong, told = Checker(files), set(), 0
        for line in self.lines(file, "Check"):
            told += self.tell(checker.check(line)[1], wrong, told)
        told += self.tell(checker.check_uses(), wrong, told)
        checker.close()
        if told > SHOWN:
            self.stderr.write(f"… and {told - SHOWN} more")
        return wrong

    def tell(self, problems, wrong, told) -> int:
        for problem in problems[: max(0, SHOWN - told)]:
            self.stderr.write(str(problem))
        wrong.update(problem.line for problem in problems)
        return len(problems)

    def reject(self, file, wrong):
        """The wrong lines as they are, so that they can be put right and imported on their own."""
        rejected = file.with_name(f"{file.stem}.rejected.jsonl")
        with file.open("rb") as source, rejected.open("wb") as out:
            for line in read_lines(file):
                if line.number in wrong:
                    source.seek(line.start)
                    out.write(source.read(line.end - line.start))
        self.stderr.write(f"{len(wrong)} lines were left out; they are in {rejected}.")

    def records(self, file, wrong, label):
        for line in self.lines(file, label):
            if line.number not in wrong:
                yield json.loads(line.raw)

    def lines(self, file, label):
        """The lines, with a bar that follows the bytes read."""
        with tqdm(total=file.stat().st_size, desc=label, unit="B", unit_scale=True, disable=None, leave=False) as bar:
            for line in read_lines(file):
                yield line
                bar.update(line.end - line.start)

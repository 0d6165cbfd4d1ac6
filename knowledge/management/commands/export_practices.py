"""`manage export_practices FILE`: every published practice as a line of JSON (docs/interchange/README.md)."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from knowledge.interchange import exporting
from knowledge.interchange.schema import schema


class Command(BaseCommand):
    help = "Write all published good practices, and the networks and organisations they name, as lines of JSON."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="where to; it is replaced when everything is written")
        parser.add_argument("--files", type=Path, help="a folder for pictures and files; without it they stay behind")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a line instead")

    def handle(self, *, file, files, **options):
        if options["schema"]:
            return json.dumps(schema(), ensure_ascii=False, indent=2)
        if file is None:
            raise CommandError("Say into which file to write.")
        if files:
            files.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f"{file.name}.part")
        with half.open("w", encoding="utf-8") as out, tqdm(total=exporting.count(), disable=None, leave=False) as bar:
            for line in exporting.lines(files):
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                bar.update(line["type"] == "practice")
        os.replace(half, file)
        return f"{exporting.count()} practices in {file}"

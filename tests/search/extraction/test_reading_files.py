"""What is taken out of files of each kind, and that hostile ones end in a problem, whatever they try."""

import sys
from dataclasses import asdict, replace

import pytest

from search.extraction import process
from search.extraction.extracted import Extracted, Problem
from search.extraction.limits import Limits
from search.models import FileText
from tests.search.extraction import samples


@pytest.fixture
def extracted(tmp_path):
    """Reads content as a file, in a process of its own: `extracted(content, name, pages=2)`."""

    def read(content: bytes, name="datei", **limits) -> Extracted:
        path = tmp_path / name
        path.write_bytes(content)
        return process.extract(path, replace(Limits(), **limits))

    return read


# --- Kinds -------------------------------------------------------------------------------------------


def test_a_pdf_is_read_with_notes_and_tables_and_without_hyphenation(extracted, tmp_path):
    text = """Kammern fördern die Berufsbildungszusammenarbeit und Ausbildungsvertragsmuster gegen Fachkräftemangel,
    für Wettbewerbsfähigkeit der Handwerkskammerbezirke.#footnote[Eine Fußnote.]
    #table(columns: 2, [Links], [Rechts])"""
    outcome = extracted(samples.pdf(text, tmp_path))
    words = outcome.text.replace("\n", " ")
    assert (outcome.pages, outcome.cut, outcome.problem) == (1, False, "")
    for word in ("Berufsbildungszusammenarbeit", "Ausbildungsvertragsmuster", "Handwerkskammerbezirke", "Links Rechts"):
        assert word in words
    assert "Eine Fußnote." in words


def test_a_word_file_is_read_with_tables_headers_and_footnotes(extracted):
    lines = extracted(samples.word_file()).text.split("\n")
    assert lines[:4] == ["Überschrift", "Ein Absatz", "Zelle links", "Zelle rechts"]
    assert set(lines[4:]) == {"Kopfzeile", "Fußzeile", "Fußnote"}


def test_what_was_deleted_in_a_word_file_stays_out_and_what_stands_in_a_form_field_is_read(extracted):
    deleted = "<w:p><w:del w:id='1'><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>da</w:t></w:r></w:p>"
    field = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Feld</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert extracted(samples.word_file_of(deleted + field)).text == "da\nFeld"


def test_slides_are_read_with_tables_groups_and_notes(extracted):
    outcome = extracted(samples.presentation())
    assert outcome.text.split("\n") == [
        "Titel der Folie",
        "Zelle",
        "In der Gruppe",
        "Beim Vortragen sagen",
        "Zweite Folie",
    ]
    assert outcome.pages == 2


def test_the_words_of_an_excel_file_are_read(extracted):
    assert extracted(samples.workbook()).text.split("\n") == ["Betriebe", "Schulen", "Teilnehmende"]


def test_an_open_document_text_is_read_with_notes_and_tables_and_without_comments(extracted):
    assert extracted(samples.open_text()).text.split("\n") == ["Überschrift", "Fußnote", "Ein Absatz", "Zelle"]


def test_a_remark_in_the_file_itself_takes_no_text_away(extracted):
    office = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"<text:p {office}>vor<!-- x -->nach<?y z?>ihm</text:p>"
    assert extracted(samples.with_part(samples.open_text(), "content.xml", content)).text == "vornachihm"


def test_open_document_slides_are_read_and_counted(extracted):
    outcome = extracted(samples.open_slides())
    assert (outcome.text.split("\n"), outcome.pages) == (["Erste Folie", "Zweite Folie"], 2)


def test_a_cell_that_says_it_is_repeated_without_end_is_read_once(extracted):
    assert extracted(samples.open_sheet(repeated=2_000_000_000)).text == "Betriebe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_plain_text_is_read_in_any_usual_encoding(encoding, extracted):
    assert extracted("Fachkräfte è già".encode(encoding)).text == "Fachkräfte è già"


def test_the_kind_is_told_by_the_content_and_not_by_the_name(extracted, tmp_path):
    assert extracted(b"nur Text", name="text.pdf") == Extracted("nur Text")
    assert extracted(samples.word_file(), name="wort.txt").text.startswith("Überschrift")


# --- Limits ------------------------------------------------------------------------------------------


def test_only_so_many_pages_are_read(extracted, tmp_path):
    content = samples.pdf("eins #pagebreak() zwei #pagebreak() drei", tmp_path)
    assert extracted(content, pages=2) == Extracted("eins\nzwei", pages=2, cut=True)
    assert extracted(content, pages=3) == Extracted("eins\nzwei\ndrei", pages=3)


def test_only_so_many_characters_are_read(extracted):
    assert extracted(b"wort " * 100, characters=9) == Extracted("wort wort", cut=True)


def test_a_file_that_is_too_large_is_not_read(extracted):
    assert extracted(b"x" * 11, size=10) == Extracted(problem=Problem.TOO_LARGE)


def test_an_endless_file_is_not_read():
    assert process.extract("/dev/zero", Limits(size=1000)) == Extracted(problem=Problem.TOO_LARGE)


SHUT_IN = "from search.extraction.limits import *; shut_in(Limits(cpu=1, memory=2**28)); "


@pytest.fixture
def reader(monkeypatch, tmp_path):
    """Lets another program read in the place of ours."""

    def put(program: str, **limits) -> Extracted:
        monkeypatch.setattr(process, "READER", [sys.executable, "-I", "-c", program])
        path = tmp_path / "datei"
        path.touch()
        return process.extract(path, replace(Limits(), **limits))

    return put


def test_a_reader_that_does_not_come_to_an_end_is_ended(reader):
    assert reader("import time; time.sleep(600)", seconds=0.2) == Extracted(problem=Problem.TOO_SLOW)


def test_a_reader_that_works_without_end_is_ended(reader):
    assert reader(SHUT_IN + "\nwhile True: pass") == Extracted(problem=Problem.TOO_SLOW)


@pytest.mark.parametrize("program", ["import os; os.abort()", "import ctypes; ctypes.string_at(0)", "print('{}')"])
def test_a_reader_that_crashes_or_talks_nonsense_ends_in_a_problem(program, reader):
    assert reader(program) == Extracted(problem=Problem.BROKEN)


def test_a_reader_that_cannot_start_is_no_problem_of_the_file(reader):
    with pytest.raises(process.ReaderFailed, match="no_such_module"):
        reader("import no_such_module")


@pytest.mark.parametrize(
    "attempt",
    [
        "bytearray(2**29)",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
    ],
)
def test_a_reader_gets_no_more_memory_no_network_and_no_other_process(attempt, reader):
    with pytest.raises(process.ReaderFailed, match=r"MemoryError|PermissionError"):
        reader(SHUT_IN + attempt)


def test_a_reader_knows_no_secret_of_ours(reader, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    program = "import os, json; print(json.dumps(dict(text=' '.join(os.environ), pages=0, cut=False, problem='')))"
    assert set(reader(program).text.split()) <= {"PATH", "LANG", "LC_CTYPE"}


# --- Damaged and hostile files -----------------------------------------------------------------------


def bomb() -> bytes:
    return samples.with_part(samples.word_file(), "word/media/x.bin", bytes(30_000_000))


def laughs(part: str, sample: bytes) -> bytes:
    body = f'<w:document xmlns:w="{samples.WORD}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
    return samples.with_part(sample, part, samples.LAUGHS + body)


HOSTILE = {
    "a zip bomb": (lambda tmp: bomb(), Problem.TOO_LARGE),
    "a billion laughs in Word": (lambda tmp: laughs("word/document.xml", samples.word_file()), Problem.BROKEN),
    "a billion laughs on a slide": (
        lambda tmp: laughs("ppt/slides/slide1.xml", samples.presentation()),
        Problem.BROKEN,
    ),
    "a billion laughs in OpenDocument": (lambda tmp: laughs("content.xml", samples.open_text()), Problem.BROKEN),
    "half a PDF": (lambda tmp: half(samples.pdf("Text", tmp)), Problem.BROKEN),
    "half a Word file": (lambda tmp: half(samples.word_file()), Problem.BROKEN),
    "only the head of a PDF": (lambda tmp: b"%PDF-1.4\n", Problem.BROKEN),
    "a PDF with a password": (lambda tmp: samples.locked(samples.pdf("Text", tmp), "geheim"), Problem.ENCRYPTED),
    "a PDF without text": (lambda tmp: samples.pdf("#rect()", tmp), Problem.NO_TEXT),
    "a Word file with a password": (
        lambda tmp: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        Problem.ENCRYPTED,
    ),
    "an OpenDocument with a password": (
        lambda tmp: samples.with_part(
            samples.open_text(), "META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum='x'/>"
        ),
        Problem.ENCRYPTED,
    ),
    "an old Word file": (lambda tmp: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), Problem.UNKNOWN_KIND),
    "a web page": (lambda tmp: b"<html>Text", Problem.UNKNOWN_KIND),
    "a program": (lambda tmp: b"\x7fELF\x02\x01\x01\0\0", Problem.UNKNOWN_KIND),
    "an archive": (lambda tmp: samples.with_part(EMPTY_ARCHIVE, "x.txt", "Text"), Problem.UNKNOWN_KIND),
    "nothing": (lambda tmp: b"", Problem.NO_TEXT),
}
EMPTY_ARCHIVE = b"PK\x05\x06" + bytes(18)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_ends_in_its_problem(what, extracted, tmp_path):
    make, problem = HOSTILE[what]
    outcome = extracted(make(tmp_path))
    assert (outcome.problem, outcome.text) == (problem, "")


def test_what_was_read_before_the_problem_stays(extracted):
    outcome = extracted(laughs("word/footnotes.xml", samples.word_file()))
    assert outcome.problem == Problem.BROKEN
    assert outcome.text.startswith("Überschrift\nEin Absatz")
    assert "haha" not in outcome.text


def test_a_pdf_whose_pages_go_round_in_circles_ends_in_a_problem(extracted):
    outcome = extracted(samples.looping_pdf())
    assert outcome.text == ""
    assert outcome.problem in {Problem.BROKEN, Problem.NO_TEXT}


def test_a_pdf_that_may_not_be_printed_is_read(extracted, tmp_path):
    assert extracted(samples.locked(samples.pdf("Text", tmp_path), "")).text == "Text"


def test_the_reader_and_the_database_name_the_same_problems():
    assert {problem.value for problem in Problem} == set(FileText.Problem.values)


def test_an_answer_comes_over_whole():
    answer = Extracted("ä\n𝄞", 3, True, Problem.BROKEN)
    assert Extracted.from_json(answer.to_json()) == answer
    assert Limits.from_json(Limits(pages=3).to_json()) == Limits(**asdict(Limits(pages=3)))

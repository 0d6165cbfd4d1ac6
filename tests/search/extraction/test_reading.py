"""Documents are read once each, after the change that brought them; a problem is told to those who can mend it."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from core.models import SiteDocument
from core.tasks import queue, run_ready
from knowledge.models import PracticeFile
from knowledge.writing import attach
from search.extraction import reading
from search.extraction.process import ReaderFailed
from search.models import FileText
from tests.cast import text_of
from tests.search.extraction import samples


def store(content: bytes, name="text.txt", by=None, title="Datei") -> SiteDocument:
    return SiteDocument.objects.create(title=title, file=ContentFile(content, name=name), uploaded_by_user=by)


def replace(document, content: bytes, name="text.txt"):
    document.file = ContentFile(content, name=name)
    document.save()


@pytest.fixture
def never_read(monkeypatch):
    def refuse(*_args):
        raise AssertionError("it was read again")

    monkeypatch.setattr(reading, "extract", refuse)


def test_a_new_document_is_read(house):
    document = store(samples.word_file(), "bericht.docx")
    run_ready()
    text = FileText.objects.get(document=document)
    assert text.text.startswith("Überschrift\nEin Absatz")
    assert (text.problem, text.advice, text.cut) == ("", "", False)


def test_a_document_that_is_rolled_back_is_not_queued(house):
    with transaction.atomic():
        store(b"Text")
        assert queue.waiting().count() == 1
        transaction.set_rollback(True)
    assert not queue.waiting().exists()


def test_another_file_is_read_and_the_old_text_goes(house):
    document = store(b"Erster")
    run_ready()
    replace(document, b"Zweiter")
    run_ready()
    assert FileText.objects.get(document=document).text == "Zweiter"


def test_a_title_that_changes_reads_nothing(house, never_read):
    document = store(b"Text")
    FileText.objects.create(document=document, text="Text", file_hash=document.get_file_hash())
    document.title = "Anders"
    document.save()
    run_ready()
    assert not queue.given_up().exists()
    assert not queue.waiting().exists()
    assert FileText.objects.get().text == "Text"


def test_to_read_twice_does_no_harm(house):
    document = store(b"Text")
    for _ in range(2):
        reading.read_file.call(document.pk)
    assert FileText.objects.get().text == "Text"


def test_a_document_that_has_gone_is_left_alone(house):
    document = store(b"Text")
    document.delete()
    run_ready()
    assert not queue.waiting().exists()
    assert not FileText.objects.exists()


def test_a_file_that_was_changed_while_it_was_read_is_not_taken_for_the_new_one(house):
    old = store(b"Alt")
    replace(SiteDocument.objects.get(pk=old.pk), b"Neu")
    assert reading.read(old) is None
    run_ready()
    assert FileText.objects.get().text == "Neu"


def test_a_document_without_its_file_has_a_problem(house):
    document = store(b"Text")
    document.file.storage.delete(document.file.name)
    run_ready()
    assert FileText.objects.get().problem == "broken"


@pytest.mark.parametrize(("content", "name"), [(samples.looping_pdf(), "kreis.pdf"), (b"%PDF-1.4 nichts", "halb.pdf")])
def test_a_corrupt_file_is_reported_on_the_file_and_the_worker_goes_on(content, name, house):
    broken, good = store(content, name), store(b"Text")
    run_ready()
    assert not queue.waiting().exists()
    assert FileText.objects.get(document=broken).advice
    assert FileText.objects.get(document=good).text == "Text"


def test_what_is_no_fault_of_the_file_is_tried_again(house, monkeypatch):
    def fail(*_args):
        raise ReaderFailed

    store(b"Text")
    monkeypatch.setattr(reading, "extract", fail)
    run_ready()
    assert queue.waiting().count() == 1
    assert not FileText.objects.exists()


# --- Who is told -------------------------------------------------------------------------------------


def edit_page(house, name, document):
    return house.client(name).get(reverse("wagtaildocs:edit", args=[document.pk]))


@pytest.fixture
def locked(house):
    document = store(b"%PDF-1.4", "plan.pdf", by=house.ada)
    FileText.objects.create(document=document, problem="encrypted")
    return document


GERMAN = "Speichern Sie sie ohne Passwort und laden Sie sie erneut hoch."
ITALIAN = "Salvatelo senza password e caricatelo di nuovo."


def form_of(house, name, document) -> str:
    """The form in which a practice with this file is written on."""
    practice = house.practices["draft"].get_latest_revision_as_object()
    attach(practice, [], by=house.ada)
    practice.attachments.add(PracticeFile(document=document))
    practice.save_revision()
    return text_of(house.client(name).get(reverse("practice-edit", args=[practice.pk])))


def test_the_team_is_told_what_to_do_where_it_keeps_files(house, locked):
    assert GERMAN in text_of(edit_page(house, "edda", locked))
    User.objects.filter(pk=house.edda.pk).update(language="it")
    assert ITALIAN in text_of(edit_page(house, "edda", locked))


def test_the_sender_is_told_what_to_do_where_the_file_was_attached(house, locked):
    SiteDocument.objects.filter(pk=locked.pk).update(title="<b>Plan</b>")
    form = form_of(house, "ada", locked)
    assert f"&lt;b&gt;Plan&lt;/b&gt;: Die Datei verlangt ein Passwort. {GERMAN}" in form


def test_a_file_without_a_problem_is_not_spoken_of(house, locked):
    FileText.objects.update(problem="")
    assert "Passwort" not in form_of(house, "ada", locked)


def test_members_do_not_come_to_the_page_of_the_team(house, locked):
    assert [edit_page(house, name, locked).status_code for name in ("ada", "berta")] == [404, 404]


def test_the_page_says_what_has_been_read(house):
    document = store(b"Text", by=house.ada)
    assert "wird gleich gelesen" in text_of(edit_page(house, "edda", document))
    run_ready()
    assert "über die Suche gefunden" in text_of(edit_page(house, "edda", document))


# --- Command -----------------------------------------------------------------------------------------


def command(*arguments) -> list[str]:
    out = StringIO()
    call_command("search_files", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def three(house):
    """One not read, one with a problem that is gone by now, one read with a text that is not the file's."""
    SiteDocument.objects.all().delete()
    new, mended, old = store(b"Neu", title="Neu"), store(b"Geheilt", title="Geheilt"), store(b"Alt", title="Alt")
    FileText.objects.create(document=mended, problem="too_slow")
    FileText.objects.create(document=old, text="anders")
    return new, mended, old


def texts():
    return {text.document.title: text.text for text in FileText.objects.select_related("document")}


def test_the_command_counts_and_names_what_has_a_problem(three):
    assert command() == [
        "not read yet: 1",
        "read: 1",
        "too_slow: 1",
        f"  {three[1].pk} · Geheilt · text.txt · too_slow",
    ]


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ([], {"Neu": "Neu", "Geheilt": "", "Alt": "anders"}),
        (["--failed"], {"Neu": "Neu", "Geheilt": "Geheilt", "Alt": "anders"}),
        (["--all"], {"Neu": "Neu", "Geheilt": "Geheilt", "Alt": "Alt"}),
    ],
)
def test_the_command_reads_what_it_is_asked_to(options, after, three):
    command("read", *options)
    assert texts() == after

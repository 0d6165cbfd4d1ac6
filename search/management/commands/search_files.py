from django.core.management.base import BaseCommand
from django.db.models import Count, Q
from tqdm import tqdm
from wagtail.documents import get_document_model

from search.extraction.process import ReaderFailed
from search.extraction.reading import read
from search.models import FileText


class Command(BaseCommand):
    help = "Show whose text has been read among the files and whose could not be; read what has not been read."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", metavar="{status,read}")
        actions.add_parser("status", help="count them and name those with a problem (the default)")
        reading = actions.add_parser("read", help="read, here and now, what has not been read")
        which = reading.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="read all files again")
        which.add_argument("--failed", action="store_true", help="read those with a problem again, too")

    def handle(self, *, action=None, all=False, failed=False, **options):
        if action == "read":
            self.read(all, failed)
        self.show()

    def read(self, all: bool, failed: bool):
        documents = get_document_model().objects.order_by("pk")
        if not all:
            documents = documents.filter(Q(text=None) | ~Q(text__problem="") if failed else Q(text=None))
        pks = list(documents.values_list("pk", flat=True))
        for pk in tqdm(pks, desc="Files", leave=False, disable=None):
            if document := get_document_model().objects.filter(pk=pk).first():
                self.read_one(document)

    def read_one(self, document):
        try:
            read(document, again=True)
        except (OSError, ReaderFailed) as error:
            self.stderr.write(f"{line(document)}: {error}")

    def show(self):
        self.stdout.write(f"not read yet: {get_document_model().objects.filter(text=None).count()}")
        counts = dict(FileText.objects.order_by().values_list("problem").annotate(Count("pk")))
        for problem in FileText.Problem:
            if count := counts.get(problem.value):
                self.stdout.write(f"{problem.value or 'read'}: {count}")
        for text in FileText.objects.exclude(problem="").select_related("document").order_by("pk"):
            self.stdout.write(f"  {line(text.document)} · {text.problem}")


def line(document) -> str:
    return f"{document.pk} · {document.title} · {document.filename}"

"""What to tell somebody who has sent files that cannot be read."""

from django.utils.html import format_html_join

from search.models import FileText


def advice_on(document_ids) -> str:
    """Safe HTML, a line per file with a problem: its title and what to do; empty where all is well."""
    texts = FileText.objects.filter(document__in=document_ids).exclude(problem="").select_related("document")
    return format_html_join("<br>", "{}: {}", ((text.document, text.advice) for text in texts.order_by("document_id")))

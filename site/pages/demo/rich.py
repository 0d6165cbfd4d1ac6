"""Rich text from the plain texts of the content files."""

from django.utils.html import format_html, format_html_join


def paragraphs(text: str) -> str:
    """Rich text of plain paragraphs that are separated by blank lines."""
    return format_html_join(
        "", "{}", ((format_html("<p>{}</p>", part.strip()),) for part in text.strip().split("\n\n"))
    )

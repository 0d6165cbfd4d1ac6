"""PDF, by Chromium's own reader."""

import pypdfium2 as pdfium

from search.extraction.extracted import Problem, Refused
from search.extraction.gathering import Gathering

LOCKED = {pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY}


def read(content: bytes, into: Gathering) -> None:
    """One piece per page, in the order of the file, with headers, footers, notes and tables as they stand there."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused(Problem.ENCRYPTED if error.err_code in LOCKED else Problem.BROKEN) from error
    for number in range(len(document)):
        into.page()
        page = document[number]
        words = page.get_textpage()
        into.add(words.get_text_range())
        words.close()
        page.close()

"""Files to read, made by the libraries themselves; hostile ones by hand."""

import zipfile
from io import BytesIO

import docx
import pptx
import typst
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from odfdo import Annotation, Cell, Document, DrawPage, Frame, Header, Paragraph, Row, Table
from pptx.util import Cm
from pypdf import PdfReader, PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {name} "{f"&{chr(ord(name) - 1)};" * 12}">' for name in "bcdefghi")
    + "]>"
)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# --- PDF ---------------------------------------------------------------------------------------------


def pdf(markup: str, tmp_path) -> bytes:
    """Set by typst, with narrow columns so that words are divided."""
    source = tmp_path / "source.typ"
    source.write_text(
        '#set page(width: 8cm, height: 10cm)\n#set text(lang: "de", hyphenate: true)\n#set par(justify: true)\n'
        + markup
    )
    return typst.compile(str(source))


def locked(content: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_of_objects(*objects: str) -> bytes:
    """A PDF of numbered objects, the first being the catalogue, written by hand."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def looping_pdf() -> bytes:
    """Its tree of pages holds itself, and claims two thousand million pages."""
    return pdf_of_objects(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2000000000 >>",
    )


# --- Office ------------------------------------------------------------------------------------------


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Überschrift")
    document.add_paragraph("Ein\tAbsatz")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Zelle links", "Zelle rechts"
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Kopfzeile", "Fußzeile"
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Fußnote</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def word_file_of(body: str) -> bytes:
    """One whose body is this XML."""
    document = docx.Document()
    whole = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return with_part(saved(document), "word/document.xml", whole)


def presentation() -> bytes:
    document = pptx.Presentation()
    slide = document.slides.add_slide(document.slide_layouts[5])
    slide.shapes.title.text = "Titel der Folie"
    table = slide.shapes.add_table(1, 1, Cm(1), Cm(1), Cm(5), Cm(2)).table
    table.cell(0, 0).text = "Zelle"
    inside = slide.shapes.add_group_shape().shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(2))
    inside.text_frame.text = "In der Gruppe"
    slide.notes_slide.notes_text_frame.text = "Beim Vortragen sagen"
    document.slides.add_slide(document.slide_layouts[5]).shapes.title.text = "Zweite Folie"
    return saved(document)


def workbook() -> bytes:
    """A chart in a presentation carries its figures as an Excel file."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["Betriebe", "Schulen"]
    data.add_series("Teilnehmende", (3, 4))
    document = pptx.Presentation()
    slide = document.slides.add_slide(document.slide_layouts[6])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(1), Cm(5), Cm(5), data)
    return frame.chart.part.chart_workbook.xlsx_part.blob


def open_text() -> bytes:
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Überschrift"))
    paragraph = Paragraph("Ein  Absatz")
    paragraph.append(Annotation("Bemerkung", creator="Ada"))
    paragraph.insert_note(note_id="n1", citation="1", body="Fußnote")
    document.body.append(paragraph)
    table = Table("Tabelle", width=1, height=1)
    table.set_value((0, 0), "Zelle")
    document.body.append(table)
    return saved(document)


def open_sheet(repeated: int = 1) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    table, row = Table("Blatt"), Row()
    row.append_cell(Cell("Betriebe", repeated=repeated))
    table.append_row(row)
    document.body.append(table)
    return saved(document)


def open_slides() -> bytes:
    document = Document("presentation")
    document.body.clear()
    for text in ("Erste Folie", "Zweite Folie"):
        page = DrawPage(text)
        page.append(Frame.text_frame(text, size=("5cm", "2cm"), position=("1cm", "1cm")))
        document.body.append(page)
    return saved(document)


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return out.getvalue()

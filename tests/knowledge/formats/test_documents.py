"""Word, PDF and web documents: the same facts as in print, and clear refusals."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from knowledge.building import read_all
from knowledge.errors import DamagedFile, LargeFile, ProtectedFile, ScannedFile, UnknownFormat, UnreadableFile
from knowledge.export import letter_json
from knowledge.formats import docx, pdf
from knowledge.formats.file import Limits, read

DATA = Path(__file__).parents[2] / "data"
DOCUMENTS = sorted((DATA / "formats").iterdir())
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_same_facts_as_in_text(file: Path) -> None:
    """A letter says the same as a document and as text: dates, deadlines, contacts, addressees."""
    sources, refused, _ = read_all([file], Limits(), lambda *_: None)
    assert not refused
    facts = letter_json(sources[0].letter)
    wanted = json.loads((DATA / "facts" / f"{file.stem}.json").read_text("utf-8"))
    for key in ("reference", "date", "place", "service", "subject", "contacts", "signatories", "annexes", "links"):
        assert facts[key] == wanted[key]
    assert facts["addressees"] == wanted["addressees"]
    for key in ("name", "start", "end", "place", "mode", "theme", "start_time", "parts", "organisers"):
        assert [event[key] for event in facts["events"]] == [event[key] for event in wanted["events"]]
    for key in ("due", "inclusive", "audience", "reply_to", "event"):
        assert [each[key] for each in facts["deadlines"]] == [each[key] for each in wanted["deadlines"]]


def package(body: str, **parts: str) -> bytes:
    """Return a Word document with a body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def paragraph(*runs: str) -> str:
    """Return a paragraph of runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_tracked_changes_are_accepted() -> None:
    """What was inserted stands, what was deleted is gone."""
    body = "<w:p><w:r><w:t>le </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
    body += "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t> mai</w:t></w:r></w:p>"
    assert docx.read(package(body), "a.docx").strip() == "le 5 mai"


def test_lists_breaks_and_boxes() -> None:
    """List paragraphs are items, breaks are lines, and a text box is read once though it is stored twice."""
    item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>un</w:t><w:br/><w:t>deux</w:t></w:r></w:p>"
    assert docx.read(package(item), "a.docx").strip() == "- un\ndeux"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('Réf.: CL-24/1')}</w:txbxContent>"
    both = f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both += "</mc:AlternateContent></w:r></w:p>"
    assert docx.read(package(both), "a.docx").count("CL-24/1") == 1


def test_tables_of_a_document() -> None:
    """A table is read row by row; a cell of the header that spans rows comes after as lines."""
    merged = (
        '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
        + paragraph("– Aux États")
        + paragraph("– Aux Membres")
        + "</w:tc>"
    )
    row = f"<w:tr><w:tc>{paragraph('Réf.:')}</w:tc><w:tc>{paragraph('CL-24/1')}</w:tc>{merged}</w:tr>"
    text = docx.read(package(f"<w:tbl>{row}</w:tbl>"), "a.docx")
    assert " ".join(text.split()) == "| Réf.: | CL-24/1 | | - Aux États - Aux Membres"


def test_bad_documents() -> None:
    """A truncated, protected or overgrown Word document is refused with its reason."""
    whole = package(paragraph("a" * 5000))
    with pytest.raises(DamagedFile):
        docx.read(whole[: len(whole) // 2], "a.docx")
    with pytest.raises(ProtectedFile):
        docx.read(b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx")
    with pytest.raises(LargeFile):
        docx.read(package(paragraph("a" * 17_000_000)), "a.docx")
    with pytest.raises(DamagedFile):
        docx.read(package("<w:p>"), "a.docx")


def test_entities_are_not_expanded() -> None:
    """A document that declares a document type is refused: a letter needs none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(DamagedFile):
        docx.read(stream.getvalue(), "a.docx")


BAD_PDF = (("04-pdf-chiffre.pdf", ProtectedFile), ("05-pdf-numerise.pdf", ScannedFile))


@pytest.mark.parametrize(("name", "error"), BAD_PDF)
def test_bad_pdf(name: str, error: type[UnreadableFile]) -> None:
    """A PDF that needs a password, or holds only pictures, says what to ask for."""
    with pytest.raises(error):
        pdf.read((DATA / "broken" / name).read_bytes(), name, 10_000)


def test_damaged_and_long_pdf() -> None:
    """A PDF that is cut is damaged; one that is too long stops being read."""
    data = next(file for file in DOCUMENTS if file.suffix == ".pdf").read_bytes()
    with pytest.raises(UnreadableFile):
        pdf.read(data[:300], "a.pdf", 10_000)
    with pytest.raises(LargeFile):
        pdf.read(data, "a.pdf", 100)


def test_unknown_format(tmp_path: Path) -> None:
    """A file of another format names those that are read."""
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(UnknownFormat, match="docx"):
        read(tmp_path / "a.png", Limits())

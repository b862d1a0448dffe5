"""Word documents: what a reader of the final text sees, with what its styles, lists and tables mean."""

import io
import zipfile

import pytest

from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.word import read
from knowledge.errors import DamagedFile, LargeFile
from tests.knowledge.documents.seeing import cells, linked, seen, words

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    """Return a Word document with a body; `parts` are other files, "__" standing for a slash and "_" for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
        relations = "".join(
            f'<Relationship Id="{name}" Type="x/{kind}" Target="{name}.xml"/>'
            for name, kind in (("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"),
                               ("header1", "header"), ("footer1", "footer"))
        )  # fmt: skip
        link = '<Relationship Id="link" Type="x/hyperlink" Target="https://x.int/a" TargetMode="External"/>'
        made.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}{link}</Relationships>")
    return stream.getvalue()


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def word(body: str, **parts: str) -> Document:
    """Return what is read of a body."""
    return read(package(body, **parts), "a.docx")


def test_tracked_changes_are_accepted() -> None:
    """What was inserted stands, what was deleted is gone, a paragraph whose end was deleted goes on in the next."""
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>le </w:t></w:r><w:del><w:r><w:delText>3</w:delText>"
    body += "</w:r></w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins></w:p>" + paragraph(" mai")
    assert seen(word(body)) == ["le 5 mai"]


@pytest.mark.parametrize(("look", "note"), [("<w:strike/>", "struck"), ("<w:vanish/>", "hidden")])
def test_what_the_page_does_not_say_is_left_out_and_told(look: str, note: str) -> None:
    """Words that are struck through or hidden are no part of the letter."""
    page = word(paragraph("le 3 mai", look=look) + paragraph("le 5 mai"))
    assert (seen(page), page.notes) == (["le 5 mai"], (note,))


def test_a_text_box_is_read_once() -> None:
    """A box is stored twice, for two ages of Word; it stands before the paragraph that holds it."""
    box = f"<w:txbxContent>{paragraph('Réf.: CL-24/1')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert seen(word(f"<w:p><w:r>{both}<w:t>Objet</w:t></w:r></w:p>")) == ["Réf.: CL-24/1", "Objet"]


def test_numbers_of_lists_are_counted() -> None:
    """The marker that Word only draws is told, level by level."""
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    levels = level.format(0, "decimal", "%1.") + level.format(1, "lowerLetter", "%2)")
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1">'
    numbering += '<w:abstractNumId w:val="7"/></w:num></w:numbering>'
    of = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    places = (0, 1, 1, 0, 1)
    body = paragraph("Prière de:") + "".join(paragraph("x", of.format(place)) for place in places)
    page = word(body, word__numbering_xml=numbering)
    assert seen(page)[1:] == ["1. x", "a) x", "b) x", "2. x", "a) x"]
    assert [each.lead for each in page.blocks] == [None, 0, 1, 1, 0, 4]


def test_styles_tell_headings_and_looks() -> None:
    """A style is a heading by its name or its level, through what it is based on; it may make its words bold."""
    styles = f'<w:styles {W}><w:style w:styleId="T"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    styles += '<w:style w:styleId="U"><w:basedOn w:val="T"/></w:style></w:styles>'
    page = word(paragraph("Visas", '<w:pStyle w:val="U"/>') + paragraph("un"), word__styles_xml=styles)
    assert (page.blocks[0].kind, page.blocks[0].level, page.blocks[0].runs[0].bold) == (Kind.HEADING, 2, True)
    assert page.blocks[1].path == (0,)


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText>HYPERLINK "https://x.int/a"</w:instrText></w:r>'
LINKS = (
    '<w:p><w:hyperlink r:id="link"><w:r><w:t>ici</w:t></w:r></w:hyperlink></w:p>',
    f"<w:p>{FIELD.format('begin')}{CODE}{FIELD.format('separate')}<w:r><w:t>ici</w:t></w:r>{FIELD.format('end')}</w:p>",
    '<w:p><w:fldSimple w:instr="HYPERLINK &quot;https://x.int/a&quot;"><w:r><w:t>ici</w:t></w:r></w:fldSimple></w:p>',
)


@pytest.mark.parametrize("body", LINKS)
def test_words_carry_their_address(body: str) -> None:
    """A link is kept, however Word stores it, and what computes it is not read."""
    page = word(body)
    assert (seen(page), linked(page)) == (["ici"], [("ici", "https://x.int/a")])


def test_controls_that_wait_for_an_answer_say_nothing() -> None:
    """The prompt of an empty content control is no text; the answer of a filled one is."""
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:showingPlcHdr/>", paragraph("Cliquez ici")) + control.format("", paragraph("le 3 mai"))
    assert seen(word(body)) == ["le 3 mai"]


def cell(*paragraphs: str, properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, paragraphs))}</w:tc>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


FIRST, NEXT = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_what_stands_beside_labels_comes_after_them() -> None:
    """In a header laid out as a table, addressees beside several labels are not mixed with their values."""
    beside = cell("– Aux États", "– Aux Membres", properties=FIRST)
    rows = (cell("Réf.:") + cell("CL-1") + beside, cell("Tél.:") + cell("3") + cell(properties=NEXT))
    assert seen(word(table(*rows))) == ["Réf.: CL-1", "Tél.: 3", "– Aux États", "– Aux Membres"]


def test_a_merged_cell_is_said_in_each_row() -> None:
    """What covers two rows holds for both: each can be read alone."""
    rows = (
        cell("Étape") + cell("Mode") + cell("Date"),
        cell("Inscription", properties=FIRST) + cell("en ligne") + cell("3 mai"),
        cell("", properties=NEXT) + cell("sur place") + cell("5 mai"),
    )
    assert cells(word(table(*rows)))[2] == ["Inscription", "sur place", "5 mai"]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    """One cell beside a picture, or a table within a cell, is text in its order."""
    inner = table(cell("Inscription") + cell("3 mai"))
    page = word(table(cell() + cell("un", "deux")) + table(f"{cell('Dates')}<w:tc>{inner}</w:tc>"))
    assert seen(page) == ["un", "deux", "Dates", "Inscription – 3 mai"]


def test_tabs_set_words_in_columns() -> None:
    """A label and its value with a tab between are cells; a tab after a number or in a sentence parts nothing."""
    tab = "</w:t><w:tab/><w:t>"
    page = word(paragraph(f"Réf.:{tab}CL-1") + paragraph(f"2{tab}Les Membres") + paragraph(f"{'x' * 90}{tab}y"))
    assert [each.kind for each in page.blocks] == [Kind.ROW, Kind.PARAGRAPH, Kind.PARAGRAPH]
    assert seen(page)[:2] == ["Réf.: CL-1", "2 Les Membres"]


def test_header_footer_and_notes() -> None:
    """The head of the first page comes first, notes after the text, the foot last and apart."""
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    sections = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    page = word(
        f"<w:p><w:r><w:t>le 3 mai</w:t></w:r>{note}</w:p>{sections}",
        word__header1_xml=f"<w:hdr {W}>{paragraph('Réf.: CL-1')}</w:hdr>",
        word__footer1_xml=f"<w:ftr {W}>{paragraph('Genève')}</w:ftr>",
        word__footnotes_xml=f'<w:f {W}><w:footnote w:id="2">{paragraph("heure locale")}</w:footnote></w:f>',
    )
    assert [(words(page, each), each.kind, each.zone) for each in page.blocks] == [
        ("Réf.: CL-1", Kind.PARAGRAPH, Zone.BODY),
        ("le 3 mai", Kind.PARAGRAPH, Zone.BODY),
        ("1 heure locale", Kind.NOTE, Zone.BODY),
        ("Genève", Kind.PARAGRAPH, Zone.FOOTER),
    ]


def test_the_strict_dialect_is_word_too() -> None:
    """Names of the strict form of the standard mean the same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        root = f'<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body>{paragraph("un")}'
        made.writestr("word/document.xml", f"{root}</d:body></d:document>".replace("w:", "d:"))
    assert seen(read(stream.getvalue(), "a.docx")) == ["un"]


def test_bad_documents() -> None:
    """A truncated, overgrown or other package is refused with its reason."""
    whole = package(paragraph("a" * 5000))
    with pytest.raises(DamagedFile):
        read(whole[: len(whole) // 2], "a.docx")
    with pytest.raises(LargeFile):
        word(paragraph("a" * 17_000_000))
    with pytest.raises(DamagedFile):
        word("<w:p>")
    with pytest.raises(DamagedFile):
        word("<w:p>" * 300 + "</w:p>" * 300)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(encoding: str) -> None:
    """A document that declares a document type is refused: a letter needs none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding))
    with pytest.raises(DamagedFile):
        read(stream.getvalue(), "a.docx")

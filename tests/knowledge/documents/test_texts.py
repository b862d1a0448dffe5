"""OpenDocument, RTF and mail: the same document as in Word, what each has of its own."""

import datetime as dt
import io
import zipfile
from email.message import EmailMessage

import pytest

from knowledge.documents import odf, rtf
from knowledge.documents.file import Limits, read_bytes
from knowledge.documents.forwarded import sent_day
from knowledge.documents.model import Document, Kind, Zone
from knowledge.errors import DamagedFile, ProtectedFile, UnreadableFile
from tests.knowledge.documents.seeing import cells, linked, seen

NAMES = "".join(f' xmlns:{name}="urn:{name}"' for name in ("office", "style", "text", "table", "fo", "draw", "xlink"))


def package(body: str, styles: str = "", manifest: str = "", pages: str = "") -> bytes:
    """Return an OpenDocument text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        root = "<office:document-content{}>{}<office:body><office:text>{}"
        root += "</office:text></office:body></office:document-content>"
        made.writestr("content.xml", root.format(NAMES, styles, body))
        made.writestr("styles.xml", f"<office:document-styles{NAMES}>{pages}</office:document-styles>")
        made.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def opened(body: str, **more: str) -> Document:
    """Return the document of a text."""
    return odf.read(package(body, **more), "a.odt")


def test_odf_paragraphs_headings_and_links() -> None:
    """Blanks that the format counts, breaks, headings by their level and links come through."""
    page = opened(
        '<text:h text:outline-level="2">Visas</text:h><text:p>un<text:s/>deux<text:line-break/>'
        '<text:a xlink:href="https://x.int/a">ici</text:a></text:p>'
    )
    assert (seen(page), linked(page)) == (["Visas", "un deux\nici"], [("ici", "https://x.int/a")])
    assert (page.blocks[0].kind, page.blocks[0].level, page.blocks[1].path) == (Kind.HEADING, 2, (0,))


def test_odf_styles() -> None:
    """Bold words are runs; struck and hidden ones are left out and told; deletions are kept elsewhere and not read."""
    styles = "<office:automatic-styles>"
    for name, look in (
        ("B", 'fo:font-weight="bold"'),
        ("S", 'style:text-line-through-style="solid"'),
        ("H", 'text:display="none"'),
    ):
        styles += f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
    body = "<text:tracked-changes><text:p>non</text:p></text:tracked-changes><text:p>le "
    body += "".join(f'<text:span text:style-name="{name}">{name}</text:span>' for name in "BSH") + "</text:p>"
    page = opened(body, styles=f"{styles}</office:automatic-styles>")
    assert (seen(page), page.notes) == (["le B"], ("struck", "hidden"))
    assert page.blocks[0].runs[0].bold


def test_odf_lists_and_tables() -> None:
    """Lists count as the format draws them; covered cells are said in each row that they cover."""
    styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" '
    styles += 'style:num-suffix=")"/></text:list-style>'
    item = "<text:list-item><text:p>x</text:p></text:list-item>"
    table = '<table:table><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>mai</text:p>'
    table += "</table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row>"
    table += "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>5</text:p></table:table-cell>"
    page = opened(
        f'<text:list text:style-name="L">{item}{item}</text:list>{table}</table:table-row></table:table>', styles=styles
    )
    assert seen(page, Kind.ITEM) == ["a) x", "b) x"]
    assert cells(page) == [["mai", "3"], ["mai", "5"]]


def test_odf_head_note_and_box() -> None:
    """The head of the page comes first, a box before its paragraph, a note last."""
    pages = '<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Réf.: CL-1</text:p>'
    pages += "</style:header></style:master-page></office:master-styles>"
    body = "<text:p><draw:frame><draw:text-box><text:p>Genève</text:p></draw:text-box></draw:frame>le 3 mai"
    body += "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>heure locale</text:p>"
    assert seen(opened(f"{body}</text:note-body></text:note></text:p>", pages=pages)) == [
        "Réf.: CL-1",
        "Genève",
        "le 3 mai",
        "1 heure locale",
    ]


def test_odf_refusals() -> None:
    """A text under a password says so; a broken one is damaged."""
    with pytest.raises(ProtectedFile):
        opened("<text:p>x</text:p>", manifest="<manifest:encryption-data/>")
    with pytest.raises(DamagedFile):
        opened("<text:p>")


RTF = (
    (r"un\par deux\line trois\par", ["un", "deux\ntrois"]),
    (r"L\'e9t\'e9 \u8217?\'9c\rquote\~x\_y\par", ["Lété ’œ’ x-y"]),
    (r"{\info{\title non}}{\*\generator non;}{\pict 00ff}oui\par", ["oui"]),
    (r"le {\strike 3}{\v 4}{\deleted 5}6 mai\par", ["le 6 mai"]),
    (r"{\listtext a)\tab}un\par{\pntext\'b7\tab}deux\par", ["a) un", "- deux"]),
    (r"\trowd\cellx1\cellx2\intbl Date\cell 3 mai\cell\row\pard fin\par", ["Date – 3 mai", "fin"]),
    (r"un{\footnote deux}\par trois\par", ["un", "trois", "1 deux"]),
    (
        r"{\header Genève}un\par{\shp{\*\shpinst{\sp{\sn non}{\sv non}}{\shptxt bo\'eete\par}}}deux\par",
        ["Genève", "un", "boîte", "deux"],
    ),
    (r"un \bin5 \par}}deux\par", ["un deux"]),
    (r"{\uc2\u233\'c3\'a9t\u233\'c3\'a9}\par", ["été"]),
)


@pytest.mark.parametrize(("source", "wanted"), RTF)
def test_rtf(source: str, wanted: list[str]) -> None:
    """What the groups and words of control mean is read, what they carry along is not."""
    data = rf"{{\rtf1\ansi\ansicpg1252{source}}}".encode("cp1252")
    assert seen(rtf.read(data, "a.rtf")) == wanted


def test_rtf_looks_links_and_headings() -> None:
    """Bold words, fields that link and styles that head are kept."""
    source = r"{\rtf1{\stylesheet{\s3 heading 1;}}\pard\s3 Visas\par\pard un {\b deux} "
    source += r'{\field{\*\fldinst HYPERLINK "https://x.int/a"}{\fldrslt ici}}\par}'
    page = rtf.read(source.encode(), "a.rtf")
    assert (page.blocks[0].kind, page.blocks[1].path) == (Kind.HEADING, (0,))
    assert [page.text[slice(*run.span)] for run in page.blocks[1].runs] == ["deux", "ici"]
    assert linked(page) == [("ici", "https://x.int/a")]


def test_rtf_alphabets() -> None:
    """Bytes mean what the font in force says."""
    source = rb"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cc\f0\'e9\par}"
    assert seen(rtf.read(source, "a.rtf")) == ["Мé"]


def test_rtf_without_end() -> None:
    """Groups without number are refused before they exhaust the machine."""
    with pytest.raises(DamagedFile):
        rtf.read(b"{\\rtf1" + b"{" * 5000, "a.rtf")


# ------------------------------------------------------------------ mail


def mail(body: str, *attached: tuple[str, bytes]) -> bytes:
    """Return a mail."""
    message = EmailMessage()
    message["From"], message["Date"] = "a@x.int", "Wed, 15 Jul 2026 16:42:00 +0200"
    message.set_content(body)
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def received(data: bytes) -> Document:
    """Return the document of a mail."""
    return read_bytes(data, "a.eml", Limits())


def test_a_mail_that_carries_a_letter_is_not_the_letter() -> None:
    """The letter is what is attached, and that is told; the date of the mail is none of its."""
    page = received(mail("Bonjour, voici la lettre.", ("lettre.rtf", b"{\\rtf1 Gen\\'e8ve, le 3 mai 2026\\par}")))
    assert (seen(page), page.file, page.notes) == (["Genève, le 3 mai 2026"], "a.eml", ("attachment",))


def test_a_mail_without_a_letter_attached() -> None:
    """What the mail says is the letter; that something attached could not be read is told."""
    page = received(mail("Genève, le 3 mai 2026"))
    assert seen(page) == ["Genève, le 3 mai 2026"]
    assert page.sent is not None
    assert page.text[slice(*page.sent)] == "Date: Wed, 15 Jul 2026 16:42:00 +0200"
    page = received(mail("Genève, le 3 mai 2026", ("lettre.doc", b"\xd0\xcf\x11\xe0" + bytes(50))))
    assert (page.notes, page.sent) == (("unread_attachment",), None)


def test_no_mail() -> None:
    """Text without the head of a mail is none."""
    with pytest.raises(UnreadableFile):
        received(b"Bonjour\n\nvoici")


HEADS = (
    "Le mer. 4 févr. 2026 à 16:42, Secrétariat <courrier@itu.int> a écrit :",
    "De : Secrétariat <courrier@itu.int>\nEnvoyé : mercredi 4 février 2026 16:42\nÀ : mission@x.int\nObjet : Lettre",
    "-----Message d'origine-----\nFrom: courrier@itu.int\nSent: 4 February 2026 16:42\nTo: a@x.int\nSubject: Lettre",
)


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_quoted_mail_is_left_out(head: str) -> None:
    """A letter that was passed on begins below the head of the mail that quotes it."""
    letter = "Genève, le 2 février 2026\n\nObjet: Atelier\n\n" + "Les Membres sont invités à participer. " * 5
    page = received(mail(f"Pour information.\n\n{head}\n\n{letter}"))
    assert seen(page)[0] == "Genève, le 2 février 2026"
    assert page.sent is not None
    assert sent_day(page.text[slice(*page.sent)]) == dt.date(2026, 2, 4)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date: Wed, 15 Jul 2026 23:42:00 -0500", dt.date(2026, 7, 15)),
        ("Sent: Monday, March 1, 2027 4:42 PM", dt.date(2027, 3, 1)),
        ("On Mon, Mar 1, 2027 at 4:42 PM Jean <x@itu.int> wrote:", dt.date(2027, 3, 1)),
        ("Gesendet: Montag, 1. März 2027 16:42", dt.date(2027, 3, 1)),
        ("Enviado el: lunes, 1 de marzo de 2027 16:42", dt.date(2027, 3, 1)),
        ("Envoyé : 17/03/2027 16:42", dt.date(2027, 3, 17)),
        ("Date: 2027-03-01 16:42", dt.date(2027, 3, 1)),
        ("Sent: 3/1/2027 4:42 PM", None),
        ("Date: Thu, 31 Feb 2027 10:00", None),
        ("Envoyé : mardi 1er mars 2027 16:42", None),
        ("Date: Mon, 1 Mar 2027 10:00, 2 Mar 2027", None),
        ("Date: hier à 10:00", None),
    ],
)
def test_the_day_on_which_a_mail_was_sent(line: str, day: dt.date | None) -> None:
    """In French or in a neighbour language; what could be two days, or contradicts itself, is none."""
    assert sent_day(line) == day


def test_a_memorandum_is_no_mail() -> None:
    """Labels without the hour of a sending are those of a letter."""
    page = received(
        mail("De : Secrétariat\nDate : 4 février 2026\nÀ : Membres\nObjet : Atelier\n\nLes Membres sont invités.")
    )
    assert any("4 février 2026" in each for each in seen(page))
    assert all(each.zone is Zone.BODY for each in page.blocks)

"""A draft as a file: a message for a mail program, a document for a word processor."""

import io
import zipfile
from email.message import EmailMessage
from xml.sax.saxutils import escape

from bot.replies.draft import Draft

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_MADE = (1980, 1, 1, 0, 0, 0)  # the same draft is the same file


def eml(draft: Draft) -> bytes:
    """Return a message that mail programs open as one not yet sent."""
    message = EmailMessage()
    if draft.mailboxes:
        message["To"] = ", ".join(draft.mailboxes)
    message["Subject"] = " ".join(draft.subject.split())
    message["X-Unsent"] = "1"
    message.set_content(draft.body + "\n")
    return message.as_bytes()


def docx(draft: Draft) -> bytes:
    """Return a Word document of plain paragraphs, in French for the spelling checker."""
    lines = draft.text.split("\n\n")
    body = "".join(map(_paragraph, lines))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'),
        ):
            made.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _paragraph(text: str) -> str:
    printable = "".join(each for each in text if each.isprintable() or each == "\n")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable.split("\n"))
    return (
        f'<w:p><w:pPr><w:spacing w:after="200"/></w:pPr><w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr>{lines}</w:r></w:p>'
    )

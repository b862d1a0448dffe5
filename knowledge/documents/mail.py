"""Mail -> the document of the letter that it carries: an attachment, else what the mail says.

The line of its head that tells when it was sent goes below the words of a mail that is itself the letter.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from knowledge.documents import html, plain
from knowledge.documents.draft import clean
from knowledge.documents.model import Document
from knowledge.errors import DamagedFile, UnreadableFile
from knowledge.french.text import Span

_MOST_PARTS = 100
_LONGEST_DATE = 60  # characters of the hour of sending
_PICTURES = ("image/", "audio/", "video/", "text/calendar", "application/pkcs7", "application/pgp")
Reader = Callable[[bytes, str], Document]


def read(data: bytes, file: str, read_part: Reader) -> Document:
    """Return the document of a mail; `read_part` reads what is attached. Raises UnreadableFile."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DamagedFile(file=file, format="EML")
    letters, refused = _attached(message, read_part)
    if letters:
        first = max(letters, key=lambda each: len(each.text))
        told = (*first.notes, "attachment", *(["attachments"] if len(letters) > 1 else []))
        return replace(first, file=file, notes=told)
    body = _body(message, file)
    if body is None:
        raise refused or DamagedFile(file=file, format="EML")
    body = body if refused else _dated(body, message)
    return replace(body, notes=(*body.notes, "unread_attachment")) if refused else body


def _dated(body: Document, message: EmailMessage) -> Document:
    """Tell when the mail was sent, unless it passes on a letter that came by another mail."""
    sent = clean(str(message.get("Date", ""))).strip()[:_LONGEST_DATE]
    if body.sent is not None or not sent:
        return body
    line = f"Date: {sent}"
    text = f"{body.text.rstrip()}\n\n{line}"
    return replace(body, text=text, sent=Span(len(text) - len(line), len(text)))


def _attached(message: EmailMessage, read_part: Reader) -> tuple[list[Document], UnreadableFile | None]:
    """Return the letters that are attached, and why one could not be read."""
    letters: list[Document] = []
    refused: UnreadableFile | None = None
    for name, content in _files(message):
        try:
            letters.append(read_part(content, name))
        except UnreadableFile as error:
            refused = error
    return letters, refused


def _files(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            return
        name, kind = part.get_filename(), part.get_content_type()
        if part.is_multipart() or not name or kind.startswith(_PICTURES):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield name, content


def _body(message: EmailMessage, file: str) -> Document | None:
    found = message.get_body(("html", "plain"))
    content = found.get_payload(decode=True) if found is not None else None
    if found is None or not isinstance(content, bytes) or not content.strip():
        return None
    charset = found.get_content_charset() or "utf-8"
    try:
        text = content.decode(charset, "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    if found.get_content_type() == "text/html":
        return html.read(text.encode(), file)[0]
    return plain.read(text, file)

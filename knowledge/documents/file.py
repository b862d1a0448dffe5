"""A file as it comes -> its document, read by what it holds, whatever its name says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.documents import html, markdown, plain
from knowledge.documents.draft import Draft
from knowledge.documents.encoding import decode
from knowledge.documents.flow import Flow
from knowledge.documents.model import Document
from knowledge.errors import (
    EmptyFile,
    LargeFile,
    MailFormat,
    OldWordFormat,
    ProtectedFile,
    ScannedFile,
    UnknownFormat,
    UnreadableFile,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may weigh, and how sure of its facts one must be."""

    file: int = 5_000_000  # bytes
    text: int = 2_000_000  # characters, once unpacked
    doubtful_below: float = 0.75  # confidence under which a fact is told


Reader = Callable[[bytes, str, Limits], Document]
_OLE = b"\xd0\xcf\x11\xe0"  # Word before 2007, Outlook, and any encrypted document of Office


def _marked(data: bytes, file: str, _: Limits) -> Document:
    return _decoded(data, file, markdown.read)


def _plain(data: bytes, file: str, _: Limits) -> Document:
    return _decoded(data, file, plain.read)


def _decoded(data: bytes, file: str, read_text: Callable[[str, str], Document]) -> Document:
    text, encoding = decode(data, file)
    document = read_text(text, file)
    return document if encoding == "utf-8" else replace(document, notes=(*document.notes, f"encoding:{encoding}"))


def _html(data: bytes, file: str, _: Limits) -> Document:
    document, encoding = html.read(data, file)
    return replace(document, notes=(*document.notes, f"encoding:{encoding}")) if encoding else document


def _word(data: bytes, file: str, _: Limits) -> Document:
    from knowledge.documents import word

    return word.read(data, file, flow_of)


def _odf(data: bytes, file: str, _: Limits) -> Document:
    from knowledge.documents import odf

    return odf.read(data, file)


def _rtf(data: bytes, file: str, _: Limits) -> Document:
    from knowledge.documents import rtf

    return rtf.read(data, file)


def _pdf(data: bytes, file: str, limits: Limits) -> Document:
    from knowledge.documents import pdf

    return pdf.read(data, file, limits.text)


def _mail(data: bytes, file: str, limits: Limits) -> Document:
    from knowledge.documents import mail

    return mail.read(data, file, lambda part, name: read_bytes(part, name, limits))


def _ole(data: bytes, file: str, _: Limits) -> Document:
    """Refuse what cannot be read, with what to do."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ProtectedFile(file=file)
    if "__substg1.0_".encode("utf-16-le") in data or file.lower().endswith(".msg"):
        raise MailFormat(file=file)
    raise OldWordFormat(file=file)


READERS: dict[str, Reader] = {
    ".md": _marked,
    ".txt": _plain,
    ".docx": _word,
    ".docm": _word,
    ".odt": _odf,
    ".rtf": _rtf,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
    ".eml": _mail,
}
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".heic"))
_OLD = {".doc": _ole, ".msg": _ole, ".dot": _ole}  # refused, unless they hold something else


def reader_of(data: bytes, suffix: str) -> Reader | None:
    """Return what reads a file: by its first bytes, else by its name."""
    start = data.lstrip()[:400]
    if data.startswith(_OLE):
        return _ole
    if start.startswith(b"{\\rtf"):
        return _rtf
    if start.startswith(b"%PDF-"):
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _odf if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200] else _word
    named = READERS.get(suffix)
    if suffix in _OLD or named in (_word, _odf, _rtf):
        return _html if b"<html" in start.lower() else named or _OLD[suffix]
    return named


def read(path: Path, limits: Limits) -> Document:
    """Return the document of a file. Raises UnreadableFile, with the reason, when it holds none that can be read."""
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        raise ScannedFile(file=path.name)
    if suffix not in READERS and suffix not in _OLD:
        raise UnknownFormat(file=path.name, known=known_formats())
    try:
        size = path.stat().st_size
        if size > limits.file:
            raise LargeFile(file=path.name, size=size, limit=limits.file)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(file=path.name, reason=error.strerror or error) from None
    return read_bytes(data, path.name, limits)


def read_bytes(data: bytes, file: str, limits: Limits) -> Document:
    """Return the document that bytes hold. Raises UnreadableFile."""
    reader = reader_of(data, Path(file).suffix.lower())
    if reader is None:
        raise UnknownFormat(file=file, known=known_formats())
    if not data.strip():
        raise EmptyFile(file=file)
    document = reader(data, file, limits)
    if len(document.text) > limits.text:
        raise LargeFile(file=file, size=len(document.text), limit=limits.text)
    if not document.text.strip():
        raise EmptyFile(file=file)
    return document


def known_formats() -> str:
    """Return the extensions of what is read, as they are told."""
    return ", ".join(each[1:] for each in READERS)


def flow_of(data: bytes, name: str, draft: Draft) -> Flow | None:
    """Return what a file within another says, None when it is of a kind that is not read there."""
    if b"<html" not in data[:2000].lower():
        return None
    return html.flow_of(decode(data, name)[0], draft)

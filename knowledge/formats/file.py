"""A file as it comes -> its text, marked up where the format tells more than words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import EmptyFile, LargeFile, UnknownFormat, UnreadableFile
from knowledge.formats import docx, html, pdf, plain
from knowledge.formats.wrapping import unwrapped_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text of a file."""

    file: str  # its name
    text: str
    encoding: str | None = None  # told when it is not the expected one


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may weigh, and how sure of its facts one must be."""

    file: int = 5_000_000  # bytes
    text: int = 2_000_000  # characters, once unpacked
    doubtful_below: float = 0.6  # confidence under which a fact is told


Reader = Callable[[bytes, str, Limits], Source]


def _plain(data: bytes, file: str, _: Limits) -> Source:
    text, encoding = plain.decode(data, file)
    return Source(file=file, text=text, encoding=None if encoding == "utf-8" else encoding)


def _wrapped(data: bytes, file: str, limits: Limits) -> Source:
    source = _plain(data, file, limits)
    return replace(source, text=unwrapped_text(source.text))


def _docx(data: bytes, file: str, _: Limits) -> Source:
    return Source(file=file, text=docx.read(data, file))


def _pdf(data: bytes, file: str, limits: Limits) -> Source:
    return Source(file=file, text=pdf.read(data, file, limits.text))


def _html(data: bytes, file: str, _: Limits) -> Source:
    text, encoding = html.read(data, file)
    return Source(file=file, text=text, encoding=None if encoding == "utf-8" else encoding)


READERS: dict[str, Reader] = {
    ".md": _plain,
    ".txt": _wrapped,
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
}


def read(path: Path, limits: Limits) -> Source:
    """Return the text of a file. Raises UnreadableFile, with the reason, when it holds none that can be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(file=path.name, known=", ".join(each[1:] for each in READERS))
    try:
        size = path.stat().st_size
        if size > limits.file:
            raise LargeFile(file=path.name, size=size, limit=limits.file)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(file=path.name, reason=error.strerror or error) from None
    if not data.strip():
        raise EmptyFile(file=path.name)
    source = reader(data, path.name, limits)
    if len(source.text) > limits.text:
        raise LargeFile(file=path.name, size=len(source.text), limit=limits.text)
    if not source.text.strip("\ufeff \t\r\n"):
        raise EmptyFile(file=path.name)
    return source

"""Files as they come: read by what they hold, refused in a sentence that says what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from knowledge.documents.file import Limits, read, read_bytes
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
from tests.knowledge.documents.seeing import seen

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def sheet() -> bytes:
    """Return a workbook, which is a package as a Word document is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("_rels/.rels", '<R><R Type="x/officeDocument" Target="xl/workbook.xml"/></R>')
        made.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


READ = (
    ("a.md", b"**Objet:** x", "Objet: x"),
    ("a.txt", "Réf.: CL-1".encode("cp1252"), "Réf.: CL-1"),
    ("renamed.docx", b"{\\rtf1 x\\par}", "x"),
    ("renamed.doc", b"{\\rtf1 x\\par}", "x"),
    ("web.doc", b"<html><p>x", "x"),
    ("web.docx", b"<HTML><p>x", "x"),
)


@pytest.mark.parametrize(("name", "data", "wanted"), READ, ids=[each[0] for each in READ])
def test_what_a_file_holds_matters(name: str, data: bytes, wanted: str) -> None:
    """A file under the name of another format is read as what it is."""
    assert seen(read_bytes(data, name, Limits())) == [wanted]


REFUSED = (
    ("a.doc", OLE, OldWordFormat, r"\.docx"),
    ("a.docx", OLE, OldWordFormat, r"\.docx"),
    ("a.msg", OLE, MailFormat, r"\.eml"),
    ("a.docx", OLE + "__substg1.0_".encode("utf-16-le"), MailFormat, r"\.eml"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedFile, "mot de passe"),
    ("a.docx", sheet(), UnreadableFile, "Word"),
    ("a.md", b" \n ", EmptyFile, "vide"),
    ("a.docx", b"", EmptyFile, "vide"),
    ("a.docx", b"abc", UnreadableFile, "endommag"),
    ("a.md", b"a" * 3_000_000, LargeFile, "volumineux"),
)


@pytest.mark.parametrize(("name", "data", "error", "says"), REFUSED)
def test_refusals_say_what_to_do(name: str, data: bytes, error: type[UnreadableFile], says: str) -> None:
    """What cannot be read says why, truly, and what to ask for."""
    with pytest.raises(error, match=says):
        read_bytes(data, name, Limits())


@pytest.mark.parametrize(("name", "error"), [("a.xyz", UnknownFormat), ("a.png", ScannedFile), ("a", UnknownFormat)])
def test_files_of_no_format(tmp_path: Path, name: str, error: type[UnreadableFile]) -> None:
    """A file of another kind is refused by name; a picture asks for a text."""
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(error, match=name):
        read(tmp_path / name, Limits())

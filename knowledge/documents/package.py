"""A zip of XML, as Word and OpenDocument are: each part is read up to a limit, names without their namespaces."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from knowledge.errors import DamagedFile, LargeFile

Element = ET.Element
_LARGEST_PART = 16_000_000  # bytes of one part once unpacked
_DEEPEST = 200  # elements within elements
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ET.ParseError, EOFError, OSError, NotImplementedError, ValueError)


class Package:
    """The parts of a file."""

    def __init__(self, archive: zipfile.ZipFile, file: str, form: str) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self.file, self.form = file, form

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def bytes(self, name: str) -> bytes:
        """Return a part, read no further than its limit whatever its size is said to be."""
        known = self._names[name.lower()]
        with self._archive.open(known) as stream:
            content = stream.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART:
            raise LargeFile(file=self.file, size=self._archive.getinfo(known).file_size, limit=_LARGEST_PART)
        return content

    def xml(self, name: str) -> Element:
        """Return a part as a tree, an empty one when it is missing. Raises DamagedFile."""
        if name not in self:
            return ET.Element("missing")
        content = self.bytes(name)
        if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16 too
            raise DamagedFile(file=self.file, format=self.form)
        return _parsed(content, self)


def _parsed(content: bytes, package: Package) -> Element:
    depth, root = 0, None
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - bounded, without entities
        if event == "start":
            depth += 1
            root = element if root is None else root
            if depth > _DEEPEST:
                raise DamagedFile(file=package.file, format=package.form)
            element.tag = element.tag.rpartition("}")[2]
            if element.attrib:
                bare = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
                element.attrib.clear()
                element.attrib.update(bare)
        else:
            depth -= 1
    return root if root is not None else ET.Element("missing")


@contextmanager
def opened(data: bytes, file: str, form: str) -> Iterator[Package]:
    """Open a file. Raises DamagedFile, then and while it is read, when it is no such package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Package(archive, file, form)
    except _BROKEN:
        raise DamagedFile(file=file, format=form) from None

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
        self._parsed: dict[str, Element] = {}
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
        if name not in self._parsed:
            content = self.bytes(name)
            if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in UTF-16 too
                raise DamagedFile(file=self.file, format=self.form)
            root = ET.fromstring(content)  # noqa: S314 - bounded above, without a document type there is no entity
            if not _is_shallow(root):
                raise DamagedFile(file=self.file, format=self.form)
            self._parsed[name] = root
        return self._parsed[name]


class _Bare(dict[str, str]):
    """Names without their namespaces, each learnt on its first sight."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition("}")[2]
        return self[name]


def _is_shallow(root: Element) -> bool:
    """Take the namespaces off the names of a tree; tell whether it nests no deeper than a reader may follow."""
    level, bare = [root], _Bare()
    for _ in range(_DEEPEST):
        for element in level:
            element.tag = bare[element.tag]
            if told := element.items():
                element.attrib.clear()
                element.attrib.update([(bare[name], value) for name, value in told])
        level = [child for element in level for child in element]
        if not level:
            return True
    return False


@contextmanager
def opened(data: bytes, file: str, form: str) -> Iterator[Package]:
    """Open a file. Raises DamagedFile, then and while it is read, when it is no such package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Package(archive, file, form)
    except _BROKEN:
        raise DamagedFile(file=file, format=form) from None

"""Word documents -> marked-up text: paragraphs, lists, tables, links and text boxes, tracked changes accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.errors import DamagedFile, LargeFile, ProtectedFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OLE = b"\xd0\xcf\x11\xe0"  # what an encrypted Word document begins with
_DROPPED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LARGEST_PART = 16_000_000  # bytes of one part once unpacked
_HEADER_ENDS = re.compile(r"(?:objet|sujet|concerne)\s*:|(?:madame|monsieur|mesdames|excellence)\b.*,$", re.IGNORECASE)


@dataclass
class _Page:
    """The text while it is being written."""

    links: dict[str, str]
    lines: list[str] = field(default_factory=list)
    in_header: bool = True


def read(data: bytes, file: str) -> str:
    """Return the marked-up text of a document. Raises UnreadableFile."""
    if data.startswith(_OLE):
        raise ProtectedFile(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _part(package, "word/document.xml", file)
            names = package.namelist()
            relations = "word/_rels/document.xml.rels"
            links = _links(_part(package, relations, file)) if relations in names else {}
    except (zipfile.BadZipFile, KeyError, ET.ParseError, EOFError, OSError, NotImplementedError, ValueError):
        raise DamagedFile(file=file, format="Word") from None
    page = _Page(links)
    for child in body.iter(f"{_W}body"):
        _blocks(child, page)
    return "\n".join(page.lines)


def _part(package: zipfile.ZipFile, name: str, file: str) -> ET.Element:
    """Return a part of the document, read no further than its limit whatever its size is said to be."""
    with package.open(name) as stream:
        content = stream.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise LargeFile(file=file, size=package.getinfo(name).file_size, limit=_LARGEST_PART)
    if b"<!DOCTYPE" in content:
        raise DamagedFile(file=file, format="Word")
    return ET.fromstring(content)  # noqa: S314 - bounded above, without a document type there is no entity to expand


def _links(relations: ET.Element) -> dict[str, str]:
    return {each.get("Id", ""): each.get("Target", "") for each in relations if each.get("TargetMode") == "External"}


def _blocks(parent: ET.Element, page: _Page) -> None:
    for child in parent:
        if child.tag == f"{_W}p":
            _paragraph(child, page)
        elif child.tag == f"{_W}tbl":
            _table(child, page)
        elif child.tag not in _DROPPED:
            _blocks(child, page)


def _paragraph(paragraph: ET.Element, page: _Page) -> None:
    for box in _boxes(paragraph):
        _blocks(box, page)
    text = _text(paragraph, page).strip()
    if not text:
        page.lines.append("")
        return
    page.in_header = page.in_header and not _HEADER_ENDS.match(text)
    item = _is_item(paragraph) and not re.match(r"[-–•]|\(?\w{1,3}[.)]\s", text)
    page.lines.extend((f"- {text}" if item else text, ""))


def _boxes(paragraph: ET.Element) -> Iterator[ET.Element]:
    """Yield the text boxes of a paragraph, each once although two forms of it may be stored."""
    skipped = {id(box) for fallback in paragraph.iter(_FALLBACK) for box in fallback.iter(f"{_W}txbxContent")}
    for box in paragraph.iter(f"{_W}txbxContent"):
        if id(box) not in skipped:
            yield box


def _is_item(paragraph: ET.Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = style is not None and re.match(r"(?i)list|puce|enum", style.get(f"{_W}val", "")) is not None
    return paragraph.find(f"{_W}pPr/{_W}numPr") is not None or named


def _text(element: ET.Element, page: _Page) -> str:
    """Return the text of an element in its order, links marked."""
    pieces = []
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag == f"{_W}hyperlink":
            label, target = _text(child, page), page.links.get(child.get(f"{_R}id", ""), "")
            pieces.append(f"[{label}]({target})" if target and "]" not in label else label)
        elif child.tag not in _DROPPED and child.tag not in (_FALLBACK, f"{_W}txbxContent"):
            pieces.append(_text(child, page))
    return "".join(pieces)


# ------------------------------------------------------------------ tables


def _table(table: ET.Element, page: _Page) -> None:
    """Write a table row by row; what spans rows of a header, the addressees mostly, comes after it as lines."""
    beside: list[str] = []
    for row in table.iter(f"{_W}tr"):
        cells = [_cell(cell, page, beside) for cell in row.findall(f"{_W}tc") + row.findall(f"{_W}sdt//{_W}tc")]
        if any(cells):
            page.lines.append(f"| {' | '.join(cells)} |")
    page.lines.extend(("", *beside, ""))


def _cell(cell: ET.Element, page: _Page, beside: list[str]) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val") != "restart":
        return ""
    paragraphs = [text for each in cell.iter(f"{_W}p") if (text := _text(each, page).strip())]
    if page.in_header and len(paragraphs) > 1 and (merge is not None or len(paragraphs) > 2):
        beside.extend(re.sub(r"^[–•-]\s*", "- ", text) for text in paragraphs)
        return ""
    joint = "<br>" if page.in_header else " "
    return joint.join(paragraphs).replace("\n", joint).replace("|", "/")

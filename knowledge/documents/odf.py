"""OpenDocument texts -> a document: what a reader of the final text sees."""

from collections.abc import Iterable, Iterator

from knowledge.documents.draft import Draft, Look, Words, clean, lines_of
from knowledge.documents.flow import MOST_SPANNED, Flow, Paragraph, Table, TableCell, write
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.package import Element, Package, opened
from knowledge.documents.wordstyles import counted
from knowledge.errors import ProtectedFile

_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n", "soft-page-break": ""}
_DROPPED = frozenset(("tracked-changes", "annotation", "annotation-end", "placeholder", "forms", "sequence-decls"))
_DROPPED |= {"page-number", "page-count"}
_DEEPEST = 20  # styles that one is based on
_LOOKS = ("font-weight", "font-style", "text-line-through-style", "display")


def read(data: bytes, file: str) -> Document:
    """Return the document of a file. Raises UnreadableFile."""
    with opened(data, file, "OpenDocument") as package:
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.bytes("META-INF/manifest.xml"):
            raise ProtectedFile(file=file)
        return _Reader(package).document()


class _Reader:
    """Reads the text of a package."""

    def __init__(self, package: Package) -> None:
        self.draft = Draft(package.file)
        self.content, self.styles = package.xml("content.xml"), package.xml("styles.xml")
        self.told = {
            (each.get("family", ""), each.get("name", "")): each
            for root in (self.styles, self.content)
            for each in root.iter("style")
        }
        self.lists = {
            each.get("name", ""): each for root in (self.styles, self.content) for each in root.iter("list-style")
        }
        self.counts: dict[str, list[int]] = {}
        self.notes: Flow = []
        self.boxes: Flow = []

    def document(self) -> Document:
        """Return what it says: the head of its pages, its text, its notes, their foot."""
        self._running(("header-first", "header"), Zone.BODY)
        for body in self.content.iter("text"):
            write(self._flow(body), self.draft)
            break
        write(self.notes, self.draft)
        self._running(("footer-first", "footer"), Zone.FOOTER)
        return self.draft.finished()

    def _running(self, names: tuple[str, ...], zone: Zone) -> None:
        wanted = self._first_page()
        for page in self.styles.iter("master-page"):
            if page.get("name") != wanted:
                continue
            found = next((part for name in names if (part := page.find(name)) is not None), None)
            if found is not None:
                with self.draft.zone(zone):
                    write(self._flow(found), self.draft)
                return

    def _first_page(self) -> str:
        """Return the name of the layout of the first page."""
        for body in self.content.iter("text"):
            for each in body.iter():
                told = self.told.get(("paragraph", each.get("style-name", "")))
                if each.tag in ("p", "h", "table"):
                    return (told.get("master-page-name") if told is not None else None) or "Standard"
        return "Standard"

    # -------------------------------------------------------------- blocks

    def _flow(self, parent: Iterable[Element]) -> Flow:
        out: Flow = []
        for child in parent:
            if child.tag in ("p", "h"):
                paragraph = self._paragraph(child)
                boxes, self.boxes = self.boxes, []
                out.extend((*boxes, paragraph))
            elif child.tag == "list":
                out.extend(self._list(child, 0, child.get("style-name", "")))
            elif child.tag == "table":
                out.append(self._table(child))
            elif child.tag not in _DROPPED:
                out.extend(self._flow(child))
        return out

    def _apart(self, parent: Element) -> Flow:
        """Return what stands in a box or a note, the boxes of the paragraph around it kept."""
        outer, self.boxes = self.boxes, []
        flow = self._flow(parent)
        self.boxes = outer
        return flow

    def _paragraph(self, element: Element) -> Paragraph:
        look = self._look("paragraph", element.get("style-name", ""))
        lines = lines_of(self._words(element, look, None))
        if element.tag == "h":
            told = element.get("outline-level", "1")
            return Paragraph(lines, Kind.HEADING, "", int(told) if told.isdigit() else 1)
        return Paragraph(lines)

    def _list(self, element: Element, level: int, style: str) -> Flow:
        out: Flow = []
        style = element.get("style-name", style)
        goes_on = element.get("continue-numbering") == "true"
        del self.counts.setdefault(style, [])[level + goes_on :]
        for item in element:
            marker = self._marker(style, level) if item.tag == "list-item" else ""
            for child in item:
                if child.tag == "list":
                    out.extend(self._list(child, level + 1, style))
                    continue
                for each in self._flow((child,)):
                    out.append(_marked(each, marker, level))
                    marker = ""
        return out

    def _marker(self, style: str, level: int) -> str:
        told = self.lists.get(style)
        found = next((each for each in (() if told is None else told) if each.get("level") == str(level + 1)), None)
        counts = self.counts[style]
        counts.extend(0 for _ in range(level + 1 - len(counts)))
        del counts[level + 1 :]
        counts[level] += 1
        if found is None or found.tag != "list-level-style-number":
            return "-"
        form = found.get("num-format", "1")
        return (
            f"{found.get('num-prefix', '')}{counted(form, counts[level])}{found.get('num-suffix', '')}" if form else ""
        )

    def _table(self, table: Element) -> Table:
        out = Table()
        for row, heads in _rows(table, heads=False):
            cells = []
            for each in row:
                if each.tag == "table-cell":
                    spans = [each.get(f"number-{name}-spanned", "1") for name in ("rows", "columns")]
                    rows, columns = (min(int(told), MOST_SPANNED) if told.isdigit() else 1 for told in spans)
                    cells.append(TableCell(self._flow(each), max(1, rows), max(1, columns), heads))
            out.rows.append(cells)
        return out

    # -------------------------------------------------------------- words

    def _look(self, family: str, name: str, depth: int = 0) -> Look:
        told = self.told.get((family, name))
        if told is None or depth > _DEEPEST:
            return Look()
        based = self._look(family, told.get("parent-style-name", ""), depth + 1)
        properties = told.find("text-properties")
        return based if properties is None else _looked(properties, based)

    def _words(self, element: Element, look: Look, link: str | None) -> Iterator[Words]:
        yield from self._said(element.text, look, link)
        for child in element:
            if child.tag in _SIGNS:
                yield Words(_SIGNS[child.tag])
            elif child.tag == "note":
                self._note(child)
            elif child.tag == "frame":
                boxes = [each for box in child.iter("text-box") for each in self._apart(box)]
                self.boxes.extend(boxes)
            elif child.tag not in _DROPPED:
                target = child.get("href") if child.tag == "a" else link
                yield from self._words(child, self._within(child, look), target)
            yield from self._said(child.tail, look, link)

    def _within(self, child: Element, look: Look) -> Look:
        """Return the look of what stands within an element."""
        told = self.told.get(("text", child.get("style-name", ""))) if child.tag == "span" else None
        properties = told.find("text-properties") if told is not None else None
        return look if properties is None else _looked(properties, look)

    def _said(self, text: str | None, look: Look, link: str | None) -> Iterator[Words]:
        if text and self.draft.shows(text, look):
            yield Words(clean(text.replace("\n", " ").replace("\t", " ")), look.bold, look.italic, link)

    def _note(self, note: Element) -> None:
        number = str(sum(1 for _ in self.notes) + 1)
        for body in note.iter("note-body"):
            for each in self._apart(body):
                self.notes.append(Paragraph(each.lines, Kind.NOTE, number) if isinstance(each, Paragraph) else each)


def _marked(each: Paragraph | Table, marker: str, level: int) -> Paragraph | Table:
    """Return the first paragraph of an item with its marker."""
    if not marker or isinstance(each, Table):
        return each
    kind = Kind.HEADING if each.kind is Kind.HEADING else Kind.ITEM
    return Paragraph(each.lines, kind, marker, each.level or level)


def _looked(properties: Element, look: Look) -> Look:
    weight, style, line, display = (properties.get(name) for name in _LOOKS)
    return Look(
        look.bold if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600),
        look.italic if style is None else style in ("italic", "oblique"),
        look.struck if line is None else line != "none",
        look.hidden if display is None else display == "none",
    )


def _rows(table: Element, *, heads: bool) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == "table-row":
            yield child, heads
        elif child.tag in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child, heads=heads or child.tag == "table-header-rows")

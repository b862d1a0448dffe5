"""Word documents -> a document: what a reader of the final text sees, tracked changes accepted."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from knowledge.documents.draft import Draft, Look, Words, clean, lines_of
from knowledge.documents.flow import Flow, Paragraph, Table, TableCell, write
from knowledge.documents.model import Document, Kind, Zone
from knowledge.documents.package import Element, Package, opened
from knowledge.documents.wordstyles import Lists, Style, Styles, looked, number_of, on
from knowledge.errors import DamagedFile

_DROPPED = frozenset(
    ("del", "moveFrom", "delText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr")
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": " "}
_HYPERLINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


Embedded = Callable[[bytes, str, Draft], Flow | None]  # reads a file of another format that stands within


def read(data: bytes, file: str, embedded: Embedded = lambda *_: None) -> Document:
    """Return the document of a file. Raises UnreadableFile."""
    with opened(data, file, "Word") as package:
        main = _main(package)
        if main not in package:
            raise DamagedFile(file=file, format="Word")
        return _Reader(package, main, embedded).document()


def _main(package: Package) -> str:
    """Return the name of the part that holds the text."""
    for each in package.xml("_rels/.rels"):
        if each.get("Type", "").endswith("/officeDocument"):
            return each.get("Target", "").lstrip("/")
    return "word/document.xml"


@dataclass(slots=True)
class _Field:
    """A field while it is read: what computes it, then what it shows."""

    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class _Story:
    """A part of the document with its own links: the body, a header, notes."""

    name: str
    targets: dict[str, str]
    fields: list[_Field] = field(default_factory=list)
    kept: list[Words] = field(default_factory=list)  # of a paragraph whose end was deleted


class _Reader:
    """Reads the parts of a package."""

    def __init__(self, package: Package, main: str, embedded: Embedded) -> None:
        self.embedded = embedded
        self.package, self.folder = package, posixpath.dirname(main)
        self.styles = Styles(package.xml(self._beside(main, "/styles")))
        self.lists = Lists.of(package.xml(self._beside(main, "/numbering")))
        self.draft = Draft(package.file)
        self.story = self._story(main)
        self.main = main
        self.notes: list[Flow] = []
        self.boxes: list[Flow] = []

    def document(self) -> Document:
        """Return what the document says: its first header, its body, its notes, its first footer."""
        root = self.package.xml(self.main)
        if root.tag != "document":
            raise DamagedFile(file=self.package.file, format="Word")
        first = next(root.iter("sectPr"), None)
        self._running(first, "header", Zone.BODY)
        self.story = self._story(self.main)
        flow: Flow = []
        for body in root.iter("body"):
            flow.extend(self._flow(body))
            break
        flow.extend(self._ended())
        write(flow, self.draft)
        for each in self.notes:
            write(each, self.draft)
        self._running(first, "footer", Zone.FOOTER)
        return self.draft.finished()

    # -------------------------------------------------------------- parts

    def _story(self, name: str) -> _Story:
        return _Story(name, {each.get("Id", ""): each.get("Target", "") for each in self._relations(name)})

    def _relations(self, name: str) -> Element:
        folder, base = posixpath.split(name)
        return self.package.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))

    def _beside(self, name: str, kind: str) -> str:
        for each in self._relations(name):
            if each.get("Type", "").endswith(kind):
                return self._path(each.get("Target", ""))
        return ""

    def _path(self, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")

    def _running(self, section: Element | None, kind: str, zone: Zone) -> None:
        """Write what stands at the head or the foot of the first page."""
        if section is None:
            return
        wanted = "first" if on(section.find("titlePg")) else "default"
        for each in section.iter(f"{kind}Reference"):
            target = self._story(self.main).targets.get(each.get("id", ""), "")
            if each.get("type", "default") == wanted and target:
                self.story = self._story(self._path(target))
                flow = self._flow(self.package.xml(self._path(target)))
                with self.draft.zone(zone):
                    write([*flow, *self._ended()], self.draft)

    # -------------------------------------------------------------- blocks

    def _flow(self, parent: Element) -> Flow:
        out: Flow = []
        for child in _children(parent):
            if child.tag == "p":
                out.extend(self._paragraph(child))
            elif child.tag == "tbl":
                out.extend((*self._ended(), self._table(child)))
            elif child.tag == "altChunk":
                out.extend(self._chunk(child))
            else:
                out.extend(self._flow(child))
        return out

    def _paragraph(self, paragraph: Element) -> Flow:
        properties = paragraph.find("pPr")
        style = self._style(properties)
        words = [*self.story.kept, *self._words(paragraph, style.look, None)]
        boxes, self.boxes = self.boxes, []
        out: Flow = [each for box in boxes for each in box]
        mark = properties.find("rPr") if properties is not None else None
        joined = mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None)
        self.story.kept = words if joined else []
        if not joined:
            out.append(self._made(properties, style, words))
        return out

    def _ended(self) -> Flow:
        """Return the paragraph whose end was deleted though nothing follows."""
        words, self.story.kept = self.story.kept, []
        return [Paragraph(lines_of(words))] if words else []

    def _style(self, properties: Element | None) -> Style:
        told = properties.find("pStyle") if properties is not None else None
        return self.styles.of(told.get("val", "") if told is not None else self.styles.default)

    def _made(self, properties: Element | None, style: Style, words: list[Words]) -> Paragraph:
        lines = lines_of(words)
        if not any(each.text.strip() for each in words):
            return Paragraph([])
        heading = _outlined(properties, style.heading)
        number = number_of(properties) or style.number
        if number is not None and number[0] != "0":
            name = number[0] or (style.number or ("", 0))[0]
            marker = self.lists.marker((name, number[1]))
            if heading or marker:
                return Paragraph(lines, Kind.HEADING if heading else Kind.ITEM, marker, heading or number[1])
        kind = Kind.ITEM if style.listed and number is None else Kind.PARAGRAPH
        return Paragraph(lines, Kind.HEADING if heading else kind, "", heading)

    def _chunk(self, chunk: Element) -> Flow:
        """Return a file of another format that stands within this one."""
        name = self._path(self.story.targets.get(chunk.get("id", ""), ""))
        found = self.embedded(self.package.bytes(name), name, self.draft) if name in self.package else None
        if found is None:
            self.draft.tell("embedded")
        return found or []

    # -------------------------------------------------------------- words

    def _words(self, parent: Element, look: Look, link: str | None) -> Iterator[Words]:
        for child in _children(parent):
            match child.tag:
                case "r":
                    yield from self._run(child, look, link)
                case "hyperlink":
                    target = self.story.targets.get(child.get("id", ""), "") or None
                    yield from self._words(child, look, target or link)
                case "fldSimple":
                    found = _HYPERLINK.match(child.get("instr", ""))
                    yield from self._words(child, look, found[1] if found else link)
                case "txbxContent":
                    self._box(child)
                case _:
                    yield from self._words(child, look, link)

    def _run(self, run: Element, look: Look, link: str | None) -> Iterator[Words]:
        look = self._look(run.find("rPr"), look)
        for child in _children(run):
            if (text := self._piece(child)) is None:
                yield from self._words(child, look, link)
            elif text and self._shows(text, look):
                shown = text if text in ("\t", "\n") else clean(text)
                yield Words(shown, look.bold, look.italic, self._field_link() or link)

    def _look(self, properties: Element | None, look: Look) -> Look:
        """Return the look of a run within words of another."""
        named = properties.find("rStyle") if properties is not None else None
        if named is not None:
            style = self.styles.of(named.get("val", "")).look
            look = Look(*(one or other for one, other in zip(look, style, strict=True)))
        return looked(properties, look)

    def _shows(self, text: str, look: Look) -> bool:
        """Tell whether the page shows a text, which fields may hide too."""
        return self.draft.shows(text, look) and all(each.shows for each in self.story.fields)

    def _piece(self, child: Element) -> str | None:
        """Return the text of a piece of a run, None when it holds pieces of its own."""
        if child.tag == "t":
            return child.text or ""
        if child.tag in _SIGNS:
            return "" if child.get("type") == "column" else _SIGNS[child.tag]
        match child.tag:
            case "fldChar":
                self._field(child.get("fldCharType", ""))
            case "instrText" if self.story.fields:
                self.story.fields[-1].code += child.text or ""
            case "footnoteReference" | "endnoteReference":
                self._note(_NOTES[child.tag], child.get("id", ""))
            case "txbxContent":
                self._box(child)
            case _:
                return None
        return ""

    def _field(self, kind: str) -> None:
        fields = self.story.fields
        if kind == "begin":
            fields.append(_Field())
        elif fields and kind == "separate":
            fields[-1].shows = True
        elif fields and kind == "end":
            fields.pop()

    def _field_link(self) -> str | None:
        found = (_HYPERLINK.match(each.code) for each in reversed(self.story.fields))
        return next((each[1] for each in found if each), None)

    def _box(self, content: Element) -> None:
        outer, self.story.kept = self.story.kept, []
        self.boxes, boxes = [], self.boxes
        flow = self._flow(content)
        self.boxes = [*boxes, [*flow, *self._ended()]]
        self.story.kept = outer

    def _note(self, kind: str, name: str) -> None:
        part = self._beside(self.main, f"/{kind}s")
        for each in self.package.xml(part).iter(kind) if part else ():
            if each.get("id") == name:
                outer, self.story = self.story, self._story(part)
                flow = self._flow(each)
                self.story = outer
                number = str(len(self.notes) + 1)
                self.notes.append([_as_note(one, number) for one in flow])

    # -------------------------------------------------------------- tables

    def _table(self, table: Element) -> Table:
        out = Table()
        reaching: dict[int, TableCell] = {}  # column -> the cell that began above
        for row in _within(table, "tr"):
            properties = row.find("trPr")
            if properties is not None and properties.find("del") is not None:
                continue
            heads = properties is not None and bool(on(properties.find("tblHeader")))
            out.rows.append(self._row(row, reaching, heads=heads))
        return out

    def _row(self, row: Element, reaching: dict[int, TableCell], *, heads: bool) -> list[TableCell]:
        cells, column = list[TableCell](), 0
        for each in _within(row, "tc"):
            properties = each.find("tcPr")
            told = {child.tag: child.get("val", "") for child in properties} if properties is not None else {}
            width = int(told["gridSpan"]) if told.get("gridSpan", "").isdigit() else 1
            if "vMerge" in told and told["vMerge"] != "restart" and column in reaching:
                reaching[column].rows += 1
            else:
                cell = TableCell(self._flow(each) + self._ended(), columns=max(1, min(width, 50)), heads=heads)
                cells.append(cell)
                reaching.pop(column, None)
                if "vMerge" in told:
                    reaching[column] = cell
            column += width
        return cells


def _outlined(properties: Element | None, heading: int) -> int:
    """Return the level of a heading as a paragraph tells it itself, else that of its style."""
    told = properties.find("outlineLvl") if properties is not None else None
    level = told.get("val", "") if told is not None else ""
    if not level.isdigit():
        return heading
    return int(level) + 1 if int(level) < 9 else 0


def _as_note(each: Paragraph | Table, number: str) -> Paragraph | Table:
    return each if isinstance(each, Table) else Paragraph(each.lines, Kind.NOTE, number)


def _children(parent: Element) -> Iterator[Element]:
    """Yield what an element shows: of alternatives the first, of a control that waits for an answer nothing."""
    for child in parent:
        if child.tag in _DROPPED:
            continue
        if child.tag == "AlternateContent":
            yield from child[:1]
        elif child.tag != "sdt" or child.find("sdtPr/showingPlcHdr") is None:
            yield child


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in controls and marked insertions included."""
    for child in _children(parent):
        if child.tag == tag:
            yield child
        elif child.tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _within(child, tag)

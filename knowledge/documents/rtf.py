"""Rich Text Format -> a document: groups and control words are followed one by one, without recursion."""

import re
from dataclasses import dataclass, field, replace

from knowledge.documents.draft import Draft, Look, Words, clean, lines_of, said
from knowledge.documents.flow import Flow, Paragraph, Table, TableCell, write
from knowledge.documents.model import Document, Kind, Zone
from knowledge.errors import DamagedFile

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_HEADED = re.compile(r"(?:heading|titre) ?(\d)", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_MOST_DEEP = 1000  # groups within groups
_SKIPPED = frozenset(
    ("colortbl", "info", "pict", "object", "themedata", "datastore", "generator", "listtable", "sn", "sv")
)
_SKIPPED |= {"listoverridetable", "rsidtbl", "xmlnstbl", "shprslt", "nonshppict", "latentstyles", "revtbl", "filetbl"}
_SKIPPED |= {"template", "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "atnref", "xe", "tc"}
_RUNNING = frozenset(("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"))
_OPEN_STARS = frozenset(
    ("shpinst", "fldinst", "listtext", "pntext", "footnote")
)  # read although they are marked as optional
_PLACES = {"shpinst": "shape", "fldinst": "code", "listtext": "marker", "pntext": "marker"}
_PLACES |= {"fonttbl": "fonttbl", "stylesheet": "stylesheet"}
_CHARSETS = {0: "cp1252", 1: "cp1252", 77: "mac-roman", 161: "cp1253", 162: "cp1254", 204: "cp1251", 238: "cp1250"}
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "nestcell": "\t", "nestrow": "\n",
}  # fmt: skip
_LOOKS = {"b": "bold", "i": "italic", "strike": "struck", "striked": "struck", "v": "hidden", "deleted": "hidden"}
_PLAIN = Look()
_CHARACTERS = {"~": " ", "_": "-", "-": "", "\n": "\n", "\r": "\n"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the group ends."""

    place: str = "text"  # where words go: a destination
    look: Look = _PLAIN
    font: int = 0
    skip: int = 1  # characters that stand for one in Unicode
    link: str | None = None


@dataclass(slots=True)
class _Story:
    """A text of its own: the letter, a header, a note."""

    flow: Flow = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    marker: str = ""
    table: Table | None = None
    row: list[TableCell] = field(default_factory=list)
    cell: Flow = field(default_factory=list)
    merged: list[str] = field(default_factory=list)  # how each cell of the row goes on with that above
    mark: str = ""  # of the cell that is told next
    above: dict[int, TableCell] = field(default_factory=dict)  # cells that began in rows above
    in_table: bool = False
    style: int = 0
    level: int = 0  # of a heading that no style tells


def read(data: bytes, file: str) -> Document:
    """Return the document of a file. Raises DamagedFile."""
    reader = _Reader(file)
    reader.run(data.decode("latin-1"))
    return reader.document()


class _Reader:
    """Follows the tokens."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.draft = Draft(file)
        self.state = _State()
        self.stack: list[tuple[_State, _Story]] = []
        self.story = self.main = _Story()
        self.running: dict[str, _Story] = {}
        self.notes: list[_Story] = []
        self.codec, self.fonts, self.styles = "cp1252", dict[int, str](), dict[int, int]()
        self.first = False  # the first page has a head of its own
        self.pending = bytearray()  # bytes of a character set
        self.left = 0  # characters to leave out
        self.code = ""  # of a field
        self.named = ""  # of the style in hand

    def run(self, text: str) -> None:
        """Read all."""
        place = 0
        while found := _TOKEN.match(text, place):
            place = found.end()
            if found[3]:
                self.pending.append(int(found[3], 16))
                continue
            self._flush()
            if found[1] == "bin":
                place += max(0, int(found[2] or 0))
            else:
                self._token(*found.groups())
        self._flush()

    def _token(self, word: str | None, number: str | None, _: str | None, sign: str | None, *rest: str | None) -> None:
        brace, words = rest
        if word:
            self._word(word.lower(), int(number) if number else None)
        elif brace:
            self._brace(brace)
        elif sign == "*":
            self.state = replace(self.state, place="*")
        elif sign or words:
            self._say(words or _CHARACTERS.get(sign or "", sign or ""))

    def document(self) -> Document:
        """Return what was read."""
        self._end(self.main)
        for each in (*self.running.values(), *self.notes):
            self._end(each)
        self._running("header", Zone.BODY)
        write(self.main.flow, self.draft)
        for number, note in enumerate(self.notes, 1):
            write(
                [Paragraph(p.lines, Kind.NOTE, str(number)) for p in note.flow if isinstance(p, Paragraph)], self.draft
            )
        self._running("footer", Zone.FOOTER)
        return self.draft.finished()

    def _running(self, name: str, zone: Zone) -> None:
        found = self.running.get(f"{name}f" if self.first else name)
        if found:
            with self.draft.zone(zone):
                write(found.flow, self.draft)

    # -------------------------------------------------------------- tokens

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self.stack) > _MOST_DEEP:
                raise DamagedFile(file=self.file, format="RTF")
            self.stack.append((self.state, self.story))
            return
        if not self.stack:
            return
        if self.state.place == "stylesheet" and self.named:
            self._name_style()
        state, story = self.stack.pop()
        if story is not self.story:
            self._end(self.story)
        self.state, self.story = state, story

    def _word(self, word: str, number: int | None) -> None:
        if self.state.place == "*":
            self.state = replace(self.state, place=word if word in _OPEN_STARS else "skip")
            self._open(word) if word in _OPEN_STARS else None
        elif self.state.place == "skip":
            return
        elif word in _SKIPPED:
            self.state = replace(self.state, place="skip")
        elif not self._open(word):
            self._character(word, number)
            self._look(word, number)
            if self.state.place == "text":
                self._layout(word, number)

    def _open(self, word: str) -> bool:
        """Enter a destination."""
        if word in _RUNNING or word in ("footnote", "shptxt"):
            self._enter(word)
        elif word in _PLACES:
            self.state = replace(self.state, place=_PLACES[word])
            self.code = "" if word == "fldinst" else self.code
            self.story.marker = "" if _PLACES[word] == "marker" else self.story.marker
        elif word == "fldrslt":
            found = _LINK.match(self.code)
            self.state = replace(self.state, link=found[1] if found else self.state.link)
        else:
            return False
        return True

    def _enter(self, word: str) -> None:
        """Begin a text of its own; a box stands where it is anchored."""
        self.story = _Story(flow=self.story.flow) if word == "shptxt" else _Story()
        if word in _RUNNING:
            self.story = self.running.setdefault(word, self.story)
        elif word == "footnote":
            self.notes.append(self.story)
        self.state = _State(font=self.state.font)

    def _character(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._say(chr(number % 65536))
            self.left = self.state.skip
        elif word == "uc":
            self.state = replace(self.state, skip=number or 0)
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "titlepg":
            self.first = True
        elif number is not None:
            self._alphabet(word, number)

    def _alphabet(self, word: str, number: int) -> None:
        """Learn what bytes mean: the code page of the document, the character set of a font, the font in force."""
        match word:
            case "ansicpg":
                self.codec = f"cp{number}" if number != 10000 else "mac-roman"
            case "f":
                self.state = replace(self.state, font=number)
            case "fcharset" if self.state.place == "fonttbl":
                self.fonts[self.state.font] = "symbol" if number == 2 else _CHARSETS.get(number, self.codec)

    def _look(self, word: str, number: int | None) -> None:
        match word:
            case "plain":
                self.state = _State(self.state.place, font=self.state.font, skip=self.state.skip, link=self.state.link)
            case "b" | "i" | "strike" | "striked" | "v" | "deleted":
                self.state = replace(self.state, look=self.state.look._replace(**{_LOOKS[word]: number != 0}))
            case "s":
                self.story.style = number or 0

    def _layout(self, word: str, number: int | None) -> None:
        story = self.story
        match word:
            case "pard":
                story.in_table, story.style, story.level = False, 0, 0
            case "outlinelevel":
                story.level = (number or 0) + 1 if (number or 0) < 9 else 0
            case "intbl":
                story.in_table = True
            case "par" | "sect" | "page":
                self._paragraph(story)
            case _:
                self._table(word, story)

    def _table(self, word: str, story: _Story) -> None:
        match word:
            case "trowd":
                story.merged, story.mark = [], ""
            case "clvmgf" | "clvmrg":
                story.mark = word
            case "cellx":
                story.merged.append(story.mark)
                story.mark = ""
            case "cell":
                self._paragraph(story)
                story.row.append(TableCell(story.cell))
                story.cell = []
            case "row":
                self._row(story)

    # -------------------------------------------------------------- words

    def _flush(self) -> None:
        """Read the bytes that stood for characters."""
        if self.pending:
            codec = self.fonts.get(self.state.font, self.codec)
            data, self.pending = bytes(self.pending), bytearray()
            data, self.left = data[self.left :], max(0, self.left - len(data))
            if codec == "symbol":
                self._say("".join("•" if byte in (0xB7, 0xA7) else " " for byte in data))
                return
            try:
                self._say(data.decode(codec, "replace"))
            except LookupError:
                self._say(data.decode("cp1252", "replace"))

    def _say(self, text: str) -> None:
        if self.left:
            text, self.left = text[self.left :], max(0, self.left - len(text))
        place = self.state.place
        if place == "text" and text:
            self._write(text)
        elif place == "code":
            self.code += text
        elif place == "marker":
            self.story.marker += text
        elif place == "stylesheet":
            self.named += text

    def _write(self, text: str) -> None:
        look = self.state.look
        if self.draft.shows(text, look):
            shown = text if text in ("\t", "\n") else clean(text)
            self.story.words.append(Words(shown, look.bold, look.italic, self.state.link))

    def _name_style(self) -> None:
        for name in filter(None, (each.strip() for each in self.named.split(";"))):
            if found := _HEADED.match(name):
                self.styles[self.story.style] = int(found[1])
        self.named, self.story.style = "", 0

    # -------------------------------------------------------------- blocks

    def _paragraph(self, story: _Story) -> None:
        words, story.words = story.words, []
        told, story.marker = story.marker.strip(), ""
        marker = told.strip("\t •·-–") or ("-" if told else "")
        level = self.styles.get(story.style, 0) or story.level
        flow = story.cell if story.in_table else story.flow
        if not story.in_table:
            story.table = None
        if said(words).strip():
            kind = Kind.HEADING if level else Kind.ITEM if marker else Kind.PARAGRAPH
            flow.append(Paragraph(lines_of(words), kind, marker, level))

    def _row(self, story: _Story) -> None:
        if story.table is None:
            story.table, story.above = Table(), {}
            story.flow.append(story.table)
        cells = []
        for column, cell in enumerate(story.row):
            merged = story.merged[column] if column < len(story.merged) else ""
            if merged == "clvmrg" and column in story.above:
                story.above[column].rows += 1
                continue
            story.above.pop(column, None)
            if merged == "clvmgf":
                story.above[column] = cell
            cells.append(cell)
        story.table.rows.append(cells)
        story.row = []

    def _end(self, story: _Story) -> None:
        if story.words:
            self._paragraph(story)
        if story.cell:
            story.row.append(TableCell(story.cell))
            story.cell = []
        if story.row:
            self._row(story)

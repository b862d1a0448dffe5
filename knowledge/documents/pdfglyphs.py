"""The one door to pypdf: the characters of a page, each with its place and its look, and what lies over them."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from knowledge.errors import DamagedFile, ProtectedFile

_MOST_PAGES = 400
_MOST_DEEP = 8  # forms within forms
_MOST_GLYPHS = 100_000  # of a page
_MOST_NOTES = 1000  # annotations of a page
_MOST_RULES = 3000  # of a page
_BOLD = re.compile(r"bold|black|heavy|demi|-bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_HIDDEN = 2  # flag of an annotation that is not shown
_BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
_SYMBOLS = {**dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf071", "•"), "\uf02d": "–", "\uf020": " "}
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A character: from `start` to `end` on a baseline, upwards from the foot of the page."""

    text: str
    start: float
    end: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    way: tuple[int, int] = (1, 0)  # the direction in which it is read
    struck: bool = False


class Box(NamedTuple):
    """A rectangle of a page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Page:
    """What is drawn on a page."""

    glyphs: list[Glyph] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)  # thin lines


def pages(data: bytes, file: str) -> Iterator[Page]:
    """Yield the pages of a document, turned so that most of their text is upright. Raises UnreadableFile."""
    from pypdf import PdfReader  # 100 ms: loaded only to read such a document
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            raise ProtectedFile(file=file)
        for each in reader.pages[:_MOST_PAGES]:
            yield _upright(_Drawing(reader).drawn(each))
    except (PyPdfError, *_BROKEN):
        raise DamagedFile(file=file, format="PDF") from None


def _opens(reader: Any) -> bool:
    """Tell whether a protected document opens without a password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 - any failure to decrypt leaves it closed
        return False


# ------------------------------------------------------------------ what a page draws


@dataclass(slots=True)
class _State:
    """What holds until it is restored."""

    place: Matrix = _PLAIN
    font: Any = None
    name: str = ""
    size: float = 0.0
    spacing: float = 0.0
    wording: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Drawing:
    """Follows the operators of a page."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.page = Page()
        self.state = _State()
        self.stack: list[_State] = []
        self.text: Matrix = _PLAIN
        self.line: Matrix = _PLAIN
        self.point = (0.0, 0.0)
        self.fonts: dict[int, Any] = {}

    def drawn(self, page: Any) -> Page:
        """Return what a page shows."""
        contents = page.get("/Contents")
        if contents is not None:
            self._run(contents.get_object(), _resources(page), 0)
        for each in (page.get("/Annots") or ())[:_MOST_NOTES]:
            self._annotation(each.get_object())
        return self.page

    def _run(self, contents: Any, resources: Any, depth: int) -> None:
        from pypdf.generic import ContentStream

        for operands, operator in ContentStream(contents, self.reader, "bytes").operations:
            if len(self.page.glyphs) > _MOST_GLYPHS:
                return
            name = operator.decode("latin-1")
            if name == "Do":
                self._form(operands, resources, depth)
            elif name == "Tf" and len(operands) > 1:
                self._font(resources, str(operands[0]), float(operands[1]))
            elif name in ("Tj", "'", '"', "TJ"):
                self._show(name, operands)
            elif name in _MOVES or name in _SETS or name in _RULES:
                self._place(name, [float(each) for each in operands])

    def _form(self, operands: Any, resources: Any, depth: int) -> None:
        found = _part(resources, "/XObject")
        form = found[operands[0]].get_object() if operands and operands[0] in found else None
        if form is None or form.get("/Subtype") != "/Form" or depth > _MOST_DEEP:
            return
        before, self.state = self.state, replace(self.state)
        matrix = tuple(float(each) for each in form.get("/Matrix", _PLAIN))
        self.state.place = _times(matrix, self.state.place)  # type: ignore[arg-type]  # six numbers
        self._run(form, form.get("/Resources", resources).get_object(), depth + 1)
        self.state = before

    def _font(self, resources: Any, name: str, size: float) -> None:
        from pypdf.generic import DictionaryObject
        from pypdf.generic._font import Font

        fonts = _part(resources, "/Font")
        told = fonts[name].get_object() if name in fonts else DictionaryObject()
        if id(told) not in self.fonts:
            self.fonts[id(told)] = (told, Font.from_font_resource(told))  # kept, so that its id stays its own
        self.state.font, self.state.size = self.fonts[id(told)][1], size
        descriptor = self.state.font.font_descriptor
        heavy = str(descriptor.weight).isdigit() and int(descriptor.weight) >= 600
        self.state.name = f"{self.state.font.name} {descriptor.name}{' bold' if heavy else ''}"

    # -------------------------------------------------------------- places

    def _place(self, name: str, numbers: list[float]) -> None:
        if name in _RULES:
            self._rule(name, numbers)
        elif name in _SETS and numbers:
            setattr(self.state, _SETS[name], numbers[0] / 100 if name == "Tz" else numbers[0])
        elif name == "q":
            self.stack.append(replace(self.state))
        elif name == "Q" and self.stack:
            self.state = self.stack.pop()
        else:
            self._move(name, numbers)

    def _move(self, name: str, numbers: list[float]) -> None:
        match name, numbers:
            case "cm", [a, b, c, d, e, f]:
                self.state.place = _times((a, b, c, d, e, f), self.state.place)
            case "BT", _:
                self.text = self.line = _PLAIN
            case "Tm", [a, b, c, d, e, f]:
                self.text = self.line = (a, b, c, d, e, f)
            case "Td" | "TD", [x, y]:
                self.state.leading = -y if name == "TD" else self.state.leading
                self._next_line(x, y)
            case "T*", _:
                self._next_line(0, -self.state.leading)

    def _next_line(self, x: float, y: float) -> None:
        self.text = self.line = _times((1, 0, 0, 1, x, y), self.line)

    def _show(self, name: str, operands: Any) -> None:
        if name in ("'", '"'):
            if name == '"' and len(operands) > 2:
                self.state.wording, self.state.spacing = float(operands[0]), float(operands[1])
            self._next_line(0, -self.state.leading)
        for each in operands[0] if name == "TJ" and operands else operands[-1:]:
            if isinstance(each, (bytes, str)):
                self._string(each if isinstance(each, bytes) else each.encode("latin-1", "replace"))
            elif isinstance(each, (int, float)):
                self._advance(-float(each) / 1000 * self.state.size * self.state.scale)

    def _advance(self, by: float) -> None:
        self.text = _times((1, 0, 0, 1, by, 0), self.text)

    def _string(self, value: bytes) -> None:
        state, font = self.state, self.state.font
        if font is None:
            return
        simple = not isinstance(font.encoding, str)
        codes = value.decode("latin-1") if simple else value.decode(font.encoding, "replace")
        bold, italic = _BOLD.search(state.name) is not None, _ITALIC.search(state.name) is not None
        for code in codes:
            told = font.encoding.get(ord(code), code) if simple else code
            text = font.character_map.get(told, told)
            text = _SYMBOLS.get(text, text)
            width = font.character_widths.get(code, font.character_widths.get("default", 500))
            by = (float(width) / 1000 * state.size + state.spacing + state.wording * (code == " ")) * state.scale
            matrix = _times((1, 0, 0, 1, 0, state.rise), _times(self.text, state.place))
            self._advance(by)
            self._glyph("\ufffd" if not font.interpretable else text, matrix, by, bold=bold, italic=italic)

    def _glyph(self, text: str, matrix: Matrix, width: float, *, bold: bool, italic: bool) -> None:
        a, b, c, d, x, y = matrix
        size = abs(self.state.size) * (c * c + d * d) ** 0.5
        way = (round(a / (abs(a) + abs(b) or 1)), round(b / (abs(a) + abs(b) or 1)))
        end_x, end_y = x + a * width, y + b * width
        if way[0]:
            self.page.glyphs.append(Glyph(text, x * way[0], end_x * way[0], y * way[0], size, bold, italic, way))
        else:
            self.page.glyphs.append(Glyph(text, y * way[1], end_y * way[1], -x * way[1], size, bold, italic, way))

    def _rule(self, name: str, numbers: list[float]) -> None:
        """Keep thin rectangles and lines along an axis, as underlines, borders and strokes through words are drawn."""
        if name == "m" and len(numbers) == 2:
            self.point = (numbers[0], numbers[1])
            return
        if name == "l" and len(numbers) == 2:
            (left, low), (right, high) = self.point, numbers
            self.point = (numbers[0], numbers[1])
        elif len(numbers) == 4:
            left, low, right, high = numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]
        else:
            return
        one, other = _placed(left, low, self.state.place), _placed(right, high, self.state.place)
        box = Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
        if min(box.right - box.left, box.top - box.bottom) < 2 and len(self.page.rules) < _MOST_RULES:
            self.page.rules.append(box)

    # -------------------------------------------------------------- what lies over a page

    def _annotation(self, told: Any) -> None:
        corners = [float(each) for each in told.get("/Rect", ())]
        if len(corners) != 4 or int(told.get("/F", 0)) & _HIDDEN:
            return
        box = Box(min(corners[::2]), min(corners[1::2]), max(corners[::2]), max(corners[1::2]))
        match told.get("/Subtype"):
            case "/Link":
                self._link(box, _part(told, "/A").get("/URI"))
            case "/StrikeOut":
                self.page.struck.append(box)
            case "/FreeText":
                self._write(box, told.get("/Contents"))
            case "/Widget":
                filled = told if "/V" in told else _part(told, "/Parent")
                if filled.get("/FT", told.get("/FT")) in ("/Tx", "/Ch"):
                    self._write(box, filled.get("/V"))

    def _link(self, box: Box, url: Any) -> None:
        if isinstance(url, (str, bytes)):
            self.page.links.append((box, url if isinstance(url, str) else url.decode("latin-1")))

    def _write(self, box: Box, value: Any) -> None:
        """Write what a field was filled with where the field stands."""
        if not isinstance(value, str) or not value.strip():
            return
        self.page.glyphs = [each for each in self.page.glyphs if not (each.text.isspace() and _holds(box, each))]
        lines = value.replace("\r", "\n").split("\n")
        height = (box.top - box.bottom) / len(lines)
        size = min(height * 0.7, 12.0)
        for place, line in enumerate(lines):
            base = box.top - height * (place + 0.5) - size * 0.35
            width = (box.right - box.left) / max(1, len(line))  # as if it filled its field: no gap follows
            for count, char in enumerate(line):
                start = box.left + count * width
                self.page.glyphs.append(Glyph(char, start, start + width, base, size))


def _holds(box: Box, glyph: Glyph) -> bool:
    return box.left <= glyph.start <= box.right and box.bottom <= glyph.base <= box.top


_MOVES = frozenset(("q", "Q", "cm", "BT", "Tm", "Td", "TD", "T*"))
_RULES = frozenset(("re", "m", "l"))
_SETS = {"Tc": "spacing", "Tw": "wording", "Tz": "scale", "TL": "leading", "Ts": "rise"}


def _part(whole: Any, name: str) -> Any:
    """Return a dictionary within another, an empty one when it is missing."""
    found = whole.get(name) if whole else None
    return {} if found is None else found.get_object()


def _resources(page: Any) -> Any:
    for _ in range(_MOST_DEEP):
        if "/Resources" in page:
            return page["/Resources"].get_object()
        if "/Parent" not in page:
            break
        page = page["/Parent"].get_object()
    return None


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _upright(page: Page) -> Page:
    """Return a page with only the text of its main direction; what lies over a turned page is turned too."""
    ways: dict[tuple[int, int], int] = {}
    for glyph in page.glyphs:
        ways[glyph.way] = ways.get(glyph.way, 0) + 1
    if not ways or set(ways) == {(1, 0)}:
        return page
    main = max(ways, key=lambda way: ways[way])
    return Page(
        glyphs=[glyph for glyph in page.glyphs if glyph.way == main],
        links=[(_turned(box, main), url) for box, url in page.links],
        struck=[_turned(box, main) for box in page.struck],
        rules=[_turned(box, main) for box in page.rules],
    )


def _turned(box: Box, way: tuple[int, int]) -> Box:
    across, up = way
    if across:
        x, y = (box.left * across, box.right * across), (box.bottom * across, box.top * across)
    else:
        x, y = (box.bottom * up, box.top * up), (-box.left * up, -box.right * up)
    return Box(min(x), min(y), max(x), max(y))

"""What the styles and the lists of a Word document say of its paragraphs and words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from knowledge.documents.draft import Look
from knowledge.documents.package import Element

_OFF = frozenset(("0", "false", "off", "none"))
_HEADED = re.compile(r"(?:heading|titre) ?(\d)", re.IGNORECASE)
_TITLE = re.compile(r"title|titre", re.IGNORECASE)
_LISTED = re.compile(r"list|puce|enum", re.IGNORECASE)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_BASES = 20  # styles that one is based on


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style gives."""

    look: Look
    heading: int = 0  # its level, 0 for none
    number: tuple[str, int] | None = None  # list and level
    listed: bool = False


def on(element: Element | None) -> bool | None:
    """Tell whether a switch is set, None when it is not told."""
    return None if element is None else element.get("val", "1").lower() not in _OFF


def looked(properties: Element | None, look: Look) -> Look:
    """Return a look as the properties of a run change it."""
    if properties is None:
        return look
    told = {each.tag: each for each in properties}
    bold = on(told.get("b"))
    if bold is None and "rStyle" not in told:
        bold = on(told.get("u")) or None  # underlined by hand, as machines of old made words bold
    strokes = [on(told[name]) for name in ("strike", "dstrike") if name in told]
    return Look(
        _either(bold, look.bold),
        _either(on(told.get("i")), look.italic),
        any(strokes) if strokes else look.struck,
        _either(on(told.get("vanish")), look.hidden),
    )


def _either(told: bool | None, usual: bool) -> bool:  # noqa: FBT001 - two switches, one over the other
    return usual if told is None else told


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the level that properties of a paragraph name; list "0" is none."""
    found = properties.find("numPr") if properties is not None else None
    if found is None:
        return None
    number, level = found.find("numId"), found.find("ilvl")
    told = level.get("val", "0") if level is not None else "0"
    deep = int(told) if told.isdigit() and len(told) < 3 else 0
    return (number.get("val", "0"), deep) if number is not None else ("", deep)


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element) -> None:
        self._told = {each.get("styleId", ""): each for each in root.iter("style")}
        self._known: dict[str, Style] = {}
        default = root.find("docDefaults/rPrDefault/rPr")
        self._plain = Style(look=looked(default, Look()))
        self.default = next((name for name, each in self._told.items() if _is_default(each)), "")

    def of(self, name: str, depth: int = 0) -> Style:
        """Return a style with all that it is based on."""
        if name not in self._known:
            told = self._told.get(name)
            self._known[name] = self._plain if told is None or depth > _MOST_BASES else self._made(name, told, depth)
        return self._known[name]

    def _made(self, name: str, told: Element, depth: int) -> Style:
        based = told.find("basedOn")
        style = self.of(based.get("val", ""), depth + 1) if based is not None else self._plain
        named = told.find("name")
        label = named.get("val", "") if named is not None else name
        level = told.find("pPr/outlineLvl")
        heading = style.heading
        if (found := _HEADED.match(label)) is not None:
            heading = int(found[1])
        elif level is not None and level.get("val", "").isdigit():
            heading = int(level.get("val", "8")) + 1 if int(level.get("val", "9")) < 9 else 0
        elif _TITLE.fullmatch(label):
            heading = 1
        return replace(
            style,
            look=looked(told.find("rPr"), style.look),
            heading=heading,
            number=number_of(told.find("pPr")) or style.number,
            listed=style.listed or _LISTED.match(label) is not None,
        )


def _is_default(style: Element) -> bool:
    return style.get("type") == "paragraph" and style.get("default", "0") in ("1", "true")


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Lists:
    """The numbering of a document: it counts as its paragraphs come."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of each list
    _abstract: dict[str, str] = field(default_factory=dict)  # lists that share their count
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> "Lists":
        """Return the lists that a part defines."""
        defined = {each.get("abstractNumId", ""): _levels(each) for each in root.iter("abstractNum")}
        out = cls()
        for each in root.iter("num"):
            based, name = each.find("abstractNumId"), each.get("numId", "")
            abstract = based.get("val", "") if based is not None else ""
            out._levels[name] = defined.get(abstract, {})
            out._abstract[name] = name if each.find("lvlOverride") is not None else abstract
        return out

    def marker(self, number: tuple[str, int]) -> str:
        """Return the next marker of a list, empty when it shows none."""
        name, deep = number
        levels = self._levels.get(name, {})
        level = levels.get(deep)
        if level is None:
            return "-"
        if level.form in ("bullet", "none"):
            return "-" if level.form == "bullet" else ""
        counts = self._counts.setdefault(self._abstract.get(name, name), [])
        counts.extend(0 for _ in range(deep + 1 - len(counts)))
        del counts[deep + 1 :]
        counts[deep] = max(counts[deep] + 1, level.start)
        return re.sub(r"%(\d)", lambda found: _at(levels, counts, int(found[1]) - 1), level.text).strip()


def _levels(abstract: Element) -> dict[int, _Level]:
    out: dict[int, _Level] = {}
    for each in abstract.iter("lvl"):
        told = {child.tag: child.get("val", "") for child in each}
        deep, start = each.get("ilvl", "0"), told.get("start", "1")
        out[int(deep) if deep.isdigit() else 0] = _Level(
            told.get("numFmt", "decimal"), told.get("lvlText", ""), int(start) if start.isdigit() else 1
        )
    return out


def _at(levels: Mapping[int, _Level], counts: list[int], place: int) -> str:
    count = counts[place] if place < len(counts) else 1
    return counted(levels[place].form if place in levels else "decimal", count)


def counted(form: str, count: int) -> str:
    """Return a number as a list writes it; `form` is a word of Word or a sign of OpenDocument ("a", "I")."""
    upper = form in ("A", "I", "upperLetter", "upperRoman")
    if form in ("a", "A", "lowerLetter", "upperLetter"):
        said = chr(ord("a") + (max(count, 1) - 1) % 26)
    elif form in ("i", "I", "lowerRoman", "upperRoman"):
        said = _roman(count)
    else:
        said = str(count)
    return said.upper() if upper else said


def _roman(count: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        while count >= value and len(said) < 12:
            said, count = said + sign, count - value
    return said

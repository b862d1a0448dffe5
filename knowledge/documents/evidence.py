"""What a line of a letter shows, whatever stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from knowledge.documents.passage import Passage
from knowledge.documents.values import CODE, CUES, MAIL, TITLED, URL, day_of, has_function, is_name, phone_number
from knowledge.french.text import Span, fold

_LONGEST_LABEL = 45  # characters
_LONGEST_FUNCTION = 110
_LONGEST_DATED = 100  # of a line that is a day
_WHOLE_LINES = ("subject", "addressees", "copy", "annexes")  # families whose value is the rest of the line
_BARE = ("phone", "fax", "reference")  # may do without a colon before a value of their type
_WAYS = ("phone", "fax", "email")
_CALLED = ("phone", "fax")
_LONGEST_AFTER_DAY = 25
_LONGEST_WAY = 160
_LONGEST_CODED = 90
_LONGEST_ADDRESS = 220
ANNEX_MARK = r"(?:\d{1,2}|[a-h]|i{1,3}|iv|v)"
_KEPT = 512  # lines remembered: each is looked at for several facts
_SEPARATOR = r"(?:^|\s{2,}|\s*[/;,|•·–]\s*|[\d)]\s+|(?<=\w)\s)"


class Sign(StrEnum):
    """Something that a line shows."""

    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNED = "signed"
    LABEL = "label"  # what announces a field of the header
    WAY = "way"  # a number to call or an address to write to
    OTHER_LABEL = "other label"  # a short run before a colon
    DAY = "day"  # a full day, alone or after a place
    DATELINE = "dateline"  # a day as letters have it: "Genève, le 5 février 2024", "Le 5 février 2024"
    CODE = "code"  # alone, or after the kind of the document
    TOWARDS = "towards"  # "Aux États Membres"
    OFFICE = "office"
    ADDRESS = "address"  # of a post office
    NAME = "name"
    FUNCTION = "function"
    ANNEXED = "annexed"  # "Annexe 1", "Pièce jointe A – …"
    ANNEXES = "annexes"  # "Annexes: 2", "Copie: …"
    REQUEST = "request"  # somebody speaks to somebody
    PROSE = "prose"
    SHORT = "short"  # none of all that


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A run of words that announces a value."""

    family: str | None  # "phone", as in evidence.toml; None: of no known kind
    words: str  # folded
    start: int  # offsets in the folded line
    end: int
    purpose: tuple[int, int] | None = None  # of "Contact (contenu du questionnaire): …"


@cache
def _known() -> re.Pattern[str]:
    families = "|".join(f"(?P<{name}>{CUES.any_of('labels', name)})" for name in CUES.table["labels"])
    colon = r"\s*\.?\s*:\s*"
    bare = r"(?:\s*[.:]+\s*|\s+)(?=\+ ?\d|[a-z]{1,6}[-/ .]{0,2}\d|\d+[/-]\w)|\s*$"  # a value of its kind may do without
    return re.compile(rf"(?P<before>{_SEPARATOR})(?:{families})\s*(?:\((?P<purpose>[^)]*)\))?(?:{colon}|{bare})")


_ANY = re.compile(r"(?P<words>[a-z][a-z'/ .()-]*?)\s*:(?!//)\s*")


@lru_cache(_KEPT)
def labels(line: Passage) -> tuple[Label, ...]:
    """Return the labels of a line, in order: any run before a colon at its start, and known words within it."""
    low = line.low
    found = []
    for mark in _known().finditer(low):
        family = next(name for name in CUES.table["labels"] if mark[name] is not None)
        if _announces(family, mark, low):
            start = mark.start(family) if mark.start() else 0
            purpose = mark.span("purpose") if mark["purpose"] else None
            found.append(Label(family=family, words=mark[family], start=start, end=mark.end(), purpose=purpose))
    first = found[0].start if found else len(low)
    if found and first == 0 and found[0].family in _WHOLE_LINES:
        return (found[0],)
    other = _ANY.match(low, 0, first) if first else None
    if other and other.end("words") <= _LONGEST_LABEL:
        found.insert(0, Label(family=None, words=other["words"], start=0, end=other.end()))
    return tuple(found)


def _announces(family: str, mark: re.Match[str], low: str) -> bool:
    """Tell whether known words are a label: at the start of a line or alone they may do without a colon."""
    colon, last, word = low[: mark.end()].rstrip().endswith(":"), mark.end() == len(low), len(mark[family]) > 2
    if mark.start() == 0:
        return family in _BARE or colon or (last and word)
    called = family in _CALLED and low.startswith("+", mark.end())
    return not last and (called or (word and (colon or family in _WAYS)))


# ------------------------------------------------------------------ what a line shows

_WORDED = (
    (Sign.SALUTATION, r"\s*{signs.salutation}(?:.{0,90}[,!]|.{0,25})\s*$"),
    (Sign.SIGNED, r"\s*{signs.signed}\s*$"),
    (Sign.CLOSING, r".*?{signs.closing}"),
    (Sign.TOWARDS, r"(?!.*\.$)\s*(?:[-–•]\s*)?{signs.towards}(?:\b|(?<='))"),
    (Sign.OFFICE, r"\s*(?:l[ea']\s*)?{signs.offices}\b.{0,90}$"),
    (Sign.ADDRESS, r"(?=.{0,159}$).*?{signs.addresses}"),
)
_ANNOUNCING = {
    None: Sign.OTHER_LABEL,
    "annexes": Sign.ANNEXES,
    "copy": Sign.ANNEXES,
    "contact": Sign.WAY,
} | dict.fromkeys(_WAYS, Sign.WAY)


@lru_cache(_KEPT)
def signs(line: Passage) -> frozenset[Sign]:
    """Return all that a line shows."""
    return frozenset((*_worded(line), *_typed(line), *_spoken(line))) or frozenset((Sign.SHORT,))


def _worded(line: Passage) -> Iterator[Sign]:
    """Yield what the words of a line say, and what it announces."""
    yield from (sign for sign, template in _WORDED if CUES.pattern(template).match(line.low))
    yield from (_ANNOUNCING.get(label.family, Sign.LABEL) for label in labels(line))
    if heads_annex(line.low.strip()) is not None:
        yield Sign.ANNEXED


def _typed(line: Passage) -> Iterator[Sign]:
    """Yield of what type the value of a line is."""
    text = line.line
    day = day_of(text) if len(text) < _LONGEST_DATED else None
    if day is not None and len(text) - day.end < _LONGEST_AFTER_DAY:
        yield from (Sign.DAY, Sign.DATELINE) if day.place or line.low.startswith("le ") else (Sign.DAY,)
    if coded(line) is not None:
        yield Sign.CODE
    if len(text) < _LONGEST_WAY and (phone_number(text) or MAIL.search(text) or URL.search(text)):
        yield Sign.WAY


def _spoken(line: Passage) -> Iterator[Sign]:
    """Yield how a line speaks: a name, a function, or sentences."""
    if any(label.family for label in labels(line)[:1]):
        return
    text = unsigned(line.line)
    if is_name(text):
        yield Sign.NAME
    elif _opens_with_function(text):
        yield Sign.FUNCTION
    verb = len(text) > 50 and CUES.pattern(r"\b{signs.verbs}\b").search(line.low)
    if verb or (text.endswith(".") and len(text.split()) > 5):
        yield from (Sign.PROSE, Sign.REQUEST) if CUES.pattern(r"\b{signs.requests}").search(line.low) else (Sign.PROSE,)


def _opens_with_function(text: str) -> bool:
    words = [word for word in fold(text).replace("l'", "").split() if word not in ("le", "la", "les", "pour", "dr")]
    whole = len(text) < _LONGEST_FUNCTION and text[:1].isupper() and not text.endswith((".", ";", ":"))
    return whole and has_function(" ".join(words[:2]))


def unsigned(written: str) -> str:
    """Return a line without the mark that its original was signed: "(signé) Ximena Aldunate"."""
    mark = CUES.pattern("{signs.signed}\\s+").match(fold(written))
    return written[mark.end() :] if mark else written


def of_house(line: Passage) -> bool:
    """Tell whether a line is the address of the house: a street, or numbers to call beside the address of its pages."""
    if len(line.line) > _LONGEST_ADDRESS or Sign.PROSE in signs(line):
        return False
    called = phone_number(line.text) and URL.search(line.text) and not TITLED.search(line.text)
    return bool(called) or Sign.ADDRESS in signs(line)


@lru_cache(_KEPT)
def coded(line: Passage) -> Span | None:
    """Return where the code of a line stands that holds nothing else than it, the kinds that it names, and a day."""
    text = line.text
    if len(text) > _LONGEST_CODED:
        return None
    for match in CODE.finditer(text):
        kinds = CUES.pattern(rf"{_NAMING}|[a-z' -]{{0,40}}n(?:o|umero)\b\.?\s*:?\s*").fullmatch(
            fold(text[: match.start()])
        )
        if kinds and _ended(text[match.end() :]):
            return Span(line.span.start + match.start(), line.span.start + match.end())
    named = CUES.pattern(rf"(?={{signs.kinds}}){_NAMING}(?P<code>[\w./()-]*\d[\w./()-]*)(?P<rest>.*)").fullmatch(
        line.low
    )
    return line.group(named, "code").span if named and _ended(line.group(named, "rest").line) else None


_NAMING = (  # "Addendum 1 à la Lettre circulaire n°"
    r"(?:{signs.kinds}\s*(?:n(?:o|umero)\b\.?)?\s*:?\s*(?:\d{1,2}\s+)?(?:(?:a|de)\s+(?:la\s+|l'\s*)|au\s+|du\s+)?)*"
)


def _ended(rest: str) -> bool:
    return not rest.strip(" *.;,—–-") or day_of(rest.strip(" *.;,—–-")) is not None


def heads_annex(low: str) -> re.Match[str] | None:
    """Return the heading of an annex: "Annexe 1 – Programme", "PIÈCE JOINTE A à la lettre …", "…, ANNEXE 2"."""
    pattern = CUES.pattern(
        rf"(?:\S*\d\S*,\s+)?{{signs.annexed}}(?:\s+(?:no?\.?\s*)?(?P<number>{ANNEX_MARK}))?"
        r"(?P<of>\s+(?:a|au|de)\s+(?:la|l'|notre)\s.*)?\s*(?:$|\s?(?P<sign>[:.–-])\s+(?P<title>\S.*))"
    )
    match = pattern.fullmatch(low)
    announced = match is not None and match["sign"] == ":" and match["number"] is None
    return None if announced else match

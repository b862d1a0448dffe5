"""What a line of a letter shows, whatever stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from knowledge.documents.passage import Passage
from knowledge.documents.values import CODE, CUES, MAIL, URL, day_of, has_function, is_name, phone_number
from knowledge.french.text import Span, fold

_LONGEST_LABEL = 45  # characters
_LONGEST_FUNCTION = 110
_LONGEST_DATED = 100  # of a line that is a day
_WHOLE_LINES = ("subject", "addressees", "copy", "annexes")  # families whose value is the rest of the line
_BARE = ("phone", "fax", "reference")  # may do without a colon before a value of their type
_WAYS = ("phone", "fax", "email")
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
    DATELINE = "dateline"  # a day after its place: "Genève, le 5 février 2024"
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
    PAGE = "page"  # the number of a page
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
    found = [_label(mark, family) for mark in _known().finditer(low) if (family := _announced_by(mark, low))]
    first = found[0].start if found else len(low)
    if first == 0 and found[0].family in _WHOLE_LINES:
        return (found[0],)
    other = _ANY.match(low, 0, first) if first else None
    if other and other.end("words") <= _LONGEST_LABEL:
        found.insert(0, Label(family=None, words=other["words"], start=0, end=other.end()))
    return tuple(found)


def _announced_by(mark: re.Match[str], low: str) -> str | None:
    """Return the family of a label; a word within a line needs its colon, at its start it may do without."""
    family = next(name for name in CUES.table["labels"] if mark[name] is not None)
    fit = _stands_first if mark.start() == 0 else _stands_within
    return family if fit(family, mark, low) else None


def _stands_first(family: str, mark: re.Match[str], low: str) -> bool:
    alone = mark.end() == len(low) and len(mark[family]) > 2
    return family in _BARE or alone or low[: mark.end()].rstrip().endswith(":")


def _stands_within(family: str, mark: re.Match[str], low: str) -> bool:
    if mark.end() == len(low):
        return False
    called = family in ("phone", "fax") and low.startswith("+", mark.end())
    told = family in _WAYS or low[: mark.end()].rstrip().endswith(":")
    return called or (told and len(mark[family]) > 2)


def _label(mark: re.Match[str], family: str) -> Label:
    purpose = mark.span("purpose") if mark["purpose"] else None
    start = 0 if mark.start() == 0 else mark.start(family)
    return Label(family=family, words=mark[family], start=start, end=mark.end(), purpose=purpose)


# ------------------------------------------------------------------ what a line shows


@lru_cache(_KEPT)
def signs(line: Passage) -> frozenset[Sign]:
    """Return all that a line shows."""
    found = frozenset(_signs(line))
    return found or frozenset((Sign.SHORT,))


def _signs(line: Passage) -> Iterator[Sign]:
    low = line.low.strip()
    for sign, template in _WHOLE:
        if CUES.pattern(template).fullmatch(low):
            yield sign
    if CUES.pattern("{signs.closing}").search(low):
        yield Sign.CLOSING
    yield from _announced(line)
    yield from _typed(line, low)
    yield from _spoken(line, low)


_WHOLE = (
    (Sign.SALUTATION, "{signs.salutation}(?:.{0,90}[,!]|.{0,25})"),
    (Sign.SIGNED, "{signs.signed}"),
    (Sign.PAGE, "{signs.pages}"),
)


def _announced(line: Passage) -> Iterator[Sign]:
    for label in labels(line):
        if label.family in ("annexes", "copy"):
            yield Sign.ANNEXES
        elif label.family in ("contact", "phone", "fax", "email"):
            yield Sign.WAY
        else:
            yield Sign.LABEL if label.family else Sign.OTHER_LABEL


def _typed(line: Passage, low: str) -> Iterator[Sign]:
    """Yield what the value of a line is."""
    text = line.line
    yield from _day(text) if len(text) < _LONGEST_DATED else ()
    if coded(line) is not None:
        yield Sign.CODE
    if CUES.pattern(r"(?:[-–•]\s*)?{signs.towards}(?:\b|(?<='))").match(low) and not text.endswith("."):
        yield Sign.TOWARDS
    if CUES.pattern(r"(?:l[ea']\s*)?{signs.offices}\b.{0,90}").fullmatch(low):
        yield Sign.OFFICE
    if heads_annex(low) is not None:
        yield Sign.ANNEXED
    if len(text) < 160:
        yield from _reached(text, low)


def _day(text: str) -> Iterator[Sign]:
    day = day_of(text)
    if day is not None and len(text) - day.end < 25:
        yield from (Sign.DAY, Sign.DATELINE) if day.place else (Sign.DAY,)


def _reached(text: str, low: str) -> Iterator[Sign]:
    if phone_number(text) or MAIL.search(text) or URL.search(text):
        yield Sign.WAY
    if CUES.pattern("{signs.addresses}").search(low):
        yield Sign.ADDRESS


def _spoken(line: Passage, low: str) -> Iterator[Sign]:
    """Yield how a line speaks: a name, a function, or sentences."""
    if any(label.family for label in labels(line)[:1]):
        return
    text = unsigned(line.line)
    if is_name(text):
        yield Sign.NAME
    elif _opens_with_function(text):
        yield Sign.FUNCTION
    verb = len(text) > 50 and CUES.pattern(r"\b{signs.verbs}\b").search(low)
    if verb or (text.endswith(".") and len(text.split()) > 5):
        yield from (Sign.PROSE, Sign.REQUEST) if CUES.pattern(r"\b{signs.requests}").search(low) else (Sign.PROSE,)


def _opens_with_function(text: str) -> bool:
    words = [word for word in fold(text).replace("l'", "").split() if word not in ("le", "la", "les", "pour", "dr")]
    whole = len(text) < _LONGEST_FUNCTION and text[:1].isupper() and not text.endswith((".", ";", ":"))
    return whole and has_function(" ".join(words[:2]))


def unsigned(written: str) -> str:
    """Return a line without the mark that its original was signed: "(signé) Ximena Aldunate"."""
    mark = CUES.pattern("{signs.signed}\\s+").match(fold(written))
    return written[mark.end() :] if mark else written


def coded(line: Passage) -> Span | None:
    """Return where the code of a line stands that holds nothing else than it and the kind of the document."""
    text = line.text
    if len(text) > 90:
        return None
    for match in CODE.finditer(text):
        before, rest = fold(text[: match.start()]), text[match.end() :].strip(" *.;,—–-")
        kind = CUES.pattern(r"(?:{signs.kinds}\s*:?\s*|[a-z' -]{0,40}n(?:o|umero)\b\.?\s*:?\s*)?").fullmatch(before)
        if kind and (not rest or day_of(rest) is not None):
            return Span(line.span.start + match.start(), line.span.start + match.end())
    named = CUES.pattern(
        r"{signs.kinds}\s*(?:n(?:o|umero)\b\.?)?\s*:?\s+(?P<code>[\w./()-]*\d[\w./()-]*)(?P<rest>.*)"
    ).fullmatch(line.low)
    if named and (not named["rest"].strip(" .;,") or day_of(line.group(named, "rest").line) is not None):
        return line.group(named, "code").span
    return None


def heads_annex(low: str) -> re.Match[str] | None:
    """Return the heading of an annex: "Annexe 1 – Programme", "PIÈCE JOINTE A à la lettre …", "…, ANNEXE 2"."""
    pattern = CUES.pattern(
        r"(?:\S*\d\S*,\s+)?{signs.annexed}(?:\s+(?:no?\.?\s*)?(?P<number>\d{1,2}|[a-h]|i{1,3}|iv|v))?"
        r"(?P<of>\s+(?:a|au|de)\s+(?:la|l'|notre)\s.*)?\s*(?:$|\s?(?P<sign>[:.–-])\s+(?P<title>\S.*))"
    )
    match = pattern.fullmatch(low)
    announced = match is not None and match["sign"] == ":" and match["number"] is None
    return None if announced else match

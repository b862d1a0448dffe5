"""What kind of thing is written: a number to call, an address, somebody's name, a day, the code of a letter."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from knowledge.french.cues import Cues
from knowledge.french.text import fold
from knowledge.temporal.moment import Grain
from knowledge.temporal.parser import find

CUES = Cues(Path(__file__).with_name("evidence.toml"))
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(
    r"(?i:https?://|www\.)[^\s<>\"«»“”|]+"
    r"|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,10}/[^\s<>\"«»“”|]+"
)
_NUMBERS = re.compile(
    r"(?P<number>(?:\+ ?|\b00 ?)\d(?:(?!\s?/\s?\d{2,4}\b)[\d\s().·/-]){6,18}\d(?!\d)"
    r"|\b0\d{2}[\s.]\d{3}[\s.]\d{2}[\s.]\d{2}\b)"
    r"(?P<tails>(?:\s?/\s?\d{2,4}\b)*)"
)
_SWISS = "+41"
_WORD = r"(?!M\.|MM\.|Mme|Mlle)[A-ZÀ-ÖØ-Þ][\w'’-]*\.?"
_PARTICLE = r"(?:de|du|van|von|bin|ben|el|al|da|dos|di)"
TITLED = re.compile(
    r"\b(?P<title>S\. ?E\. ?(?:M\.|Mme)|MM?\.|Mmes?|Mlle|Madame|Monsieur|Mr|Me|Dr|Docteure?|Pr|Professeure?|Maître)\s+"
    rf"(?P<name>(?:{_WORD}|d[eu]\s)(?:[ ](?:{_PARTICLE}[ ])*{_WORD})*)"
)
# A code: capitals, then figures, joined by signs ("CL-21/20", "BDT/DKH/RME/088"), or figures and a stroke.
CODE = re.compile(
    r"(?:(?:[A-Z][A-Z.&]{0,11}|[A-Z][A-Za-zÀ-ÿ]{1,11}(?=[/-]))(?:[ /.-]{1,2}[A-Z][A-Z.&]{0,11})*[ /.-]{0,2}\d[\w/.&-]*"
    r"(?:(?<=/n)° ?\d[\w/.-]*)?(?: ?\([^)]{0,30}\))?|\d[\w.-]*(?:/[\w.&-]+)+|\d[\w.-]*\([A-Z.]+\)\w+)"
)
_LONGEST_NAME = 90  # characters
ANCHOR = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # of a day printed in full
_FULL_YEAR = re.compile(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d")
_BEFORE_DAY = re.compile(
    r"(?:(?:fait|donne|signe)\s+a\s+)?(?P<place>[a-z](?:[a-z'.]|-(?! )| (?!-))*?(?:\([a-z' -]*\))?)?\s*,?\s*"
    r"(?:(?:le|ce|du|:|-)\s*)*"
)


class Day(NamedTuple):
    """A line that is a day: "Genève, le 5 février 2024"."""

    day: dt.date
    place: str | None
    end: int  # offset in the line where the day ends


def phone_number(written: str) -> str | None:
    """Return the first telephone number of a text in E.164, None without one: "+41 22 730 60 36" -> "+41227306036"."""
    return next(phone_numbers(written), None)


def phone_numbers(written: str) -> Iterator[str]:
    """Yield the telephone numbers of a text in E.164; "40 27/28" are two, which share their beginning."""
    for match in _NUMBERS.finditer(re.sub(r"\(0\)", "", written)):
        digits = re.sub(r"\D", "", match["number"])
        if match["number"].startswith("+"):
            number = f"+{digits}"
        else:
            number = f"+{digits[2:]}" if digits.startswith("00") else _SWISS + digits[1:]
        if 8 <= len(number) - 1 <= 15:
            yield number
            yield from (number[: -len(tail)] + tail for tail in re.findall(r"\d+", match["tails"]))


def mails(text: str) -> list[str]:
    """Return the electronic addresses of a text, in order."""
    return [match[0].rstrip(".") for match in MAIL.finditer(text)]


def urls(text: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the web printed in a text, each with its offset, without the punctuation that follows."""
    for match in URL.finditer(text):
        url = match[0].rstrip(".,;:!?'’*_")
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(".,;:!?'’")
        if "." in url[4:]:
            yield url, match.start()


def day_of(line: str) -> Day | None:
    """Read a line that opens with a day printed in full, after a place or nothing; None for any other line."""
    for expression in find(line, ANCHOR, strict=True) if _FULL_YEAR.search(line) else ():
        start, end, span = expression.value.start, expression.value.end, expression.span
        if start is None or start != end or start.grain is not Grain.DAY or not _FULL_YEAR.search(line[slice(*span)]):
            continue
        match = _BEFORE_DAY.fullmatch(fold(line[: span.start]))
        place = line[match.start("place") : match.end("place")].strip(" ,") if match and match["place"] else ""
        known = place[:1].isupper() and fold(place) not in ("le", "du", "ce", "date")
        place = plain_name(place) if place.isupper() else place
        return Day(start.first, place if known else None, span.end) if match else None
    return None


def is_name(written: str) -> bool:
    """Tell whether a line is somebody's name: two to six words with capitals, none of them a function or an office."""
    if len(written) > _LONGEST_NAME:
        return False
    words = titled(written)[1].split()
    return (
        2 <= len(words) <= 6
        and not re.search(r"\d|[:;@(/!?]", written)
        and all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in words)
        and not {fold(word).strip("().,") for word in words} & CUES.words("words", "no_names")
        and not has_function(written)
    )


def has_function(written: str) -> bool:
    """Tell whether a line names what somebody is: "Directrice", "Secrétaire général"."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", fold(written))
    return bool(
        {*words, *(re.sub(r"^(?:vice|sous|co)-", "", word) for word in words)} & CUES.words("words", "functions")
    )


def titled(written: str) -> tuple[str | None, str]:
    """Part a form of address from a name: "Mme Gitanjali Sah" -> ("Mme", "Gitanjali Sah")."""
    forms = CUES.table["titles"]
    match = re.match(rf"(?:s\. ?e\. ?)?({'|'.join(forms)})\.?\s+", fold(written))
    return (forms[match[1]] or None, plain_name(written[match.end() :])) if match else (None, plain_name(written))


def plain_name(written: str) -> str:
    """Return a name in normal case: "Houlin ZHAO" -> "Houlin Zhao"."""
    return " ".join(
        re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)
        if re.fullmatch(r"[^\W\d_'’-][\w'’-]{2,}", word) and word.isupper()
        else word
        for word in written.strip(" ,.;").split()
    )

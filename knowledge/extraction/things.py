"""The noun phrases by which a sentence names what takes place: "la dernière semaine du Forum 2021 du SMSI"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import cue, cue_words, pattern
from knowledge.french.text import fold

_TOKEN = re.compile(r"\s*(?P<word>[a-z0-9+&]+(?:[/.+&-][a-z0-9+&]+)*'?)|\s*(?P<mark>[^\sa-z0-9])")
_FUTURE = re.compile(r"(?!(?:opera|camera|extra|infra|agora|cholera)$)\w{3,}r(?:a|ont|aient|ait)$")
_ACRONYM = re.compile(
    r"\s*\((?P<acronym>[A-Z][\w&+]*[A-Z0-9][\w&+]*(?:[-‑/ ][A-Z0-9]{1,4}\b)*(?:-[A-ZÀ-Þ][a-zà-ÿ]{3,})?)"
    r"(?:\s+(?:de\s+)?(?:19|20)\d\d)?\)"
)
_ARTICLE = re.compile(
    r"(?:\b(?P<definite>l[ea]s?|du|des|aux?|ladite|ledit)\s+|\b(?P<elided>[ld])'|\b(?P<demonstrative>cet|cette|ce|ces)\s+|\b(?P<indefinite>une?)\s+|\b(?P<possessive>s(?:a|on)|leur|[nv]otre)\s+)$"
)
_LIST = re.compile(
    r",\s+(?:l[ea]s?\s+|l'|des?\s+|d'|du\s+)[a-z-]+(?:\s[a-z-]+)?(?:,\s+(?:l[ea]s?\s+|l'|des?\s+|d'|du\s+)[a-z-]+)*\s+et\s+(?:l[ea]s?\s+|l'|des?\s+|d'|du\s+)"
)
_NUMBER = r"\b(?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix|quelques|plusieurs)"
_LONGEST = 45  # words of a phrase
ZONES = frozenset({"CEST", "CET", "UTC", "GMT", "EST", "HEC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A noun phrase that names something that takes place."""

    passage: Passage  # without its article
    head: str  # folded
    start: int  # in the folded sentence
    end: int  # with the acronym that follows
    determiner: str | None  # "definite", "elided", "demonstrative", "indefinite"
    acronym: str | None = None
    alias: bool = False  # found as a name already known

    @property
    def proper(self) -> bool:
        """Whether a capital in it shows that it is a name and not a description."""
        return bool(re.search(r"(?:^|[\s'’(-])[A-ZÀ-Þ]", self.passage.text))


@cache
def _heads() -> re.Pattern[str]:
    rank, head = cue("events", "ranks"), cue("events", "heads")
    adjective = r"(?:derni[e]re?s?|prochaine?s?|premiere?s?|presentes?|grande?s?|nouvel(?:le)?s?|futures?)"
    return re.compile(rf"(?<![\w./@-])(?:{rank}\s+(?:et\s+{rank}\s+)?)?(?:{adjective}\s+)?(?P<head>{head})(?![\w-])")


def things(sentence: Passage, stops: Sequence[int], aliases: Sequence[str] = ()) -> tuple[Thing, ...]:
    """Return the things that a sentence names, left to right, none inside another.

    `stops` are the offsets, in the folded sentence, where a phrase must end (an expression of time begins there);
    `aliases` are folded names to recognise besides.
    """
    low = sentence.low
    quoted = [match.span() for match in re.finditer(r'"[^"]*"', low)]
    found: list[Thing] = []
    for start, after, head, alias in sorted(_starts(low, aliases)):
        if (found and start < found[-1].end) or any(begin < start < end for begin, end in quoted):
            continue
        before = low[:start]
        if re.match(r"semaines|journees", head) and re.search(_NUMBER + r"\s$", before):
            continue
        if re.search(r"conferences?$", head) and head[0] in "vt" and before.endswith("par "):
            continue  # the form of something else
        if re.search(r"\bformes? d(?:e |'une? )$", before) or pattern(
            r"\b{events.buildings}(?: [a-z]+)? (?:d[eu]s? |d'|de la |de l')$"
        ).search(before):
            continue
        if not alias and _inside_proper(sentence, start, after):
            continue
        end, acronym = (_after_year(low, after), None) if alias else extent(sentence, after, stops)
        end = end if alias else _over_title(low, end)
        article = _ARTICLE.search(low[:start])
        found.append(
            Thing(
                passage=sentence.at(start, end),
                head=head,
                start=start,
                end=_after_acronym(sentence, end),
                determiner=article.lastgroup if article else None,
                acronym=acronym,
                alias=alias,
            )
        )
    return tuple(found)


def _inside_proper(sentence: Passage, start: int, after: int) -> bool:
    """Tell whether a noun stands within a name that is not French, most often a place's: "Kigali Convention Centre"."""
    before = sentence.at(0, start).text if start else ""
    behind = sentence.at(after, len(sentence.low)).text if after < len(sentence.low) else ""
    return bool(
        sentence.at(start, start + 1).text.isupper()
        and re.search(r"[^.:;»\"\w]\s*(?<![\w'’])[A-ZÀ-Þ][a-zà-ÿ]{2,}\s$", before)
        and re.match(r"\s[A-ZÀ-Þ][a-zà-ÿ]{2,}", behind)
    )


def _starts(low: str, aliases: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    for alias in aliases:
        for match in re.finditer(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", low):
            yield match.start(), match.end(), alias, True
    for match in _heads().finditer(low):
        yield match.start(), match.end(), match["head"], False
    if "se reuni" in low:
        for match in pattern(r"(?<![\w-])(?<!du )(?<!des )(?<!d')(?<!de la ){events.bodies}(?![\w-])").finditer(low):
            yield match.start(), match.end(), match[0], False


def _over_title(low: str, end: int) -> int:
    """An event may be named by its kind and a title in quotes: Atelier «Accès numérique pour tous»."""
    title = re.compile(r'(?: en ligne| virtuel(?:le)?)?\s*(?:,? intitulee? )?"[^"]{3,120}"').match(low, end)
    return title.end() if title and "intitul" not in title[0] else end


def _after_year(low: str, end: int) -> int:
    match = re.compile(r"\s+(?:de\s+)?(?:19|20)\d\d\b").match(low, end)
    return match.end() if match else end


def _after_acronym(sentence: Passage, end: int) -> int:
    match = _acronym(sentence, end)
    return end + len(fold(match[0])) if match else end


def _acronym(sentence: Passage, end: int) -> re.Match[str] | None:
    written = sentence.at(end, len(sentence.low)).text if end < len(sentence.low) else ""
    match = _ACRONYM.match(written)
    return None if match is None or match["acronym"] in ZONES else match


def extent(sentence: Passage, start: int, stops: Sequence[int]) -> tuple[int, str | None]:
    """Return where the phrase of a head ends, and the acronym printed after it."""
    low, end, place, acronym = sentence.low, start, start, None
    limit = min((stop for stop in stops if stop > start), default=len(low))
    for _ in range(_LONGEST):
        token = _TOKEN.match(low, place)
        if token is None or token.start(token.lastgroup or 0) >= limit:
            break
        if token["mark"]:
            place, told = _over_mark(sentence, token, end, place)
            acronym = acronym or told
            if place == end or not place:
                break
            continue
        if _ends(sentence, token):
            break
        place = token.end()
        if token["word"].rstrip("'") not in cue_words("events", "links"):
            end = place
    return end, acronym


def _over_mark(sentence: Passage, token: re.Match[str], end: int, place: int) -> tuple[int, str | None]:
    """Return where a phrase goes on after a mark, 0 when it does not, and the acronym that the mark opens."""
    low = sentence.low
    listing = _LIST.match(low, token.start("mark"))
    if token["mark"] in "–-" and re.match(
        r"\s[A-ZÀ-Þ][\w' ]{2,40}\s\([A-Z]{2}", sentence.at(token.end(), len(low)).text
    ):
        return token.end(), None  # "conjoint Afrique – États arabes (RDF)"
    if token["mark"] == "," and listing and not re.search(r"\d", listing[0]):
        return token.end(), None
    short = _acronym(sentence, end) if token["mark"] == "(" and end == place else None
    if short is None:
        return 0, None
    after = end + len(fold(short[0]))
    goes_on = re.match(r"\s+(?:de (?:19|20)\d\d|d[eu]\b|sur\b|pour\b)", low[after:])
    return after if goes_on else 0, short["acronym"].replace("‑", "-")


def _ends(sentence: Passage, token: re.Match[str]) -> bool:
    """Tell whether a word cannot belong to the phrase."""
    word, rest = token["word"].rstrip("'"), sentence.low[token.end() :]
    seat = word == "au" and pattern(r"\s+(?:siege|palais|hotel|complexe|centre de (?:conferences|congres))\b").match(
        rest
    )
    if word in cue_words("events", "stops") or _FUTURE.match(word) or seat:
        return True
    if word in ("a", "ou"):
        return _ends_at_letter(sentence, token, rest)
    if word == "en":
        return _ends_at_en(rest)
    if word == "et":
        other = r"\s+(?:(?:l[ea]s?\s+|l'|une?\s+|d[eu]s?\s+la\s+|du\s+|des\s+)?{events.heads}\b"
        turn = pattern(r"\s+{events.turns}\b").match(rest)
        return bool(turn or pattern(other + r"|a\s+l[ea']|aux?\s|dans\s|par\s|pour\s)").match(rest))
    dated = rf"\s+(?:1er|\d{{1,2}})(?:\s*[-–/.]\s*\d|\s+(?:au|et|{cue('months', 'names')})\b)"
    return bool(re.fullmatch(r"l[ea]s?|du", word)) and bool(re.match(dated, rest))


def _ends_at_en(rest: str) -> bool:
    """“en ligne”, "en mai" and "en présentiel" end a phrase; "en vue de la CMDT" does not, nor "Forum en ligne (…)"."""
    following = _word(rest)
    goes_on = r"\s(?:sur|pour|relatif|consacre|d[eu]s?(?! \d)|a l'intention)\b|\sd'(?!ici)"
    if re.match(rf"\s+ligne(?:\s*[(:]|{goes_on})|\s+vue\s+(?:de la|de l'|du|des)\b", rest):
        return False
    dated = re.match(rf"\s+(?:\d|{cue('months', 'names')}\b)", rest)
    return bool(dated) or following.endswith("ant") or following in cue_words("events", "en_stops")


def _word(rest: str) -> str:
    match = re.match(r"\s*([a-z-]+)", rest)
    return match[1] if match else ""


def _ends_at_letter(sentence: Passage, token: re.Match[str], rest: str) -> bool:
    """“a” and "où" end a phrase; "à" does before a place ("à Tunis (Tunisie)") and before what is no theme."""
    written = sentence.at(*token.span("word")).text
    if written in ("a", "où"):
        return True
    if written == "ou" or token.end("word") >= len(sentence.low):
        return False
    if re.match(r"\s+(?:compter|partir|distance|savoir|laquelle|l'adresse|cette|cet|son|ses)\b", rest):
        return True
    after = sentence.at(token.end("word"), len(sentence.low)).text
    place = re.match(
        r"\s+[A-ZÀ-Þ][\w'’-]*(?:[\s-]+[A-ZÀ-Þ][\w'’-]*)*\s*(?P<next>$|[,(.;:]|du\b|le\b|les\b|en\b|qui\b)", after
    )
    return place is not None

"""What comes with the letter: annexes printed below it, and those that it announces without printing them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.documents.evidence import ANNEX_MARK, Sign, heads_annex, signs
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES
from knowledge.extraction.fields import Field
from knowledge.french.text import Span, fold
from knowledge.model import Annex

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LONGEST_TITLE = 200  # characters
_COUNT = re.compile(r"\(?(\d{1,2})\)?(?:\s*[(:]\s*(.*?)\)?)?$")  # "2", "(2)", "1 (Statuts du Prix)"
_ONE_TITLED = re.compile(r"^1\s*[(:]\s*([A-ZÀ-Þ].*?)\)?$")
_DETERMINER = r"(?<!\ba )(?<!\bde )\b(?:(?:l[ea]s?|une?|[mnvs]otre)\s|l')"
_MENTION = re.compile(  # "la grille de collecte (annexe 1)", "le formulaire est joint (annexe)"
    rf"(?:{_DETERMINER}(?P<title>(?:(?!{_DETERMINER}| (?:est|sont) )[^,;:.()])+))?"
    rf"\s\(annexe(?: (?P<number>{ANNEX_MARK}))?\)"
)
_MARKED = re.compile(r"(?:[Aa]nnexe\s+)?(?P<mark>\d{1,2}|[A-H]|[IV]{1,3})(?:\s*[.):—–-]+\s*|(?<=\d)\s+)")


def annexes(document: Document, fields: Sequence[Field], body: Sequence[Passage]) -> tuple[Annex, ...]:
    """Return the annexes in the order of their numbers; what is printed is told before what is announced."""
    found: dict[int, Annex] = {}
    for annex in (*_printed(document), *_listed(fields), *_named(body)):
        seen = found.setdefault(annex.number, annex)
        found[annex.number] = replace(seen, title=seen.title or annex.title)
    for each in (each for each in fields if each.family == "annexes"):
        count = _COUNT.match(each.value.line or each.purpose or "")
        if count and int(count[1]) > len(found):
            found = {place: Annex(span=each.line.span, number=place) for place in range(1, int(count[1]) + 1)} | found
    return tuple(found[number] for number in sorted(found))


# ------------------------------------------------------------------ printed


def _printed(document: Document) -> Iterator[Annex]:
    """Yield the annexes by their headings; one heads all lines down to the next."""
    blocks = (block for block in document.blocks if block.zone in (Zone.SIGNATURE, Zone.ANNEX))
    lines = [(Passage(document.text, line), block) for block in blocks for line in block.lines]
    heads = [place for place, (line, _) in enumerate(lines) if heads_annex(line.low.strip())]
    for count, (place, last) in enumerate(pairwise((*heads, len(lines)))):
        line, match = lines[place][0], heads_annex(lines[place][0].low.strip())
        if match is not None:
            title = line.group(match, "title").line if match["title"] else _title(lines[place + 1 : last])
            span = Span(line.span.start, lines[last - 1][0].span.end)
            title = _normal_case(title, document.text) if title and title.isupper() else title
            yield Annex(span=span, number=_number(match["number"], count + 1), title=title)


def _number(written: str | None, place: int) -> int:
    if written is None:
        return place
    return int(written) if written.isdigit() else _ROMAN.get(written) or ord(written) - ord("a") + 1


def _title(below: Sequence[tuple[Passage, Block]]) -> str | None:
    """Return the title under the heading of an annex: its first lines that are no letterhead, no date, no sentence."""
    lines = [(line.line, block) for line, block in below if not (block.kind is Kind.ROW or _is_aside(line))]
    if not lines:
        return None
    own = [line for line, block in lines if block is lines[0][1]]
    text = " ".join(own) if all(map(str.isupper, own)) else own[0]
    return text if len(text) <= _LONGEST_TITLE and not text.endswith((".", ";")) else None


def _is_aside(line: Passage) -> bool:
    """Tell whether a line is no title: a day, a remark in brackets, the name of the house or of its head."""
    low = line.low.strip(" .-–_")
    house = CUES.pattern(r"{signs.bodies}\b.{0,60}|traduction non officielle|unofficial translation").fullmatch(low)
    dated = re.fullmatch(r"(?:le )?(?:1er|\d{1,2}) \w+ \d{4}|\(.*\)|", low)
    return house is not None or dated is not None or signs(line) == {Sign.FUNCTION}


def _normal_case(title: str, text: str) -> str:
    """Return a title in capitals as in a sentence, its names capitalised as the letter does elsewhere."""
    prose = "\n".join(line for line in text.split("\n") if not line.isupper())
    names = re.findall(r"(?<=[a-zé,'’(] )[A-ZÀ-Þ][\w-]*|(?<=['’(])[A-ZÀ-Þ][\w-]*", prose)
    plain = {fold(word) for word in re.findall(r"\b[a-zà-ÿ][\w-]*", text)}
    mixed = {fold(word): word for word in names if fold(word) not in plain}
    told = re.sub(r"[\w-]+", lambda word: mixed.get(fold(word[0]), word[0].lower()), title)
    return told[:1].upper() + told[1:]


# ------------------------------------------------------------------ announced


def _listed(fields: Sequence[Field]) -> Iterator[Annex]:
    """Yield the annexes of "Annexe: formulaire d'inscription", "P.J.: 1 (Statuts)", or of a list under "Annexes:"."""
    number = 0
    for each in (each for each in fields if each.told == "annexes"):
        told = _ONE_TITLED.sub(r"\1", each.value.line)
        for title in filter(None, re.split(r"\s*;\s*(?:et\s+)?", "" if _COUNT.match(told) else told)):
            marked = _MARKED.match(title)
            number = _number(marked["mark"].lower() if marked else None, number + 1)
            title = title.removeprefix(marked[0] if marked else "").strip(" .;,")  # noqa: PLW2901  # what is left of it
            yield Annex(span=each.line.span, number=number, title=title or None)


def _named(body: Sequence[Passage]) -> Iterator[Annex]:
    """Yield the annexes that a sentence names where it speaks of them: "le formulaire de désignation (annexe II)"."""
    for sentence in body:
        for count, match in enumerate(_MENTION.finditer(sentence.low)):
            title = sentence.group(match, "title").line if match["title"] else None
            yield Annex(span=sentence.span, number=_number(match["number"], count + 1), title=title)

"""What comes with the letter: annexes printed below it, and those that it announces without printing them."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.evidence import heads_annex
from knowledge.documents.model import Block, Document, Kind, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.values import CUES
from knowledge.extraction.fields import Field
from knowledge.french.text import Span, fold
from knowledge.model import Annex

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LONGEST_TITLE = 200  # characters


def annexes(document: Document, fields: Sequence[Field]) -> tuple[Annex, ...]:
    """Return the annexes in the order of their numbers; what is printed is told before what is announced."""
    found = {annex.number: annex for annex in reversed(tuple(_printed(document)))}
    for annex in _announced(fields, document):
        seen = found.setdefault(annex.number, annex)
        if seen.title is None and annex.title:
            found[annex.number] = annex
    return tuple(found[number] for number in sorted(found))


# ------------------------------------------------------------------ printed


def _printed(document: Document) -> Iterator[Annex]:
    blocks = [block for block in document.blocks if block.zone is Zone.ANNEX]
    heads = [(place, match) for place, block in enumerate(blocks) if (match := _heading(document, block))]
    for count, (place, match) in enumerate(heads):
        last = heads[count + 1][0] if count + 1 < len(heads) else len(blocks)
        span = Span(blocks[place].span.start, blocks[last - 1].span.end)
        first = Passage(document.text, blocks[place].lines[0])
        title = first.group(match, "title").line if match["title"] else None
        if not title:
            title = _title(document, blocks[place].lines[1:], blocks[place + 1 : last])
        number = _number(match["number"], count + 1)
        yield Annex(span=span, number=number, title=_normal_case(title, document.text) if title else None)


def _heading(document: Document, block: Block) -> re.Match[str] | None:
    low = Passage(document.text, block.lines[0]).low.strip()
    return heads_annex(low) if not low.endswith(":") else None


def _number(written: str | None, place: int) -> int:
    if written is None:
        return place
    return int(written) if written.isdigit() else _ROMAN.get(written) or ord(written) - ord("a") + 1


def _title(document: Document, lines: Sequence[Span], below: Sequence[Block]) -> str | None:
    """Return the title under the heading of an annex: its first lines that are no letterhead, no date, no sentence."""
    groups = [lines, *(block.lines for block in below[:4] if block.kind is not Kind.ROW)]
    for group in groups:
        kept = [line.line for span in group if (line := Passage(document.text, span)) and not _is_aside(line)]
        if not kept:
            continue
        text = " ".join(kept) if all(line.isupper() for line in kept) or len(kept) == 1 else kept[0]
        return text if len(text) <= _LONGEST_TITLE and not text.endswith((".", ";")) else None
    return None


def _is_aside(line: Passage) -> bool:
    low = line.low.strip(" .-–_")
    dated = re.fullmatch(r"(?:le )?(?:1er|\d{1,2}) \w+ \d{4}", low)
    house = CUES.pattern(r"{signs.bodies}\b.*|traduction non officielle|unofficial translation").fullmatch(low)
    return not low or (low.startswith("(") and low.endswith(")")) or bool(dated or (house and len(low) < 60))


def _normal_case(title: str, text: str) -> str:
    """Return a title in capitals as in a sentence, its names capitalised as the letter does elsewhere."""
    if not title.isupper():
        return title
    prose = "\n".join(line for line in text.split("\n") if not line.isupper())
    seen = set(re.findall(r"(?<=[a-zé,'’(] )[A-ZÀ-Þ][\w-]*|(?<=['’(])[A-ZÀ-Þ][\w-]*", prose))
    mixed = {fold(word): word for word in seen}
    plain = {fold(word) for word in re.findall(r"\b[a-zà-ÿ][\w-]*", text)}
    words = re.findall(r"[\w-]+|[^\w-]+", title)
    out = [mixed[fold(word)] if fold(word) in mixed and fold(word) not in plain else word.lower() for word in words]
    told = "".join(out)
    return told[:1].upper() + told[1:]


# ------------------------------------------------------------------ announced


def _announced(fields: Sequence[Field], document: Document) -> Iterator[Annex]:
    """Yield the annexes of "Annexes: 2", "Annexe: formulaire d'inscription" or a list under "Annexes:"."""
    number = 0
    for each in fields:
        own = CUES.pattern("{signs.annexed}s?|{labels.annexes}").match(each.line.low)
        if each.told != "annexes" or not each.value or (each.family and not own):
            continue
        count = re.match(r"\(?(\d{1,2})\)?(?:\s*[(:].*)?$", each.value.low)
        if each.family and count:
            for place in range(1, int(count[1]) + 1):
                yield Annex(span=each.line.span, number=place)
            continue
        for title in re.split(r"\s*;\s*(?:et\s+)?", each.value.line):
            number += 1
            marked = re.match(r"(?:(?P<kind>[Aa]nnexe\s+)?(?P<mark>\d{1,2}|[A-H]|[IV]{1,3})\s*[.):—–-]+\s*)", title)
            yield Annex(
                span=each.line.span,
                number=_number(marked["mark"].lower(), number) if marked else number,
                title=(title[marked.end() :] if marked else title).strip(" .;,") or None,
            )
    for block in document.blocks:
        if block.zone is Zone.SIGNATURE:
            for span in block.lines:
                line = Passage(document.text, span)
                match = heads_annex(line.low.strip())
                if match and match["title"] and match["number"]:
                    title = line.group(match, "title").line.strip(" .;,")
                    yield Annex(span=span, number=_number(match["number"], 1), title=title)

"""Who signed, and what comes with the letter."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from knowledge.french.text import Span, fold
from knowledge.model import Annex, Signatory
from knowledge.reading.contacts import plain_name, titled
from knowledge.reading.cues import cue_words, pattern
from knowledge.reading.layout import ANNEX, Block, Layout
from knowledge.reading.markup import Kind
from knowledge.reading.passage import Passage

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LONGEST_TITLE = 200  # characters of an annex's title


def signatories(layout: Layout) -> Iterator[Signatory]:
    """Yield those who signed: a name, what they are, and for whom when a line says it."""
    for column in _columns(layout.closing):
        group: list[Passage] = []
        for line, following in zip_longest(column, column[1:], fillvalue=None):
            if line is None or _is_signed(line) or _is_annex_list(line) or _parts(line, group, following):
                yield from _signatory(group)
                group = []
            elif line:
                if _starts_another(line, group):
                    yield from _signatory(group)
                    group = []
                group.append(line)
        yield from _signatory(group)


def _parts(line: Passage, group: list[Passage], following: Passage | None) -> bool:
    """Tell whether a blank line ends a signature: one that has its name and function, and does not go on below."""
    if line or not _complete(group) or following is None:
        return not line and _complete(group)
    return not (following.text.strip()[:1].islower() or (len(group) < 3 and _is_institution(following)))


def _is_institution(line: Passage) -> bool:
    """Tell whether a line names an organisation or a country: for whom the one above signs."""
    if _is_signed(line) or _is_annex_list(line) or _has_function(line):
        return False
    named = pattern(r"^(?:l[ea']\s*)?(?:{header.services}|union|organisation|ministere|gouvernement|conseil)\b")
    return bool(named.match(line.low)) or (len(line.line.split()) == 1 and line.line.istitle())


def _complete(group: list[Passage]) -> bool:
    """A signature needs a name and a function, which a blank line may part."""
    own = [line for line in group if not pattern(r"^{closing.on_behalf}").match(line.low)]
    return any(_is_name(line) for line in own) and any(_has_function(line) for line in own)


def _columns(closing: Sequence[Block]) -> Iterator[list[Passage]]:
    """Yield the lines below the closing formula; signatures side by side in a table come one after the other."""
    lines: list[Passage] = []
    table: list[tuple[Passage, ...]] = []
    for block in closing:
        if block.kind is Kind.ROW:
            table.append(block.cells)
            continue
        lines.extend((*block.rows, Passage(block.letter, Span(block.span.end, block.span.end))))
    yield lines
    for place in range(max(map(len, table), default=0)):
        yield [cells[place] for cells in table if place < len(cells)]


def _is_signed(line: Passage) -> bool:
    return bool(pattern("{layout.signed}").fullmatch(line.low.strip()))


def _is_annex_list(line: Passage) -> bool:
    return bool(pattern(r"{labels.annexes}\s*(?::|\d|\(|$)").match(line.low.strip()))


def _has_function(line: Passage) -> bool:
    return bool(set(re.findall(r"[a-z]+(?:-[a-z]+)*", line.low)) & cue_words("closing", "functions"))


def _is_name(line: Passage) -> bool:
    """A name is two to six words with capitals, and no function."""
    words = titled(line.line)[1].split()
    return (
        2 <= len(words) <= 6
        and not _has_function(line)
        and all(
            word[0].isupper() or word in ("de", "du", "van", "von", "bin", "ben", "el", "al", "da", "dos", "di", "et")
            for word in words
        )
        and not re.search(r"\d|[:;@]", line.text)
    )


def _starts_another(line: Passage, group: list[Passage]) -> bool:
    """A second name under a name with its title starts another signature, unless it reads as the organisation."""
    titles = [each for each in group if _has_function(each)]
    return bool(titles) and _is_name(line) and len(group) >= 3 and not _is_institution(line)


def _signatory(group: list[Passage]) -> Iterator[Signatory]:
    group = [line for line in group if not pattern(r"^{closing.on_behalf}").match(line.low)]
    name_line = next((line for line in group if _is_name(line)), None)
    if name_line is None:
        name_line = next((line for line in group if re.match(r"[^,]+,\s", line.text) and _has_function(line)), None)
        if name_line is None:
            return
        name, _, title = name_line.line.partition(",")
        titles = [title.strip()]
    else:
        name, titles = name_line.line, []
    rest = [line for line in group if line is not name_line]
    organisation: str | None = None
    for line in rest:
        if not titles or line.text.lstrip()[:1].islower() or _open_ended(titles[-1]):
            titles.append(line.line)
        elif organisation is None:
            organisation = line.line
        else:
            organisation += f" {line.line}"
    if titles:
        span = Span(group[0].span.start, group[-1].span.end)
        yield Signatory(
            span=span, name=titled(plain_name(name))[1], title=_bare_title(titles), organisation=organisation
        )


def _bare_title(lines: Sequence[str]) -> str:
    return re.sub(r"^(?:L[ea]\s+|L['’])", "", " ".join(lines).strip(" ,"))


def _open_ended(title: str) -> bool:
    """A title that stops on a small word goes on on the next line."""
    return fold(title).endswith((" de", " du", " de la", " des", " et", " a", " pour", " l'", ",", " aux", " au"))


# ------------------------------------------------------------------ annexes


def annexes(layout: Layout) -> tuple[Annex, ...]:
    """Return the annexes: those printed, and those that the closing announces without printing them."""
    printed = {annex.number: annex for annex in _printed(layout.annexes)}
    for annex in _announced(layout.closing):
        seen = printed.setdefault(annex.number, annex)
        if seen.title is None and annex.title:
            printed[annex.number] = annex
    return tuple(printed[number] for number in sorted(printed))


def _printed(blocks: Sequence[Block]) -> Iterator[Annex]:
    heads = [(place, match) for place, block in enumerate(blocks) if (match := _heading(block))]
    for count, (place, match) in enumerate(heads):
        last = heads[count + 1][0] if count + 1 < len(heads) else len(blocks)
        span = Span(blocks[place].span.start, blocks[last - 1].span.end)
        title = match["title"] and blocks[place].rows[0].group(match, "title").line
        if not title:
            title = _title(blocks[place].rows[1:], blocks[place + 1 : last])
        yield Annex(span=span, number=_number(match[1], count + 1), title=title and _normal_case(title, blocks))


def _heading(block: Block) -> re.Match[str] | None:
    low = block.rows[0].low.strip()
    return ANNEX.fullmatch(low) if not low.endswith(":") else None


def _number(written: str | None, place: int) -> int:
    if written is None:
        return place
    if written.isdigit():
        return int(written)
    return _ROMAN.get(written) or ord(written) - ord("a") + 1


def _title(lines: Sequence[Passage], blocks: Sequence[Block]) -> str | None:
    """Return the title under the heading of an annex: its first lines that are no letterhead, no date, no sentence."""
    groups = [lines, *(block.rows for block in blocks[:4] if block.kind is not Kind.ROW)]
    for group in groups:
        kept = [line.line for line in group if line and not _is_letterhead(line)]
        if not kept:
            continue
        text = " ".join(kept) if all(line.isupper() for line in kept) or len(kept) == 1 else kept[0]
        if len(text) > _LONGEST_TITLE or text.endswith((".", ";")):
            return None
        return text
    return None


def _is_letterhead(line: Passage) -> bool:
    low = line.low.strip(" .-–_")
    return (
        not low
        or (low.startswith("(") and low.endswith(")"))
        or bool(pattern(r"{layout.letterheads}").fullmatch(low))
        or bool(re.fullmatch(r"(?:le )?(?:1er|\d{1,2}) \w+ \d{4}", low))
    )


def _normal_case(title: str, blocks: Sequence[Block]) -> str:
    """Return a title in capitals as in a sentence, its names capitalised as the letter does elsewhere."""
    if not title.isupper():
        return title
    letter = blocks[0].letter
    prose = "\n".join(line for line in letter.split("\n") if not line.isupper())
    seen = set(re.findall(r"(?<=[a-zé,'’(] )[A-ZÀ-Þ][\w-]*|(?<=['’(])[A-ZÀ-Þ][\w-]*", prose))
    mixed = {fold(word): word for word in seen}
    plain = {fold(word) for word in re.findall(r"\b[a-zà-ÿ][\w-]*", letter)}
    words = re.findall(r"[\w-]+|[^\w-]+", title)
    out = [mixed[fold(word)] if fold(word) in mixed and fold(word) not in plain else word.lower() for word in words]
    text = "".join(out)
    return text[:1].upper() + text[1:]


def _announced(closing: Sequence[Block]) -> Iterator[Annex]:
    """Yield the annexes of "Annexes: 2", "Annexe: formulaire d'inscription" or a list under "Annexes:"."""
    listing = False
    number = 0
    for block in closing:
        for row in block.rows:
            match = pattern(r"{labels.annexes}\s*:?\s*(?P<rest>.*)$").match(row.low.strip()) if not listing else None
            if match and (":" in row.low or re.fullmatch(r"\(?\d+\)?", match["rest"])):
                count = re.match(r"\(?(\d{1,2})\)?(?:\s*[(:]\s*(.*?)\)?)?$", match["rest"])
                listing = not match["rest"]
                if count:
                    for each in range(1, int(count[1]) + 1):
                        yield Annex(span=row.span, number=each)
                elif match["rest"]:
                    title = row.at(row.low.index(match["rest"]), len(row.low)).trimmed().line
                    yield Annex(span=row.span, number=1, title=title)
            elif listing:
                number += 1
                yield Annex(span=row.span, number=number, title=row.trimmed().line)

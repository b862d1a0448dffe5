"""What a corrigendum changes, in its own words: "au lieu de X, lire Y", "X est remplacée par Y"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.documents.passage import Passage
from knowledge.documents.values import MAIL
from knowledge.extraction.cues import pattern
from knowledge.french.text import Span
from knowledge.model import Letter

_REACH = 160  # characters before a replacement that may say where it is made
_ROW = re.compile(r"\s[–|]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Words to be read instead of others."""

    where: str  # folded: "au paragraphe 2"
    old: str
    new: str
    span: Span  # of the sentence that asks it

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbers of the paragraphs that it is made in."""
        told = re.search(
            r"\b(?:paragraphes?|points?|§+|articles?|sections?)\s+(?P<numbers>\d+(?:(?:\s*,\s*|\s+et\s+)\d+)*)",
            self.where,
        )
        return tuple(re.findall(r"\d+", told["numbers"])) if told else ()


def replacements(letter: Letter) -> Iterator[Replacement]:
    """Yield the replacements that a letter asks to read, in order."""
    words = r"[\"']?\s?\"\s?(?P<{0}>[^\"]+?)\s?\""
    said = pattern(
        rf"\b{{amendments.instead}}\s*:?\s*{words.format('old')}\s*,?\s*(?:et\s+)?{{amendments.read}}\s*:?\s*{words.format('new')}"
    )
    table = False
    for span in letter.sentences:
        passage, last = Passage(letter.text, span), 0
        for match in said.finditer(passage.low) if '"' in passage.low else ():
            where = passage.low[max(last, match.start() - _REACH) : match.start()].rsplit(";")[-1]
            last = match.end()
            old, new = passage.group(match, "old").line, passage.group(match, "new").line
            yield Replacement(where=where, old=old, new=new, span=span)
        cells = _ROW.split(passage.line)
        if table and len(cells) > 1:
            half = len(cells) // 2
            yield Replacement(where="", old=" – ".join(cells[:half]), new=" – ".join(cells[half:]), span=span)
        table = bool(re.fullmatch(r"\W*au lieu d\w*\W+lire\W*", passage.low)) or (table and len(cells) > 1)


def mailboxes_replaced(letter: Letter) -> Iterator[tuple[str, str, Span]]:
    """Yield the addresses that others replace, old and new."""
    for span in letter.sentences:
        passage = Passage(letter.text, span)
        found = [match[0].rstrip(".") for match in MAIL.finditer(passage.text)]
        if len(found) > 1 and re.search(r"\bremplac\w+", passage.low):
            active = re.search(r"\bremplace\b", passage.low)
            yield (found[1], found[0], span) if active else (found[0], found[1], span)


def contacts_replaced(letter: Letter, names: tuple[str, ...]) -> Iterator[tuple[str, str, Span]]:
    """Yield the known people whom others replace, old and new."""
    title = r"(?:M\.|Mme|Mlle|Dr)\s+"
    person = rf"{title}(?P<{{0}}>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)+)"
    for span in letter.sentences:
        text = " ".join(letter.cut(span).split())
        found = re.search(rf"{person.format('new')}\s+remplace(?:ra)?\s+{person.format('old')}", text)
        passive = re.search(rf"{person.format('old')}\s+(?:est|sera)\s+remplacée?\s+par\s+{person.format('new')}", text)
        match = found or passive
        if match and match["old"] in names:
            yield match["old"], match["new"], span

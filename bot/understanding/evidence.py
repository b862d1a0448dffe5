"""Which sentences of the letters speak of some words, and how much of them they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.catalogue import Catalogue
from knowledge.french.text import Span
from knowledge.model import Letter

_FEW = 50  # letters that are all read rather than searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a letter, and the share of the words asked for that it holds, the rarer the heavier."""

    letter: Letter
    span: Span
    coverage: float  # 0 to 1
    matched: frozenset[str]  # the stems found in it

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.letter.cut(self.span)


def passages(content: Iterable[str], letters: Sequence[Letter], catalogue: Catalogue) -> tuple[Passage, ...]:
    """Return the sentences of some letters that hold any of the words asked for (stems), the fullest first."""
    wanted = dict.fromkeys(content)
    whole = sum(catalogue.rarity(word) for word in wanted)
    if not whole:
        return ()
    found = []
    for letter in letters:
        for span in letter.sentences:
            matched = wanted.keys() & catalogue.stems_of(letter.cut(span))
            if matched:
                coverage = sum(catalogue.rarity(word) for word in matched) / whole
                found.append(Passage(letter=letter, span=span, coverage=coverage, matched=frozenset(matched)))
    return tuple(sorted(found, key=lambda passage: (-passage.coverage, passage.span.end - passage.span.start)))


def widely(content: Iterable[str], catalogue: Catalogue) -> tuple[Letter, ...]:
    """Return the letters worth looking into for some words: those that full text finds, or all when they are few."""
    if len(catalogue.library.letters) <= _FEW:
        return catalogue.library.letters
    references = dict.fromkeys(hit.reference for hit in catalogue.library.search(tuple(content)))
    return tuple(letter for reference in references if (letter := catalogue.library.letter(reference)))

"""Which sentences of the letters speak of some words, and how much of them they say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.catalogue import Catalogue
from knowledge.french.text import Span
from knowledge.model import Letter

_MOST = 400  # sentences that are told apart


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


def passages(
    content: Iterable[str], letters: Sequence[Letter] | None, catalogue: Catalogue, least: float = 0.0
) -> tuple[Passage, ...]:
    """Return the sentences that hold some of the words asked for (stems), the fullest first.

    They are those of some letters, or of all (None); `least`: the share of the words below which none is wanted.
    """
    wanted = tuple(dict.fromkeys(content))
    weights = [catalogue.rarity(word) for word in wanted]
    whole = sum(weights)
    if not whole:
        return ()
    said = catalogue.said
    masks = said.everywhere(wanted, least) if letters is None else said.of(wanted, letters)
    alike: dict[int, list[int]] = defaultdict(list)  # sentences that hold the same words
    for number, mask in masks.items():
        alike[mask].append(number)
    shares = {mask: sum(weight for bit, weight in enumerate(weights) if mask >> bit & 1) / whole for mask in alike}
    found: list[tuple[int, Passage]] = []
    for mask in sorted(alike, key=lambda each: -shares[each]):
        if len(found) >= _MOST or shares[mask] < least:
            break
        matched = frozenset(word for bit, word in enumerate(wanted) if mask >> bit & 1)
        for number in alike[mask]:
            letter, span = said.at(number)
            found.append((number, Passage(letter=letter, span=span, coverage=shares[mask], matched=matched)))
    found.sort(key=lambda each: (-each[1].coverage, each[1].span.end - each[1].span.start, each[0]))
    return tuple(passage for _, passage in found)

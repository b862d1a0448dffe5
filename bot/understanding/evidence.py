"""Which sentences of the letters speak of some words, and how much of them they say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.catalogue import Catalogue
from knowledge.french.text import Span
from knowledge.model import Letter

_MOST = 200  # sentences that are told apart, the shortest of those that hold as much
_ALIKE = 0.01  # difference of shares below which two sentences hold as much


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
    shares = _shares(content, letters, catalogue, least)
    found: list[tuple[int, Passage]] = []
    for share in shares:
        room = _MOST - len(found)
        numbers = share.numbers if len(share.numbers) <= room else catalogue.said.shortest(share.numbers, room)
        for number in numbers:
            letter, span = catalogue.said.at(number)
            passage = Passage(letter=letter, span=span, coverage=share.coverage, matched=share.matched)
            found.append((number, passage))
        if len(found) >= _MOST:
            break
    found.sort(key=lambda each: (-each[1].coverage, each[1].span.end - each[1].span.start, each[0]))
    return tuple(passage for _, passage in found)


def speaking(content: Iterable[str], catalogue: Catalogue, least: float) -> tuple[Letter, ...]:
    """Return the letters a sentence of which holds about as much of some words as any does, and a share at least."""
    shares = _shares(content, None, catalogue, least)
    full = [share for share in shares if share.coverage >= shares[0].coverage - _ALIKE]
    return catalogue.said.letters(sorted(number for share in full for number in share.numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """Sentences, by their numbers, that hold the same of the words asked for."""

    coverage: float
    matched: frozenset[str]
    numbers: Sequence[int]


def _shares(
    content: Iterable[str], letters: Sequence[Letter] | None, catalogue: Catalogue, least: float
) -> list[_Share]:
    """Return the sentences by what they hold of the words asked for, the fullest first."""
    wanted = tuple(dict.fromkeys(content))
    weights = [catalogue.rarity(word) for word in wanted]
    whole, said = sum(weights), catalogue.said
    if not whole:
        return []
    alike: dict[int, list[int]] = defaultdict(list)
    for number, mask in (said.everywhere(wanted, least) if letters is None else said.of(wanted, letters)).items():
        alike[mask].append(number)
    shares = [
        _Share(
            coverage=sum(weight for bit, weight in enumerate(weights) if mask >> bit & 1) / whole,
            matched=frozenset(word for bit, word in enumerate(wanted) if mask >> bit & 1),
            numbers=numbers,
        )
        for mask, numbers in alike.items()
    ]
    return sorted((each for each in shares if each.coverage >= least), key=lambda share: -share.coverage)

"""Names by the information that their words carry: in French, and among the names of one base."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log10
from typing import Generic, TypeVar

from bot.entities.editions import Series
from bot.entities.lookup import grouped
from knowledge.french.stem import stem

T = TypeVar("T")
Places = Mapping[str, Sequence[int]]  # stems -> where each stands in a message

_MANY = 100  # names that hold a word, from which on it is common
_REACH = 6  # words from one word of a name to the next, at most


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Name(Generic[T]):
    """What something is called."""

    value: T
    stems: tuple[str, ...]  # of the words that carry meaning, in order, each once
    weight: float  # the information of all of them

    @property
    def head(self) -> str:
        """The stem of the word that says what it is: "forum"."""
        return self.stems[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found(Generic[T]):
    """A name, as far as a message says it."""

    value: T
    tokens: frozenset[int]
    said: frozenset[str]  # the stems of it that are said
    share: float  # of its information that is said
    evidence: float  # how much information is said
    head: bool  # whether its first word is among them
    begun: bool  # whether its first two words are


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A series, as a message names it."""

    series: Series
    tokens: frozenset[int]
    score: float
    sure: bool = False  # by what stands for it, or by all of its name


class Names(Generic[T]):
    """All the names of one kind of things, looked up by their words."""

    def __init__(
        self,
        named: Iterable[tuple[T, Sequence[str]]],
        information: Callable[[str], float],
        key: Callable[[str], str] = stem,
    ) -> None:
        """`named`: things, each with the words of a name of it; `information`: how much a word tells, in digits."""
        every = [(value, tuple(dict.fromkeys(words))) for value, words in named if words]
        holding = {(key(word), id(value)) for value, words in every for word in words}
        self._spread = Counter(word for word, _ in holding)
        self._weights: dict[str, float] = {}
        for word in {word for _, words in every for word in words}:
            told = information(word)
            self._weights[key(word)] = min(told, self._weights.get(key(word), told))
        self.every = tuple(self._name(value, tuple(dict.fromkeys(map(key, words)))) for value, words in every)
        self._holding = grouped((word, number) for number, name in enumerate(self.every) for word in name.stems)

    def _name(self, value: T, stems: tuple[str, ...]) -> Name[T]:
        return Name(value=value, stems=stems, weight=fsum(map(self.weight, stems)))

    def weight(self, word: str) -> float:
        """How much a stem tells: little when French uses it much, or many of these names hold it."""
        return max(0.1, self._weights.get(word, 0.0) - log10(self.spread(word) or 1))

    def spread(self, word: str) -> int:
        """In how many names a stem stands."""
        return self._spread[word]

    def found(self, places: Places) -> Iterator[Found[T]]:
        """Yield the names of which a message says a rare word, or several, the words near one another."""
        return (self._said(self.every[number], places) for number in self._possible(places))

    def _possible(self, places: Places) -> Iterator[int]:
        """Yield the numbers of the names that hold a rare word said, or most of several common ones."""
        counts: Counter[int] = Counter()
        for word in places:
            counts.update(self._holding.get(word, ()))
        rare = {number for word in places if self.spread(word) <= _MANY for number in self._holding.get(word, ())}
        most = max(counts.values(), default=0) if len(counts) > _MANY else 0
        return (number for number, count in counts.items() if number in rare or (count > 1 and count >= most))

    def _said(self, name: Name[T], places: Places) -> Found[T]:
        tokens = max(_runs(name.stems, places), key=lambda run: self._evidence(run, places))
        said = frozenset(word for word in name.stems if tokens & set(places.get(word, ())))
        evidence = fsum(map(self.weight, said))
        return Found(
            value=name.value,
            tokens=tokens,
            said=said,
            share=evidence / name.weight if name.weight else 0.0,
            evidence=evidence,
            head=name.head in said,
            begun=len(name.stems) > 1 and said.issuperset(name.stems[:2]),
        )

    def _evidence(self, run: Collection[int], places: Places) -> float:
        return fsum(self.weight(word) for word, where in places.items() if not set(where).isdisjoint(run))


def _runs(stems: Sequence[str], places: Places) -> Iterator[frozenset[int]]:
    """Yield where words of a name stand near one another."""
    every = sorted({place for word in stems for place in places.get(word, ())})
    run: list[int] = []
    for place in every:
        if run and place - run[-1] > _REACH:
            yield frozenset(run)
            run = []
        run.append(place)
    yield frozenset(run)

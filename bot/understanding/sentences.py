"""The sentences of the letters by the words that they hold, so that a question is held against those alone."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import log

from knowledge.french.stem import stem
from knowledge.french.text import Span, words
from knowledge.model import Letter

_ADDRESS = re.compile(r"\S*@\S*|https?:\S*|www\.\S*")  # what such hold are no words of the letter
_KEPT = 8192  # texts whose stems are kept
_ROUNDING = 1e-9

Masks = dict[int, int]  # the number of a sentence -> the words asked for that it holds, a bit each


class Sentences:
    """All the sentences, numbered in the order of the letters."""

    def __init__(self, letters: Sequence[Letter], synonyms: Mapping[str, str]) -> None:
        """`synonyms`: stem -> the stem that it may stand for."""
        self._letters = letters
        self._synonyms = synonyms
        self._rarities: dict[str, float] = {}
        self.stems_of = lru_cache(_KEPT)(self._stems_of)

    @cached_property
    def _firsts(self) -> list[int]:
        """Return the number of the first sentence of each letter."""
        found, count = [], 0
        for letter in self._letters:
            found.append(count)
            count += len(letter.sentences)
        return found

    @cached_property
    def count(self) -> int:
        """How many there are, at least one."""
        return sum(len(letter.sentences) for letter in self._letters) or 1

    @cached_property
    def _places(self) -> Mapping[str, range]:
        """Return the numbers of the sentences of each letter, by its reference."""
        pairs = zip(self._letters, self._firsts, strict=True)
        return {letter.reference: range(first, first + len(letter.sentences)) for letter, first in pairs}

    @cached_property
    def _postings(self) -> "Mapping[str, array[int]]":
        """Return the numbers of the sentences that hold each stem, in order."""
        found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        number = 0
        for letter in self._letters:
            for span in letter.sentences:
                for each in self._stems_of(letter.cut(span)):
                    found[each].append(number)
                number += 1
        return dict(found)

    @cached_property
    def frequencies(self) -> Mapping[str, int]:
        """In how many sentences each stem stands."""
        return {each: len(numbers) for each, numbers in self._postings.items()}

    def rarity(self, word: str) -> float:
        """How much a stem tells: the rarer in the letters, the more. What they never say tells most."""
        found = self._rarities.get(word)
        if found is None:
            found = log(1 + self.count / (0.5 + self.frequencies.get(word, 0)))
            if word in self.frequencies:
                self._rarities[word] = found
        return found

    def _stems_of(self, text: str) -> frozenset[str]:
        """Return the stems of a text's words, and of those that they may stand for; addresses hold no words."""
        if "@" in text or "http" in text or "www." in text:
            text = _ADDRESS.sub(" ", text)
        plain = {stem(word) for word in words(text)}
        return frozenset(plain | {self._synonyms[each] for each in plain if each in self._synonyms})

    def at(self, number: int) -> tuple[Letter, Span]:
        """Return a sentence and its letter."""
        place = bisect_right(self._firsts, number) - 1
        while not self._letters[place].sentences:
            place -= 1
        letter = self._letters[place]
        return letter, letter.sentences[number - self._firsts[place]]

    def letters(self, numbers: Sequence[int]) -> tuple[Letter, ...]:
        """Return the letters of some sentences, given in order, each once."""
        found, after = [], 0
        for number in numbers:
            if number >= after:
                letter, _ = self.at(number)
                found.append(letter)
                after = self._places[letter.reference].stop
        return tuple(found)

    def shortest(self, numbers: Iterable[int], most: int) -> list[int]:
        """Return the shortest of some sentences, at most so many."""
        return nsmallest(most, numbers, key=self._lengths.__getitem__)

    @cached_property
    def _lengths(self) -> "array[int]":
        return array("I", (span.end - span.start for letter in self._letters for span in letter.sentences))

    def of(self, wanted: Sequence[str], letters: Iterable[Letter]) -> Masks:
        """Return the sentences of some letters that hold any of some stems."""
        every = [self._postings.get(word, ()) for word in wanted]
        found: Masks = {}
        for letter in letters:
            numbers = self._places.get(letter.reference, range(0))
            held: Masks = {}
            for bit, posting in enumerate(every):
                for number in posting[bisect_left(posting, numbers.start) : bisect_left(posting, numbers.stop)]:
                    held[number] = held.get(number, 0) | 1 << bit
            found.update(sorted(held.items()))
        return found

    def everywhere(self, wanted: Sequence[str], least: float) -> Masks:
        """Return the sentences that hold at least a share of some stems, the rarer the heavier; not all that hold less.

        A sentence in which only the commonest of them could stand is not looked at when those weigh too little.
        """
        weights = [self.rarity(word) for word in wanted]
        rest = sum(weights)
        enough = least * rest - _ROUNDING
        found: Masks = {}
        for bit in sorted(range(len(wanted)), key=lambda each: -weights[each]):
            posting = self._postings.get(wanted[bit], array("I"))
            if rest >= enough:
                for number in posting:
                    found[number] = found.get(number, 0) | 1 << bit
            else:
                _mark(found, posting, 1 << bit)
            rest -= weights[bit]
        return found


def _mark(found: Masks, posting: "array[int]", mark: int) -> None:
    """Mark those of some sentences that stand in a row of them."""
    for number in found:
        place = bisect_left(posting, number)
        if place < len(posting) and posting[place] == number:
            found[number] |= mark

"""What a misspelt word must mean: the commonest word from which the likeliest slip leads to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from string import ascii_lowercase

from bot.language.distance import budget, nearest, unlikelihood
from bot.language.frequencies import RARE, frequencies, raised
from bot.language.lexicon import Lexicon
from knowledge.french.stem import stem

Words = tuple[str, ...]

_ASKED, _TOLD = 5.0, 4.5  # how common words of the questions and of the letters are at least, here
_LIKELIER = 1.0  # how much commoner a word of the questions is here than in French
_FUNCTION = 6.0  # how common words are that tie others together
_LEAST = 2.0  # how likely a mend is at least
_COMMON = 4.3  # from here on a word is never another
_SURE = 1.0  # how much likelier than the word itself another is that it may be
_WORD = 2  # letters of what is no slip of anything
_LONGEST = 40  # letters: what is longer is no word
_FREE, _LONG = 5, 8  # letters from which the first one may be a slip, and from which that of a name may
_SHORT = 4  # letters of a word that no slip but one of sound is seen in
_SOUND, _DOUBLED = 0.6, 0.2  # how unlikely it is to write a sound otherwise, a double letter once
_GLUE, _ELISION = 1.6, 0.7  # how unlikely it is to leave out a space, an apostrophe
_ELIDED = ("qu", "l", "d", "j", "m", "t", "s", "n", "c")
_ELSEWHERE = 0.8  # how much less likely a word is that neither the letters nor the questions use
_SPARED = 1.6  # how unlikely it is to leave out vowels
_FRAME = 3  # letters that are left of a word without its vowels, at least

_SILENT = "estx"  # letters at the end of a word that nobody hears


@dataclass(frozen=True, slots=True)
class Mend:
    """What a word may have been meant as."""

    words: Words
    likelihood: float


class Speller:
    """Knows the words that mean something to one base, and mends what is near them."""

    def __init__(
        self,
        lexicon: Lexicon,
        asked: Iterable[str],
        told: Mapping[str, int],
        names: Iterable[str],
        initials: Iterable[str] = (),
    ) -> None:
        """`asked`: words of the questions; `told`: how often the letters use theirs; `names`: words of names.

        `initials`: of bodies: they mean what they say, and nothing is mended into them.
        """
        self._lexicon = lexicon
        self._asked = frozenset(asked)
        self._told = told
        self._names = frozenset(names)
        self._initials = frozenset(initials)
        self._mends: dict[tuple[str, bool], Words] = {}

    def prepare(self) -> None:
        """Make all the tables now."""
        self.mend("zzzz")

    def knows(self, word: str) -> bool:
        """Tell whether a word is one of the language or of the letters."""
        return word in self._common or self._inflected(word)

    def _inflected(self, word: str) -> bool:
        """Tell whether a word is another form of one of the questions, rather than its beginning."""
        return stem(word) != word and stem(word) in self._stems

    def _means(self, word: str) -> bool:
        """Tell whether a word means what it says, whatever is near it."""
        known = (self._asked, self._told, self._names, self._initials, self._lexicon.function, self._lexicon.known)
        forms = (word, word[:-1]) if word[-1] in "sx" else (word, f"{word}s")  # of one and of several
        here = any(form in several for several in known for form in forms)
        common = self._common.get(word, RARE) >= _COMMON
        return here or common or word in self._lexicon.operators

    @cached_property
    def _stems(self) -> frozenset[str]:
        """Stems of the words of the questions: their other forms are words too."""
        return frozenset(map(stem, self._asked))

    def commonness(self, word: str) -> float:
        """Return how common a word is in messages to this base: 3 (rare) to 7.5."""
        return self._common.get(word, RARE)

    @cached_property
    def _common(self) -> Mapping[str, float]:
        """How common each word is here."""
        found = dict(frequencies())
        for word, count in self._told.items():
            found[word] = max(found.get(word, RARE), _TOLD) + raised(count)
        found.update((word, max(found.get(word, RARE), _TOLD)) for word in self._names)
        found.update((word, max(found.get(word, RARE) + _LIKELIER, _ASKED)) for word in self._asked)
        found.update((word, max(found.get(word, RARE), _TOLD)) for word in self._lexicon.known)
        ties = (*self._lexicon.french, *self._lexicon.operators)
        found.update((word, max(found.get(word, RARE), _FUNCTION)) for word in ties)
        return found

    def mend(self, word: str, *, name: bool = False) -> Words:
        """Return the words that a misspelt one must mean; itself when it is one, or when that cannot be told.

        `name`: it is written as a name is, and may be mended into one word that this base knows only.
        """
        if not word.isalpha() or not _WORD < len(word) <= _LONGEST or self._means(word):
            return (word,)
        if (word, name) not in self._mends:
            enough = self._common[word] + _SURE if word in self._common else _LEAST
            weighed = map(self._weighed, self._possible(word))
            every = sorted((mend for mend in weighed if mend.likelihood >= enough), key=lambda mend: -mend.likelihood)
            whole = (mend.words for mend in every if not name or len(mend.words) == 1)
            meant = (words for words in whole if all(self._may_be(each, name=name) for each in words))
            self._mends[word, name] = next(meant, (word,))
        return self._mends[word, name]

    def _weighed(self, mend: Mend) -> Mend:
        """Return a mend with what speaks against it: that nobody here says one of its words."""
        ties = self._lexicon.french | self._lexicon.operators.keys()
        here = all(word in ties or self._known_here(word) for word in mend.words)
        return mend if here else replace(mend, likelihood=mend.likelihood - _ELSEWHERE)

    def _known_here(self, word: str) -> bool:
        return word in self._asked or word in self._told or word in self._names

    def _may_be(self, word: str, *, name: bool) -> bool:
        """Tell whether a word may have been meant; where a name is written, one of this base or of its questions."""
        here = self._known_here(word)
        if name or (word in self._lexicon.english and word not in self._asked):
            return here
        return len(word) <= _WORD or here or self.mend(word) == (word,)

    def _possible(self, word: str) -> Iterator[Mend]:
        heard = list(self._heard(word))
        if word not in self._common and self._inflected(word):  # a form of a word, or a slip of one
            near = (mend for mend in (*heard, *self._near(word)) if stem(mend.words[0]) == stem(word))
            yield from (mend for mend in near if mend.words[0] in self._told or mend.words[0] in self._asked)
            return
        yield from heard
        yield from self._begun(word)
        if (
            word in self._common
        ):  # a word of the language: it may be one that sounds the same, or has two letters swapped
            yield from (mend for mend in self._parted(word) if mend.words[0] in _ELIDED)
            yield from (mend for mend in self._near(word) if sorted(mend.words[0]) == sorted(word) and self._here(mend))
            return
        yield from self._parted(word)
        yield from self._near(word) if len(word) >= _SHORT else self._swapped(word)
        yield from self._headless(word)
        if not heard:
            yield from self._spared(word)

    def _here(self, mend: Mend) -> bool:
        """Tell whether this base or its questions know the words of a mend."""
        return all(word in self._asked or word in self._told for word in mend.words)

    def _heard(self, word: str) -> Iterator[Mend]:
        """Yield the words that sound as it is written: "kontact", "fotografi"."""
        seen, rows = {word}, [word]
        for times in (1,) if word in self._common else (1, 2):
            rows = [each for one in rows for each in _respelt(one, self._lexicon.sounds) if each not in seen]
            seen.update(rows)
            for each in dict.fromkeys(rows):
                if each in self._common:
                    cost = _DOUBLED if _single(each) == _single(word) else _SOUND * times
                    yield Mend((each,), self._common[each] - cost)
            if any(each in self._common for each in rows):
                return

    def _begun(self, word: str) -> Iterator[Mend]:
        """Yield the one word of the letters that it is the beginning of: "brazza"."""
        if len(word) >= _FREE and word not in self._common:
            longer = {each for each in self._told if each.startswith(word) and len(each) > len(word) + 1}
            if len({stem(each) for each in longer}) == 1:
                near = max(longer, key=self._common.__getitem__)
                yield Mend((near,), self._common[near] - _ELISION)

    def _parted(self, word: str) -> Iterator[Mend]:
        """Yield the two words that it may be: "linvitation", "datelimite"."""
        for at in range(1, len(word) - 1):
            begun, rest = word[:at], word[at:]
            if rest not in self._common:
                yield from self._elided(begun, rest)
                continue
            if (
                begun in _ELIDED
                and rest[0] in "aeiouyh"
                and (len(rest) > 2 or frequencies().get(rest, RARE) >= _FUNCTION)
            ):
                yield Mend((begun, rest), self._common[rest] - _ELISION)
            elif len(rest) > 2 and self._may_begin(begun):
                yield Mend((begun, rest), min(self.commonness(begun), self._common[rest]) - _GLUE)

    def _elided(self, begun: str, rest: str) -> Iterator[Mend]:
        """Yield an elided word and the word of the questions that what follows it must be: "lojet"."""
        if begun in _ELIDED and len(rest) >= _SHORT and rest[0] in "aeiouyh":
            for near in self._like(rest):
                if near in self._asked and near[0] in "aeiouyh":
                    yield Mend((begun, near), self._common[near] - _ELISION - unlikelihood(rest, near))

    def _may_begin(self, word: str) -> bool:
        """Tell whether another word may be glued to this one without being changed by it."""
        tied = frequencies().get(word, RARE) >= _FUNCTION
        whole = len(word) > 2 and self.commonness(word) >= _TOLD
        return (tied or whole) and word not in self._lexicon.prefixes and word not in _ELIDED

    def _near(self, word: str) -> Iterator[Mend]:
        """Yield the words within its budget of slips."""
        for near in self._like(word):
            cost = unlikelihood(word, near)
            if near not in self._names or near in self._asked or len(near) >= _LONG or _begins_so(word, near):
                yield Mend((near,), self._common[near] - cost)

    def _swapped(self, word: str) -> Iterator[Mend]:
        """Yield the short words that it is with two letters swapped: "uqe"."""
        for at in range(len(word) - 1):
            meant = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if meant in self._common:
                yield Mend((meant,), self._common[meant] - unlikelihood(word, meant))

    def _headless(self, word: str) -> Iterator[Mend]:
        """Yield the words that it is without, or with another, first letter: "orum", "dmsi"."""
        for letter in ascii_lowercase if len(word) >= _SHORT else "":
            for meant in (letter + word, letter + word[1:]):
                if self._known_here(meant):
                    yield Mend((meant,), self._common[meant] - unlikelihood(word, meant))

    def _like(self, word: str) -> Iterator[str]:
        """Yield the words within its budget that begin as it does or with its second letter; any, of a long word."""
        lengths = range(len(word) - budget(word), len(word) + budget(word) + 1)
        begun = ("",) if len(word) >= _FREE else {word[:1], word[1:2]} if len(word) > _SHORT else word[:2]
        for shelf in (self._shelves.get((letter, length), ()) for letter in begun for length in lengths):
            yield from (near for near, _ in nearest(word, shelf))

    @cached_property
    def _shelves(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The words by their first letter and their length, and by their length alone (no letter)."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in self._common:
            if word.isalpha() and len(word) >= _SHORT - 1:
                for begun in ("", word[0]):
                    found.setdefault((begun, len(word)), []).append(word)
        return {key: tuple(several) for key, several in found.items()}

    def _spared(self, word: str) -> Iterator[Mend]:
        """Yield the words that it is without some of their vowels: "ofciel", "rpns"."""
        for near in self._frames.get(_frame(word), ()):
            if near != word and _within(word, near):
                yield Mend((near,), self._common[near] - _SPARED - 0.2 * (len(near) - len(word)))

    @cached_property
    def _frames(self) -> Mapping[str, tuple[str, ...]]:
        """The words of the questions and of names by what is left of them without vowels."""
        found: dict[str, list[str]] = {}
        for word in sorted(self._asked | self._names):
            if word.isalpha() and len(frame := _frame(word)) >= _FRAME:
                found.setdefault(frame, []).append(word)
        return {frame: tuple(several) for frame, several in found.items()}


def _respelt(word: str, sounds: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the ways to write one sound of a word otherwise."""
    ended = f"{word}$"
    for wrong, right in sounds:
        at = ended.find(wrong)
        while at >= 0:
            yield (ended[:at] + right + ended[at + len(wrong) :]).removesuffix("$")
            at = ended.find(wrong, at + 1)
    for silent in _SILENT:
        yield word + silent
    if word[-1] in _SILENT and len(word) > _WORD + 1:
        yield word[:-1]
    for at in range(1, len(word)):
        yield word[:at] + word[at - 1] + word[at:]  # a letter that is written twice
        if word[at] == word[at - 1] and word[at:] != "e":  # "née" is no "ne"
            yield word[:at] + word[at + 1 :]


def _single(word: str) -> str:
    """Return a word with each doubled letter written once."""
    return "".join(letter for letter, _ in groupby(word))


def _begins_so(word: str, near: str) -> bool:
    """Tell whether a name may begin as it was typed: its first letter right, swapped, missing, or alone another."""
    return word[0] == near[0] or word[:2] == near[1::-1] or word == near[1:] or word[1:] == near[1:]


def _frame(word: str) -> str:
    """Return the first letter of a word and the consonants after it, each once in a row."""
    left = word[:1]
    for letter in word[1:]:
        if letter not in "aeiouy" and letter != left[-1]:
            left += letter
    return left


def _within(written: str, word: str) -> bool:
    """Tell whether the letters of one word stand in another in their order."""
    letters = iter(word)
    return all(letter in letters for letter in written)

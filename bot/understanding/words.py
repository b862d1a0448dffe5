"""A message as words: folded, spelt out, mended where the slip is plain."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from bot.understanding.lexicon import Lexicon
from bot.understanding.lookup import grouped
from bot.understanding.matching import budget, nearest, slips
from knowledge.french.stem import stem
from knowledge.french.text import Span, fold_in_place

_TOKEN = re.compile(
    r"[a-z0-9][a-z0-9.+_-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:https?://|www\.)[^\s<>\"]+"
    r"|week[ -]ends?\b|[a-z]+|\d+(?:er|e|eme)?(?![a-z])|[a-z0-9]+"
)
_GLUED = re.compile(r"(?:qu|[ldjmtsnc])(?=[aeiouyh])")  # "linvitation"
_SHORT = 2  # letters of a word that is glued to nothing but some
_AFTER = ("un", "il", "on", "en", "an", "ai", "eu")  # short words that may be glued to one: "dun"
_GLUED_LEAST = 4  # letters of a misspelt word that something may be glued to
_APOSTROPHES = ("'", "’")  # after a letter: "c'est"
_DOUBLED = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiouy]")
_FRAME = 3  # letters that a word written without some of its vowels must keep
_READ = 4096  # characters of a message that are read, as written and as folded
_MOST = 800  # words of it: more than so many characters of French hold
_STRANGE = 60  # words of a message that may be slips: one that holds more is noise
_LONGEST = 40  # letters: what is longer is no word
_HEARD = (
    ("qu", "k"),
    ("c", "k"),
    ("f", "ph"),
    ("ph", "f"),
    ("s", "z"),
    ("c", "ss"),
    ("th", "t"),
    ("y", "i"),
    ("i", "y"),
    ("o", "au"),
    ("o", "eau"),
    ("e", "ai"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a message."""

    text: str  # folded, spelt out and mended
    stem: str
    span: Span  # in the message as written
    mended: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """All the words that mean something here; the preferred ones win when two are as near."""

    preferred: frozenset[str]
    others: frozenset[str]
    known: frozenset[str] = frozenset()  # words that mean what they say, and that no slip is mended into
    ordinary: frozenset[str] = frozenset()  # stems of more such words
    _by_length: dict[int, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def __contains__(self, word: str) -> bool:
        return self.holds(word) or stem(word) in self.ordinary

    def holds(self, word: str) -> bool:
        """Tell whether a word is known as it is written, rather than by its stem."""
        return any(word in several for several in (self.preferred, self.others, self.known))

    def mend(self, word: str) -> str | None:
        """Return the one word that a misspelt one must mean, None when none is near or two are."""
        for heard in _spellings(word):
            if heard in self:
                return heard
        found = nearest(word, self._candidates(word))
        if not found:
            return self._filled(word)
        least = found[0][1]
        best = [near for near, far in found if far == least]
        best = [near for near in best if sorted(near) == sorted(word)] or best
        likely = [near for near in best if near in self.preferred] or best
        likely = [near for near in likely if _single(near) == _single(word)] or likely
        return likely[0] if len({stem(near) for near in likely}) == 1 else None

    def _filled(self, word: str) -> str | None:
        """Return the one word that is written without some of its vowels: "ofciel" for "officiel"."""
        written = _single(word)
        found = [near for near in self._by_frame.get(_frame(word), ()) if _within(written, _single(near))]
        return found[0] if len({stem(near) for near in found}) == 1 else None

    @cached_property
    def _by_frame(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their frames, those without one left out."""
        every = sorted(word for word in self.preferred | self.others if word.isalpha())
        return grouped((frame, word) for word in every if len(frame := _frame(word)) >= _FRAME)

    def undouble(self, word: str) -> str | None:
        """Return the one word that differs by a doubled letter alone: "letre" is "lettre" rather than "l'être"."""
        once = _single(word)
        if once in self.others:
            return once
        found = [near for near in self._by_single.get(once, ()) if abs(len(near) - len(word)) <= budget(word)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_single(self) -> Mapping[str, tuple[str, ...]]:
        """The preferred words by how they are written without doubled letters."""
        return grouped((_single(word), word) for word in sorted(self.preferred) if word.isalpha())

    def _candidates(self, word: str) -> tuple[str, ...]:
        length = len(word)
        if length not in self._by_length:
            reach = range(length - budget(word), length + budget(word) + 1)
            self._by_length[length] = tuple(
                sorted(w for w in self.preferred | self.others if len(w) in reach and w.isalpha())
            )
        return self._by_length[length]


@lru_cache(65_536)
def _single(word: str) -> str:
    """Return a word with each doubled letter written once: the commonest slip of all."""
    return _DOUBLED.sub(r"\1", word)


@lru_cache(65_536)
def _frame(word: str) -> str:
    """Return the first letter of a word and the consonants after it: what is left when vowels are dropped."""
    return word[:1] + _VOWELS.sub("", _single(word)[1:])


def _within(written: str, word: str) -> bool:
    """Tell whether the letters of one word stand in another in their order."""
    letters = iter(word)
    return all(letter in letters for letter in written)


def _spellings(word: str) -> Iterable[str]:
    """Yield the other ways to write what is heard: "kontact" for "contact"."""
    for right, wrong in _HEARD:
        if wrong in word:
            yield word.replace(wrong, right)


def legible(message: str) -> str:
    """Return what is read of a message: no more words than a long one holds, nor characters once it is folded."""
    if len(message) <= _MOST and message.isascii():
        return message
    message = message[:_READ]
    folded = fold_in_place(message)
    beyond = next(islice(_TOKEN.finditer(folded.text), _MOST, None), None)
    end = min(_READ, len(folded.text) if beyond is None else beyond.start())
    return message[: folded.origin(0, end).end] if end < len(folded.text) else message


def tokenise(message: str, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """Return the words of a message, each where it stands in it."""
    folded = fold_in_place(message)
    tokens: list[Token] = []
    strange = 0  # words that are nowhere known
    for match in _TOKEN.finditer(folded.text):
        span = folded.origin(*match.span())
        written = message[span.start : span.end].lower()
        elided = message[span.end : span.end + 1] in _APOSTROPHES
        for word in (match[0],) if elided else lexicon.sms.get(written) or _spell_out(match[0], tokens, lexicon):
            known = _is_known(word, lexicon, vocabulary)
            strange += not known
            tokens.extend(
                [_plain(word, span, vocabulary)] if known or strange > _STRANGE else _mended(word, span, vocabulary)
            )
    return tuple(tokens)


def _spell_out(word: str, before: list[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that one stands for: "koi" is "quoi", and "2" is "de" behind a word that asks for it."""
    if word == "2" and before and before[-1].text in lexicon.two_is_de:
        return ("de",)
    return lexicon.sms.get(word, (word,))


def _is_known(word: str, lexicon: Lexicon, vocabulary: Vocabulary) -> bool:
    """Tell whether a word means what it says, or is none."""
    return word in vocabulary or word in lexicon.fillers or not word.isalpha() or len(word) > _LONGEST


def _plain(word: str, span: Span, vocabulary: Vocabulary) -> Token:
    """Return a word that means what it says; one known by its stem alone may lack a doubled letter: "adrese"."""
    whole = None if vocabulary.holds(word) or not word.isalpha() else vocabulary.undouble(word)
    return Token(whole or word, stem(whole or word), span, mended=whole is not None)


def _mended(word: str, span: Span, vocabulary: Vocabulary) -> list[Token]:
    """Return what a word that is nowhere known must mean; itself when that cannot be told."""
    if (whole := vocabulary.undouble(word)) is not None:
        return [Token(whole, stem(whole), span, mended=True)]
    glued = _GLUED.match(word)
    if glued and (rest := word[glued.end() :]) in vocabulary and (len(rest) > _SHORT or rest in _AFTER):
        return [Token(glued[0], glued[0], span), Token(rest, stem(rest), span, mended=True)]
    mended = vocabulary.mend(word)
    if mended is not None:
        return [Token(mended, stem(mended), span, mended=True)]
    rest = word[glued.end() :] if glued else ""
    said = vocabulary.mend(rest) if len(rest) >= _GLUED_LEAST else None
    if glued and said is not None and said in vocabulary.preferred and slips(rest, said) == 1:
        return [Token(glued[0], glued[0], span), Token(said, stem(said), span, mended=True)]
    return [Token(word, stem(word), span)]

"""Which question a message puts: cues as data, weighed; the best must stand clear of the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from bot.language.tokens import Token
from knowledge.french.stem import stem
from knowledge.french.text import fold

WEIGHTS: Mapping[str, float] = {"strong": 4.0, "cues": 2.0, "weak": 1.0, "against": -4.0}
_TALK = "help."  # aspects of what is not about the letters
_GAP = 8  # words that "*" may stand for, at most
_APART = 12  # words between two that "&" joins, at most
_SKIPPED = 2  # tying words that may stand between two words of a cue, at most

Element = frozenset[str] | Literal["*"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase that speaks for an aspect, or against it."""

    aspect: str  # "deadline.date"
    elements: tuple[Element, ...]
    weight: float
    first: bool = False  # only at the beginning of a message
    last: bool = False  # only at its end
    together: bool = False  # its words may come in any order


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a message speaks for an aspect, and the words that do."""

    aspect: str
    weight: float
    tokens: frozenset[int]  # positions of the words that speak for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The aspect that a message puts, and what decided."""

    aspect: str | None  # None: nothing tells
    by: str  # "cues"; "memory": the last one; "names": by merely naming something; "faint": little speaks for it
    scores: tuple[Score, ...] = ()  # all aspects, weighed by how well they fit what is named, the best first


def compile_cues(aspect: str, table: Mapping[str, Sequence[str]]) -> tuple[Cue, ...]:
    """Read the cues of one aspect.

    A cue is a row of words, each with alternatives ("date|jour limite"), "*" for a few words, "^" and "$" for the
    beginning and the end of the message; "_" ties the words of one alternative ("avant|d_ici"), "&" stands between
    words that may come in any order ("quand & repondre"). Words are compared by their stems, those behind "=" whole.
    """
    return tuple(
        cue for kind in WEIGHTS for text in table.get(kind, ()) for cue in _compile(aspect, fold(text), WEIGHTS[kind])
    )


def _compile(aspect: str, text: str, weight: float) -> Iterator[Cue]:
    """Yield the cues that one row of words stands for: one, and one more for each alternative of several words."""
    together = " & " in text
    parts = [part for part in text.split() if part != "&"]
    first, last = parts[0] == "^", parts[-1] == "$"
    body = parts[first : len(parts) - last]
    weight *= 1 + 0.25 * (len(body) - 1)
    for row in product(*map(_alternatives, body)):
        elements: list[Element] = [element for alternative in row for element in alternative]
        yield Cue(aspect, tuple(elements), weight, first, last, together)


def _alternatives(part: str) -> list[tuple[Element, ...]]:
    """Return what may stand in one place: a word of several, or several words tied by "_"."""
    if part == "*":
        return [("*",)]
    every = part.split("|")
    single = frozenset(_form(each) for each in every if "_" not in each)
    tied: list[tuple[Element, ...]] = [
        tuple(frozenset({_form(word)}) for word in each.split("_")) for each in every if "_" in each
    ]
    return [*([(single,)] if single else []), *tied]


def _form(word: str) -> str:
    """Return what a word of a message is compared with: its stem, or "=" and the word when the cue wants it whole."""
    return word if word.startswith("=") else stem(word)


class Intents:
    """All the cues, found by the first word of each."""

    def __init__(self, cues: Iterable[Cue], skipped: frozenset[str]) -> None:
        self._cues: dict[str, list[Cue]] = defaultdict(list)
        self._skipped = skipped
        alone: set[str] = set()
        used: set[str] = set()
        for cue in cues:
            if len(cue.elements) == 1 and cue.elements[0] != "*" and cue.weight > 0:
                alone.update(cue.elements[0])
            if not cue.aspect.startswith(_TALK):
                used.update(stem(word.lstrip("=")) for element in cue.elements if element != "*" for word in element)
            for word in cue.elements[0]:
                self._cues[word].append(cue)

        self.words = frozenset(alone)  # stems that are a cue by themselves
        self.heard = frozenset(used)  # stems that some cue about the letters uses

    def scores(
        self,
        tokens: Sequence[Token],
        aside: frozenset[int] = frozenset(),
        inside: frozenset[int] = frozenset(),
        subject: frozenset[int] = frozenset(),
        asking: frozenset[int] = frozenset(),
    ) -> tuple[Score, ...]:
        """Return the aspects that a message speaks for, the best first.

        Words set aside speak for none; those inside a name speak only with others: "le Forum en ligne" is no place.
        Those of a subject speak not with words that only ask: "qui a signé l'appel à candidatures" calls nobody.
        """
        found: dict[str, list[tuple[float, frozenset[int]]]] = defaultdict(list)
        for cue, taken in self.matches(tokens):
            told = taken - asking
            if not aside & taken and not taken <= inside and not (told and told <= subject):
                found[cue.aspect].append((cue.weight, taken))
        scores = (_total(aspect, matches) for aspect, matches in found.items())
        return tuple(sorted((each for each in scores if each.weight > 0), key=_order))

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[Cue, frozenset[int]]]:
        """Yield each cue that a message holds, with the positions of its words."""
        possible = self._possible(tokens)
        for place, token in enumerate(tokens):
            for cue in (*possible[token.stem], *possible[f"={token.text}"]):
                if cue.first and place:
                    continue
                match = self._match_together if cue.together else self._match
                taken = frozenset(match(cue, tokens, place) or ())
                if taken and (not cue.last or max(taken) == len(tokens) - 1):
                    yield cue, taken

    def _match_together(self, cue: Cue, tokens: Sequence[Token], place: int) -> list[int] | None:
        """Return where the words of a cue stand, the first at a place and the others near it, whatever their order."""
        taken = [place]
        near = range(max(0, place - _APART), min(place + _APART + 1, len(tokens)))
        for element in cue.elements[1:]:
            here = next((p for p in near if p not in taken and _is(tokens[p], element)), None)
            if here is None:
                return None
            taken.append(here)
        return taken

    def _possible(self, tokens: Sequence[Token]) -> dict[str, list[Cue]]:
        """Return, by the first word of each, the cues whose words a message holds all."""
        said = {token.stem for token in tokens} | {f"={token.text}" for token in tokens}
        return {word: [cue for cue in self._cues.get(word, ()) if _held(cue, said)] for word in said}

    def _match(self, cue: Cue, tokens: Sequence[Token], place: int) -> list[int] | None:
        taken = [place]
        reach = _SKIPPED
        for element in cue.elements[1:]:
            if element == "*":
                reach = _GAP
                continue
            here = self._next(element, tokens, taken[-1] + 1, reach)
            if here is None:
                return None
            taken.append(here)
            reach = _SKIPPED
        return taken

    def _next(self, element: frozenset[str], tokens: Sequence[Token], start: int, reach: int) -> int | None:
        for place in range(start, min(start + reach + 1, len(tokens))):
            if _is(tokens[place], element):
                return place
            if reach == _SKIPPED and tokens[place].text not in self._skipped:
                return None
        return None


def _held(cue: Cue, said: set[str]) -> bool:
    return all(element == "*" or not said.isdisjoint(element) for element in cue.elements[1:])


def _is(token: Token, element: Element) -> bool:
    return token.stem in element or f"={token.text}" in element


def _total(aspect: str, matches: list[tuple[float, frozenset[int]]]) -> Score:
    """Add up what speaks for an aspect, each word once, and what speaks against it."""
    used: frozenset[int] = frozenset()
    weight = 0.0
    for each, taken in sorted(matches, key=lambda match: -abs(match[0])):
        if not taken & used or each < 0:
            weight += each
            used |= taken if each > 0 else frozenset()
    return Score(aspect, weight, used)


def _order(score: Score) -> tuple[float, int]:
    """Of two aspects as loud, the one that is asked first comes first."""
    return -score.weight, min(score.tokens, default=0)

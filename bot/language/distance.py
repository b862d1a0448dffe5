"""How near two words are, and how likely the slip from one to the other: the one door to rapidfuzz."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_BUDGETS = ((4, 0), (9, 1), (14, 2))  # below so many letters, so many slips; beyond, three
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")  # of the keyboard
_VOWELS = frozenset("aeiouy")
_SILENT = frozenset("estxhd")  # letters that are often written where none is heard, or left out
_DOUBLED, _SWAPPED, _NEIGHBOUR, _VOWEL, _QUIET, _LETTER, _OTHER = 0.4, 0.8, 1.0, 0.9, 1.0, 1.3, 2.0
_FIRST = 0.8  # more, when it is the first letter


def budget(word: str) -> int:
    """Return how many slips a word of its length may hold: none in three letters, one in seven, two in twelve."""
    return next((slips for length, slips in _BUDGETS if len(word) < length), 3)


def nearest(word: str, candidates: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return the candidates within the budget of a word, each with its number of slips, the nearest first.

    A slip is a letter more, less, other, or two neighbours swapped.
    """
    found = extract(word, candidates, scorer=OSA.distance, score_cutoff=budget(word), limit=None)
    return tuple((near, int(distance)) for near, distance, _ in found)


def slips(word: str, meant: str) -> int:
    """Return how many slips lie between a word as typed and the one it is taken for."""
    return int(OSA.distance(word, meant))


@lru_cache(4096)
def unlikelihood(typed: str, meant: str) -> float:
    """Return how unlikely a hand that meant one word writes the other, as the logarithm of one chance in so many."""
    before: list[float] = []
    row = _running(typed)
    for place, letter in enumerate(meant):
        older, before, row = before, row, [row[0] + _left_out(meant, place)]
        for at, hit in enumerate(typed):
            cost = min(
                before[at] + _instead(hit, letter, first=not place and not at),
                before[at + 1] + _left_out(meant, place),
                row[at] + _put_in(typed, at),
            )
            if place and at and hit == meant[place - 1] and typed[at - 1] == letter and hit != letter:
                cost = min(cost, older[at - 1] + _SWAPPED)
            row.append(cost)
    return row[-1]


def _running(typed: str) -> list[float]:
    """Return what it costs to have typed each beginning of a word for nothing."""
    row = [0.0]
    for at in range(len(typed)):
        row.append(row[-1] + _put_in(typed, at))
    return row


def _put_in(typed: str, at: int) -> float:
    """Return how unlikely a letter is typed that is not meant."""
    if at and typed[at] == typed[at - 1]:
        return _DOUBLED
    return _QUIET if typed[at] in _SILENT and at == len(typed) - 1 else _LETTER + (0 if at else _FIRST)


def _left_out(meant: str, place: int) -> float:
    """Return how unlikely a letter that is meant is left out."""
    if place and meant[place] == meant[place - 1]:
        return _DOUBLED
    quiet = meant[place] in _VOWELS or (meant[place] in _SILENT and place == len(meant) - 1)
    return (_QUIET if quiet else _LETTER) + (0 if place else _FIRST)


def _instead(hit: str, letter: str, *, first: bool) -> float:
    """Return how unlikely one letter is hit for another."""
    if hit == letter:
        return 0.0
    cost = _NEIGHBOUR if _beside(hit, letter) else _VOWEL if {hit, letter} <= _VOWELS else _OTHER
    return cost + (_FIRST if first else 0)


@lru_cache(1024)
def _beside(hit: str, letter: str) -> bool:
    """Tell whether two letters are neighbours on the keyboard."""
    places = {each: (row, column) for row, keys in enumerate(_ROWS) for column, each in enumerate(keys)}
    if hit not in places or letter not in places:
        return False
    (row, column), (other_row, other_column) = places[hit], places[letter]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1

"""Slips of the hand on a French keyboard, the same for the same seed."""

import random
import unicodedata

ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")  # AZERTY
_NEAR = 1  # columns to either side, on the same row and on those above and below
_LEAST = 2  # letters that a word must have to be mistyped


def slipped(text: str, slips: int, chance: random.Random) -> str:
    """Return a text with so many slips, each in a letter of a word: a neighbour, none, twice, or two swapped."""
    for _ in range(slips):
        places = [place for place in range(len(text)) if _typed(text, place)]
        if not places:
            break
        text = _slip(text, chance.choice(places), chance)
    return text


def neighbours(letter: str) -> str:
    """Return the keys around that of a letter, without its accent; none for what has no key of its own."""
    plain = unicodedata.normalize("NFD", letter.lower())[0]
    found = [(row, keys.index(plain)) for row, keys in enumerate(ROWS) if plain in keys]
    return "".join(
        keys[max(0, column - _NEAR) : column + _NEAR + 1].replace(plain, "")
        for row, column in found
        for keys in ROWS[max(0, row - 1) : row + 2]
    )


def _typed(text: str, place: int) -> bool:
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return text[place].isalpha() and sum(char.isalpha() for char in beside) >= _LEAST - 1


def _slip(text: str, place: int, chance: random.Random) -> str:
    letter, before, after = text[place], text[:place], text[place + 1 :]
    match chance.choice(("neighbour", "omitted", "doubled", "swapped")):
        case "neighbour" if near := neighbours(letter):
            return before + chance.choice(near) + after
        case "swapped" if after[:1].isalpha() and after[0] != letter:
            return before + after[0] + letter + after[1:]
        case "doubled":
            return before + letter * 2 + after
        case _:
            return before + after

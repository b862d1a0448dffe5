"""How common words are: a list kept small, from which every word comes back."""

from itertools import pairwise
from pathlib import Path

from bot.language import frequencies as module
from bot.language.frequencies import RARE, commonness, frequencies


def test_words_come_back_as_they_were_put_down() -> None:
    """The words are by alphabet, each once; put down again, they give the file."""
    found = frequencies()
    assert list(found) == sorted(found)
    kept = Path(module.__file__).with_name("words.txt").read_text("utf-8").splitlines()[-2:]
    shared = ((before, word, _shared(before, word)) for before, word in pairwise(("", *found)))
    assert "".join(chr(ord("A") + len(before) - same) + word[same:] for before, word, same in shared) == kept[0]
    assert "".join(chr(ord("0") + int(4 * level - 14)) for level in found.values()) == kept[1]


def test_the_commonest_words_are_the_commonest() -> None:
    """Words of grammar stand above those of letters, those above rare ones, and what is no word below all."""
    assert commonness("de") == max(frequencies().values()) == 7.5
    assert commonness("de") > commonness("lettre") > commonness("parvenir") >= min(frequencies().values()) == 3.5
    assert commonness("zzzz") == RARE
    assert commonness("lettres") == max(frequencies()["lettre"], frequencies()["lettres"])


def _shared(before: str, word: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(before, word, strict=False)) if one != other),
        min(len(before), len(word)),
    )

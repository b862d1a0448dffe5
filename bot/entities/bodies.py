"""What stands for the bodies that a letter names: the initials of their names, and their domains on the Internet."""

import re
from collections.abc import Iterator, Sequence

from bot.language.lexicon import Lexicon
from knowledge.french.text import fold
from knowledge.model import Letter

_PHRASE = re.compile(r"[^.,;:()«»\"*|\n–—]+")
_WORD = re.compile(r"[^\W\d_]+")
_DOMAIN = re.compile(r"(?:@|://|www\.)(?:[\w-]+\.)*?(?!www\b)([a-z]{2,})\.[a-z]{2,}\b")
_SIZES = range(3, 8)  # words of the name of a body that is known by its initials


def stand_ins(letter: Letter, lexicon: Lexicon) -> frozenset[str]:
    """Return what stands for the bodies that a letter names, whether or not it prints it."""
    every = (initials for phrase in _PHRASE.findall(letter.text) for initials in _initials(phrase, lexicon))
    return frozenset(every) | frozenset(_DOMAIN.findall(fold(letter.text)))


def _initials(phrase: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the initials of the names in a phrase: from a capital on, up to where no word goes on with the name."""
    found = _WORD.findall(phrase)
    for start, word in enumerate(found):
        if not word[0].isupper() or fold(word) in lexicon.ties:
            continue
        said: list[str] = []
        for place in range(start, len(found)):
            plain = fold(found[place])
            if plain in lexicon.ties or len(plain) == 1:
                if plain not in lexicon.joining or found[place] in lexicon.ending:
                    break
                continue
            said.append(plain)
            if len(said) in _SIZES and _ends(found, place, lexicon):
                yield "".join(each[0] for each in said)


def _ends(found: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Tell whether a name may end at a place: with its phrase, or before a word that does not go on with it."""
    after = fold(found[place + 1]) if place + 1 < len(found) else ""
    return not after or (after in lexicon.ties and after not in lexicon.of)

"""A message as words: folded, spelt out, mended where a slip is plain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from bot.language.lexicon import Lexicon
from bot.language.spelling import Speller
from knowledge.french.stem import stem
from knowledge.french.text import Span, fold, fold_in_place

_WORD = (
    r"[a-z0-9][a-z0-9.+_-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:https?://|www\.)[^\s<>\"]+"
    r"|week[ -]ends?\b|[a-z]+|(?>\d+)(?:er|ere|e|eme)?(?![a-z])|(?>\d+)(?=h(?![a-z]))|[a-z0-9]+"
)
_APOSTROPHES = ("'", "’")  # after a letter: "c'est"
_ACRONYM = 3  # letters of a word in capitals that is no slip of anything
_ELIDED = 2  # letters of a word that an apostrophe cuts short: "qu'il"
_READ = 4096  # characters of a message that are read, as written and as folded
_MOST = 800  # words of it: more than so many characters of French hold
_STRANGE = 60  # words of a message that may be slips: one that holds more is noise


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a message."""

    text: str  # folded, spelt out and mended
    stem: str
    span: Span  # in the message as written
    mended: bool = False
    capital: bool = False  # written with a capital that no beginning of a sentence asks for


def pieces(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, cut as those of a message are: "GTC-COP" gives "gtc" and "cop"."""
    return tuple(re.findall(_WORD, fold(text)))


def legible(message: str) -> str:
    """Return what is read of a message: no more words than a long one holds, nor characters once it is folded."""
    if len(message) <= _MOST and message.isascii():
        return message
    message = message[:_READ]
    folded = fold_in_place(message)
    beyond = next(islice(re.finditer(_WORD, folded.text), _MOST, None), None)
    end = min(_READ, len(folded.text) if beyond is None else beyond.start())
    return message[: folded.origin(0, end).end] if end < len(folded.text) else message


def tokenise(message: str, lexicon: Lexicon, speller: Speller) -> tuple[Token, ...]:
    """Return the words of a message, each where it stands in it."""
    folded = fold_in_place(message)
    shouted = message.upper() == message
    tokens: list[Token] = []
    strange = 0  # words that are nowhere known
    for match in _pattern(lexicon).finditer(folded.text):
        span = folded.origin(*match.span())
        written = message[span.start : span.end]
        acronym = written.isupper() and 1 < len(written) <= _ACRONYM and not shouted
        elided = len(written) <= _ELIDED and message[span.end : span.end + 1] in _APOSTROPHES
        known = acronym or elided or _refers(message, span)
        meant = (match[0],) if known else _spelt_out(match[0], tokens, lexicon)
        strange += meant == (match[0],) and not speller.knows(match[0])
        capital = not shouted and written[:1].isupper() and not _opens(message, span.start)
        mended = meant if known or strange > _STRANGE else tuple(_mended(meant, lexicon, speller, name=capital))
        tokens.extend(Token(word, stem(word), span, mended != meant, capital) for word in mended)
    return tuple(tokens)


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what words look like: what people type with digits in it is one word."""
    typed = "|".join(rf"\b{re.escape(form)}\b" for form in lexicon.typed if not form.isalpha())
    return re.compile(f"{typed}|{_WORD}" if typed else _WORD)


def _spelt_out(word: str, before: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that one stands for: "koi" is "quoi", and "2" is "de" behind a word that asks for it."""
    if word == "2" and before and before[-1].text in lexicon.two_is_de:
        return ("de",)
    return lexicon.typed.get(word, (word,))


def _mended(meant: Sequence[str], lexicon: Lexicon, speller: Speller, *, name: bool) -> Iterator[str]:
    for word in meant:
        for mended in speller.mend(word, name=name):
            yield from lexicon.typed.get(mended, (mended,)) if mended != word and len(mended) > 2 else (mended,)


def _refers(message: str, span: Span) -> bool:
    """Tell whether a word is joined to a number as in a reference: the "C" of "C-21/4"."""
    return message[span.end : span.end + 1] in ("-", "/") and message[span.end + 1 : span.end + 2].isdigit()


def _opens(message: str, start: int) -> bool:
    """Tell whether a word opens a sentence."""
    before = message[:start].rstrip(" \"'«(")
    return not before or before[-1] in ".!?\n:"

"""Words that tell a time only in the company of others: English, shortened or misspelt months and weekdays."""

import re

from knowledge.temporal.engine import known
from knowledge.temporal.lexicon import Lexicon
from knowledge.temporal.typos import nearest, slip

_ORDINALS = frozenset({"er", "premier", "eme", "ier"})
_MONTH_LEADS = frozenset({"en", "debut", "fin", "mi", "courant", "mois", "-", "/"})
_NAME_LEADS = _MONTH_LEADS | {"de", "d", "dernier", "prochain"}
_DAY_LEADS = frozenset({"", "le", "ce", "au", "du", "avant", "pour", "de", "a", "jusqu"})
_NEXT_WORD = re.compile(r"[-/ .]*(?:(?:a|au|et|ou) )?([a-z]+)")
_YEAR = re.compile(r"(?:\d{1,2}(?:er)?,? )?(?:19|20)\d\d")  # or a day and a year: "fev 15, 2013"
_SHORTEST = 6  # letters of a misspelt month that has no number beside it
_SHORTEST_DATED = 3  # and of one that follows a day number
_SHORTEST_SLIP = 5  # and of a misspelt word of time, wherever it stands


def read_beside(words: Lexicon, word: str, before: str, after: str, *, strict: bool = False) -> tuple[str, int] | None:
    """Return the class and value that a word takes from the token before it and the text after it, if any.

    Strictly, a word that misspells a name takes none.
    """
    month = _month(words, word, before, after, strict=strict)
    if month is not None:
        return "month", month
    weekday = _weekday(words, word, before, after, strict=strict)
    return None if weekday is None else ("weekday", weekday)


def _month(words: Lexicon, word: str, before: str, after: str, *, strict: bool) -> int | None:
    rest = after.lstrip(" .,*_-/")
    numbered = _is_number(before)
    if word in words.english:
        return words.english[word] if numbered or rest[:1].isdigit() else None
    dated = numbered or _YEAR.match(rest) is not None
    short = _abbreviated(words, word, strict=strict)
    if short is not None:
        return short if dated or before in _MONTH_LEADS or _month_follows(words, after) else None
    return None if strict else _misspelt_month(words, word, before, dated=dated)


def _is_number(before: str) -> bool:
    return before.isdigit() or before in _ORDINALS


def _abbreviated(words: Lexicon, word: str, *, strict: bool) -> int | None:
    return words.short_months.get(word, None if strict else words.hasty_months.get(word))


def _misspelt_month(words: Lexicon, word: str, before: str, *, dated: bool) -> int | None:
    if _ordinary(words, word):
        return None
    if not dated and (before not in _NAME_LEADS or len(word) < _SHORTEST):
        return None
    loose = _is_number(before)
    return _value_of(words, nearest(word, words.months, loose=loose and len(word) >= _SHORTEST_DATED))


def _value_of(words: Lexicon, name: str | None) -> int | None:
    return words.classes[name][1] if name else None


def _month_follows(words: Lexicon, after: str) -> bool:
    match = _NEXT_WORD.match(after)
    return match is not None and (match[1] in words.months or match[1] in words.short_months)


def _weekday(words: Lexicon, word: str, before: str, after: str, *, strict: bool) -> int | None:
    number_after = after.lstrip(" .,*_")[:1].isdigit()
    alone = not before and after.strip() == "."  # "lun."
    if word in words.short_weekdays and (number_after or alone):
        return words.short_weekdays[word]
    if strict or _ordinary(words, word) or not (number_after or before in _DAY_LEADS):
        return None
    return _value_of(words, nearest(word, words.weekdays))


def _ordinary(words: Lexicon, word: str) -> bool:
    """Tell whether a word has a meaning of its own: it is then no misspelling."""
    return known(word) is not None or word in words.counted or word in words.numbered or word in words.everyday


def meant(words: Lexicon, word: str) -> str:
    """Return the word of time that an unknown word misspells by one slip ("avnt", "prochane"), else the word itself."""
    if len(word) < _SHORTEST_SLIP - 1 or word in words.classes or _ordinary(words, word):
        return word
    return slip(word, words.forgiven) or word

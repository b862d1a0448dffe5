"""Which events a message names by their kind alone, and whether a name goes on with what names another."""

from collections.abc import Collection, Iterator, Sequence

from bot.entities.directory import Directory
from bot.entities.editions import Series
from bot.entities.naming import Naming, Places
from bot.language.lexicon import Lexicon
from bot.language.tokens import Token, pieces
from knowledge.temporal.lexicon import lexicon as time

Tokens = Sequence[Token]

_ONLY_OF_KIND, _OF_KIND = 0.45, 0.3  # how surely "le forum" names the only forum, one of several
_MANY = 30  # series of a kind that are looked at one by one


def goes_on(tokens: Tokens, last: int, series: Series, directory: Directory, dates: Collection[int]) -> bool:
    """Tell whether the name said goes on with a word that tells nothing of a series: "le groupe de suivi"."""
    lexicon = directory.catalogue.lexicon
    known = lexicon.of | lexicon.articles | directory.words_of(series)
    at = last + 1
    while at < len(tokens) and tokens[at].stem in known and not tokens[at].capital:
        at += 1
    if at >= len(tokens) or not joined(tokens, at, lexicon) or at in dates:
        return False
    word = tokens[at]
    if word.stem in lexicon.kinds:
        return word.stem not in directory.words_of(series)
    tied = word.text in lexicon.function or word.text in lexicon.operators or _asks(word, tokens[last], directory)
    plain = word.text[0].isdigit() or word.stem in lexicon.apart
    return not tied and not plain and word.stem not in directory.words_of(series)


def _asks(word: Token, kind: Token, directory: Directory) -> bool:
    """Tell whether a word behind a kind is one of the question: asked, told, and nowhere said of that kind."""
    catalogue = directory.catalogue
    if word.text in time().classes:
        return True
    named = word.stem in catalogue.complements.get(kind.stem, ())
    return word.text in catalogue.asked and word.stem in catalogue.letters_with and not named


def joined(tokens: Tokens, place: int, lexicon: Lexicon) -> bool:
    """Tell whether a word goes on a name by what joins names: "de l'eau", "du Conseil"."""
    before = place - 1
    while before >= 0 and tokens[before].text in lexicon.articles:
        before -= 1
    return before >= 0 and tokens[before].text in lexicon.of


def by_kind(tokens: Tokens, places: Places, directory: Directory, dates: Collection[int]) -> Iterator[Naming]:
    """Yield the series of a kind that is said: "le forum"."""
    for word in places:
        yield from _by_other_word(word, places, directory)
        every = _of_kind(word, tokens, directory) if word in directory.catalogue.lexicon.kinds else ()
        last = max(places[word])
        of_kind = [each for each in every if not goes_on(tokens, last, each, directory, dates)]
        of_kind = [each for each in of_kind if not _told_apart(tokens, last, each, directory, dates)]
        several = any(many(tokens, place, each) for place in places[word] for each in of_kind)
        if len(of_kind) > 1 or not several:
            score = _ONLY_OF_KIND if len(of_kind) == 1 else _OF_KIND
            yield from (Naming(series=each, tokens=frozenset(places[word]), score=score) for each in of_kind)


def _by_other_word(word: str, places: Places, directory: Directory) -> Iterator[Naming]:
    """Yield the one series whose letters call it by a word that may be of any: "la célébration"."""
    every = directory.catalogue.kin.get(word, ())
    if len(every) == 1:
        yield Naming(series=every[0], tokens=frozenset(places[word]), score=_ONLY_OF_KIND)


def many(tokens: Tokens, place: int, series: Series) -> bool:
    """Tell whether a word is in the plural where the name is not: "les forums"."""
    return tokens[place].text.endswith("s") and tokens[place].text not in pieces(series.name)


def _told_apart(tokens: Tokens, last: int, series: Series, directory: Directory, dates: Collection[int]) -> bool:
    """Tell whether a word right behind a kind tells another of it: "la consultation écrite", "la consultation 5G"."""
    lexicon = directory.catalogue.lexicon
    at = last + 1
    if at >= len(tokens) or at in dates or tokens[at].text.isdigit():
        return False
    word = tokens[at]
    ties = (lexicon.function, lexicon.operators, directory.catalogue.asked, lexicon.apart, directory.words_of(series))
    return not any(word.text in several or word.stem in several for several in ties)


def _of_kind(kind: str, tokens: Tokens, directory: Directory) -> Collection[Series]:
    """Return the series of a kind; of many, those at the places that the message names, else some of the latest."""
    every = directory.catalogue.kinds.get(kind, ())
    if len(every) <= _MANY:
        return every
    there = [series for token in tokens for series in directory.held_at.get((kind, token.text), ())]
    return tuple(dict.fromkeys(there) or every)[:_MANY]

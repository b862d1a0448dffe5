"""Which letters a message names: by their reference, by a part of it, by their date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum

from bot.entities.acronyms import is_year
from bot.entities.directory import Directory, Reference, bare
from bot.entities.entity import Entity, LetterRef, Missing, Timed, UnknownRef
from bot.language.roots import root
from bot.language.tokens import Token
from knowledge.temporal.moment import Expression, Grain

_WHOLE, _MOST, _NUMBER = 1.0, 0.8, 0.6  # how surely all parts name a letter, several, its number alone
_SEPARATORS = ("/", "-", ".", "_")
_TOLD, _ALONE = 2.2, 3.0  # information of several words, of one word that tells a subject
_AS_MUCH = 0.3  # difference of information below which two subjects are told as well
_ELSEWHERE = 0.5  # what a word counts that a letter says elsewhere than in what it is known by
_LEFT = 1.2  # information from which a word is missed where a letter does not say it
_KNOWN = 1.6  # information, at least, of what it is known by
_SHARE = 4  # one letter in so many at most may use a word that tells a subject
_PREFIX = 4  # letters of the prefix of a reference, at most
_DATED = 4  # words from "lettre" to its date, at most
_PARTS = 5  # parts of a reference that no letter has, at most


def find_letters(text: str, tokens: Sequence[Token], directory: Directory, taken: frozenset[int]) -> tuple[Entity, ...]:
    """Return the letters whose references are written, wholly or in part, and the references that no letter has.

    `taken`: places of telephone numbers.
    """
    every = (each for place in range(len(tokens)) for each in _ending_at(place, text, tokens, directory))
    found = [each for each in every if not each.tokens & taken]
    inside = taken.union(*(each.tokens for each in found))
    best = [each for each in found if not any(each.tokens < other.tokens for other in found)]
    return (*best, *_unknown(text, tokens, directory, inside))


def _ending_at(place: int, text: str, tokens: Sequence[Token], directory: Directory) -> Iterator[Entity]:
    """Yield the letters whose references end with the word at a place."""
    for reference in directory.references.get(bare(tokens[place].text), ()):
        run = _said(place, tokens, reference, directory)
        count = len(reference.parts)
        if len(run) == count > 1 and _together(text, tokens, run, directory):
            yield Entity(value=LetterRef(reference=reference.letter.reference), tokens=frozenset(run), score=_WHOLE)
        elif _ends(place, text, tokens) and _announced(text, tokens, run[0], directory):
            score = _WHOLE if len(run) == count else _MOST if len(run) > 1 else _NUMBER
            if score > _NUMBER or not is_year(tokens[place].text):
                yield Entity(value=LetterRef(reference=reference.letter.reference), tokens=frozenset(run), score=score)


def _ends(place: int, text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a number is the last part of a reference: nothing is joined to it."""
    goes_on = place + 1 < len(tokens) and _slashed(text, tokens, place + 1)
    return tokens[place].text.isdigit() and not (goes_on and tokens[place + 1].text.isdigit())


def _said(place: int, tokens: Sequence[Token], reference: Reference, directory: Directory) -> list[int]:
    """Return where the last parts of a reference are said, up to a place, in order."""
    ignored = directory.catalogue.lexicon.references.ignored
    run, at = [place], place - 1
    for part in reversed(reference.parts[:-1]):
        while at >= 0 and tokens[at].text in ignored and bare(tokens[at].text) != part:
            at -= 1
        if at < 0 or bare(tokens[at].text) != part:
            break
        run.insert(0, at)
        at -= 1
    return run


def _together(text: str, tokens: Sequence[Token], run: Sequence[int], directory: Directory) -> bool:
    """Tell whether the words of a reference are written as one: not "le 21 4" of a phone number."""
    first = tokens[run[0]].text
    return first.isalpha() or _slashed(text, tokens, run[-1]) or _announced(text, tokens, run[0], directory)


def _announced(text: str, tokens: Sequence[Token], place: int, directory: Directory) -> bool:
    """Tell whether what stands before a number makes it that of a letter: "la lettre 4", "la 21/27"."""
    table = directory.catalogue.lexicon.references
    before = place - 1
    while before >= 0 and tokens[before].text in table.labels:
        before -= 1
    if before < 0:
        return before < place - 1
    word = tokens[before].text
    slip = place + 1 < len(tokens) and _mistyped(text, tokens, place, directory)
    the = word == "la" and place + 1 < len(tokens) and _slashed(text, tokens, place + 1)
    tied = word in directory.catalogue.lexicon.function and not _slashed(text, tokens, place)
    pair = place + 1 < len(tokens) and _slashed(text, tokens, place + 1)
    told = pair and word not in table.others and any(token.text in table.words for token in tokens[:place])
    return the or slip or told or word in table.words or before < place - 1 or (word in directory.prefixes and not tied)


def _mistyped(text: str, tokens: Sequence[Token], place: int, directory: Directory) -> bool:
    """Tell whether a number stands behind what must be the prefix of a reference, mistyped: "CLL-21/4"."""
    word = tokens[place - 1].text
    short = word.isalpha() and len(word) <= _PREFIX and word not in directory.prefixes
    return short and _slashed(text, tokens, place) and _slashed(text, tokens, place + 1)


def _slashed(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word is joined to the one before as in a reference."""
    between = text[tokens[place - 1].span.end : tokens[place].span.start] if place else ""
    return between.strip() in _SEPARATORS


def _unknown(text: str, tokens: Sequence[Token], directory: Directory, inside: frozenset[int]) -> Iterator[Entity]:
    """Yield the references written that no letter has."""
    table = directory.catalogue.lexicon.references
    for place in range(1, len(tokens)):
        number = tokens[place].text
        if place in inside or not number.isdigit() or tokens[place - 1].text.isdigit():
            continue
        run = _number(text, tokens, place)
        if run & inside or not _announced(text, tokens, place, directory) or (len(run) == 1 and is_year(number)):
            continue
        start = place - 1 if tokens[place - 1].text not in table.words | table.labels else place
        covered = frozenset(range(start, max(run) + 1))
        written = text[tokens[start].span.start : tokens[max(run)].span.end]
        yield Entity(value=UnknownRef(kind=Missing.LETTER, text=written.upper()), tokens=covered)


def _number(text: str, tokens: Sequence[Token], place: int) -> frozenset[int]:
    """Return where the numbers of a reference stand, from a place on."""
    last = place
    while last + 1 < min(len(tokens), place + _PARTS) and _slashed(text, tokens, last + 1):
        last += 1
    return frozenset(range(place, last + 1))


def find_dated(
    text: str, tokens: Sequence[Token], periods: Sequence[Entity], directory: Directory
) -> tuple[Entity, ...]:
    """Return the letters named by their date: "la circulaire du 6 mai"; where there is none, the date as unknown."""
    table = directory.catalogue.lexicon.references
    ties = directory.catalogue.lexicon.function
    found: list[Entity] = []
    for each in periods:
        first = min(each.tokens, default=0)
        near = range(max(0, first - _DATED), first)
        word = next((at for at in reversed(near) if tokens[at].text not in ties), None)
        if word is None or tokens[word].text not in table.words or False or not isinstance(each.value, Timed):
            continue
        covered = each.tokens | {word}
        letters = directory.catalogue.dated_in(each.value.expression)
        refs = (LetterRef(reference=letter.reference) for letter in letters)
        found += [Entity(value=ref, tokens=covered, score=_MOST) for ref in refs]
        if not letters and _definite(each.value.expression):
            written = text[each.value.expression.span.start : each.value.expression.span.end]
            found.append(Entity(value=UnknownRef(kind=Missing.LETTER, text=written), tokens=covered))
    return tuple(found)


def find_by_words(words: Iterable[str], directory: Directory) -> tuple[LetterRef, ...]:
    """Return the letters that say most of what a message says: as much as no other letter does.

    What a letter is known by (its subject, its events, its bodies) counts whole, what it says elsewhere half; one
    word may be left that it does not say. `words`: those of the message that name or tell something, folded.
    """
    catalogue = directory.catalogue
    told = {root(word): catalogue.information(word) for word in words}
    few = max(2, len(catalogue.library.letters) // _SHARE)
    rare = [word for word in told if 0 < len(catalogue.saying.get(word, ())) <= few]
    every = {reference for word in rare for reference in catalogue.saying[word]}
    found = [(_evidence(told, reference, directory), reference) for reference in sorted(every)]
    found = [(evidence, reference) for evidence, reference in found if evidence]
    most = max((evidence for evidence, _ in found), default=0.0)
    return tuple(LetterRef(reference=reference) for evidence, reference in found if evidence >= most - _AS_MUCH)


def _evidence(told: Mapping[str, float], reference: str, directory: Directory) -> float:
    """Return how much information a letter says of some words; 0 where that is not enough to name it."""
    catalogue = directory.catalogue
    head = catalogue.heads_of[reference]
    said = [word for word in told if reference in catalogue.saying.get(word, ())]
    left = [word for word in told if word not in said and told[word] >= _LEFT]
    evidence = fsum(told[word] * (1.0 if word in head else _ELSEWHERE) for word in said)
    known = fsum(told[word] for word in said if word in head)
    enough = evidence >= (_TOLD if len(said) > 1 else _ALONE) and known >= _KNOWN
    return evidence if enough and len(left) <= 1 else 0.0


def _definite(expression: Expression) -> bool:
    return expression.grain is Grain.DAY and expression.value.days == 1

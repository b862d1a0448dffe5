"""Whom and where a message names: people, offices, bodies, addresses, numbers, places."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.entities.directory import NUMBER, Directory
from bot.entities.entity import AnnexRef, Body, Entity, MailRef, Missing, NumberRef, PersonRef, UnknownRef
from bot.entities.naming import Found, Names, Places
from bot.language.distance import nearest
from bot.language.frequencies import frequencies
from bot.language.tokens import Token

_TELLING = 2.2  # information of a word that names somebody by itself
_BODY = 1.6
_TWO = 2
_TITLED = 3  # words after a title that may be somebody's name
_TITLE = 0.6  # share of the information of an annex's title that names it


def find_people(tokens: Sequence[Token], places: Places, directory: Directory) -> tuple[Entity, ...]:
    """Return the people and offices named; of two by the same words, the one of whom more is said."""
    found = [each for each in directory.people.found(places) if _names(each, tokens, directory)]
    most = {
        tokens_of: max(f.evidence for f in found if f.tokens == tokens_of) for tokens_of in {f.tokens for f in found}
    }
    best = [each for each in found if each.evidence == most[each.tokens] and not _within(each, found)]
    return tuple(Entity(value=PersonRef(name=each.value), tokens=each.tokens, score=each.share) for each in best)


def _within(found: Found[str], others: Sequence[Found[str]]) -> bool:
    return any(found.tokens < other.tokens for other in others)


def _names(found: Found[str], tokens: Sequence[Token], directory: Directory) -> bool:
    """Tell whether what is said of a name names somebody: not an office by words that questions are made of."""
    own = [place for place in found.tokens if tokens[place].text not in directory.catalogue.asked]
    plain = any(word in directory.catalogue.told and word in directory.catalogue.asked for word in found.said)
    titled = any(place and tokens[place - 1].text in directory.catalogue.lexicon.titles for place in found.tokens)
    several = len(found.said) >= _TWO and bool(own)
    if plain and not several:
        return False
    return several or titled or found.evidence >= _TELLING or any(tokens[place].capital for place in own)


def find_unknown_people(
    text: str, tokens: Sequence[Token], directory: Directory, taken: frozenset[int]
) -> Iterator[Entity]:
    """Yield the names after a title that no letter gives: "Mme Dupont"."""
    catalogue = directory.catalogue
    for place, token in enumerate(tokens[:-1]):
        if token.text not in catalogue.lexicon.titles or text[token.span.end : token.span.end + 1] in ("'", "’"):
            continue
        run = []
        for at in range(place + 1, min(place + 1 + _TITLED, len(tokens))):
            if (
                at in taken
                or tokens[at].text in catalogue.lexicon.titles
                or not (tokens[at].capital or not catalogue.speller.knows(tokens[at].text))
            ):
                break
            run.append(at)
        if run:
            written = text[tokens[run[0]].span.start : tokens[run[-1]].span.end]
            yield Entity(value=UnknownRef(kind=Missing.PERSON, text=written), tokens=frozenset({place, *run}))


def find_bodies(tokens: Sequence[Token], places: Places, directory: Directory) -> Iterator[Entity]:
    """Yield who organises events and whom letters are addressed to, where the message names them."""
    for each in _named(directory.bodies, places):
        yield Entity(value=Body(name=each.value), tokens=each.tokens, score=min(1.0, each.share))
    yield from _initials(tokens, directory)


def _initials(tokens: Sequence[Token], directory: Directory) -> Iterator[Entity]:
    """Yield the bodies that letters name otherwise than the message does: by their initials, or as their domain."""
    catalogue = directory.catalogue
    for at, token in enumerate(tokens):
        unknown = token.text not in catalogue.told and (token.capital or token.text not in frequencies())
        if unknown and token.text in catalogue.initials:
            yield Entity(value=Body(name=token.text), tokens=frozenset({at}))


def _named(names: Names[str], places: Places) -> Iterator[Found[str]]:
    found = (each for each in names.found(places) if each.evidence >= _BODY or each.share > 0.99)
    return (each for each in found if each.share > _TITLE)


def find_annexes(places: Places, directory: Directory) -> Iterator[Entity]:
    """Yield the annexes whose titles a message says."""
    for each in directory.annexes.found(places):
        if each.evidence >= _TELLING and each.share > _TITLE and len(each.said) >= _TWO:
            letter, annex = each.value
            ref = AnnexRef(reference=letter.reference, number=annex.number)
            yield Entity(value=ref, tokens=each.tokens, score=min(1.0, each.share))


def find_places(tokens: Sequence[Token], directory: Directory) -> Iterator[Entity]:
    """Yield the places of events that a message names."""
    for at, token in enumerate(tokens):
        place = directory.places.get(token.text)
        if place is not None:
            yield Entity(value=place, tokens=frozenset({at}))


def find_addresses(text: str, tokens: Sequence[Token], directory: Directory) -> Iterator[Entity]:
    """Yield the electronic addresses written, whole or by several words before their "@"."""
    for at, token in enumerate(tokens):
        if "@" in token.text:
            near = [each for each, far in nearest(token.text, directory.addresses) if far <= 1]
            meant = near[0] if len(near) == 1 else token.text
            yield Entity(value=MailRef(address=meant), tokens=frozenset({at}))
        for address, begun in directory.mailboxes.get(token.text, ()):
            run = tokens[at : at + len(begun)]
            joined = all(len(text[one.span.end : two.span.start]) == 1 for one, two in pairwise(run))
            if joined and [each.text for each in run] == list(begun):
                yield Entity(value=MailRef(address=address), tokens=frozenset(range(at, at + len(begun))))


def find_numbers(tokens: Sequence[Token], directory: Directory) -> Iterator[Entity]:
    """Yield the numbers of the letters that a message writes, with or without their country's code."""
    digits = [(at, token.text) for at, token in enumerate(tokens) if token.text.isdigit()]
    written = "".join(text for _, text in digits)
    for start in range(len(written) - NUMBER + 1):
        number = directory.numbers.get(written[start : start + NUMBER])
        if number is not None:
            yield Entity(value=NumberRef(e164=number), tokens=frozenset(at for at, _ in digits))

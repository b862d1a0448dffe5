"""Names that no letter holds: what stands behind the kind of an event and that nothing explains."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.entities.catalogue import Catalogue
from bot.entities.entity import Entity, Missing, UnknownRef
from bot.entities.kinds import joined
from bot.language.tokens import Token
from knowledge.temporal.lexicon import lexicon as time

_LONGEST = 8  # words of what stands behind
_MARKS = frozenset(",;:.?!()\n")  # where it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One message, and what is known of its words."""

    text: str
    tokens: Sequence[Token]
    catalogue: Catalogue
    explained: Collection[int]


def find_unknown_events(
    text: str, tokens: Sequence[Token], catalogue: Catalogue, explained: Collection[int], sure: Collection[int]
) -> Iterator[Entity]:
    """Yield the events named by their kind and a name that nothing explains: "forum de Davos", "sommet FGI".

    `explained`: places of the words that name something; `sure`: those that surely name an event of the letters.
    """
    scene = _Scene(text=text, tokens=tokens, catalogue=catalogue, explained=explained)
    for place, token in enumerate(tokens):
        if token.stem in catalogue.lexicon.kinds:
            strange = _strange(place, scene, sure=place in sure)
            if strange is not None:
                written = text[token.span.start : tokens[strange].span.end]
                covered = frozenset(range(place, strange + 1))
                yield Entity(value=UnknownRef(kind=Missing.EVENT, text=written), tokens=covered)


def _strange(place: int, scene: _Scene, *, sure: bool) -> int | None:
    """Return the place of the first word of the name behind a kind that no letter uses so, if there is one."""
    for at in range(place + 1, min(place + 1 + _LONGEST, len(scene.tokens))):
        if _ends(at, scene):
            return None
        if at in scene.explained or (_passed(at, scene) and not (_foreign(at, place, scene) and not sure)):
            continue
        token = scene.tokens[at]
        proper = token.capital and len(token.text) > 1
        if token.stem in scene.catalogue.complements[scene.tokens[place].stem]:
            continue
        if proper or (not sure and _foreign(at, place, scene)):
            return at
        return None
    return None


def _foreign(at: int, place: int, scene: _Scene) -> bool:
    """Tell whether a word that no letter uses tells which event is meant: "… de l'eau", not "semaine de clôture"."""
    lexicon = scene.catalogue.lexicon
    if not joined(scene.tokens, at, lexicon) or scene.tokens[at].text in time().classes:
        return False
    unit = scene.tokens[place].stem in lexicon.units and scene.tokens[place + 1].text in lexicon.joining
    return not unit and scene.tokens[at].stem not in scene.catalogue.letters_with


def _ends(at: int, scene: _Scene) -> bool:
    """Tell whether the name has ended before a word: at a mark, or at a word that ties other things together."""
    token, before = scene.tokens[at], scene.tokens[at - 1]
    lexicon = scene.catalogue.lexicon
    tied = token.text in lexicon.function or token.text in lexicon.operators
    marked = not _MARKS.isdisjoint(scene.text[before.span.end : token.span.start])
    return marked or (tied and not token.capital and token.text not in lexicon.joining)


def _passed(at: int, scene: _Scene) -> bool:
    """Tell whether a word joins others, or is one that questions and kinds of events are made of."""
    token = scene.tokens[at]
    if token.capital:
        return False
    asked = token.text in scene.catalogue.asked or token.stem in scene.catalogue.lexicon.kinds
    return asked or token.text in scene.catalogue.lexicon.joining or token.text[0].isdigit()

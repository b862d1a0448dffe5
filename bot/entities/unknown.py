"""Names that no letter holds: what stands behind the kind of an event and that nothing explains."""

from collections.abc import Collection, Iterator, Sequence

from bot.entities.catalogue import Catalogue
from bot.entities.entity import Entity, Missing, UnknownRef
from bot.language.tokens import Token

_JOINING = frozenset({"de", "du", "des", "d", "sur", "pour", "a", "l", "la", "le", "les", "au", "aux", "en", "et"})
_DIRECT = frozenset({"de", "du", "des", "d", "sur", "l", "la", "le", "les"})
_LONGEST = 8  # words of what stands behind


def find_unknown_events(
    text: str, tokens: Sequence[Token], catalogue: Catalogue, explained: Collection[int], kinds: Collection[int]
) -> Iterator[Entity]:
    """Yield the events named by their kind and a name that nothing explains: "forum de Davos", "sommet FGI".

    `explained`: places of the words that name something; `kinds`: those that name an event by more than its kind.
    """
    for place, token in enumerate(tokens):
        if token.stem not in catalogue.lexicon.kinds:
            continue
        run = _behind(place, text, tokens, catalogue)
        strange = [at for at in run if at not in explained and _tells(tokens[at], token.stem, catalogue)]
        named = place in kinds and not any(_proper(tokens[at], catalogue) for at in strange)
        if strange and not named:
            written = text[token.span.start : tokens[max(strange)].span.end]
            covered = frozenset({place, *(at for at in run if at <= max(strange))})
            yield Entity(value=UnknownRef(kind=Missing.EVENT, text=written), tokens=covered)


def _behind(place: int, text: str, tokens: Sequence[Token], catalogue: Catalogue) -> list[int]:
    """Return the places of the words behind the kind of an event that may tell which."""
    run: list[int] = []
    for at in range(place + 1, min(place + 1 + _LONGEST, len(tokens))):
        token = tokens[at]
        between = text[tokens[at - 1].span.end : token.span.start]
        if any(mark in between for mark in ",;:.?!()\n"):
            break
        if token.text in _JOINING and not token.capital:
            continue
        tied = token.text in catalogue.lexicon.function or token.text in catalogue.lexicon.operators
        if (tied and not token.capital) or not _may_tell(at, run, tokens):
            break
        run.append(at)
    return run


def _may_tell(at: int, run: Sequence[int], tokens: Sequence[Token]) -> bool:
    """Tell whether a word goes on the name: right behind it, or joined to it by what joins names."""
    before = tokens[at - 1].text
    return bool(run) or before in _DIRECT or at > 0


def _tells(token: Token, kind: str, catalogue: Catalogue) -> bool:
    """Tell whether a word may be the name of an event that the letters do not know."""
    if token.text in catalogue.asked or token.stem in catalogue.lexicon.kinds or token.text[0].isdigit():
        return False
    return token.stem not in catalogue.complements.get(kind, ())


def _proper(token: Token, catalogue: Catalogue) -> bool:
    """Tell whether a word is a name: in capitals, or no word of French."""
    return token.capital or not catalogue.speller.knows(token.text)

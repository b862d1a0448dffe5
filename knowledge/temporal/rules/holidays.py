"""Feasts and public holidays by name: "à Pâques", "Noël 2021", "le Jeûne genevois"."""

import re

from knowledge.french.text import words
from knowledge.temporal.engine import Context, Found, Production, Rule
from knowledge.temporal.lexicon import lexicon
from knowledge.temporal.values import Partial

_TITLE_BEFORE = re.compile(r"(?:\bM\.|\bMme|\bMlle|\bDr|\bMe|\bJean|\bPère|-)\s?$")
_FEAST_BEFORE = re.compile(r"(?:à|[aA]|pour|avant|après|pont de) l['’]$")
_NAME_AFTER = re.compile(r"\s[A-ZÉÈÀ][a-zéèà]|-[A-Za-z]")
_NAMES = ("noel", "toussaint")  # also first names
_NOUNS = ("ascension", "escalade", "armistice", "assomption")  # feasts when they have a capital
_SAINTS = ("saint", "st")


def _named(name: str, said: tuple[str, ...]) -> Production:
    def produce(context: Context, found: Found) -> Partial | None:
        first, last = found.nodes[0], found.nodes[-1]
        end = found.nodes[-2].end if found.one("year") and len(found.nodes) > 1 else last.end
        if words(context.folded.text[first.start : end])[: len(said)] != said or _person(context, found, said):
            return None
        return Partial(feast=name, year=found.one("year"), past=found.has("dernier") or found.has("passe"))

    return produce


def _person(context: Context, found: Found, said: tuple[str, ...]) -> bool:
    """Tell whether a feast's name is that of somebody ("Mme Noël", "Noël Martin") or a common noun ("l'escalade")."""
    span = context.span(found.nodes[0].start, found.nodes[0].end)
    if said[0] in _NOUNS:
        alone = not context.written[span.end : span.end + 4].strip(" .?!")
        led = _FEAST_BEFORE.search(context.written[max(0, span.start - 12) : span.start])
        return context.written[span.start].islower() and not led and not alone
    if said[0] not in _NAMES or len(said) > 1:
        return False
    before, after = context.written[max(0, span.start - 8) : span.start], context.written[span.end : span.end + 3]
    return bool(_TITLE_BEFORE.search(before) or _NAME_AFTER.match(after))


def _element(word: str) -> str:
    if word == "des":
        return "(des|desplain)"
    if word.isdigit():
        return "<year>"
    kind = lexicon().classes.get(word)
    return f"<{kind[0]}>" if kind else word


def _pattern(said: tuple[str, ...]) -> str:
    led = "(?<=la)" if said[0] in _SAINTS else ""  # "la Saint-Jean" is a day, "Nicolas Saint-Jean" somebody
    return f"{led} {' <dash>? '.join(map(_element, said))} ((de|en)? <year>|dernier|passe|prochain)?"


def rules() -> tuple[Rule, ...]:
    """Make one rule for each way to say each feast, the longest first."""
    ways = [(tuple(way.split()), name) for name, feast_ in lexicon().feasts.items() for way in feast_["said"]]
    ways.sort(key=lambda way: -len(way[0]))
    island = Rule("island", "ile de paques", "barrier", lambda context, found: False)
    return (island, *(Rule(f"feast: {name}", _pattern(said), "date", _named(name, said)) for said, name in ways))

"""Take from what is asked the date, the address and the channel, which the deadline tells on their own."""

import re
from functools import cache

from knowledge.french.text import fold_in_place
from knowledge.reading.cues import pattern
from knowledge.reading.passage import Passage

ADDRESS = r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:int|org|com|ch)/\S+)"
_EDGES = " ,.;:–-"


@cache
def _droppings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what is dropped from the folded words, in this order."""
    told = r"(?:accessible|disponible|figurant)s?\s+"
    at = r"\b(?:a l'adresse|aux adresses|a|sur)\b(?: suivante)?"
    site = r"\s+(?:depuis|sur|via)(?:\s+l[ea'] ?\w+(?: web)?)?"
    return (
        ("bracketed address", re.compile(rf"\([^()]*{ADDRESS}[^()]*\)")),
        ("restated date", re.compile(r",?\s*c'est-a-dire[^,;]*(?:\([^)]*\))?,?")),
        ("at an address", re.compile(rf",?\s*(?:par courriel,?\s*)?(?:{told})?{at}\s*:?\s*{ADDRESS}")),
        ("address", re.compile(rf"\s*:?\s*{ADDRESS}")),
        ("left alone", re.compile(r"\s(?:a l'adresse|a|par courriel|sur|par|aupres de)[\s,.;:–-]*$")),
        ("channel", pattern(rf",?\s*\b{{acts.channels}}(?:\s+(?:ou|et))?(?:{site})?[\s,.;:–-]*$")),
        ("by telephone", re.compile(r"(?:,?\s+par telephone)?\s*\(\+[\d ]+\)(?:\s+ou\s*$)?")),
        ("by telecopy", re.compile(r"(?:\s+ou)?\s+par telecopie(?:\s+au)?\s+[+\d].*$")),
        ("haste", pattern(r",?\s*{acts.hurry}(?:,?\s+et)?(?:,?\s+{acts.hurry})?,?(?=\s|$)")),
        ("limit told", re.compile(r",?\s+dont la date limite .*$")),
        ("left before", re.compile(r"^(?:au moins|au plus tard)\s")),
    )


def without_date(clause: Passage, begin: int, start: int, end: int) -> str:
    """Return the words of a clause from `begin` on, without the date at `start`-`end` nor the ways of answering."""
    low = clause.low
    if re.search(r"\b(?:ouverture|debut)$", low[:end]):
        tail = re.match(r"(?:\s*(?:du|de la|de l'|de chaque|de cette|de ce|des)\s?\w+)?(?:\s+au plus tard)?", low[end:])
        end += tail.end() if tail else 0
    if lead := re.search(r"\b(?:au moins|au plus tard|jusqu'a|jusqu'aux?|pour(?: le)?)\s*$", low[:start]):
        start = max(begin, lead.start())
    pieces = [(begin, start), (end, len(low))] if begin <= start else [(max(begin, end), len(low))]
    return trimmed(" ".join(clause.at(first, last).line for first, last in pieces if first < last))


def trimmed(text: str) -> str:
    """Return an action without addresses, channels and the punctuation that they leave."""
    for _, found in _droppings():
        text = _tidied(dropped(text, found))
    text = re.sub(r"^pour (?=\w+(?:er|ir|re)\b|s')", "", text)
    return re.sub(r"^vous (?=inscrire)", "s'", text)


def dropped(text: str, found: re.Pattern[str]) -> str:
    """Return a text without what a pattern finds in its folded form."""
    folded = fold_in_place(text)
    out, place = [], 0
    for match in found.finditer(folded.text):
        if match.end() > match.start():
            span = folded.origin(*match.span())
            out.append(text[place : span.start])
            place = span.end
    return " ".join((*out, text[place:]))


def _tidied(text: str) -> str:
    text = re.sub(r"\s*,(?:\s*,)+", ",", " ".join(text.split()))
    text = re.sub(r"\s+([,.;])", r"\1", text).strip(_EDGES)
    alone = text.count(",") == 1
    return re.sub(r",\s*(?=(?:le|la|les|l'|un|une|des|si|que)\b)", " ", text) if alone else text

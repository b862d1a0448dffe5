"""Take from what is asked the date, the address and the channel, which the deadline tells on their own."""

import re
from functools import cache

from knowledge.extraction.cues import pattern
from knowledge.french.text import fold_in_place

ADDRESS = r"(?:<?(?:https?://|www\.)\S+|<?[\w.+-]+@[\w.-]+\w>?|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:int|org|com|ch|net)/\S+)"
_EDGES = " ,.;:–-"


@cache
def _droppings() -> tuple[re.Pattern[str], ...]:
    """Return what is dropped from the folded words, in this order."""
    told = r"(?:accessible|disponible|figurant)s?\s+"
    at = r"\b(?:a l'adresse(?: electronique)?|aux adresses|au courriel|a|sur|par courriel a|via)\b(?: suivante)?"
    site = r"\s+(?:depuis|sur|via)(?:\s+l[ea'] ?\w+(?: web)?)?"
    return (
        re.compile(rf"\([^()]*{ADDRESS}[^()]*\)"),
        re.compile(r",?\s*c'est-a-dire[^,;]*(?:\([^)]*\))?,?"),
        re.compile(rf",?\s*(?:par (?:courriel|courrier electronique|message),?\s*)?(?:{told})?{at}\s*:?\s*{ADDRESS}"),
        re.compile(rf"\s*:?\s*{ADDRESS}"),
        re.compile(r",?\s+a (?:la meme|cette|ladite) adresse\b"),
        re.compile(r"\s(?:a l'adresse|a|par courriel|sur|par|aupres de|et|ou|a envoyer a|au)[\s,.;:–-]*$"),
        pattern(rf",?\s*\b{{acts.channels}}(?:\s+(?:ou|et))?(?:{site})?[\s,.;:–-]*$"),
        re.compile(r"(?:,?\s+par telephone)?\s*\((?:tel\S* )?\+[\d ]+\)(?:\s+ou\s*$)?"),
        re.compile(r"(?:\s+ou)?\s+par telecopie(?:\s+au)?\s+[+\d].*$"),
        pattern(r",?\s*{acts.hurry}(?:,?\s+et)?(?:,?\s+{acts.hurry})?,?(?=\s|$)"),
        re.compile(r",?\s+dont la date limite .*$"),
        re.compile(r",?\s*au plus tot le [^,;]{3,40}? et\b"),
        re.compile(
            r",?\s*(?:et ce,? )?(?:au moins |au plus tard )?[a-z-]+(?: [a-z-]+)? (?:jours|semaines|mois)\b[^,;]*"
            r"\bavant\b[^,;]*(?:,?\s*(?:soit|c'est-a-dire))\s*$"
        ),
        re.compile(r",?\s*\bsoit\s*$"),
        re.compile(r"^(?:au moins|au plus tard|imperativement|inclus|dernier delai)[\s,]"),
        re.compile(r",?\s*\b(?:dernier delai|delai de rigueur|au plus tard|inclus)\s*$"),
        re.compile(r",?\s+a (?:envoyer|adresser|transmettre|retourner|renvoyer|soumettre)\s*$"),
        re.compile(r",?\s*\bde preference(?=\s*(?:,|$))"),
        re.compile(r",\s+(?:adress|envoy|retourn|renvoy)ee?s?\s*$"),  # "par lettre, adressée à …"
        re.compile(r"\(\s*\)|\([^()]*$"),
    )


def without(text: str, low: str, cut: tuple[int, int]) -> tuple[str, str]:
    """Return what stands before and after a cut, the words that lead to a date taken off the first."""
    start, end = cut
    if re.search(r"\b(?:ouverture|debut)$", low[:end]):
        tail = re.match(r"(?:\s*(?:du|de la|de l'|de chaque|de cette|de ce|des)\s?\w+)?(?:\s+au plus tard)?", low[end:])
        end += tail.end() if tail else 0
    if lead := re.search(
        r"\b(?:au moins|au plus tard|jusqu'a|jusqu'aux?|pour(?: le)?|d'ici|avant|le)\s*$", low[:start]
    ):
        start = lead.start()
    return text[:start], text[end:]


def trimmed(text: str) -> str:
    """Return an action without addresses, channels and the punctuation that they leave."""
    for found in _droppings():
        text = _tidied(dropped(text, found))
    return re.sub(r"^(?:pour |afin (?:de |d['’]))(?=\w+(?:er|ir|re)\b|s['’])", "", text)


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

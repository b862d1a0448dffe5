"""The values in an operator's sentence: read by the readers of the product, anchored on the letter's date."""

import datetime as dt
import re
from dataclasses import dataclass

from knowledge.documents.values import TITLED, mails, phone_number, titled
from knowledge.french.text import Span
from knowledge.model import Letter
from knowledge.temporal.moment import Expression, Grain
from knowledge.temporal.parser import find

MORNING = dt.time(9)
_EDGE = " \t\n,;:.–-"
_TAIL = re.compile(r"[\s,;:–-]+(?:à|a|au|aux|par|le|d'ici|avant|adresse|courriel)?\s*$", re.IGNORECASE)
_HEAD = re.compile(r"^(?:est|à|a|de|d')\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+[^\s.,;)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit that a sentence tells."""

    due: dt.date
    inclusive: bool
    span: Span  # in the sentence


def times(text: str, letter: Letter, today: dt.date) -> tuple[Expression, ...]:
    """Return the times that a sentence tells, as the letter's day counts them."""
    anchor = dt.datetime.combine(letter.date or today, MORNING, dt.UTC)
    return find(text, anchor)


def limit(text: str, letter: Letter, today: dt.date) -> Limit | None:
    """Return the limit that a sentence tells: "le 18 janvier" is a last day, "avant le 18 janvier" is not."""
    fine = [each for each in times(text, letter, today) if each.grain in (Grain.DAY, Grain.MINUTE)]
    for each in fine:
        end = each.value.end
        if end is not None:
            return Limit(due=end.last, inclusive=each.value.end_inclusive, span=each.span)
    return None


def stretch(text: str, letter: Letter, today: dt.date) -> dict[str, str]:
    """Return the first and the last day, or month, that a sentence tells."""
    for each in times(text, letter, today):
        told = {"start": each.value.start, "end": each.value.end or each.value.start}
        found = {key: moment.iso for key, moment in told.items() if moment is not None}
        if found:
            return found
    return {}


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses to which one answers."""
    return (*mails(text), *_ADDRESS.findall(text))


def person(text: str) -> dict[str, object]:
    """Return the name, form of address, address and number of somebody to ask."""
    found: dict[str, object] = {}
    match = TITLED.search(text)
    if match is not None:
        title, name = titled(match[0])
        found |= {"name": name, **({"title": title} if title else {})}
    elif said := after_join(text):
        plain = re.split(r"[,;(]|\s(?:tél|tel)\b", said)[0].strip(_EDGE)
        if plain and not mails(plain) and not any(char.isdigit() for char in plain):
            found["name"] = plain
    if mails(text):
        found["email"] = mails(text)[0]
    number = phone_number(text)
    if number is not None:
        found["phone"] = number
    return found


def after_join(text: str) -> str:
    """Return what stands after "est" or a colon: the value that a sentence gives."""
    match = re.search(
        r"(?:\best\b|\bsont\b|\bdevient\b|s'appelle|\bc'est\b|:)\s*(.+)$", text, re.IGNORECASE | re.DOTALL
    )
    return match[1].strip(_EDGE) if match else ""


def place(text: str) -> str:
    """Return the place that a sentence gives: "le lieu est Tunis", "se tient à Tunis (Tunisie)"."""
    match = re.search(r"(?:\bà|\best|:)\s+([A-ZÀ-ÖØ-Þ][^,;.]*)", text)
    return match[1].strip(_EDGE) if match else ""


def deed(text: str, told: Limit | None) -> str:
    """Return what is to be done: a sentence without its limit and its addresses."""
    left = text if told is None else f"{text[: told.span.start]} {text[told.span.end :]}"
    for address in addresses(left):
        left = left.replace(address, " ")
    left = " ".join(left.split()).strip(_EDGE)
    while (shorter := _TAIL.sub("", left)) != left:
        left = shorter
    return _HEAD.sub("", left).strip(_EDGE)

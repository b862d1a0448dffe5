"""Which event of the letter a sentence speaks of: by its acronym, its name, its noun or its town."""

import re
from collections.abc import Sequence

from knowledge.extraction.mentions import Sentence
from knowledge.french.text import fold
from knowledge.model import Event


def event_of(
    sentence: Sentence, events: Sequence[Event], action: str = "inscription", subject: str | None = None
) -> str | None:
    """Return the name of the event that a sentence speaks of, else of the letter's main one."""
    if not events:
        return None
    named = _named(sentence, events) or _by_noun(sentence, events) or _by_town(sentence, events)
    if named is not None:
        return named
    main = events[0]
    announced = (fold(main.name).split() or ["-"])[0] in fold(subject or "") or any(
        each.field == "name" and each.rule == "subject" for each in main.evidence
    )
    return main.name if announced or re.search(r"inscri|particip|bourse|visa", fold(action)) else None


def _named(sentence: Sentence, events: Sequence[Event]) -> str | None:
    for event in events:
        if event.acronym and re.search(rf"(?<![\w-]){re.escape(fold(event.acronym))}(?![\w-])", sentence.low):
            return event.name
    said = " ".join((sentence.low, sentence.heading, sentence.introduced))
    return next((event.name for event in events[1:] if fold(event.name) in said), None)


def _by_noun(sentence: Sentence, events: Sequence[Event]) -> str | None:
    """“l'Atelier” is the only event whose name begins so."""
    nouns = [(fold(event.name).split() or [""])[0] for event in events]
    for event, noun in zip(events, nouns, strict=True):
        definite = rf"\b(?:l'|le |la |du |au |ce |cet |cette |ledit ){re.escape(noun)}\b"
        if nouns.count(noun) == 1 and re.search(definite, sentence.low):
            return event.name
    return None


def _by_town(sentence: Sentence, events: Sequence[Event]) -> str | None:
    """“la réunion de Séoul” is the only one held there."""
    towns = [(re.sub(r"\s*\(.*", "", fold(event.place)).split(", ")[-1], event.name) for event in events if event.place]
    near = {name for town, name in towns if re.search(rf"\b{re.escape(town)}\b", sentence.low)}
    return near.pop() if len(near) == 1 and len({town for town, _ in towns}) > 1 else None

"""Events that one noun in the plural announces, told apart by a row, a code or a place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.drafts import Draft
from knowledge.extraction.linking import Reading
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.things import things
from knowledge.french.text import fold
from knowledge.model import Mode

_CITY = r"[A-ZÀ-Þ][\w'’-]*(?:[ -][A-ZÀ-Þ][\w'’-]*){0,3}"
_PLACED = re.compile(
    rf"\W*(?:(?P<place>{_CITY}(?:\s\([A-ZÀ-Þ][^()\d]+\))?)|(?P<online>[Ee]n ligne))\s?[,:]?\s*(?:du|les?|)\s*"
)


def by_place(time: Time, reading: Reading) -> Draft | None:
    """Enter what only its place names: "Praia (Cabo Verde), du 6 au 17 avril" under "Les camps de codage"."""
    sentence, where = time.sentence, _placed(time)
    base = _one_of(sentence, reading) if where is not None else None
    if where is None or base is None:
        return None
    name, place = reading.named(base), where["place"]
    town = place.partition(" (")[0] if place else where["online"].lower()
    draft = Draft(
        name=replace(name, text=f"{name.text} – {town}", key=name.key | {fold(town)}),
        span=sentence.span,
        edition=name.edition,
        head=fold(name.text).partition(" ")[0],
    )
    draft.at(place, sentence.span)
    draft.mode = None if place else Mode.VIRTUAL
    draft.date(time.value, sentence.span, "listed: place")
    reading.register.drafts.append(draft)
    return draft


def _placed(time: Time) -> re.Match[str] | None:
    """Return the place that alone stands before days, in a sentence of the body."""
    if time.start == 0 or time.sentence.columns or time.sentence.block < 0 or not time.dated:
        return None
    return _PLACED.fullmatch(time.sentence.passage.at(0, time.start).line) if time.value.start is not None else None


def _one_of(sentence: Sentence, reading: Reading) -> str | None:
    """Return in the singular what the heading of a sentence, or else the letter, announces in the plural."""
    above = things(sentence.above, ()) if sentence.above is not None else ()
    several = next((thing.passage.line for thing in above if thing.head.endswith("s")), None)
    return singular(several) if several else reading.series


def series(subject: Sentence | None, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield in the singular what is announced in the plural, for a table to set out: "quatre ateliers sur …"."""
    for sentence in ([subject] if subject else []) + list(sentences):
        for thing in things(sentence.passage, ()):
            if (
                thing.head.endswith("s")
                and len(thing.passage.line.split()) > 3
                and thing.head not in ("congres", "cours", "concours")
            ):
                yield singular(thing.passage.line)


def singular(name: str) -> str:
    """Return in the singular what a plural names: "Réunions des Groupes de travail"."""
    words = re.sub(r"\s(?:de |d['’])?(?:19|20)\d\d", "", name).split()
    end = next((place for place, word in enumerate(words) if fold(word) in cue_words("events", "links")), len(words))
    plain = [re.sub(r"aux$", "al", word) if word.endswith("aux") else word.rstrip("s") for word in words[:end]]
    rest = " ".join(words[end:])
    held = pattern(r"^des (?P<body>{events.bodies})(?P<kind> \w+)?(?= de | du | d'|$)").match(fold(rest))
    if held:
        whose = re.sub(r"aux$", "al", rest[len("des ") : held.end()]).replace("s ", " ").rstrip("s")
        rest = f"du {whose}{rest[held.end() :]}"
    return " ".join((*plain, rest)).strip()

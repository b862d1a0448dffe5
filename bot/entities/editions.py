"""One edition of an event, and the series of its editions."""

import datetime as dt
import re
from dataclasses import dataclass
from hashlib import blake2s

from knowledge.french.text import fold, words
from knowledge.model import Deadline, Event, Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One edition of an event, with the letter that tells most of it."""

    event: Event
    letter: Letter
    others: tuple[Letter, ...] = ()  # further letters that announce it
    short: str  # "Forum du SMSI"
    key: str  # eight characters that name it for good: what a button carries
    begins: dt.date  # its first day, else what is nearest to it
    ends: dt.date  # its last day, else that of its edition, else the date of its letter

    @property
    def title(self) -> str:
        """What it is called in an answer: "Forum du SMSI 2021"."""
        edition = self.event.edition
        return self.short if edition is None or str(edition) in self.short else f"{self.short} {edition}"

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that its letter sets for it."""
        mine = fold(self.event.name)
        events = {fold(event.name) for event in self.letter.events}
        return tuple(
            d for d in self.letter.deadlines if (d.event and fold(d.event) == mine) or fold(d.event or "") not in events
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The editions of one event, in their order."""

    name: str
    acronyms: frozenset[str]  # folded
    editions: tuple[Occurrence, ...]
    aliases: tuple[tuple[str, ...], ...]  # what people say for it, in stems
    words: tuple[str, ...]  # stems of the words of its name that carry meaning

    @property
    def head(self) -> str:
        """The stem of the word that says what it is: "forum", "journee"."""
        return self.words[0] if self.words else ""


def key_of(*parts: str) -> str:
    """Return eight characters that name some parts for good."""
    return blake2s("\n".join(fold(part) for part in parts).encode(), digest_size=4).hexdigest()


def joined(pairs: list[tuple[Event, Letter]]) -> Occurrence:
    """Join what several letters say of one edition: the one that tells most speaks for it."""
    ordered = sorted(pairs, key=lambda pair: (_weight(pair[0]), str(pair[1].date)), reverse=True)
    event, letter = ordered[0]
    return Occurrence(
        event=event,
        letter=letter,
        others=tuple(other for _, other in ordered[1:]),
        short=_short(event),
        key=key_of(event.name, str(event.edition)),
        begins=event.start.first if event.start else _end(event, letter),
        ends=_end(event, letter),
    )


def _end(event: Event, letter: Letter) -> dt.date:
    last = event.end or event.start
    if last:
        return last.last
    return dt.date(event.edition, 12, 31) if event.edition else letter.date or dt.date.min


def _weight(event: Event) -> int:
    return sum(
        map(bool, (event.theme, event.organisers, event.mode, event.place, event.start_time, event.was))
    ) + 2 * len(event.parts)


def order(occurrence: Occurrence) -> tuple[str, str]:
    """Return what sorts occurrences: their first day, then their name."""
    start = occurrence.event.start
    return (start.first.isoformat() if start else f"{occurrence.event.edition}", occurrence.event.name)


def _short(event: Event) -> str:
    """Return a name short enough to be read: an acronym in the place of what it stands for, else behind the name."""
    if not event.acronym:
        return event.name
    letters = re.sub(r"[^a-z]", "", fold(event.acronym))
    parts = event.name.split()
    spans = ((first, last) for first in range(len(parts) - 1, 0, -1) for last in range(first + 1, len(parts) + 1))
    for first, last in spans if len(letters) > 1 else ():
        if _initials(parts[first:last]) == letters:
            number = re.findall(r"\d+", event.acronym)
            after = parts[last:][len(number) :] if parts[last : last + 1] == number else parts[last:]
            return " ".join((*parts[:first], event.acronym, *after))
    return f"{event.name} ({event.acronym})"


def _initials(parts: list[str]) -> str:
    """Return the initials of the words that carry meaning."""
    capital = [words(part.split("'")[-1].split("’")[-1]) for part in parts]
    return "".join(found[0][0] for found in capital if found and len(found[0]) > 3)

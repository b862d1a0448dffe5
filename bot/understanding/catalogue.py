"""What can be spoken of: the events of the letters by series and edition, and all the words that the letters use."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s
from typing import TypeVar

from bot.understanding.lexicon import Lexicon
from bot.understanding.sentences import Sentences
from bot.understanding.words import Vocabulary
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.library import Library
from knowledge.model import Contact, Deadline, Event, Letter, Person, Signatory
from knowledge.temporal import lexicon as time


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One edition of an event, with the letter that tells most of it."""

    event: Event
    letter: Letter
    others: tuple[Letter, ...] = ()  # further letters that announce it
    short: str  # "Forum du SMSI"
    key: str  # eight characters that name it for good: what a button carries

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


K = TypeVar("K")
T = TypeVar("T")
Holder = Contact | Signatory | Person  # somebody whom a letter names


class Catalogue:
    """What one library lets one speak of."""

    def __init__(self, library: Library, lexicon: Lexicon, asked: Iterable[str] = ()) -> None:
        """`asked`: the words that the cues of the questions use."""
        self.library = library
        self.lexicon = lexicon
        self._asked = frozenset(asked)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All series of events."""
        found: dict[str, dict[str, list[tuple[Event, Letter]]]] = defaultdict(lambda: defaultdict(list))
        for letter in self.library.letters:
            for event in letter.events:
                found[fold(event.name)][str(event.edition)].append((event, letter))
        every = [self._series(name, editions) for name, editions in found.items()]
        return tuple(replace(each, aliases=tuple(_own(each, every))) for each in every)

    def _series(self, folded: str, editions: dict[str, list[tuple[Event, Letter]]]) -> Series:
        every = [pair for pairs in editions.values() for pair in pairs]
        name = every[0][0].name
        acronyms = {fold(event.acronym) for event, _ in every if event.acronym}
        occurrences = sorted((_occurrence(pairs) for pairs in editions.values()), key=_order)
        aliases = set(self.lexicon.aliases.get(folded, ())) | {tuple(map(stem, words(acronym))) for acronym in acronyms}
        return Series(
            name=name,
            acronyms=frozenset(acronyms),
            editions=tuple(occurrences),
            aliases=tuple(sorted(aliases, key=lambda alias: (-len(alias), alias))),
            words=tuple(dict.fromkeys(stem(word) for word in words(name) if word not in self.lexicon.grammar)),
        )

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All editions of all series, the earliest first."""
        return tuple(sorted((each for series in self.series for each in series.editions), key=_order))

    def occurrence(self, key: str) -> Occurrence | None:
        """Return the occurrence of a key, None when the letters no longer hold it."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Occurrence]:
        return {each.key: each for each in reversed(self.occurrences)}

    def series_of(self, occurrence: Occurrence) -> Series:
        """Return the series that an occurrence belongs to."""
        return self._by_name[fold(occurrence.event.name)]

    @cached_property
    def _by_name(self) -> Mapping[str, Series]:
        return {fold(each.name): each for each in self.series}

    def in_letter(self, letter: Letter) -> tuple[Occurrence, ...]:
        """Return what a letter announces; what it only repeats of another comes last."""
        return self._announced.get(letter.reference) or self._repeated.get(letter.reference, ())

    @cached_property
    def _announced(self) -> Mapping[str, tuple[Occurrence, ...]]:
        return grouped((each.letter.reference, each) for each in self.occurrences)

    @cached_property
    def _repeated(self) -> Mapping[str, tuple[Occurrence, ...]]:
        return grouped((letter.reference, each) for each in self.occurrences for letter in each.others)

    @cached_property
    def said(self) -> Sentences:
        """The sentences of the letters, by their words."""
        return Sentences(self.library.letters, self.lexicon.synonyms)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """In how many sentences each stem stands."""
        return self.said.frequencies

    def stems_of(self, sentence: str) -> frozenset[str]:
        """Return the stems of a sentence's words, and of those that they may stand for."""
        return self.said.stems_of(sentence)

    def rarity(self, word: str) -> float:
        """How much a stem tells: the rarer in the letters, the more. What they never say tells most."""
        return self.said.rarity(word)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of all the people and offices that the letters name."""
        return frozenset(name for letter in self.library.letters for name in _people(letter))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word that means something here: cues and names first, then what the letters say."""
        names = {word for series in self.series for word in words(series.name)} | {
            word for series in self.series for alias in series.aliases for word in alias
        }
        people = {word for name in self.names for word in words(name)}
        said = {word for letter in self.library.letters for word in words(letter.text)}
        known = self.lexicon.untold | time.lexicon().classes.keys()
        return Vocabulary(
            frozenset(self._asked | names | people),
            frozenset(said | self.lexicon.fillers | self.lexicon.other_words),
            frozenset(known),
            self.lexicon.ordinary,
        )


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    """Return what goes with each key, in order."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return {key: tuple(several) for key, several in found.items()}


def named_in(letter: Letter, name: str) -> tuple[Holder, ...]:
    """Return what a letter says of somebody: as a contact, a signatory or a person of its body."""
    return tuple(fact for fact in holders(letter) if fact.name and fold(fact.name) == fold(name))


def holders(letter: Letter) -> tuple[Holder, ...]:
    """Return everybody whom a letter names."""
    return (*letter.contacts, *letter.signatories, *letter.people)


def key_of(*parts: str) -> str:
    """Return eight characters that name some parts for good."""
    return blake2s("\n".join(fold(part) for part in parts).encode(), digest_size=4).hexdigest()


def _own(series: Series, every: Sequence[Series]) -> Iterable[tuple[str, ...]]:
    """Yield what people say for a series alone: not "sommet mondial" beside "Sommet mondial des …"."""
    others = [set(other.words) for other in every if other is not series]
    return (alias for alias in series.aliases if len(alias) == 1 or not any(set(alias) <= other for other in others))


def _people(letter: Letter) -> Iterable[str]:
    return (fact.name for fact in holders(letter) if fact.name)


def _occurrence(pairs: list[tuple[Event, Letter]]) -> Occurrence:
    """Join what several letters say of one edition: the one that tells most speaks for it."""
    ordered = sorted(pairs, key=lambda pair: (_weight(pair[0]), str(pair[1].date)), reverse=True)
    event, letter = ordered[0]
    return Occurrence(
        event=event,
        letter=letter,
        others=tuple(other for _, other in ordered[1:]),
        short=_short(event),
        key=key_of(event.name, str(event.edition)),
    )


def _weight(event: Event) -> int:
    return sum(
        map(bool, (event.theme, event.organisers, event.mode, event.place, event.start_time, event.was))
    ) + 2 * len(event.parts)


def _order(occurrence: Occurrence) -> tuple[str, str]:
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
            return " ".join((*parts[:first], event.acronym, *parts[last:]))
    return f"{event.name} ({event.acronym})"


def _initials(parts: list[str]) -> str:
    """Return the initials of the words that carry meaning."""
    capital = [words(part.split("'")[-1].split("’")[-1]) for part in parts]
    return "".join(found[0][0] for found in capital if found and len(found[0]) > 3)

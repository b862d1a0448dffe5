"""What can be spoken of: the events of the letters by series and edition, and all the words that the letters use."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from bot.entities.editions import Occurrence, Series
from bot.entities.lookup import build, grouped
from bot.entities.message import Reader
from bot.understanding.asks import Asks
from bot.understanding.lexicon import Lexicon
from bot.understanding.people import People
from bot.understanding.sentences import Sentences
from bot.understanding.timeline import Timeline
from knowledge.french.content import stems
from knowledge.french.text import fold, words
from knowledge.library import Library
from knowledge.model import Annex, Letter

_ROOT = 6  # letters by which a function is looked up
_APART = 4  # words from the first to the second of an annex's title, at most


class Catalogue:
    """What one library lets one speak of."""

    def __init__(self, library: Library, lexicon: Lexicon, asked: Iterable[str] = ()) -> None:
        """`asked`: the words that the cues of the questions use."""
        self.library = library
        self.lexicon = lexicon
        self._asked = frozenset(asked)
        self.asks = cache(self._asks)

    def prepare(self, pointing: frozenset[str]) -> None:
        """Make all the tables now; `pointing`: as for `asks`."""
        build(self, self.library, self.said, self.timeline, self.people)
        self.asks(pointing)

    @cached_property
    def reader(self) -> Reader:
        """What reads what messages name."""
        return Reader(self.library, self._asked)

    @property
    def series(self) -> tuple[Series, ...]:
        """All series of events."""
        return self.reader.catalogue.series

    @cached_property
    def _annexes(self) -> Mapping[str, tuple[tuple[str, Letter, Annex], ...]]:
        """The second word that carries meaning of each annex's title, by the first one."""
        every = (
            (stems(annex.title or ""), letter, annex) for letter in self.library.letters for annex in letter.annexes
        )
        return grouped((title[0], (title[1], letter, annex)) for title, letter, annex in every if len(title) > 1)

    def annexes_titled(self, said: Sequence[str]) -> Iterator[tuple[Letter, Annex]]:
        """Yield the annexes whose titles begin with two words said near each other: "l'appel à l'action"."""
        for place, word in enumerate(said):
            for second, letter, annex in self._annexes.get(word, ()):
                if second in said[place + 1 : place + _APART]:
                    yield letter, annex

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All editions of all series, the earliest first."""
        return self.reader.catalogue.occurrences

    def occurrence(self, key: str) -> Occurrence | None:
        """Return the occurrence of a key, None when the letters no longer hold it."""
        return self.reader.catalogue.occurrence(key)

    def series_of(self, occurrence: Occurrence) -> Series:
        """Return the series that an occurrence belongs to."""
        return self.reader.catalogue.series_of(occurrence)

    def in_letter(self, letter: Letter) -> tuple[Occurrence, ...]:
        """Return what a letter announces; what it only repeats of another comes last."""
        return self.reader.catalogue.in_letter(letter)

    @cached_property
    def said(self) -> Sentences:
        """The sentences of the letters, by their words."""
        return Sentences(self.library.letters, self.lexicon.synonyms)

    @cached_property
    def editions(self) -> frozenset[int]:
        """The editions of all events, by their years."""
        return frozenset(each.event.edition for each in self.occurrences if each.event.edition)

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

    def themed(self, stems: Collection[str]) -> tuple[Occurrence, ...]:
        """Return the events whose theme holds all of some stems."""
        return _holding(stems, self._themed)

    def with_role(self, root: str) -> tuple[Occurrence, ...]:
        """Return the events whose letters name somebody for a function that begins with some letters: "presid"."""
        return self._with_role.get(root, ())

    @cached_property
    def _with_role(self) -> Mapping[str, tuple[Occurrence, ...]]:
        pairs = ((each, {fold(person.role)[:_ROOT] for person in each.letter.people}) for each in self.occurrences)
        return grouped((root, each) for each, roots in pairs for root in roots)

    @cached_property
    def _themed(self) -> Mapping[str, tuple[Occurrence, ...]]:
        pairs = ((each, self.stems_of(each.event.theme or "")) for each in self.occurrences)
        return grouped((word, each) for each, stems in pairs for word in stems)

    @cached_property
    def timeline(self) -> Timeline:
        """What the letters tell, by its day."""
        return Timeline(self.occurrences, self.library.letters)

    def _asks(self, pointing: frozenset[str]) -> Asks:
        """Return what the letters ask to do; `pointing`: stems of the words that point to what was said before."""
        return Asks(self.occurrences, self.stems_of, pointing)

    @cached_property
    def people(self) -> People:
        """Whom the letters name."""
        return People(self.library.letters, self.timeline.latest_first)

    @property
    def names(self) -> frozenset[str]:
        """Names of all the people and offices that the letters name."""
        return self.people.names

    def naming(self, names: Iterable[str]) -> tuple[Letter, ...]:
        """Return the letters in whose text one of some names stands."""
        _, naming = self._words
        letters = self.library.letters
        found: set[int] = set()
        for name in names:
            every = (set(naming.get(word, ())) for word in words(name))
            possible = set.intersection(*every) if words(name) else ()
            found.update(place for place in possible if name in letters[place].text)
        return tuple(letters[place] for place in sorted(found))

    @cached_property
    def _words(self) -> tuple[frozenset[str], Mapping[str, tuple[int, ...]]]:
        """Return all the words of the letters, and the places of the letters by those that names are made of."""
        of_names = {word for name in self.names for word in words(name)}
        said: set[str] = set()
        naming: list[tuple[str, int]] = []
        for place, letter in enumerate(self.library.letters):
            here = set(words(letter.text))
            naming += ((word, place) for word in here & of_names)
            said |= here
        return frozenset(said), grouped(naming)


def _holding(stems: Collection[str], table: Mapping[str, tuple[Occurrence, ...]]) -> tuple[Occurrence, ...]:
    """Return what a table holds for each of some stems, in order."""
    rows = sorted((table.get(word, ()) for word in stems), key=len)
    others = [{each.key for each in row} for row in rows[1:]]
    return tuple(each for row in rows[:1] for each in row if all(each.key in other for other in others))

"""The facts as rows, one table a kind of fact, found by their words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log

from bot.entities.editions import Occurrence, key_of
from bot.entities.lookup import build, grouped
from bot.language.roots import Roots, root, roots
from bot.queries.frame import Kind
from bot.queries.needs import denied
from bot.understanding.catalogue import Catalogue
from knowledge.french.text import Span
from knowledge.model import (
    Annex,
    Citation,
    Contact,
    Deadline,
    Event,
    Letter,
    Link,
    Mailbox,
    Part,
    Person,
    Signatory,
)

Told = Event | Part | Deadline | Contact | Person | Signatory | Link | Mailbox | Annex | Citation | Letter | None

OWN, SENTENCE, CONTEXT, LETTER = 1.0, 0.8, 0.6, 0.2  # how well a word of each layer tells a row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """A fact with its letter, and the words that it is found by."""

    kind: Kind
    key: str  # names it for good
    letter: Letter
    fact: Told
    span: Span  # the sentence or lines that say it
    event: Occurrence | None = None  # that it is, or belongs to
    own: Roots = field(default_factory=frozenset)  # of what it is
    sentence: Roots = field(default_factory=frozenset)  # of the sentence that says it
    context: Roots = field(default_factory=frozenset)  # of the event and the subject that it stands under
    denied: Roots = field(default_factory=frozenset)  # of what it sets aside: "sans traduction"
    audience: Roots = field(default_factory=frozenset)  # of whom it is for, where that is told

    def tells(self, word: str) -> float:
        """How well a root tells this row."""
        if word in self.own:
            return OWN
        if word in self.context:  # its event's name tells it no better for standing in its sentence too
            return CONTEXT
        return SENTENCE if word in self.sentence else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words that a row is found by, and where it stands when not at its fact."""

    own: Roots
    sentence: Roots = frozenset()
    span: Span | None = None
    denied: Roots = frozenset()
    audience: Roots = frozenset()


class Tables:
    """All the rows of one library."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._makers: Mapping[Kind, Callable[[], Iterator[Row]]] = {
            Kind.LETTER: self._letters,
            Kind.EVENT: self._events,
            Kind.PART: self._parts,
            Kind.DEADLINE: self._deadlines,
            Kind.CONTACT: self._contacts,
            Kind.PERSON: self._people,
            Kind.LINK: self._links,
            Kind.ANNEX: self._annexes,
            Kind.SENTENCE: self._sentences,
        }
        self._made: dict[Kind, tuple[Row, ...]] = {}
        self._by_letter: dict[Kind, Mapping[str, Sequence[Row]]] = {}
        self._found: dict[Kind, Mapping[str, Sequence[Row]]] = {}

    def prepare(self) -> None:
        """Make all the tables now."""
        for kind in self._makers:
            self.rows(kind)
            self._index(kind)
        build(self)

    def rows(self, kind: Kind) -> tuple[Row, ...]:
        """Return all the rows of a kind, in the order of their letters."""
        if kind not in self._made:
            self._made[kind] = tuple(self._makers[kind]())
        return self._made[kind]

    def holding(self, kind: Kind, word: str) -> Sequence[Row]:
        """Return the rows of a kind that a root tells."""
        self._index(kind)
        return self._found[kind].get(word, ())

    def of_letter(self, kind: Kind, letter: Letter) -> Sequence[Row]:
        """Return the rows of a kind of one letter."""
        self._index(kind)
        return self._by_letter[kind].get(letter.reference, ())

    def of_event(self, kind: Kind, event: Occurrence) -> Sequence[Row]:
        """Return the rows of a kind that are, or belong to, one event."""
        return [
            row for row in self.of_letter(kind, event.letter) if row.event is not None and row.event.key == event.key
        ]

    def _index(self, kind: Kind) -> None:
        """Make the tables of a kind by word and by letter, once."""
        if kind not in self._found:
            rows = self.rows(kind)
            self._by_letter[kind] = grouped((row.letter.reference, row) for row in rows)
            self._found[kind] = grouped((each, row) for row in rows for each in row.own | row.sentence | row.context)

    def said(self, word: str) -> Sequence[Row]:
        """Return the sentences in which a root stands."""
        return self._said.get(word, ())

    @cached_property
    def _said(self) -> Mapping[str, Sequence[Row]]:
        return grouped((word, row) for row in self.rows(Kind.SENTENCE) for word in row.own)

    def after(self, row: Row) -> Row | None:
        """Return the sentence that follows one in its letter."""
        return self._after.get(row.key)

    @cached_property
    def _after(self) -> Mapping[str, Row]:
        pairs = pairwise(self.rows(Kind.SENTENCE))
        return {first.key: second for first, second in pairs if first.letter is second.letter}

    @property
    def letters_with(self) -> Mapping[str, frozenset[str]]:
        """The references of the letters in whose text each root stands."""
        return self.catalogue.reader.catalogue.saying

    @cached_property
    def asking(self) -> Roots:
        """The roots of all words that the topics ask with."""
        return frozenset(map(root, self.catalogue.reader.catalogue.asked))

    def roots_of(self, letter: Letter) -> Roots:
        """Return the roots of all that a letter says."""
        return self.catalogue.reader.catalogue.roots_of(letter)

    def rarity(self, word: str) -> float:
        """How much a root tells: the fewer letters say it, the more."""
        letters = len(self.catalogue.library.letters)
        return log((letters + 1) / (len(self.letters_with.get(word, ())) + 0.5)) + 0.3

    # Kinds -----------------------------------------------------------------------------------------------------------

    def _letters(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            own = roots(letter.subject, letter.reference, letter.service)
            said = roots(*letter.addressees)
            words = _Words(own=own, sentence=said, span=letter.where("subject"))
            yield self._row(Kind.LETTER, letter.reference, letter, letter, words)

    def _events(self) -> Iterator[Row]:
        for each in self.catalogue.occurrences:
            event, letter = each.event, each.letter
            own = _named(each) | roots(event.theme, event.place, *event.organisers)
            span = event.where("start")
            words = _Words(own=own, sentence=roots(letter.cut(span)), span=span)
            yield self._row(Kind.EVENT, each.key, letter, event, words, each)

    def _parts(self) -> Iterator[Row]:
        for each in self.catalogue.occurrences:
            for part in each.event.parts:
                key = key_of(each.key, part.name)
                words = _Words(own=roots(part.name), sentence=roots(each.letter.cut(part.span)))
                yield self._row(Kind.PART, key, each.letter, part, words, each)

    def _deadlines(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            for each in letter.deadlines:
                key = key_of(letter.reference, each.action, each.due.isoformat())
                own = roots(each.action, each.audience)
                apart = denied(each.action) | (denied(letter.cut(each.span)) - own)
                said = roots(letter.cut(each.span))
                words = _Words(own=own, sentence=said, denied=apart, audience=roots(each.audience))
                yield self._row(Kind.DEADLINE, key, letter, each, words, self.event_of(letter, each))

    def event_of(self, letter: Letter, deadline: Deadline) -> Occurrence | None:
        """Return the event that a deadline belongs to; the only one of its letter when it names none."""
        here = self.catalogue.in_letter(letter)
        named = [each for each in here if deadline.event and key_of(deadline.event) == key_of(each.event.name)]
        if named:
            return named[0]
        return here[0] if len(here) == 1 and not deadline.event else None

    def _contacts(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            for each in letter.contacts:
                key = key_of(letter.reference, each.name or each.email or "")
                own = roots(each.name, each.purpose)
                words = _Words(own=own, sentence=roots(letter.cut(each.span)))
                yield self._row(Kind.CONTACT, key, letter, each, words)

    def _people(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            roles = [(each, each.name, each.title) for each in letter.signatories]
            people = [(each, each.name, each.role) for each in letter.people]
            every: list[tuple[Signatory | Person, str, str]] = [*roles, *people]
            for fact, name, role in every:
                words = _Words(own=roots(name, role), sentence=roots(letter.cut(fact.span)))
                yield self._row(Kind.PERSON, key_of(letter.reference, name), letter, fact, words)

    def _links(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            for each in letter.links:
                key = key_of(letter.reference, each.url)
                words = _Words(own=roots(each.label), sentence=roots(letter.cut(each.span)))
                yield self._row(Kind.LINK, key, letter, each, words)

    def _annexes(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            for each in letter.annexes:
                key = key_of(letter.reference, str(each.number))
                words = _Words(own=roots(each.title, str(each.number)))
                yield self._row(Kind.ANNEX, key, letter, each, words)

    def _sentences(self) -> Iterator[Row]:
        for letter in self.catalogue.library.letters:
            for span in _quotable(letter):
                key = f"{letter.reference} {span.start}"
                words = _Words(own=roots(letter.cut(span)), span=span)
                yield self._row(Kind.SENTENCE, key, letter, None, words)

    def _row(
        self, kind: Kind, key: str, letter: Letter, fact: Told, words: "_Words", event: Occurrence | None = None
    ) -> Row:
        span = words.span or (fact.span if fact is not None and not isinstance(fact, Letter) else Span(0, 0))
        return Row(
            kind=kind,
            key=key,
            letter=letter,
            fact=fact,
            span=span,
            event=event,
            own=words.own,
            sentence=words.sentence,
            context=self._context(letter, event),
            denied=words.denied,
            audience=words.audience,
        )

    def _context(self, letter: Letter, event: Occurrence | None) -> Roots:
        """Return the roots of what a fact of a letter stands under: its event, or all that the letter announces."""
        here = (event,) if event is not None else self.catalogue.in_letter(letter)
        named = frozenset[str]().union(*map(_named, here))
        places = roots(*(each.event.place for each in here), *(each.event.theme for each in here))
        return named | places | roots(letter.subject, letter.reference, letter.service) | self.bodies(letter)

    def bodies(self, letter: Letter) -> Roots:
        """Return what stands for the bodies that a letter names."""
        return frozenset(map(root, self.catalogue.reader.catalogue.bodies.get(letter.reference, ())))


def _quotable(letter: Letter) -> Iterator[Span]:
    """Yield the sentences of a letter that may answer: not its subject line, nor those of its header and signatures."""
    apart = [letter.where("subject"), letter.where("date"), letter.where("reference")]
    apart += [each.span for each in letter.signatories]
    for span in letter.sentences:
        if not any(one.start < one.end and span.start < one.end and one.start < span.end for one in apart):
            yield span


def _named(occurrence: Occurrence) -> Roots:
    """Return the roots of the name of an event, its acronym and its year."""
    event = occurrence.event
    edition = str(event.edition) if event.edition else None
    return roots(event.name, event.acronym, edition)

"""What a message may name, as values: each holds what finds it again in the letters."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.temporal.moment import Expression


class Missing(StrEnum):
    """What kind of thing the letters do not hold."""

    LETTER = "letter"  # a reference of the right shape
    EDITION = "edition"  # a year of an event that they announce for others
    EVENT = "event"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """One edition of an event."""

    key: str  # of the Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRef:
    """An event, whichever its edition."""

    name: str
    keys: tuple[str, ...]  # of its editions, the earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRef:
    """A dated part of one edition of an event."""

    event: str  # key of the edition
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRef:
    """A letter of the base."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRef:
    """An annex of a letter."""

    reference: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRef:
    """Something that is named and that the letters do not hold: it forbids an answer."""

    kind: Missing
    text: str  # as it may be told: "CL-21/99", "forum de Davos"
    near: tuple[str, ...] = ()  # what they hold of that kind: references, keys of editions
    year: int = 0  # EDITION: which; 1 is the very first


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRef:
    """Somebody, or an office, whom a letter names."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRef:
    """A telephone or fax number that a letter gives."""

    e164: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRef:
    """An electronic address."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where events are, or were to be, held."""

    name: str  # folded
    keys: tuple[str, ...]  # of the editions held there


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation that organises events, or a group of addressees."""

    name: str  # as a letter prints it


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year as the edition of something."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """An edition told from another, or from today: "previous_year", "following", "first"."""

    which: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """An expression of time."""

    expression: Expression


Value = (
    EventRef
    | SeriesRef
    | PartRef
    | LetterRef
    | AnnexRef
    | UnknownRef
    | PersonRef
    | NumberRef
    | MailRef
    | Place
    | Body
    | Year
    | Relative
    | Timed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that a message names."""

    value: Value
    tokens: frozenset[int]  # places of the words that name it
    score: float = 1.0  # how surely, 0 to 1
    excepted: bool = False  # it is left out: "hormis le Forum", "pas le Forum, l'autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a message is about."""

    events: tuple[EventRef, ...] = ()
    letters: tuple[LetterRef, ...] = ()  # named as letters, or last spoken of
    subjects: tuple[LetterRef, ...] = ()  # letters of whose subject the message says most, when it names nothing else
    part: PartRef | None = None
    person: PersonRef | None = None
    candidates: tuple[EventRef, ...] = ()  # two or more that it could be: ask
    unknown: tuple[UnknownRef, ...] = ()
    spoken: UnknownRef | None = None  # an edition that no letter announces, but that `letters` speak of
    excepted: tuple[EventRef, ...] = ()  # all editions of what is left out
    inherited: bool = False  # from what was said before
    rule: str = ""  # what chose: "named", "year", "edition", "letter", "today", "only", "dialogue", "day", "place"

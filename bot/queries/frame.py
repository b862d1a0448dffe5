"""What can be asked, as values: of which rows, on what conditions, in what order, and what of them is shown."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of rows, one for each kind of fact."""

    LETTER = "letter"
    EVENT = "event"
    PART = "part"
    DEADLINE = "deadline"
    CONTACT = "contact"
    PERSON = "person"
    LINK = "link"
    ANNEX = "annex"
    SENTENCE = "sentence"


class Verb(StrEnum):
    """What is done with the rows."""

    TELL = "tell"  # their fields
    COUNT = "count"  # how many they are
    EXISTS = "exists"  # whether there is any
    COMPARE = "compare"  # whether the order asked holds between their days and those of `against`
    DIFFERENCE = "difference"  # how many days lie between their days and those of `against`


class Operator(StrEnum):
    """How the value of a field stands to that of a condition."""

    IS = "is"  # equal; of names and words: all the words are in it
    ISNT = "isnt"
    HAS = "has"  # the field has a value
    LACKS = "lacks"
    BEFORE = "before"  # wholly
    AFTER = "after"
    WITHIN = "within"  # shares a day with the period


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a row must fulfil."""

    field: str  # a name of the schema: "place"
    operator: Operator
    value: object = None  # a Period, a folded text, stems, a number; None for HAS and LACKS
    tokens: frozenset[int] = frozenset()  # that say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By which field rows are sorted."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One interpretation of a message."""

    target: Kind
    verb: Verb = Verb.TELL
    select: tuple[str, ...] = ()  # keys of the rows named; none: all
    where: tuple[Condition, ...] = ()
    order: Order | None = None
    take: int | None = None  # the first so many; None: all
    against: "Frame | None" = None  # the second side of COMPARE and DIFFERENCE
    relation: Operator | None = None  # of COMPARE: BEFORE or AFTER
    covered: frozenset[int] = frozenset()  # places of the tokens that it has a use for
    several: bool = False  # asked in the plural: every row is wanted

"""Whom the letters name: by name, by office, by address, by number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from bot.entities.lookup import grouped
from knowledge.french.text import fold
from knowledge.model import Contact, Letter, Person, Signatory

Holder = Contact | Signatory | Person  # somebody whom a letter names
Pair = tuple[Letter, Holder]


class People:
    """Everybody whom some letters name."""

    def __init__(self, letters: Sequence[Letter], latest_first: Sequence[Letter]) -> None:
        self._letters = letters
        self._latest_first = latest_first

    @cached_property
    def every(self) -> tuple[Pair, ...]:
        """What each letter says of each, the latest letter first."""
        return tuple((letter, fact) for letter in self._latest_first for fact in holders(letter))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of people and offices."""
        return frozenset(fact.name for _, fact in self.every if fact.name)

    @cached_property
    def named(self) -> Mapping[str, tuple[Pair, ...]]:
        """What the letters say of each, by the folded name, the latest first."""
        return grouped((fold(fact.name), (letter, fact)) for letter, fact in self.every if fact.name)

    @cached_property
    def offices(self) -> tuple[Pair, ...]:
        """Whoever holds an office, as the latest letter that words it so says it."""
        held: dict[tuple[str, str], Pair] = {}
        for letter, fact in self.every:
            if not isinstance(fact, Contact):
                held.setdefault(office_of(fact), (letter, fact))
        return tuple(held.values())

    @cached_property
    def letters_of(self) -> Mapping[str, tuple[Letter, ...]]:
        """Letters by each electronic address, in lower case, and each number that they give."""
        return grouped((key, letter) for letter in self._letters for key in dict.fromkeys(_means(letter)))


def office_of(fact: Signatory | Person) -> tuple[str, str]:
    """Return the office that somebody holds, and the body where they hold it."""
    return getattr(fact, "role", None) or fact.title or "", getattr(fact, "organisation", None) or ""


def named_in(letter: Letter, name: str) -> tuple[Holder, ...]:
    """Return what a letter says of somebody: as a contact, a signatory or a person of its body."""
    return tuple(fact for fact in holders(letter) if fact.name and fold(fact.name) == fold(name))


def holders(letter: Letter) -> tuple[Holder, ...]:
    """Return everybody whom a letter names."""
    return (*letter.contacts, *letter.signatories, *letter.people)


def _means(letter: Letter) -> Iterator[str]:
    said: Iterable[str | None] = (
        *(means for each in letter.contacts for means in (each.phone, each.fax, each.email)),
        *(each.address for each in letter.mailboxes),
    )
    return (means.lower() for means in said if means)

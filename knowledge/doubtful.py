"""The facts of a letter under the names that buttons and corrections give them, and what is doubtful in them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.correcting import designates
from knowledge.corrections_writing import CorrectionTable, as_text
from knowledge.french.text import Span
from knowledge.model import Claim, Contact, Deadline, Event, Fact, Letter, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A fact that one can speak of."""

    key: str  # of buttons: 8 hexadecimal digits
    section: str  # of a NAME.toml: "deadlines"
    fact: Fact
    replaces: str  # how a NAME.toml names it
    of: str = ""  # the event of a part


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A fact that may have been read wrongly."""

    named: NamedFact
    quote: str  # its sentence
    against: tuple[str, ...]  # what speaks against it, each one French sentence


def named(letter: Letter) -> tuple[NamedFact, ...]:
    """Return the events, their parts, the deadlines and the contacts of a letter, in their order."""
    parts = tuple((event.name, part) for event in letter.events for part in event.parts)
    return (
        *(_named("events", each, _unique(each, letter.events)) for each in letter.events),
        *(_named("parts", part, part.name, of) for of, part in parts),
        *(_named("deadlines", each, _unique(each, letter.deadlines)) for each in letter.deadlines),
        *(_named("contacts", each, _unique(each, letter.contacts)) for each in letter.contacts),
    )


def doubts(letter: Letter, problems: tuple[Problem, ...] = ()) -> tuple[Doubt, ...]:
    """Return what is doubtful in a letter: what reading marked so, and what a problem is told of."""
    return tuple(_doubts(letter, problems))


def _doubts(letter: Letter, problems: tuple[Problem, ...]) -> Iterator[Doubt]:
    for each in named(letter):
        told = tuple(problem.message for problem in problems if problem.span is not None and _at(each, problem.span))
        if not isinstance(each.fact, Claim):
            continue
        if each.fact.doubtful or told:
            own = (each.fact.against,) if each.fact.against else ()
            yield Doubt(named=each, quote=one_line(letter.cut(_sentence(each.fact))), against=own or told)


def remarks(letter: Letter, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that no doubt tells."""
    facts = [each for each in named(letter) if isinstance(each.fact, Claim)]
    return tuple(each for each in problems if each.span is None or not any(_at(fact, each.span) for fact in facts))


def remedies(doubt: Doubt) -> tuple[str, str]:
    """Return the tables of a NAME.toml that settle a doubt: when it was read rightly, and when it is no such fact."""
    own = CorrectionTable(
        section=doubt.named.section,
        replaces=doubt.named.replaces,
        values={"event": doubt.named.of} if doubt.named.of else {},
    )
    return as_text(replace(own, confirmed=True)), as_text(replace(own, remove=True))


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _sentence(fact: Fact) -> Span:
    return fact.where("start") if isinstance(fact, Event) else fact.span


def _at(each: NamedFact, span: Span) -> bool:
    return span in (each.fact.span, _sentence(each.fact))


def _named(section: str, fact: Fact, replaces: str, of: str = "") -> NamedFact:
    made = hashlib.blake2b("\n".join((section, of, replaces)).encode(), digest_size=4).hexdigest()
    return NamedFact(key=made, section=section, fact=fact, replaces=replaces, of=of)


def _unique(fact: Event | Deadline | Contact, among: tuple[Event | Deadline | Contact, ...]) -> str:
    """Return the name of a fact that no other has; its first one when all are shared."""
    match fact:
        case Event():
            names = [fact.name, fact.acronym]
        case Deadline():
            names = [fact.action, fact.due.isoformat()]
        case Contact():
            names = [fact.name, fact.email, fact.phone, fact.fax]
    known = [each for each in names if each]
    alone = (each for each in known if sum(designates(each, other) for other in among) == 1)
    return next(alone, known[0] if known else "")

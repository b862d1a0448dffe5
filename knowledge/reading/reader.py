"""The text of a letter -> its facts and what is doubtful in them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from knowledge.errors import NoReference, NotALetter, NotFrench
from knowledge.french.language import is_french
from knowledge.model import Letter, Problem
from knowledge.reading.citations import citations, links, mailboxes
from knowledge.reading.closing import annexes, signatories
from knowledge.reading.contacts import body_contacts, header_contacts
from knowledge.reading.deadlines import read_deadlines
from knowledge.reading.doubts import doubts
from knowledge.reading.events import read_events
from knowledge.reading.header import Head, read_head
from knowledge.reading.labels import Entry, entries
from knowledge.reading.layout import Block, Layout, layout
from knowledge.reading.markup import strip
from knowledge.reading.passage import Passage
from knowledge.reading.people import people

DOUBTFUL_BELOW = 0.6  # confidence under which a fact is told


def read_letter(
    source: str, *, file: str, doubtful_below: float = DOUBTFUL_BELOW
) -> tuple[Letter, tuple[Problem, ...]]:
    """Read the facts of a letter from its text, marked up or plain.

    Raises UnreadableFile when it is no French letter with a reference.
    """
    plain = strip(source)
    zones = layout(plain)
    if not is_french(plain.text):
        raise NotFrench(file=file)
    quotable = _sentences(zones.body, zones.annexes)
    every = _sentences(zones.header, zones.body, zones.closing, zones.annexes)
    if not every:
        raise NotALetter(file=file)
    letter = Letter(
        file=file,
        text=plain.text,
        reference="",
        people=tuple(people(_sentences(zones.body), ())),
        signatories=tuple(signatories(zones)),
        annexes=annexes(zones),
        links=tuple(links(plain, every)),
        mailboxes=tuple(mailboxes(plain, every)),
        sentences=tuple(each.span for each in every),
    )
    told = entries(zones.header)
    head = read_head(zones, told)
    letter = _with_header(letter, zones, head, told)
    letter = replace(letter, cited=tuple(citations(quotable, letter.reference)))
    letter = _with_dates(letter, zones, head.subject)
    return letter, tuple(doubts(letter, quotable, doubtful_below))


def _with_header(letter: Letter, zones: Layout, head: Head, told: Sequence[Entry]) -> Letter:
    """Add what the header says, and what is told apart by it. Raises NoReference."""
    if head.reference is None:
        raise NoReference(file=letter.file)
    contacts = tuple(header_contacts(told))
    contacts = (*contacts, *body_contacts(zones.body, contacts))
    known = {contact.name for contact in contacts}
    return replace(
        letter,
        reference=head.reference,
        date=head.date,
        place=head.place,
        service=head.service,
        subject=head.subject.line if head.subject else None,
        addressees=head.addressees,
        contacts=contacts,
        people=tuple(person for person in letter.people if person.name not in known),
        amends=head.amends,
        evidence=tuple(head.evidence),
    )


def _with_dates(letter: Letter, zones: Layout, subject: Passage | None) -> Letter:
    """Add the events and the deadlines, which are read from the letter's own date."""
    if letter.date is None:
        return letter
    anchor = dt.datetime.combine(letter.date, dt.time(9), dt.UTC)
    events = read_events(subject, zones.body, letter.text, anchor)
    return replace(letter, events=events, deadlines=read_deadlines(zones.body, zones.annexes, anchor, events))


def _sentences(*zones: Sequence[Block]) -> list[Passage]:
    return [sentence for zone in zones for block in zone for sentence in block.sentences if sentence]

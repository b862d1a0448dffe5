"""The text of a letter -> its facts and what is doubtful in them."""

import datetime as dt
from collections.abc import Sequence

from knowledge.errors import NoReference, NotALetter, NotFrench
from knowledge.french.language import is_french
from knowledge.model import Letter, Problem
from knowledge.reading.citations import citations, links, mailboxes
from knowledge.reading.closing import annexes, signatories
from knowledge.reading.contacts import body_contacts, header_contacts
from knowledge.reading.deadlines import read_deadlines
from knowledge.reading.doubts import doubts
from knowledge.reading.events import read_events
from knowledge.reading.header import read_head
from knowledge.reading.labels import entries
from knowledge.reading.layout import Block, layout
from knowledge.reading.markup import strip
from knowledge.reading.passage import Passage
from knowledge.reading.people import people

DOUBTFUL_BELOW = 0.6  # confidence under which a fact is told


def read_letter(source: str, *, file: str) -> tuple[Letter, tuple[Problem, ...]]:
    """Read the facts of a letter from its text, marked up or plain.

    Raises UnreadableFile when it is no French letter with a reference.
    """
    plain = strip(source)
    zones = layout(plain)
    if not is_french(plain.text):
        raise NotFrench(file=file)
    told = entries(zones.header)
    head = read_head(zones, told)
    quotable = _sentences(zones.body, zones.annexes)
    every = _sentences(zones.header, zones.body, zones.closing, zones.annexes)
    if not every:
        raise NotALetter(file=file)
    if head.reference is None:
        raise NoReference(file=file)
    contacts = tuple(header_contacts(told))
    anchor = dt.datetime.combine(head.date or dt.date(2000, 1, 1), dt.time(9), dt.UTC)
    events = read_events(head.subject, zones.body, plain.text, anchor) if head.date else ()
    deadlines = read_deadlines(zones.body, zones.annexes, anchor, events) if head.date else ()
    every_contact = (*contacts, *body_contacts(zones.body, contacts))
    letter = Letter(
        file=file,
        text=plain.text,
        reference=head.reference,
        date=head.date,
        place=head.place,
        service=head.service,
        subject=head.subject.line if head.subject else None,
        addressees=head.addressees,
        contacts=every_contact,
        people=tuple(people(_sentences(zones.body), every_contact)),
        signatories=tuple(signatories(zones)),
        annexes=annexes(zones),
        links=tuple(links(plain, every)),
        mailboxes=tuple(mailboxes(plain, every)),
        cited=tuple(citations(quotable, head.reference)),
        amends=head.amends,
        events=events,
        deadlines=deadlines,
        sentences=tuple(each.span for each in every),
        evidence=tuple(head.evidence),
    )
    return letter, tuple(doubts(letter, quotable, DOUBTFUL_BELOW))


def _sentences(*zones: Sequence[Block]) -> list[Passage]:
    return [sentence for zone in zones for block in zone for sentence in block.sentences if sentence]

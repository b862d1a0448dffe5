"""A Document -> a letter: its facts and what is doubtful in them. One extractor that fails costs its own fact alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from knowledge.documents.flattened import with_tables
from knowledge.documents.model import Document, Zone
from knowledge.documents.passage import Passage
from knowledge.documents.sentences import sentences
from knowledge.documents.zones import zoned
from knowledge.errors import NotALetter, NotFrench
from knowledge.extraction.addressees import read_addressees
from knowledge.extraction.annexes import annexes
from knowledge.extraction.citations import citations, links, mailboxes
from knowledge.extraction.contacts import read_contacts
from knowledge.extraction.dated import Dated, read_dated
from knowledge.extraction.fields import read_fields
from knowledge.extraction.heading import (
    BY_MAIL,
    Heading,
    read_amended,
    read_date,
    read_reference,
    read_service,
    read_subject,
)
from knowledge.extraction.people import people
from knowledge.extraction.signing import signatories
from knowledge.french.language import is_french
from knowledge.model import Letter, Problem
from knowledge.phrases import say
from knowledge.temporal.wording import say_day

_Found = TypeVar("_Found")
_TOLD = ("date", "subject")  # fields of the header whose want is a doubt


class _Attempts:
    """Extractors as they are tried, and the doubts that those leave which fail."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def take(self, what: str, extract: Callable[[], _Found]) -> _Found | None:
        """Return what an extractor finds, None when it fails."""
        try:
            return extract()
        except Exception as error:  # noqa: BLE001 - a fault in one rule costs its fact, never the letter
            message = say("problem.failed", file=self.file, what=what, reason=repr(error))
            self.problems.append(Problem(file=self.file, message=message))
            return None

    def all(self, what: str, extract: Callable[[], Iterable[_Found]]) -> tuple[_Found, ...]:
        """Return all that an extractor yields, nothing when it fails."""
        return self.take(what, lambda: tuple(extract())) or ()


def read_letter(document: Document, *, doubtful_below: float) -> tuple[Letter, tuple[Problem, ...]]:
    """Read the facts of a letter. Raises UnreadableFile when it is no French text."""
    letter, problems, _ = read_reasoned(document, doubtful_below=doubtful_below)
    return letter, problems


def read_reasoned(document: Document, *, doubtful_below: float) -> tuple[Letter, tuple[Problem, ...], Dated]:
    """Read a letter as `read_letter` does, and keep how its dated facts were come by."""
    if not is_french(document.text):
        raise NotFrench(file=document.file)
    tried = _Attempts(document.file)
    document = tried.take("zones", lambda: with_tables(zoned(document))) or document
    if not any(_quotable(document)):
        raise NotALetter(file=document.file)
    letter = _with_form(document, tried)
    dated = tried.take("dates", lambda: read_dated(document, letter, doubtful_below=doubtful_below)) or Dated()
    letter = replace(letter, events=dated.events, deadlines=dated.deadlines)
    return letter, (*wanting(letter), *tried.problems, *dated.problems), dated


def _quotable(document: Document, *zones: Zone) -> Iterator[Passage]:
    """Yield the sentences of some zones, of all when none is named."""
    for block in document.blocks:
        if not zones or block.zone in zones:
            yield from (each for each in sentences(document, block) if each)


def _with_form(document: Document, tried: _Attempts) -> Letter:
    """Read all but the dated facts; the day comes first, since a code may hold its year."""
    fields = tried.all("fields", lambda: read_fields(document))
    inside = tuple(_quotable(document, Zone.HEADER, Zone.BODY, Zone.SIGNATURE, Zone.ANNEX))
    body = tuple(_quotable(document, Zone.BODY))
    heading = Heading()
    tried.take("date", lambda: read_date(heading, fields, document))
    tried.take("reference", lambda: read_reference(heading, fields))
    tried.take("subject", lambda: read_subject(heading, fields, document))
    tried.take("addressees", lambda: read_addressees(heading, fields, body))
    tried.take("service", lambda: read_service(heading, fields))
    tried.take("amends", lambda: read_amended(heading, body))
    contacts = tried.all("contacts", lambda: read_contacts(document, fields))
    reference = heading.reference or Path(document.file).stem
    return Letter(
        file=document.file,
        text=document.text,
        reference=reference,
        provisional=heading.reference is None,
        date=heading.date,
        place=heading.place,
        service=heading.service,
        subject=heading.subject.line if heading.subject else None,
        addressees=heading.addressees,
        contacts=contacts,
        signatories=tried.all("signatories", lambda: signatories(document)),
        people=tried.all("people", lambda: people(body, contacts)),
        annexes=tried.all("annexes", lambda: annexes(document, fields, body)),
        links=tried.all("links", lambda: links(document, inside)),
        mailboxes=tried.all("mailboxes", lambda: mailboxes(document, inside)),
        cited=tried.all("citations", lambda: citations(document, reference)),
        amends=heading.amends,
        sentences=tuple(each.span for each in _quotable(document)),
        evidence=tuple(heading.evidence),
    )


def wanting(letter: Letter) -> Iterator[Problem]:
    """Yield the doubts about what the header does not tell, and about events that end before they begin."""
    if letter.provisional:
        message = say("problem.provisional", file=letter.file, reference=letter.reference)
        yield Problem(file=letter.file, message=message)
    for field in _TOLD:
        if getattr(letter, field) is None:
            yield Problem(file=letter.file, message=say(f"problem.no_{field}", file=letter.file))
    by_mail = next((each for each in letter.evidence if each.rule == BY_MAIL), None)
    if by_mail is not None and letter.date is not None:
        message = say("problem.mail_date", file=letter.file, date=say_day(letter.date))
        yield Problem(file=letter.file, message=message, span=by_mail.span)
    for event in letter.events:
        if event.start and event.end and event.end.last < event.start.first:
            days = {"start": say_day(event.start.first), "end": say_day(event.end.last)}
            message = say("problem.end_first", file=letter.file, event=event.name, **days)
            yield Problem(file=letter.file, message=message, span=event.where("start"))

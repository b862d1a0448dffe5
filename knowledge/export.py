"""The facts of letters as JSON, in the shape of the contract that other programs rely on."""

import datetime as dt
from typing import Any

from knowledge.model import Claim, Deadline, Event, Letter, Part
from knowledge.temporal.moment import Moment


def _iso(moment: Moment | None) -> str | None:
    return None if moment is None else moment.iso


def _clock(time: dt.time | None) -> str | None:
    return None if time is None else f"{time:%H:%M}"


def letter_json(letter: Letter) -> dict[str, Any]:
    """Return the facts of one letter."""
    return {
        "reference": letter.reference,
        **({"provisional": True} if letter.provisional else {}),
        "date": letter.date and letter.date.isoformat(),
        "place": letter.place,
        "service": letter.service,
        "subject": letter.subject,
        "addressees": list(letter.addressees),
        "contacts": [
            {"name": each.name, "title": each.title, "phone": each.phone, "fax": each.fax, "email": each.email}
            for each in letter.contacts
        ],
        "signatories": [
            {"name": each.name, "title": each.title, "organisation": each.organisation} for each in letter.signatories
        ],
        "annexes": [{"number": each.number, "title": each.title} for each in letter.annexes],
        "links": [each.url for each in letter.links],
        "cited": [each.text for each in letter.cited],
        "amends": letter.amends,
        "events": [_event(each) for each in letter.events],
        "deadlines": [_deadline(each, letter) for each in letter.deadlines],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "name": event.name,
        "acronym": event.acronym,
        "edition": event.edition,
        "theme": event.theme,
        "start": _iso(event.start),
        "end": _iso(event.end),
        "start_time": _clock(event.start_time),
        "end_time": _clock(event.end_time),
        "timezone": event.timezone,
        "mode": event.mode,
        "place": event.place,
        "organisers": list(event.organisers),
        "status": event.status,
        "parts": [_part(each) for each in event.parts],
        "was": event.was and {"place": event.was.place, "start": _iso(event.was.start), "end": _iso(event.was.end)},
        **_surety(event),
    }


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "start": _iso(part.start), "end": _iso(part.end), **_surety(part)}


def _deadline(deadline: Deadline, letter: Letter) -> dict[str, Any]:
    return {
        "due": deadline.due.isoformat(),
        "inclusive": deadline.inclusive,
        "action": deadline.action,
        "audience": deadline.audience,
        "reply_to": list(deadline.reply_to),
        "event": deadline.event,
        "quote": letter.cut(deadline.span),
        **_surety(deadline),
    }


def _surety(claim: Claim) -> dict[str, Any]:
    """Return how sure a fact is, where anything speaks against it."""
    told = {} if claim.confidence == 1 else {"confidence": round(claim.confidence, 3)}
    return {**told, **({"doubtful": True} if claim.doubtful else {})}

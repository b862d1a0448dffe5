"""What the letters of a draft are to one another: which holds a reference, which amends which, which contradict."""

import hashlib
from collections.abc import Iterator, Sequence

from knowledge.amending import amended, chains, orphan
from knowledge.contradicting import Announced, contradictions
from knowledge.errors import SameReference
from knowledge.model import Problem
from knowledge.phrases import say
from knowledge.references import reference_key
from knowledge.store import Draft, Head, Kind
from knowledge.temporal.moment import Period
from knowledge.temporal.wording import say as say_period


def conflict(file: str, reference: str, other: str) -> Problem:
    """Return what is told of a file whose reference another file holds."""
    return Problem(file=file, message=str(SameReference(file=file, reference=reference, other=other)))


def settle(draft: Draft, files: Sequence[str]) -> tuple[list[Problem], list[Problem]]:
    """Say what each letter of a draft stands for; return the files that hold another's reference, and the orphans."""
    order = {path: position for position, path in enumerate(files)}
    heads = sorted(draft.heads(), key=lambda head: order[head.path])
    kept: dict[str, Head] = {}
    conflicts = []
    for head in heads:
        other = kept.setdefault(reference_key(head.reference), head)
        if other is not head:
            draft.arrange(head.key, Kind.SET_ASIDE, order[head.path])
            conflicts.append(conflict(head.file, head.reference, other.file))
    chained, orphans = chains(tuple(kept.values()))
    made = draft.in_force()
    for key, head in kept.items():
        position = order[head.path]
        amending = chained.get(key, [])
        draft.arrange(head.key, Kind.PRINTED if amending else Kind.BOTH, position)
        if amending:
            of = _digest((head, *amending))
            row = made.pop(of, None) or _amend(draft, head, amending, of)
            draft.arrange(row, Kind.IN_FORCE, position)
    for row in made.values():
        draft.drop_letter(row)
    return conflicts, [orphan(head) for head in orphans]


def _digest(heads: Sequence[Head]) -> str:
    return hashlib.blake2b(" ".join(head.content for head in heads).encode(), digest_size=16).hexdigest()


def _amend(draft: Draft, head: Head, amending: Sequence[Head], made_of: str) -> int:
    letter, problems = amended(draft.letter_of(head.key), [draft.letter_of(each.key) for each in amending])
    return draft.put_in_force(letter, made_of, problems)


def contradicting(draft: Draft) -> Iterator[Problem]:
    """Yield the letters that announce an event on days that another, which they do not amend, does not."""
    for one, other in contradictions(_announced(draft)):
        event = one.event
        message = say(
            "problem.contradiction",
            file=one.file,
            event=event.name,
            dates=_when(one),
            other=other.reference,
            other_dates=_when(other),
        )
        yield Problem(file=one.file, message=message, span=event.where("start"))


def _announced(draft: Draft) -> Iterator[Announced]:
    for file, reference, event in draft.rivals():
        yield Announced(file=file, reference=reference, event=event)


def _when(announced: Announced) -> str:
    return say_period(Period(start=announced.event.start, end=announced.event.end), weekday=False)


def withdrawn(draft: Draft, files: Sequence[str]) -> tuple[str, ...]:
    """Take off the files that are no longer there; return their paths."""
    present = set(files)
    gone = tuple(path for path in draft.digests() if path not in present)
    for path in gone:
        draft.drop(path)
    return gone

"""Which letters contradict each other without one amending the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.french.text import fold
from knowledge.model import Event, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An event, and the letter that announces it."""

    file: str
    reference: str
    event: Event


def contradictions(announced: Iterable[Announced]) -> Iterator[tuple[Announced, Announced]]:
    """Yield each letter that plans an edition of an event on days of which another, named first, has none.

    Two towns are two meetings of one name; a month agrees with any of its days.
    """
    groups: dict[tuple[str, int | None], list[Announced]] = defaultdict(list)
    for each in announced:
        if each.event.edition is not None and _is_planned(each.event):
            groups[fold(each.event.name), each.event.edition].append(each)
    for group in groups.values():
        for place, one in enumerate(group):
            other = next((other for other in group[:place] if _contradict(one, other)), None)
            if other is not None:
                yield one, other


def _is_planned(event: Event) -> bool:
    return event.start is not None and event.status is Status.PLANNED and not event.was


def _contradict(one: Announced, other: Announced) -> bool:
    if one.reference == other.reference or not _same_place(one.event.place, other.event.place):
        return False
    return not _agree(one.event, other.event)


def _same_place(one: str | None, other: str | None) -> bool:
    short, long = sorted((fold(one or ""), fold(other or "")), key=len)
    return short in long


def _agree(one: Event, other: Event) -> bool:
    """Tell whether two events share a day."""
    starts = one.start, other.start
    ends = one.end or one.start, other.end or other.start
    if starts[0] is None or starts[1] is None or ends[0] is None or ends[1] is None:
        return True
    return starts[0].first <= ends[1].last and starts[1].first <= ends[0].last

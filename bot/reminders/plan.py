"""What is due: a pure function of the deadlines, the wishes, what was settled, and now.

At any moment each deadline has at most one current step for a place: the last of its lead times that has come. That
step is pushed unless it is settled. Hence nothing is pushed twice, a bot that slept through several steps pushes one
message and not several (none minutes before the next step), and somebody who turns reminders on hears at once of the
step in progress, never of those before it. Days are counted to the last working day on which one can act; once it is
too late, nothing is pushed any more. Two limits of one deed are one reminder; what is doubtful, or of an event that was
cancelled, has none. A lead time that came before the letter was written comes with the letter. Quiet hours
and days off move a reminder to the next moment that the place allows, or to the one before when the next would be too
late. A chat that has dealt with a deadline has no step left; one that has put it off has one when that ends, and those
that come later.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.reminders.terms import Terms
from bot.reminders.watching import Watched
from bot.settings import Reminders
from bot.state.records import Follow, Place, Settled, Step, Wish
from knowledge.model import Deadline

SOON = dt.timedelta(minutes=15)  # a step that is late leaves no more so shortly before the next
_KEPT = 65_536  # timetables that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When reminders leave, where a place does not say otherwise."""

    lead_days: tuple[int, ...]  # before the last day
    hour: int  # local
    zone: dt.tzinfo  # of the letters: their days end there
    late: dt.timedelta  # a reminder that leaves later than that is late

    def terms(self, wish: Wish, follow: Follow | None = None) -> Terms:
        """Return what a place wants, for one event that it follows or for all."""
        own = follow.leads if follow is not None and follow.leads is not None else wish.leads
        return Terms(
            leads=self.lead_days if own is None else own,
            hour=self.hour if wish.hour is None else wish.hour,
            zone=self.zone if wish.zone is None else ZoneInfo(wish.zone),
            quiet=wish.quiet,
            working_days=wish.working_days,
        )


def schedule(settings: Reminders, zone: dt.tzinfo) -> Schedule:
    """Return the settings as the plan takes them."""
    late = dt.timedelta(minutes=settings.late_minutes)
    return Schedule(lead_days=settings.lead_days, hour=settings.hour, zone=zone, late=late)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One deadline to be reminded of in one place."""

    step: Step
    watched: Watched
    lead: int  # days before the last working day
    at: dt.datetime  # when it was to leave, aware
    day: dt.date  # the last working day on which one can act; once that is over, the last day
    days: int  # left until then: 0, today is that day
    late: bool  # the bot was not there at that moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One message for one place."""

    place: Place
    reminders: tuple[Reminder, ...]  # by last day
    zone: dt.tzinfo | None = None  # of the place, where it is not that of the letters


class Plan:
    """What is due to each place, at any moment."""

    def __init__(
        self, watched: Iterable[Watched], wishes: Iterable[Wish], schedule: Schedule, held: Iterable[Settled] = ()
    ) -> None:
        """`held`: the deadlines that chats have dealt with, or put off."""
        self._held = {(each.chat, each.subject): each for each in held}
        self._watched = tuple((each, _limits(each, schedule.zone)) for each in watched)
        self._wishes = tuple(wishes)
        self._zones = {wish.place: ZoneInfo(wish.zone) for wish in self._wishes if wish.zone is not None}
        self._schedule = schedule
        self._offers: dict[str, _Offers] = {}

    def due(self, settled: Collection[Step], now: dt.datetime) -> tuple[Push, ...]:
        """Return what is to be pushed now, one push a place. `settled`: steps not to be sent, for whatever reason."""
        found: dict[Place, list[Reminder]] = defaultdict(list)
        for each, limits in self._watched:
            if now >= limits.closing or now < self._offered(each, limits).begin:
                continue
            for offer in self._offered(each, limits).offers:
                come = offer.current(now)
                if come is None:
                    continue
                left = [(wish, step) for wish, step in offer.steps(each.key, come.mark) if step not in settled]
                if not left or not offer.allows(now):
                    continue
                for wish, step in left:
                    found[wish.place].append(self._reminder(each, come, step, wish, now))
        return tuple(
            Push(place=place, reminders=tuple(each), zone=self._zones.get(place)) for place, each in found.items()
        )

    def moments(self, start: dt.datetime, end: dt.datetime) -> tuple[dt.datetime, ...]:
        """Return the moments between two others at which a step comes for a place, in order."""
        offers = (offer for each, limits in self._watched for offer in self._offered(each, limits).offers)
        found = {come.at for offer in offers for come in offer.comes}
        return tuple(sorted(at for at in found if start <= at <= end))

    def _offered(self, watched: Watched, limits: "_Limits") -> "_Offers":
        """Return how the places that a deadline concerns are to be reminded of it."""
        if watched.key not in self._offers:
            offers = tuple(each for each in self._offers_of(watched, limits) if each.comes)
            begin = min((each.comes[0].at for each in offers), default=limits.closing)
            self._offers[watched.key] = _Offers(offers=offers, begin=begin)
        return self._offers[watched.key]

    def _offers_of(self, watched: Watched, limits: "_Limits") -> Iterator["_Offer"]:
        """Yield an offer for all places of the same terms, and one for each that has put the deadline off."""
        alike: dict[Terms, list[Wish]] = defaultdict(list)
        for wish in self._wishes:
            if not concerns(watched, wish):
                continue
            terms = self._schedule.terms(wish, _followed(watched, wish))
            held = self._held.get((wish.place.chat, watched.key))
            if held is None:
                alike[terms].append(wish)
            else:
                comes = tuple(_after(held, _timetable(limits, terms), wish.place, limits))
                yield _Offer(wishes=(wish,), terms=terms, comes=comes, closing=limits.closing)
        for terms, wishes in alike.items():
            comes = _timetable(limits, terms)
            yield _Offer(wishes=tuple(wishes), terms=terms, comes=comes, closing=limits.closing)

    def _reminder(self, watched: Watched, come: "_Coming", step: Step, wish: Wish, now: dt.datetime) -> Reminder:
        overdue = not come.with_letter and come.at < now - self._schedule.late
        today = now.astimezone(self._schedule.zone).date()
        day = watched.leading if today <= watched.leading else watched.deadline.last_day
        return Reminder(
            step=step,
            watched=watched,
            lead=come.lead,
            at=come.at,
            day=day,
            days=(day - today).days,
            late=overdue and wish.since <= come.at,
        )


def concerns(watched: Watched, wish: Wish) -> bool:
    """Tell whether a place wants to be reminded of a deadline: by its event, else by whom it stands for."""
    follow = _followed(watched, wish)
    if follow is not None:
        return follow.wanted
    mine = wish.audience is None or not watched.groups or wish.audience in watched.groups
    return wish.everything and mine


def _followed(watched: Watched, wish: Wish) -> Follow | None:
    return next((each for each in wish.follows if each.event == watched.event), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """Between which moments one can act, and is told."""

    last_day: dt.date  # the last working one
    written: dt.date | None  # the letter's date
    closing: dt.datetime  # from when on it is too late


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coming:
    """When a lead time comes."""

    at: dt.datetime  # in UTC, for moments to compare across zones
    lead: int
    mark: str  # of the step
    with_letter: bool = False  # its day was past when the letter was written


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """How places of the same terms are to be reminded of one deadline."""

    wishes: tuple[Wish, ...]
    terms: Terms
    comes: tuple[_Coming, ...]  # in their order
    closing: dt.datetime
    _steps: dict[str, tuple[tuple[Wish, Step], ...]] = field(default_factory=dict)  # by mark, once they have come

    def steps(self, subject: str, mark: str) -> tuple[tuple[Wish, Step], ...]:
        """Return the steps of one lead time, one a place."""
        if mark not in self._steps:
            self._steps[mark] = tuple((wish, Step(wish.place, subject, mark)) for wish in self.wishes)
        return self._steps[mark]

    def current(self, now: dt.datetime) -> _Coming | None:
        """Return the lead time in progress; None before the first one, and when the next is nearer and comes soon."""
        current = None
        for each in self.comes:
            if each.at > now:
                left = each.at - now
                near = current is not None and left <= SOON and left < now - current.at
                return None if near else current
            current = each
        return current

    def allows(self, now: dt.datetime) -> bool:
        """Tell whether it may be sent now: when the place allows, or when it cannot wait until it does."""
        return self.terms.allows(now) or self.terms.next(now) >= self.closing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offers:
    """How all places are to be reminded of one deadline."""

    offers: tuple[_Offer, ...]
    begin: dt.datetime  # when the first of them comes


def _limits(watched: Watched, zone: dt.tzinfo) -> _Limits:
    deadline = watched.deadline
    return _Limits(last_day=watched.leading, written=watched.written, closing=closing(deadline, zone))


@lru_cache(_KEPT)
def _timetable(limits: _Limits, terms: Terms) -> tuple[_Coming, ...]:
    """Return the lead times of a deadline that come before it is over, in their order; of several at once, the last."""
    first = None if limits.written is None else terms.moment(limits.written, limits.closing)
    found: list[_Coming] = []
    for lead in sorted(set(terms.leads), reverse=True):
        at = terms.moment(limits.last_day - dt.timedelta(days=lead), limits.closing)
        with_letter = first is not None and at < first
        at = first if first is not None and with_letter else at
        if at < limits.closing:
            found.append(_Coming(at=at, lead=lead, mark=str(lead), with_letter=with_letter))
    return tuple(sorted(found, key=lambda each: (each.at, -each.lead)))


def _after(held: Settled, comes: tuple[_Coming, ...], place: Place, limits: _Limits) -> Iterator[_Coming]:
    """Yield what is left once a deadline is put off: a step when that ends, where it was asked, then the rest.

    None is left of a deadline dealt with.
    """
    if held.until is None:
        return
    if place.topic == held.topic and held.until < limits.closing:
        lead = (limits.last_day - held.until.date()).days
        yield _Coming(at=held.until, lead=max(lead, 0), mark=f"z{int(held.until.timestamp())}")
    yield from (each for each in comes if each.at > held.until)


def closing(deadline: Deadline, zone: dt.tzinfo) -> dt.datetime:
    """Return the first moment at which it is too late to act."""
    if deadline.time is not None and deadline.inclusive:
        last = dt.datetime.combine(deadline.last_day, deadline.time, _zone(deadline, zone))
        return last.astimezone(dt.UTC) + dt.timedelta(minutes=1)
    return dt.datetime.combine(deadline.last_day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)


def _zone(deadline: Deadline, zone: dt.tzinfo) -> dt.tzinfo:
    return dt.UTC if deadline.timezone in ("UTC", "TU", "GMT", "TUC") else zone

"""Deadlines, as they are asked for: the day, whether there is still time, how to answer, how many days are left."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.doubt import reserved
from bot.answers.phrases import say, table
from bot.language.roots import root, roots
from bot.phrasing import Answer, count, enumerate_all
from bot.queries.frame import Kind
from bot.queries.needs import claims_day
from bot.queries.rows import Row, Tables
from bot.queries.seek import Wanted, contrary, tells, wanted
from bot.topics.clerk import Clerk
from bot.topics.deadline_resolution import meant
from bot.topics.status import over
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import fold, words
from knowledge.model import Deadline
from knowledge.temporal.lexicon import lexicon as months
from knowledge.temporal.moment import Hours
from knowledge.temporal.wording import countdown, say_hours
from knowledge.temporal.workdays import Workdays
from knowledge.temporal.zones import instant

_TOLD = 4  # deadlines told in one answer
_SEVERAL = 2
_FIT = 0.9  # share of the best weight that another deadline must have to be meant too


@dataclass(frozen=True, slots=True)
class Limit:
    """One deadline, seen from one moment."""

    row: Row
    deadline: Deadline
    now: dt.datetime

    @property
    def last(self) -> dt.date:
        """The last day on which one may act: the day printed, where an hour of it is."""
        return self.deadline.due if self.deadline.time else self.deadline.last_day

    @property
    def over(self) -> bool:
        """Whether it is too late: to the minute, where the letter gives an hour."""
        if self.deadline.time is not None:
            closing = instant(self.deadline.due, self.deadline.time, self.deadline.timezone)
            if closing is not None:
                return self.now >= closing
        return self.last < self.now.date()

    @property
    def title(self) -> str:
        """What it is for."""
        return self.row.event.title if self.row.event else self.row.letter.reference

    def day(self, day: dt.date, clerk: Clerk) -> str:
        """Return a day, with the hour of the deadline when it is its own."""
        said = clerk.day(day)
        if day != self.deadline.due or self.deadline.time is None:
            return said
        hour = say_hours(Hours(end=self.deadline.time, zone=self.deadline.timezone))
        return say("limits.hour", day=said, hour=hour)

    def left(self) -> str:
        """Return how many days are left: "14 jours"."""
        today = self.now.date()
        return say("limits.today") if self.last == today else count((self.last - today).days, "day")


def answer(question: Question, tables: Tables, clerk: Clerk) -> Answer:
    """Tell the deadlines of the events in view that a question means."""
    if not question.occurrences and not question.letters:
        return clerk.which(question)
    found: list[Row] = []
    held = [(event.deadlines, event.letter) for event in question.occurrences]
    for deadlines, letter in held or [(letter.deadlines, letter) for letter in question.letters]:
        chosen = meant(_unplaced(question, clerk), deadlines, letter, clerk)
        found += [row for row in tables.of_letter(Kind.DEADLINE, letter) if row.fact in chosen]
    asking = question.scores[0].tokens if question.scores else frozenset[int]()
    wants = wanted(question, tables, asking)
    found = with_rule(fitting(found, wants, question), wants, tables)
    if question.aspect == "status.possible" and _of_event(found, question, clerk):
        return over(question.occurrences[0], question, clerk)
    sure = told_by(found, wants)
    return tell(tuple(dict.fromkeys(found)), question, clerk, sure=sure) if found else untold(question, clerk)


def _unplaced(question: Question, clerk: Clerk) -> Question:
    """Return a question without the words for where its events are held: they name them, not what is to be done."""
    places = " ".join(each.event.place for each in question.occurrences if each.event.place)
    content = tuple(word for word in question.content if word not in clerk.catalogue.stems_of(places))
    return replace(question, remainder=replace(question.remainder, content=content))


def told_by(rows: Sequence[Row], wants: Wanted) -> bool:
    """Tell whether one of some deadlines tells every word that must be told: only then is a oui or a non of it."""
    return any(all(tells(row, word, wants) for word in wants.must) for row in rows)


def fitting(rows: Sequence[Row], wants: Wanted, question: Question) -> list[Row]:
    """Return the deadlines whose action and sentence tell most of what is asked; all where none tells any.

    A half sentence ("et pour Dakar ?") goes on asking for what was asked before it.
    """
    rows = _of_speaker(rows, wants)
    rows = [row for row in rows if not contrary(row, wants)]
    if len(rows) < _SEVERAL:
        return rows
    idle = set(map(root, table("limits")["words"]["generic"].split()))
    idle |= {root(question.tokens[place].text) for place in question.mentions.tokens}
    said = {word: weight for word, weight in {**wants.may, **wants.must}.items() if word not in idle}
    named = frozenset[str]().union(*(row.context for row in rows))  # the event's own name tells least
    before = {word: 1.0 for word in question.recalled if word not in idle}
    for words_of, layers in ((said, ("own", "sentence")), (before, ("own", "sentence")), (said, ("own",))):
        apart = {word: weight for word, weight in words_of.items() if word not in named or len(layers) == 1}
        kept = _telling(rows, apart, layers)
        if len(kept) < len(rows):
            return kept
    return _by_deed({**wants.may, **wants.must}, rows)


def with_rule(rows: Sequence[Row], wants: Wanted, tables: Tables) -> list[Row]:
    """Return some deadlines, an exception never without its rule: a longer time for some is not the limit of all.

    A deadline for some is one when its deed says nothing of its own ("ils peuvent répondre jusqu'au …"), and whoever
    asks does not say to be of those.
    """
    idle = set(map(root, table("limits")["words"]["generic"].split()))
    named = {*wants.who, *wants.must, *wants.may} - idle
    if not rows or not all(row.audience and _deed(row) <= idle and not row.audience & named for row in rows):
        return list(rows)
    general = [row for row in tables.of_letter(Kind.DEADLINE, rows[0].letter) if not row.audience]
    return [*(row for row in general if row.event is rows[0].event or row.event is None), *rows]


def _by_deed(said: Mapping[str, float], rows: Sequence[Row]) -> list[Row]:
    """Return the deadlines whose very deed is said, "répondre" too; what stands in brackets tells what it is about."""
    deeds = [_deed(row) for row in rows]
    held = [sum(weight for word, weight in said.items() if word in deed) for deed in deeds]
    return [row for row, weight in zip(rows, held, strict=True) if weight >= _FIT * max(held)]


def _deed(row: Row) -> frozenset[str]:
    return roots(row.fact.action.partition("(")[0]) if isinstance(row.fact, Deadline) else frozenset()


def _of_speaker(rows: Sequence[Row], wants: Wanted) -> Sequence[Row]:
    """Return the deadlines for what whoever asks says to be; all where none is told to be for that."""
    shares = [sum(weight for word, weight in wants.who.items() if word in row.audience) for row in rows]
    return [row for row, share in zip(rows, shares, strict=True) if share >= _FIT * max(shares, default=0.0)]


def _telling(rows: Sequence[Row], said: Mapping[str, float], layers: Sequence[str]) -> list[Row]:
    """Return the rows that tell most of some roots in some of their layers."""
    held = [frozenset[str]().union(*(getattr(row, layer) for layer in layers)) for row in rows]
    weights = [sum(weight for word, weight in said.items() if word in each) for each in held]
    return [row for row, weight in zip(rows, weights, strict=True) if weight >= _FIT * max(weights)]


def _of_event(found: Sequence[Row], question: Question, clerk: Clerk) -> bool:
    """Tell whether it is the event itself that may be over or open: "est-il encore ouvert ?", without a deadline."""
    if not question.occurrences or found:
        return False
    apart = question.part is not None and not question.says(*clerk.words["deadline.acts"])
    begun = not question.occurrences[0].deadlines and question.says(*clerk.words["status.begun"])
    return begun or (apart and question.says(*clerk.words["status.past"]))


def untold(question: Question, clerk: Clerk) -> Answer:
    """Say that a letter sets no deadline, or none for that; what was not read of it is no proof."""
    letter = question.letters[0]
    title = question.occurrences[0].title if question.occurrences else letter.subject or letter.reference
    limit = re.compile(table("limits")["unread"]["pattern"])
    loose = [span for span in letter.sentences if limit.search(fold(letter.cut(span)))]
    read = {each.span for each in letter.deadlines}
    unread = [span for span in loose if not any(span.start <= each.start < span.end for each in read)]
    phrase = "no_such" if letter.deadlines else "unread" if unread else "none"
    return Answer(
        text=say(f"limits.{phrase}", reference=letter.reference, title=title),
        answered=False,
        intent=question.aspect or "",
        confidence=0.6,
        sources=(clerk.source(letter, unread[0]),) if phrase == "unread" else (),
        suggestions=clerk.suggest(question),
        reason=f"deadline.{phrase}",
    )


def tell(rows: Sequence[Row], question: Question, clerk: Clerk, *, sure: bool = True) -> Answer:
    """Tell the deadlines of some rows as the aspect of a question asks.

    A oui or a non is said once, of what is surely asked, where all of them agree: else their days are told.
    """
    show = _SHOWN.get(question.aspect or "", _date)
    limits = [Limit(row, row.fact, question.now) for row in rows if isinstance(row.fact, Deadline)]
    still = [limit for limit in limits if not limit.over] if _says(question, "left") else []
    limits = (still or limits)[:_TOLD]
    opening = _says(question, "already") and _says(question, "opened")  # no deadline tells that something has begun
    if show in (_possible, _accepted) and (not sure or opening or len({limit.over for limit in limits}) > 1):
        show = _date
    lines = list(_claim(limits, question)) if sure else []
    for place, limit in enumerate(limits):
        lines += (_date if show is _possible and place else show)(limit, question, clerk)
    told = clerk.answer(question, lines, [clerk.source(each.row.letter, each.deadline.span) for each in limits])
    return reserved(told, (each.deadline for each in limits))


def _claim(limits: Sequence[Limit], question: Question) -> Iterator[str]:
    """Say oui or non, where a day is put as that of all of some deadlines."""
    if claims_day(question) and limits:
        right = {_put(each, question) in (each.deadline.due, each.last) for each in limits}
        if len(right) == 1:
            yield say("limits.yes" if right.pop() else "limits.no")


def _date(limit: Limit, question: Question, clerk: Clerk) -> Iterator[str]:
    yield _day(limit, clerk)
    if not _says(question, "weekday"):  # which is asked of the day itself
        yield from _working(limit, clerk)
    yield from _what(limit)
    yield _state(limit, clerk)


def _day(limit: Limit, clerk: Clerk) -> str:
    inclusive = limit.deadline.inclusive or limit.deadline.time is not None
    phrase = "limits.inclusive" if inclusive else "limits.exclusive"
    day, last = limit.day(limit.deadline.due, clerk), clerk.day(limit.last)
    return say(phrase, title=limit.title, day=day, last=last)


def _working(limit: Limit, clerk: Clerk) -> Iterator[str]:
    """Yield the last day on which people work, where the last day is none and is not over."""
    if limit.over:
        return
    working = Workdays().last(limit.last)
    if working != limit.last:
        yield say("limits.working", day=clerk.day(working))


def _what(limit: Limit) -> Iterator[str]:
    deadline = limit.deadline
    yield say("limits.action", action=deadline.action)
    if deadline.audience:
        yield say("limits.audience", audience=deadline.audience)
    if deadline.reply_to:
        yield say("limits.reply_to", reply_to=enumerate_all(deadline.reply_to))


def _state(limit: Limit, clerk: Clerk) -> str:
    if limit.over:
        return say("limits.state_over", far=clerk.far(limit.last, limit.now.date()))
    return say("limits.state_today") if limit.last == limit.now.date() else say("limits.state_open", left=limit.left())


def _possible(limit: Limit, question: Question, clerk: Clerk) -> Iterator[str]:
    """Say oui or non, then the day."""
    put = _put(limit, question)
    if put is not None and put != question.now.date():
        yield from _accepted(limit, question, clerk)
        return
    open_too = _says(question, "still")  # "encore possible ou trop tard": the yes is to what comes first
    late = _says(question, "late") and not (open_too and _says(question, "or"))
    past = _says(question, "past") and not open_too
    names = ("late", "not_late") if late else ("passed", "not_passed") if past else ("closed", "open")
    phrase = names[0] if limit.over else names[1]
    far = countdown(limit.last, question.now.date())
    yield say(f"limits.{phrase}", last=limit.day(limit.last, clerk), far=far, left=limit.left())
    yield _day(limit, clerk)
    yield say("limits.action", action=limit.deadline.action)


def _accepted(limit: Limit, question: Question, clerk: Clerk) -> Iterator[str]:
    """Say whether the day that was put still lies within."""
    put = _put(limit, question)
    if put is None:
        yield from _date(limit, question, clerk)
        return
    within, late = put <= limit.last, _says(question, "late")
    phrase = ("day_not_late" if late else "day_yes") if within else ("day_too_late" if late else "day_no")
    yield say(f"limits.{phrase}", day=clerk.day(put), last=limit.day(limit.last, clerk))
    yield from _what(limit)
    yield _state(limit, clerk)


def _put(limit: Limit, question: Question) -> dt.date | None:
    """Return the day that is put, unless it only names the event: "nos activités du 17 mai"."""
    put, event = _nearest(question, limit.deadline.due), limit.row.event
    return None if event and event.event.start and event.event.start.first == put else put


def _nearest(question: Question, due: dt.date) -> dt.date | None:
    """Return the day that is put; where no year is written, of the year in which it is nearest to a deadline."""
    put, period = question.day_put, question.period
    if put is None or period is None:
        return put
    written = words(fold(question.text[period.span.start : period.span.end]))
    if not set(months().months) & set(written) or str(put.year) in written:
        return put
    every = (_of_year(put, due.year + shift) for shift in (-1, 0, 1))
    return min((day for day in every if day), key=lambda day: abs((day - due).days), default=put)


def _of_year(day: dt.date, year: int) -> dt.date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return None


def _count(limit: Limit, question: Question, clerk: Clerk) -> Iterator[str]:
    """Count the days that are left."""
    today = question.now.date()
    phrase = "count_over" if limit.over else "count_today" if limit.last == today else "count"
    far, last = countdown(limit.last, today), limit.day(limit.last, clerk)
    yield say(f"limits.{phrase}", left=limit.left(), last=last, far=far)
    yield from _working(limit, clerk)
    yield say("limits.action", action=limit.deadline.action)


def _how(limit: Limit, _: Question, clerk: Clerk) -> Iterator[str]:
    """Tell what to do, and where to send it."""
    yield from _what(limit)
    if not limit.deadline.reply_to and limit.row.letter.contacts:
        yield say("limits.contact", contact=clerk.reach(limit.row.letter.contacts[0]))
    yield say("limits.by", limit=clerk.limit(limit.deadline))
    yield _state(limit, clerk)


def _says(question: Question, words: str) -> bool:
    return question.says(*(stem(word) for word in table("limits")["words"][words].split()))


_SHOWN: Mapping[str, Callable[[Limit, Question, Clerk], Iterator[str]]] = {
    "status.possible": _possible,
    "deadline.accepted": _accepted,
    "countdown.countdown": _count,
    "procedure.how": _how,
}

"""Rows that fulfil what a message asks, told one a line."""

from collections.abc import Iterator, Sequence

from bot.answers.phrases import say, table
from bot.entities.editions import key_of
from bot.phrasing import Answer, Source, Suggestion, sentence
from bot.queries.execute import Rows
from bot.queries.frame import Condition, Frame, Kind, Operator, Verb
from bot.queries.rows import Row, Tables
from bot.topics.clerk import VERSION, Clerk
from bot.understanding.question import Question
from knowledge.model import Annex, Claim, Contact, Deadline, Event, Letter, Link, Part
from knowledge.temporal.moment import Period
from knowledge.temporal.wording import say as say_period

LISTED = 12  # rows told one a line
PAGE = "rows"  # what the button of another page asks
REMEMBERED = 240  # rows of one list that can be paged
# What a denial may rest on: it is read of every letter.
_READ = ("when", "last", "annexes", "deadlines", "events", "links", "parts")


def list_rows(found: Rows, question: Question, clerk: Clerk, first: int = 0) -> Answer | None:
    """Tell rows, a page at a time; None where there are none and the letters may tell it otherwise."""
    frame = found.frame
    if not found.rows:
        return _none(found)
    lines = list(_heading(found))
    sources: list[Source] = []
    shown = found.rows[first : first + LISTED]
    for row in shown:
        for line, source in _told(row, found, question, clerk):
            lines.append(line)
            sources.append(source)
    rest = len(found.rows) - first - LISTED
    lines += [say("lists.more", count=rest)] if rest > 0 else []
    doubtful = any(isinstance(row.fact, Claim) and row.fact.doubtful for row in shown)
    return Answer(
        text="\n".join(lines),
        answered=True,
        intent=f"list.{frame.target.value}",
        confidence=0.9,
        sources=tuple(dict.fromkeys(sources)),
        doubtful=doubtful,
        suggestions=tuple(_pages(found, first)),
    )


def _pages(found: Rows, first: int) -> Iterator[Suggestion]:
    """Yield the buttons that lead to the page before and to the one after."""
    name = name_of([row.key for row in found.rows])
    before = [("lists.before", max(0, first - LISTED))] if first else []
    after = [("lists.after", first + LISTED)] if first + LISTED < len(found.rows) else []
    for phrase, to in (*before, *after):
        yield Suggestion(label=say(phrase), data=f"{VERSION}|{PAGE}|{name}.{to}")


def name_of(keys: Sequence[str]) -> str:
    """Return a short name for a list, by which a button knows whether it is still the one remembered."""
    return key_of("|".join(keys))


def remembered(kind: Kind, keys: Sequence[str], tables: Tables) -> Rows:
    """Return the rows of a list told before, as far as the letters still have them."""
    every = {row.key: row for row in tables.rows(kind)}
    rows = tuple(every[key] for key in keys if key in every)
    return Rows(frame=Frame(target=kind, select=tuple(keys)), rows=rows, found=len(rows))


def _heading(found: Rows) -> Iterator[str]:
    count = counted(found.found, found.frame.target)
    if found.frame.verb is Verb.EXISTS:
        yield say("lists.yes", count=count)
    elif found.frame.take is None:
        known = found.frame.target is Kind.LETTER and not found.frame.where and not found.frame.select
        yield say("lists.known" if known else "lists.count", count=count)


def counted(number: int, kind: Kind) -> str:
    """Return "3 lettres"."""
    one, many = table("lists")["units"][kind.value]
    return f"{number} {one if number < 2 else many}"


def _none(found: Rows) -> Answer | None:
    """Deny, where the facts that were read of every letter are proof enough."""
    if any(each.field not in _READ for each in found.frame.where):
        return None
    period = next((_period(each) for each in found.frame.where if each.field == "when"), "")
    none = say(f"lists.none_{found.frame.target.value}", period=period or (say("lists.ahead") if _ahead(found) else ""))
    exists = found.frame.verb is not Verb.TELL
    text = say("lists.no", none=none) if exists else sentence(f"{none}.")
    return Answer(text=text, answered=exists, intent=f"list.{found.frame.target.value}", confidence=0.9)


def _ahead(found: Rows) -> bool:
    """Tell whether only what is to come is asked for."""
    values = (each.value for each in found.frame.where if each.field in ("when", "last"))
    return any(isinstance(each, Period) and each.end is None for each in values)


def _period(condition: Condition) -> str:
    if not isinstance(condition.value, Period) or condition.operator is not Operator.WITHIN:
        return ""
    open_ended = condition.value.end is None or condition.value.start is None
    return f" {say_period(condition.value)}" if not open_ended else ""


# Lines ---------------------------------------------------------------------------------------------------------------


def _told(row: Row, found: Rows, question: Question, clerk: Clerk) -> Iterator[tuple[str, Source]]:
    """Yield the lines of one row, each with its source."""
    line = _line(row, question, clerk)
    fact = row.fact
    if isinstance(fact, Claim) and fact.doubtful:
        line = say("lists.doubtful", line=line)
    yield line, clerk.source(row.letter, row.span)
    if isinstance(fact, Event) and row.event is not None:
        for part in _within(fact, found):
            line = say("lists.part", part=part.name, title=row.event.title, dates=clerk.dates(part))
            yield line, clerk.source(row.letter, part.span)


def _within(event: Event, found: Rows) -> Iterator[Part]:
    """Yield the parts of an event that fall in the period asked for."""
    periods = [each.value for each in found.frame.where if each.field == "when" and each.operator is Operator.WITHIN]
    for part in event.parts if periods else ():
        start, end = part.start or part.end, part.end or part.start
        held = Period(start=start, end=end) if start else None
        if held and all(isinstance(each, Period) and held.overlaps(each) for each in periods):
            yield part


def _line(row: Row, question: Question, clerk: Clerk) -> str:
    match row.fact:
        case Letter():
            return letter_line(row.fact, clerk)
        case Event() | Part():
            return _held(row, row.fact, clerk)
        case Deadline():
            return _deadline(row, row.fact, question, clerk)
        case Contact():
            return say("lists.contact", contact=clerk.reach(row.fact), reference=row.letter.reference)
        case _:
            return _printed(row)


def _held(row: Row, fact: Event | Part, clerk: Clerk) -> str:
    title = row.event.title if row.event else fact.name
    if isinstance(fact, Part):
        return say("lists.part", part=fact.name, title=title, dates=clerk.dates(fact))
    place = say("lists.place", place=fact.place) if fact.place else ""
    return say("lists.event", title=title, dates=clerk.dates(fact), place=place)


def _printed(row: Row) -> str:
    """Return what a letter prints: an address, an annex, a sentence."""
    if isinstance(row.fact, Link):
        return say("lists.link", url=row.fact.url, reference=row.letter.reference)
    if isinstance(row.fact, Annex):
        phrase = "lists.annex" if row.fact.title else "lists.annex_untitled"
        return say(phrase, reference=row.letter.reference, number=row.fact.number, title=row.fact.title)
    return row.letter.cut(row.span)


def letter_line(letter: Letter, clerk: Clerk) -> str:
    """Return "• CL-21/20 du 6 mai 2021 – …"."""
    if letter.date is None:
        return say("lists.letter_undated", reference=letter.reference, subject=letter.subject or "")
    date = clerk.day(letter.date).partition(" ")[2]
    return say("lists.letter", reference=letter.reference, date=date, subject=letter.subject or "")


def _deadline(row: Row, deadline: Deadline, question: Question, clerk: Clerk) -> str:
    today, last = question.now.date(), deadline.last_day
    state = say("lists.over") if last < today else say("lists.today") if last == today else None
    state = state or say("lists.left", left=clerk.left(last, today))
    title = row.event.title if row.event else row.letter.reference
    return say("lists.deadline", limit=clerk.limit(deadline), action=deadline.action, title=title, state=state)

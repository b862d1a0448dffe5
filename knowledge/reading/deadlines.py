"""What the addressees must do, and until when."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Evidence
from knowledge.reading.acts import nouns, with_verb
from knowledge.reading.amendments import replacements
from knowledge.reading.answering import addresses, answers, audience_of, elsewhere, related
from knowledge.reading.cues import pattern
from knowledge.reading.layout import Block
from knowledge.reading.limits import limits_of, may_limit, sets_limit
from knowledge.reading.markup import Kind
from knowledge.reading.passage import Passage
from knowledge.reading.requests import Clause, Request, fuller, read_request
from knowledge.reading.tables import Table, tables
from knowledge.reading.times import Time, times
from knowledge.reading.trimming import trimmed
from knowledge.temporal.moment import Grain, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known while deadlines are read."""

    anchor: dt.datetime
    events: tuple[Event, ...]
    sentences: tuple[Passage, ...]  # of the body, where addresses and audiences may be told

    @property
    def opening(self) -> dt.date | None:
        """The day on which the event in view begins."""
        start = next((event.start for event in self.events if event.start), None)
        return start.first if start and start.grain is Grain.DAY else None


def read_deadlines(
    body: Sequence[Block], annexes: Sequence[Block], anchor: dt.datetime, events: tuple[Event, ...]
) -> tuple[Deadline, ...]:
    """Return what a letter asks by a day, each with the sentence that asks it."""
    sentences = tuple(sentence for block in body for sentence in block.sentences)
    asking = Asking(anchor=anchor, events=events, sentences=sentences)
    found: list[Deadline] = []
    intro = ""
    for block in body:
        if block.kind is Kind.ROW:
            continue
        if block.kind is not Kind.ITEM and not block.lines[0].opens:
            intro = ""
        low = block.passage.low.strip()
        if not next(replacements([block]), None):
            found.extend(_of_block(block, asking, intro))
        if low.endswith(":"):
            intro = low
    for table in tables(body):
        found.extend(_of_table(table, asking))
    dues = {each.due for each in found}
    for block in annexes:
        found.extend(each for each in _of_block(block, asking, "") if each.due not in dues)
    return tuple(sorted(_once(found), key=lambda each: each.span))


def _of_block(block: Block, asking: Asking, intro: str) -> Iterator[Deadline]:
    for place, sentence in enumerate(block.sentences):
        previous = block.sentences[place - 1] if place else None
        for each in _for_each(sentence, asking):
            yield from _of_sentence(sentence, previous, each, intro, block)


def _for_each(sentence: Passage, asking: Asking) -> tuple[Asking, ...]:
    """A limit counted "avant l'ouverture de chaque réunion" falls once for each event."""
    if not re.search(r"\bavant\b.{0,40}\bchaque\b", sentence.low):
        return (asking,)
    return tuple(replace(asking, events=(event,)) for event in asking.events if event.start) or (asking,)


def _of_sentence(
    sentence: Passage, previous: Passage | None, asking: Asking, intro: str, block: Block
) -> Iterator[Deadline]:
    listed = bool(pattern(r"\b{deadlines.limits}[^.]*:\s*$").search(intro))
    for time, passage, start, end in limits_of(sentence, asking.anchor, asking.opening, listed=listed):
        clause = Clause(passage=passage, start=start, end=end, previous=previous, intro=intro)
        request = read_request(clause)
        if request is None:
            continue
        action = request.action
        if len(action.split()) < 3 and fold(action).split()[0] in nouns():
            action = next(fuller(action, block.sentences), with_verb(action))
        audience = request.audience or audience_of(action, [*block.sentences, *asking.sentences])
        reply_to = _reply_to(action, sentence, passage, block, asking)
        yield _made(replace(request, action=action, audience=audience), time, sentence, reply_to, asking)


def _made(request: Request, time: Time, sentence: Passage, reply_to: tuple[str, ...], asking: Asking) -> Deadline:
    period, hours = time.value, time.value.hours
    rule = f"{request.rule}: {time.expression.rule}"
    clock = (hours.end or hours.start) if hours else None
    return Deadline(
        span=sentence.span,
        evidence=(Evidence(field="due", span=sentence.span, rule=rule, confidence=request.confidence),),
        due=_last(period) + _after_the_end(sentence, time, asking),
        inclusive=period.end_inclusive or period.start is not None,
        action=request.action,
        audience=request.audience,
        reply_to=reply_to,
        event=_event_of(sentence, asking.events),
        time=clock,
        timezone=hours.zone if hours and clock else None,
    )


def _last(period: Period) -> dt.date:
    """The last day of a period that has an end."""
    return dt.date.max if period.end is None else period.end.last


def _after_the_end(sentence: Passage, time: Time, asking: Asking) -> dt.timedelta:
    """Days counted after an event start from its end, those before it from its opening."""
    words = sentence.low[time.start : time.end]
    event = next((event for event in asking.events if event.start), None)
    counted = "from the opening" in time.expression.rule and re.search(r"\b(?:apres|suivant)\b", words)
    if not counted or event is None or event.start is None or event.end is None or re.search(r"ouverture|debut", words):
        return dt.timedelta()
    return event.end.last - event.start.first


def _reply_to(action: str, sentence: Passage, clause: Passage, block: Block, asking: Asking) -> tuple[str, ...]:
    """Return where to answer: in the clause, the sentence, the paragraph, or where the letter gives it unmistakably."""
    for text in (clause.text, sentence.text):
        if found := addresses(text):
            return found
    place = block.sentences.index(sentence) if sentence in block.sentences else 0
    for other in (*reversed(block.sentences[:place]), *block.sentences[place + 1 :][:1]):
        found = answers(other)
        if found and related(action, other) and not sets_limit(other, asking.anchor):
            return found
    return elsewhere(action, asking.sentences)


def _event_of(sentence: Passage, events: Sequence[Event]) -> str | None:
    """Return the name of the event that a sentence speaks of, else of the letter's main one."""
    if not events:
        return None
    said = sentence.low
    for event in events:
        if event.acronym and re.search(rf"\b{re.escape(fold(event.acronym))}\b", said):
            return event.name
    for event in events[1:]:
        words = fold(event.name).split()
        if fold(event.name) in sentence.low or (
            words
            and len(words[0]) > 5
            and re.search(rf"\b{re.escape(words[0])}\b", sentence.low)
            and words[0] not in fold(events[0].name)
        ):
            return event.name
    main = events[0]
    if len(events) == 1 and re.search(r"\bchaque\b", said):
        return main.name
    subject = any(each.field == "name" and each.rule == "subject" for each in main.evidence)
    return main.name if subject or fold(main.name) in said or re.search(r"\binscri|\bparticip", said) else None


def _of_table(table: Table, asking: Asking) -> Iterator[Deadline]:
    """Yield the rows of a table of deadlines; a cell may list several acts."""
    limits = table.column("limits")
    if limits is None:
        return
    for row in table.rows:
        found = times(row.cells[limits], asking.anchor, asking.opening) if limits < len(row.cells) else ()
        last = next((time for time in reversed(found) if may_limit(time)), None)
        if last is None or _last(last.value) < asking.anchor.date():
            continue
        what = _cell(table, row, "actions", limits).line
        for each in re.split(r"(?:^|\s+)[–•-]\s+(?=[a-zà-ÿ])", what):
            if each.strip():
                yield _of_cell(each, table, row, last, asking)


def _of_cell(what: str, table: Table, row: Block, time: Time, asking: Asking) -> Deadline:
    action = trimmed(what).removesuffix(", en ligne")
    action = action if len(action.split()) > 2 else with_verb(action)
    audience = _cell_text(table, row, "audiences") or audience_of(action, asking.sentences)
    reply = addresses(what) or addresses(_cell_text(table, row, "replies") or "") or elsewhere(action, asking.sentences)
    request = Request(action=action, audience=audience, rule="table", confidence=1.0)
    return _made(request, time, row.passage, reply, asking)


def _cell(table: Table, row: Block, role: str, limits: int) -> Passage:
    column = table.column(role)
    column = table.column("names") if column is None else column
    if column is None or column >= len(row.cells):
        column = next(place for place in range(len(row.cells)) if place != limits) if len(row.cells) > 1 else limits
    return row.cells[column]


def _cell_text(table: Table, row: Block, role: str) -> str | None:
    column = table.column(role)
    return row.cells[column].line or None if column is not None and column < len(row.cells) else None


def _once(found: Sequence[Deadline]) -> Iterator[Deadline]:
    """Yield deadlines, those that two sentences state alike only once."""
    seen: list[Deadline] = []
    for deadline in found:
        twin = next(
            (
                each
                for each in seen
                if each.due == deadline.due and each.span != deadline.span and _alike(each, deadline)
            ),
            None,
        )
        if twin is None:
            seen.append(deadline)
            yield deadline


def _alike(one: Deadline, other: Deadline) -> bool:
    words = [set(re.findall(r"[a-z]{4,}", fold(each.action))) for each in (one, other)]
    return len(words[0] & words[1]) >= 0.5 * min(map(len, words)) if all(words) else True

"""What the addressees must do, and until when."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.french.text import Span, fold
from knowledge.model import Deadline, Event, Evidence
from knowledge.reading.actions import (
    Request,
    addresses,
    audience_of,
    better,
    cue_words_acts,
    elsewhere,
    read_request,
    related,
    with_verb,
)
from knowledge.reading.amendments import replacements
from knowledge.reading.cues import pattern
from knowledge.reading.layout import Block
from knowledge.reading.markup import Kind
from knowledge.reading.passage import Passage
from knowledge.reading.tables import Table, tables
from knowledge.reading.times import Time, letter_dates, times
from knowledge.temporal.moment import Grain


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


def passed_limits(sentences: Sequence[Passage], date: dt.date) -> Iterator[tuple[Span, dt.date]]:
    """Yield the limits that sentences set to a day before the letter's own, and that are no recalled past."""
    anchor = dt.datetime.combine(date, dt.time(9), dt.UTC)
    for sentence in sentences:
        for time in times(sentence, anchor):
            end = time.value.end
            before = sentence.low[: time.start]
            if end is None or time.value.start is not None or end.last >= date or not _may_limit(time):
                continue
            if pattern(r"\b{deadlines.asked}").search(before) and not pattern(r"\b{deadlines.past}").search(before):
                yield sentence.span, end.last


def _for_each(sentence: Passage, asking: Asking) -> tuple[Asking, ...]:
    """A limit counted "avant l'ouverture de chaque réunion" falls once for each event."""
    if not re.search(r"\bavant\b.{0,40}\bchaque\b", sentence.low):
        return (asking,)
    return tuple(replace(asking, events=(event,)) for event in asking.events if event.start) or (asking,)


def _of_sentence(
    sentence: Passage, previous: Passage | None, asking: Asking, intro: str, block: Block
) -> Iterator[Deadline]:
    found = times(sentence, asking.anchor, asking.opening)
    written = letter_dates(sentence, found)
    for time in found:
        if (
            time.start in written
            or not _may_limit(time)
            or re.search(r"\bau lieu d\w*\s*$", sentence.low[: time.start])
        ):
            continue
        clause, start, end = _clause(sentence, time)
        if (
            _counted_from_elsewhere(sentence, time)
            or not _binds(time, clause, start, asking)
            or _restated(sentence, time, found)
        ):
            continue
        request = read_request(clause, start, end, previous, intro)
        if request is not None:
            yield _deadline(request, time, sentence, clause, block, asking)


def _counted_from_elsewhere(sentence: Passage, time: Time) -> bool:
    """ "dans un délai de dix jours suivant cette notification" counts from what the letter does not date."""
    words, rest = sentence.low[time.start : time.end], sentence.low[time.end :]
    if not re.search(r"\b(?:jours?|semaines?|mois|heures?)\b", words) or re.search(r"\d{4}", words):
        return False
    since = r"\b(?:suivant|apres|a compter d|a partir d|qui sui|a dater d|de la (?:reception|notification|publication))"
    own = r"\b(?:lettre|circulaire|presente|courrier|invitation|communication)\b"
    if re.search(since, words):
        return time.expression.rule == "from the letter" and not re.search(own, words)
    return bool(re.match(rf"\s*(?:ouvres|ouvrables|calendaires)?\s*{since}", rest))


def _may_limit(time: Time) -> bool:
    end = time.value.end
    return end is not None and end.grain in (Grain.DAY, Grain.MINUTE) and not time.clock_only


def _clause(sentence: Passage, time: Time) -> tuple[Passage, int, int]:
    """Return the clause of a date, and where the date stands in it."""
    low = sentence.low
    start = low.rfind(";", 0, time.start) + 1
    end = low.find(";", time.end)
    clause = sentence.at(start, len(low) if end < 0 else end)
    lead = len(low[start:]) - len(low[start:].lstrip())
    clause = clause.trimmed(" \n")
    return clause, time.start - start - lead, time.end - start - lead


def _binds(time: Time, clause: Passage, start: int, asking: Asking) -> bool:
    """Tell whether a date is a limit set to the addressees: its form or its words say so, and nobody else is its subject."""
    low, value = clause.low, time.value
    limit = value.start is None or bool(pattern(r"\b{deadlines.limits}").search(low))
    window = value.start is not None and value.start != value.end and _window(clause)
    counted = time.expression.rule == "from the opening"
    if not (limit or window or counted):
        return False
    before = _segment(low, start)
    if pattern(r"\b{deadlines.secretariat}").search(before) or pattern(r"\b{deadlines.secretariat}").search(
        low[start:][:160]
    ):
        return False
    told = pattern(r"\b{deadlines.asked}").search(low) or pattern(r"\b{deadlines.limits}").search(low)
    if pattern(r"\b{deadlines.past}").search(before[-80:]) and not pattern(r"\b{deadlines.asked}").search(before):
        return False
    if value.start is not None and not told and not window:
        return False
    last = value.end.last if value.end else None
    return last is not None and last >= asking.anchor.date()


def _segment(low: str, start: int) -> str:
    """Return what a clause says between the last day that it names and this one: "initialement fixée au 30 août, reportée au"."""
    earlier = list(re.finditer(r"\b(?:19|20)\d\d\b", low[:start]))
    cut = (
        earlier[-1].end()
        if earlier and re.search(r"\b(?:report|prolong|repouss|avanc|desormais)\w*", low[earlier[-1].end() : start])
        else 0
    )
    return low[cut:start]


def _window(clause: Passage) -> bool:
    """Registration "ouverte du A au B" ends on B."""
    said = r"\b(?:inscri|soumi|candidat|vote|contribu|propos|accredit|demande|depot|enregistre|observ|comment|repon|avis|questionnaire|^elles? ser|^ils? ser)"
    return bool(re.search(said, clause.low)) and bool(pattern(r"\b{deadlines.asked}").search(clause.low))


def _restated(sentence: Passage, time: Time, found: Sequence[Time]) -> bool:
    """ "…, c'est-à-dire quatorze jours avant l'ouverture" says again what came before it."""
    before = sentence.low[: time.start]
    return bool(re.search(r"(?:c'est-a-dire|soit|a savoir)\s*,?\s*$", before)) and found.index(time) > 0


def _deadline(
    request: Request, time: Time, sentence: Passage, clause: Passage, block: Block, asking: Asking
) -> Deadline:
    action = request.action
    if len(action.split()) < 3 and fold(action).split()[0] in cue_words_acts():
        action = next(better(action, block.sentences), with_verb(action))
    audience = request.audience or audience_of(action, [*block.sentences, *asking.sentences])
    return _made(action, audience, _reply_to(action, sentence, clause, block, asking), time, sentence, request, asking)


def _made(
    action: str,
    audience: str | None,
    reply_to: tuple[str, ...],
    time: Time,
    sentence: Passage,
    request: Request,
    asking: Asking,
) -> Deadline:
    end, hours = time.value.end, time.value.hours
    assert end is not None
    clock = (hours.end or hours.start) if hours else None
    due = end.last + _after_the_end(sentence, time, asking)
    return Deadline(
        span=sentence.span,
        evidence=(
            Evidence(
                field="due",
                span=sentence.span,
                rule=f"{request.rule}: {time.expression.rule}",
                confidence=request.confidence,
            ),
        ),
        due=due,
        inclusive=time.value.end_inclusive or time.value.start is not None,
        action=action,
        audience=audience,
        reply_to=reply_to,
        event=_event_of(sentence, asking.events),
        time=clock,
        timezone=hours.zone if hours and clock else None,
    )


def _limits(sentence: Passage, asking: Asking) -> bool:
    """Tell whether a sentence sets a limit of its own."""
    return any(time.value.start is None for time in times(sentence, asking.anchor))


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
        found = addresses(other.text)
        told = found and not re.search(r"renseignement|information|pour en savoir", other.low)
        if told and related(action, other) and not _limits(other, asking):
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
    """Yield the rows of a table of deadlines."""
    limits = table.column("limits")
    if limits is None:
        return
    for row in table.rows:
        if limits >= len(row.cells):
            continue
        found = [time for time in times(row.cells[limits], asking.anchor, asking.opening) if _may_limit(time)]
        last = found[-1] if found else None
        if last is None or last.value.end is None or last.value.end.last < asking.anchor.date():
            continue
        what = _cell(table, row, "actions", limits).line
        for each in re.split(r"(?:^|\s+)[–•-]\s+(?=[a-zà-ÿ])", what):
            if each.strip():
                yield _of_cell(each, table, row, last, asking)


def _of_cell(what: str, table: Table, row: Block, time: Time, asking: Asking) -> Deadline:
    action = re.sub(r"\s*\([^()]*(?:@|www\.|https?:)[^()]*\)|,?\s*(?:en ligne)?\s*:?\s*https?:\S+", "", what).strip(
        " .;:,"
    )
    audience = _cell_text(table, row, "audiences") or audience_of(action, asking.sentences)
    reply = addresses(what) or addresses(_cell_text(table, row, "replies") or "") or elsewhere(action, asking.sentences)
    action = action if len(action.split()) > 2 else with_verb(action)
    request = Request(action=action, audience=audience, rule="table", confidence=1.0)
    return _made(action, audience, reply, time, row.passage, request, asking)


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

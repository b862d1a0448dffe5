"""The letters in force: each with what later corrigenda and addenda change in it, in their order.

The text of an amended letter is its own with the replacements made, followed by that of the letters that amend it: so
each fact, old or new, still stands where its span says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from knowledge.correcting import correct
from knowledge.corrections import Sheet
from knowledge.french.text import Span, fold
from knowledge.model import Deadline, Event, Evidence, Letter, Part, Plan, Problem, Status
from knowledge.phrases import say
from knowledge.reading.acts import same_act
from knowledge.reading.amendments import Replacement, letter_replacements
from knowledge.reading.cues import pattern
from knowledge.reading.names import name_of
from knowledge.reading.reader import read_letter
from knowledge.store import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A letter and the marked-up text that it was read from."""

    letter: Letter
    text: str
    sheet: Sheet | None = None  # what its operator corrects in it
    printed: str | None = None  # the text before any amendment, when it has changed


L = TypeVar("L", Letter, Head)


def in_force(sources: Sequence[Source]) -> tuple[tuple[Letter, ...], tuple[Problem, ...]]:
    """Return the letters with what amends them applied, and what could not be."""
    by_reference = {reference_key(source.letter.reference): source for source in sources}
    chained, orphans = chains([source.letter for source in sources])
    problems = [orphan(each) for each in orphans]
    current = {key: source.letter for key, source in by_reference.items()}
    for key, letters in chained.items():
        amending = [by_reference[reference_key(each.reference)] for each in letters]
        current[key], missed = amended(by_reference[key], amending)
        problems += missed
    return tuple(current[reference_key(each.letter.reference)] for each in sources), tuple(problems)


def chains(letters: Sequence[L]) -> tuple[dict[str, list[L]], list[L]]:
    """Return by the key of each amended letter those that amend it, in their order, and those that amend none."""
    known = {reference_key(each.reference) for each in letters}
    found: dict[str, list[L]] = {}
    orphans = []
    amending = (each for each in letters if each.amends)
    for letter in sorted(amending, key=lambda each: (each.date is not None, each.date, each.file)):
        key = reference_key(letter.amends or "")
        if key not in known or key == reference_key(letter.reference):
            orphans.append(letter)
        else:
            found.setdefault(key, []).append(letter)
    return found, orphans


def orphan(letter: Letter | Head) -> Problem:
    """Return what is told of a letter that amends one that is not there."""
    message = say("problem.orphan", file=letter.file, reference=letter.reference, amended=letter.amends)
    return Problem(file=letter.file, message=message)


def amended(target: Source, amending: Sequence[Source]) -> tuple[Letter, tuple[Problem, ...]]:
    """Return a letter as others amend it, in their order, and what they change that it does not hold."""
    problems = []
    for source in amending:
        target, missed = _amended(target, source)
        letter = source.letter
        for old in missed:
            message = say("problem.not_found", file=letter.file, old=old, amended=letter.amends)
            problems.append(Problem(file=letter.file, message=message))
    return target.letter, tuple(problems)


def reference_key(reference: str) -> str:
    """Return what tells references apart: "Lettre circulaire CL-21/004" and "CL-21/4" are one letter."""
    low = re.sub(r"\b(?:lettres?|circulaires?|administratives?|collectives?|no|n)\b\.?", " ", fold(reference))
    return re.sub(r"(?<!\d)0+(?=\d)|[^a-z0-9/&]", "", low)


# ------------------------------------------------------------------ one amendment


def _amended(target: Source, source: Source) -> tuple[Source, list[str]]:
    """Return a letter as another amends it, and the words to replace that it does not hold."""
    text, missed = target.text, []
    for change in letter_replacements(source.text):
        changed = _replaced(text, change)
        if changed is None:
            missed.append(change.old)
        else:
            text = changed
    old = target.letter
    letter = _again(target, text) if text != target.text else old
    letter = _joined(letter, source.letter)
    events = tuple(
        _event(event, old, source.letter, len(letter.text) - len(source.letter.text)) for event in letter.events
    )
    shift = len(letter.text) - len(source.letter.text)
    deadlines = tuple(_deadlines(letter, old, source.letter, shift))
    made = replace(letter, events=events, deadlines=deadlines, amended_by=(*old.amended_by, source.letter.reference))
    return replace(target, letter=made, text=text, printed=target.printed or target.text), missed


def _again(target: Source, text: str) -> Letter:
    """Read a letter whose text has changed; what its operator corrected holds where the amendment says nothing."""
    letter = read_letter(text, file=target.letter.file)[0]
    if target.sheet is None:
        return letter
    was = read_letter(target.printed or target.text, file=target.letter.file)[0]
    return correct(letter, target.sheet, was)[0]


def _joined(letter: Letter, amending: Letter) -> Letter:
    """Return a letter whose text goes on with that of the letter that amends it."""
    shift = len(letter.text) + 1
    sentences = (*letter.sentences, *(_moved(span, shift) for span in amending.sentences))
    return replace(letter, text=f"{letter.text}\n{amending.text}", sentences=sentences)


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _replaced(text: str, change: Replacement) -> str | None:
    """Return a text with words replaced where the corrigendum says; None when they are not there, or not clearly."""
    words = re.compile(r"[\s*_|]*\s[\s*_|]*".join(map(re.escape, change.old.split())) + r"(?![\w])")
    scopes = list(_scopes(text, change.where)) or [Span(0, len(text))]
    found = [match for scope in scopes for match in words.finditer(text, scope.start, scope.end)]
    if not found and scopes != [Span(0, len(text))]:
        found = list(words.finditer(text))
    if not found:
        return None
    for match in reversed(found):
        text = text[: match.start()] + change.new + text[match.end() :]
    return text


def _scopes(text: str, where: str) -> Iterator[Span]:
    """Yield the parts of a text that "dans l'objet et au paragraphe 1" or "dernière ligne du tableau" names."""
    low = fold(text) if len(fold(text)) == len(text) else text.lower()
    if "objet" in where and (match := re.search(r"^\W*objet\W[^\n]*(?:\n[^\n]+)*", low, re.MULTILINE)):
        yield Span(*match.span())
    if "tableau" in where:
        for match in re.finditer(r"^\s*\|.*$", low, re.MULTILINE):
            yield Span(*match.span())
        return
    for number in re.findall(r"paragraphes? (\d+)|(?<=et )(\d+)\b", where):
        wanted = number[0] or number[1]
        match = re.search(
            rf"^\W*{wanted}(?:\.|\)|\s{{2,}}|\s(?=\S))[\s\S]*?(?=^\W*{int(wanted) + 1}(?:\.|\)|\s)|\Z)",
            low,
            re.MULTILINE,
        )
        if match:
            yield Span(*match.span())


# ------------------------------------------------------------------ facts


def _event(event: Event, old: Letter, amending: Letter, shift: int) -> Event:
    """Return an event as the amending letter leaves it, what had been planned kept beside."""
    before = next((each for each in old.events if _same(each, event)), event)
    news = next((each for each in amending.events if _same(each, event)), None)
    planned = before.was or Plan(place=before.place, start=before.start, end=before.end)
    if news is None:
        return (
            event
            if (before.start, before.end) == (event.start, event.end)
            else _moved_event(event, planned, before, ())
        )
    evidence = tuple(replace(each, span=_moved(each.span, shift)) for each in news.evidence)
    if news.status is Status.CANCELLED:
        gone = replace(event, status=Status.CANCELLED, start=None, end=None, start_time=None, end_time=None, place=None)
        return replace(
            gone, was=planned, evidence=(*evidence, *event.evidence), reason=news.reason and _moved(news.reason, shift)
        )
    start, end = (news.start, news.end) if news.start else (event.start, event.end)
    place = event.place if news.place is None or _same_town(news.place, event.place) else news.place
    changed = (start, end) != (before.start, before.end) or (before.place and place != before.place)
    made = replace(
        event,
        start=start,
        end=end,
        place=place,
        mode=news.mode or event.mode,
        parts=(*event.parts, *_new_parts(event, news, shift)),
        start_time=news.start_time or event.start_time,
        end_time=news.end_time or event.end_time,
        timezone=news.timezone or event.timezone,
        reason=_moved(news.reason, shift) if news.reason else event.reason,
    )
    return _moved_event(made, planned, before, evidence) if changed else made


def _same_town(one: str, other: str | None) -> bool:
    """Tell whether one place is the other, said with more or fewer words."""
    short, long = sorted((fold(one), fold(other or "")), key=len)
    return bool(short) and short in long


def _new_parts(event: Event, news: Event, shift: int) -> Iterator[Part]:
    """Yield the parts that an amending letter adds to an event."""
    known = {fold(part.name) for part in event.parts}
    for part in news.parts:
        if fold(part.name) not in known:
            yield replace(part, span=_moved(part.span, shift), evidence=())


def _moved_event(event: Event, planned: Plan, before: Event, evidence: tuple[Evidence, ...]) -> Event:
    was = replace(planned, place=None if before.place == event.place else planned.place)
    status = Status.CHANGED if event.status is Status.PLANNED else event.status
    fresh = tuple(each for each in evidence if each.field in ("start", "was", "place", "mode", "start_time", "status"))
    return replace(event, was=was, status=status, evidence=(*fresh, *event.evidence))


def _same(one: Event, other: Event) -> bool:
    """Tell whether a letter and the one that amends it speak of one event; a new date may change its year."""
    keys = name_of(one.name, {}).key, name_of(other.name, {}).key
    return keys[0] <= keys[1] or keys[1] <= keys[0] or (one.acronym is not None and one.acronym == other.acronym)


def _deadlines(letter: Letter, old: Letter, amending: Letter, shift: int) -> Iterator[Deadline]:
    """Yield the deadlines of a letter, those that are moved on their new day, then those that are added."""
    news = list(amending.deadlines)
    printed = {each.action: each.due for each in old.deadlines}
    for deadline in letter.deadlines:
        moved = next((each for each in news if _moves(each, deadline, amending)), None)
        if moved is not None:
            news.remove(moved)
        was = printed.get(deadline.action, deadline.due)
        if moved is not None and moved.due != deadline.due:
            yield replace(
                deadline,
                due=moved.due,
                inclusive=moved.inclusive,
                was=was,
                time=moved.time,
                span=_moved(moved.span, shift),
                evidence=(),
            )
        else:
            yield replace(deadline, was=was) if was != deadline.due else deadline
    for added in news:
        yield replace(added, span=_moved(added.span, shift), evidence=())


def _moves(news: Deadline, deadline: Deadline, amending: Letter) -> bool:
    """Tell whether a deadline of an amending letter is one of the amended letter, repeated or on another day."""
    said = fold(amending.cut(news.span))
    old = re.search(rf"\b{deadline.due.day}(?:er)?\b", said) is not None and news.due != deadline.due
    moving = pattern(r"\b(?:{acts.moved}|{amendments.moving})").search(said) is not None
    if news.due == deadline.due:
        return same_act(news.action, deadline.action)
    return moving and (same_act(news.action, deadline.action) or old)

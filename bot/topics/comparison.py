"""Two events side by side."""

import datetime as dt
from collections.abc import Callable, Mapping

from bot.entities.editions import Occurrence
from bot.phrasing import Answer, enumerate_all
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Event, Part
from knowledge.temporal.wording import say_day

_TWO = 2  # things that are compared


def answer(question: Question, clerk: Clerk) -> Answer:
    """Compare the two events, or parts, in view; two letters by their dates."""
    if question.aspect == "comparison.first" and len(question.mentions.letters) == _TWO:
        return _letters(question, clerk)
    if len(question.occurrences) < _TWO:
        return clerk.which(question)
    two = sorted(question.occurrences[:2], key=lambda each: _place(each, question))
    pair = [_side(each, question, clerk) for each in two]
    compare = {"comparison.longer": _longer, "comparison.first": _first, "comparison.same": _same}.get(
        question.aspect or "", _overlap
    )
    lines = compare(pair, question, clerk)
    sources = [clerk.source(side.occurrence.letter, side.what.where("start")) for side in pair]
    return clerk.answer(question, [*lines], sources)


def _letters(question: Question, clerk: Clerk) -> Answer:
    """Tell which of two letters is the earlier, and oui or non to the order that is put."""
    named = sorted(question.mentions.letters, key=lambda each: min(each.tokens))
    pair = [each.what for each in named]
    dates = [letter.date for letter in pair if letter.date is not None]
    if len(dates) < _TWO or dates[0] == dates[1]:
        return clerk.not_told(question)
    first, second = pair if dates[0] < dates[1] else reversed(pair)
    right = (first is pair[0]) != question.says(*clerk.words["comparison.later"])
    phrase = ("before_yes" if right else "before_no") if question.yes_or_no else "first"
    lines = [clerk.say(f"comparison.{phrase}", first=first.reference, second=second.reference)]
    lines += [
        clerk.say("letter.date", reference=each.reference, date=clerk.day(day))
        for each, day in zip(pair, dates, strict=True)
    ]
    return clerk.answer(question, lines, [clerk.source(each, each.where("date")) for each in pair])


def _place(occurrence: Occurrence, question: Question) -> int:
    """Return where a message first names one of the two: by its letter, its part, its edition or its name."""
    mentions = question.mentions
    own = [each for each in mentions.letters if each.what is occurrence.letter]
    part = [each for each in mentions.parts if each.what[0] is occurrence]
    year = [each for each in mentions.years if each.what == occurrence.event.edition and len(mentions.series) == 1]
    name = [each for each in mentions.series if occurrence in each.what.editions]
    found = next((each for each in (own, part, year, name) if each), [])
    return min((min(each.tokens) for each in found), default=len(question.tokens))


class _Side:
    """One of the two things compared."""

    def __init__(self, occurrence: Occurrence, what: Event | Part, clerk: Clerk) -> None:
        self.occurrence, self.what = occurrence, what
        self.title = occurrence.title if what is occurrence.event else f"{what.name} ({occurrence.title})"
        first, last = clerk.span(what)
        self.first, self.last = first or dt.date.max, last or dt.date.min
        self.where = clerk.where(occurrence)
        self.days = (self.last - self.first).days + 1


def _side(occurrence: Occurrence, question: Question, clerk: Clerk) -> _Side:
    part = next((named.what[1] for named in question.mentions.parts if named.what[0] is occurrence), None)
    return _Side(occurrence, part or occurrence.event, clerk)


def _dates(pair: list[_Side], clerk: Clerk) -> list[str]:
    return [clerk.say("comparison.line", title=side.title, value=clerk.dates(side.what)) for side in pair]


def _overlap(pair: list[_Side], _: Question, clerk: Clerk) -> list[str]:
    both = max(side.first for side in pair) <= min(side.last for side in pair)
    return [clerk.say("comparison.overlap_yes" if both else "comparison.overlap_no"), *_dates(pair, clerk)]


def _longer(pair: list[_Side], question: Question, clerk: Clerk) -> list[str]:
    one, two = pair
    if one.days == two.days:
        return [clerk.say("comparison.equal"), *_dates(pair, clerk)]
    longer = one if one.days > two.days else two
    shorter_asked = question.says(*clerk.words["comparison.shorter"])
    right = (longer is one) != shorter_asked
    phrase = ("longer_yes" if right else "longer_no") if question.yes_or_no else "longer"
    return [clerk.say(f"comparison.{phrase}", longer=longer.title), *_dates(pair, clerk)]


def _first(pair: list[_Side], question: Question, clerk: Clerk) -> list[str]:
    first, second = sorted(pair, key=lambda side: side.first)
    if not question.yes_or_no and question.says(*clerk.words["comparison.later"]):
        last = max(pair, key=lambda side: side.last)
        return [clerk.say("comparison.last", last=last.title), *_dates([first, second], clerk)]
    if not question.yes_or_no:
        return [clerk.say("comparison.first", first=first.title), *_dates([first, second], clerk)]
    later = question.says(*clerk.words["comparison.later"])
    right = (first is pair[0]) != later
    phrase = "comparison.before_yes" if right else "comparison.before_no"
    return [clerk.say(phrase, first=first.title, second=second.title), *_dates([first, second], clerk)]


def _same(pair: list[_Side], question: Question, clerk: Clerk) -> list[str]:
    """Compare one field of the two, the one that the question names."""
    field = next((name for name in _FIELDS if question.says(*clerk.words[f"comparison.{name}"])), "dates")
    values = [_FIELDS[field](side) if field in _FIELDS else clerk.dates(side.what) for side in pair]
    told = [value or clerk.say("comparison.not_told") for value in values]
    kind = "changed" if question.yes_or_no and question.says(*clerk.words["comparison.differ"]) else "same"
    alike = bool(values[0]) and values[0] == values[1]
    verdict = f"comparison.{kind}_{'yes' if alike == (kind == 'same') else 'no'}"
    lines = [
        clerk.say("comparison.line", title=side.title, value=value) for side, value in zip(pair, told, strict=True)
    ]
    return [clerk.say(verdict), *lines] if all(values) else lines


_FIELDS: Mapping[str, Callable[[_Side], str | None]] = {
    "theme": lambda side: side.occurrence.event.theme,
    "organisers": lambda side: enumerate_all(sorted(side.occurrence.event.organisers)),
    "signatory": lambda side: enumerate_all([each.name for each in side.occurrence.letter.signatories]),
    "place": lambda side: side.where,
    "event": lambda side: side.occurrence.event.name,
    "fax": lambda side: enumerate_all([each.fax for each in side.occurrence.letter.contacts if each.fax]),
    "phone": lambda side: enumerate_all([each.phone for each in side.occurrence.letter.contacts if each.phone]),
    "mail": lambda side: enumerate_all([each.email for each in side.occurrence.letter.contacts if each.email]),
    "day": lambda side: say_day(side.first, weekday=False, year=False) if side.first < dt.date.max else None,
    "contact": lambda side: enumerate_all([each.name or each.email or "" for each in side.occurrence.letter.contacts]),
}

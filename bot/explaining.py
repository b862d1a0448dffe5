"""Why a question was answered so: what was understood of it, as values for programs and as lines for its operator."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.language.distance import slips
from bot.phrasing import Answer, count, enumerate_all
from bot.understanding.mentions import Mentions, Named
from bot.understanding.question import Meaning, Question
from knowledge.french.text import fold
from knowledge.temporal.moment import Expression
from knowledge.temporal.wording import say

_SHOWN = 5  # aspects told, the best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the message."""

    read: str  # folded, spelt out and mended
    written: str
    slips: int  # between the two, folded; 0: as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something that the message names."""

    kind: str  # "event", "part", "letter", "person", "mailbox", "office", "number", "year", "place"
    what: str
    words: tuple[str, ...]  # that name it
    weight: float  # how sure
    slips: int  # in those words


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The time that the message speaks of."""

    text: str
    said: str  # in full
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """What the message may be asking."""

    name: str  # "deadline.date"
    cues: float  # how much its words speak for it
    weight: float  # weighed by how well it fits what is named
    words: tuple[str, ...]  # that speak for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was understood of one question, and what decided its answer."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    time: Time | None
    aspects: tuple[Aspect, ...]
    aspect: str | None  # the one chosen
    chosen_by: str  # "cues", "memory", "names", "faint", "" when nothing speaks
    events: tuple[str, ...]  # what it is about
    part: str | None
    letters: tuple[str, ...]
    edition_by: str  # what chose the edition: "year", "today" …
    inherited: tuple[str, ...]  # what comes from the dialogue: "aspect", "event"
    candidates: tuple[str, ...]  # events between which it cannot be told
    foreign: tuple[str, ...]  # words that nothing explains
    loose: tuple[str, ...]  # stems that only the letters know
    intent: str  # of the answer
    meanings: tuple[Meaning, ...]  # all that it may mean, the likeliest first, with what speaks for each
    refusal: str | None  # the phrase that says why it is not answered, "" when the letter simply does not tell


def account(question: Question, answer: Answer) -> Account:
    """Return what was understood of a question: all of it read from the question itself."""
    focus, choice = question.focus, question.choice
    followed = ("aspect",) if question.followed else ()
    return Account(
        words=tuple(_words(question)),
        mentions=tuple(_mentions(question)),
        time=_time(question.period, question.text),
        aspects=tuple(_aspects(question)),
        aspect=question.aspect,
        chosen_by=choice.by if choice is not None and choice.aspect else "",
        events=tuple(each.title for each in focus.occurrences),
        part=focus.part.name if focus.part else None,
        letters=tuple(each.reference for each in focus.letters),
        edition_by=focus.rule,
        inherited=(*followed, *(("event",) if focus.inherited else ())),
        candidates=tuple(each.title for each in focus.candidates),
        foreign=question.foreign,
        loose=question.loose,
        intent=answer.intent,
        meanings=question.meanings,
        refusal=None if answer.answered else answer.reason,
    )


def as_table(told: Account) -> dict[str, Any]:
    """Return an account in the shape that programs read."""
    return asdict(told)


# What was understood --------------------------------------------------------------------------------------------------


def _words(question: Question) -> Iterator[Word]:
    spans = [token.span for token in question.tokens]
    for token in question.tokens:
        written = question.text[token.span.start : token.span.end]
        slipped = token.mended and spans.count(token.span) == 1
        yield Word(read=token.text, written=written, slips=slips(fold(written), token.text) if slipped else 0)


def _mentions(question: Question) -> Iterator[Mention]:
    words = tuple(_words(question))
    for kind, what, named in _named(question.mentions):
        said = [words[place] for place in sorted(named.tokens)]
        yield Mention(
            kind=kind,
            what=what,
            words=tuple(word.read for word in said),
            weight=round(named.weight, 2),
            slips=sum(word.slips for word in said),
        )


def _named(mentions: Mentions) -> Iterator[tuple[str, str, Named[Any]]]:
    yield from (("event", named.what.name, named) for named in mentions.series)
    yield from (("part", f"{named.what[1].name} ({named.what[0].title})", named) for named in mentions.parts)
    yield from (("letter", named.what.reference, named) for named in mentions.letters)
    yield from (("place", named.what.title, named) for named in mentions.places)
    simple: dict[str, tuple[Named[Any], ...]] = {
        "person": mentions.people,
        "mailbox": mentions.mailboxes,
        "office": mentions.offices,
        "number": mentions.numbers,
        "year": mentions.years,
    }
    yield from ((kind, str(named.what), named) for kind, several in simple.items() for named in several)


def _time(period: Expression | None, text: str) -> Time | None:
    if period is None:
        return None
    return Time(text=text[period.span.start : period.span.end], said=say(period.value), rule=period.rule)


def _aspects(question: Question) -> Iterator[Aspect]:
    for score in question.choice.scores[:_SHOWN] if question.choice else ():
        yield Aspect(
            name=score.aspect,
            cues=round(question.weight(score.aspect), 2),
            weight=round(score.weight, 2),
            words=tuple(question.tokens[place].text for place in sorted(score.tokens)),
        )


# How it is said --------------------------------------------------------------------------------------------------


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("explaining.toml").read_text("utf-8"))


def lines(told: Account) -> Iterator[str]:
    """Yield an account as lines for people."""
    say_line = _phrases()["lines"]
    yield say_line["words"].format(words=" ".join(word.read for word in told.words))
    for word in told.words:
        if word.slips:
            yield say_line["mended"].format(read=word.read, written=word.written, slips=count(word.slips, "slip"))
    for each in told.mentions:
        kind, words, slipped = _phrases()["kinds"][each.kind], " ".join(each.words), count(each.slips, "slip")
        yield say_line["mention"].format(
            kind=kind, what=each.what, words=words, weight=_number(each.weight), slips=slipped
        )
    if told.time is not None:
        yield say_line["time"].format(**asdict(told.time))
    for aspect in told.aspects:
        yield say_line["aspect"].format(
            name=aspect.name, cues=_number(aspect.cues), weight=_number(aspect.weight), words=_listed(aspect.words)
        )
    yield from _meanings(told)
    yield from _decided(told)


def _meanings(told: Account) -> Iterator[str]:
    for meaning in told.meanings:
        because = ", ".join(f"{name} {_number(round(weight, 2))}" for name, weight in meaning.because)
        yield _phrases()["lines"]["meaning"].format(name=meaning.name, chance=_number(meaning.chance), because=because)


def _decided(told: Account) -> Iterator[str]:
    phrases, say_line = _phrases(), _phrases()["lines"]
    if told.aspect is not None and told.chosen_by:
        yield say_line["chosen"].format(name=told.aspect, by=phrases["chosen"][told.chosen_by])
    if told.events:
        about = _listed((*told.events, *filter(None, (told.part,))))
        yield say_line["about"].format(
            about=about, by=phrases["editions"].get(told.edition_by, phrases["editions"]["only"])
        )
    elif told.letters:
        yield say_line["letters"].format(letters=_listed(told.letters))
    if told.inherited:
        yield say_line["inherited"].format(what=_listed([phrases["inherited"][each] for each in told.inherited]))
    for name in ("candidates", "foreign", "loose"):
        if several := getattr(told, name):
            yield say_line[name].format(several=_listed(several))
    if told.refusal is not None:
        name = told.refusal.partition(".")[2]
        why = phrases["refusals"].get(name, phrases["refusals"]["untold"])
        yield say_line["refusal"].format(why=why, name=told.refusal or told.intent)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", _phrases()["lines"]["decimal"])


def _listed(several: Iterable[str]) -> str:
    return enumerate_all(tuple(several))

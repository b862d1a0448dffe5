"""Whether an answer holds what its question asks: a sum of money, a room, somebody, an office, a number."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.language.roots import root, roots
from bot.phrasing import Answer
from bot.queries.seek import Wanted
from bot.understanding.question import Question
from knowledge.french.content import stopwords
from knowledge.french.text import fold

_YES, _NO = "Oui.", "Non."
_PLACE = "place"  # the topic of where an event is
_OF_SOMEBODY = ("contact", "organiser", "person")  # topics that tell who holds an office
_OF_TIMES = ("event", "status", "countdown", "time", "duration")  # topics that tell days and hours, nobody
_SENTENCE = "passage"  # the topic of what a sentence tells


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("proof.toml").read_text("utf-8"))


@cache
def _proofs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the pairs of what is asked and what must be told."""
    return tuple((re.compile(each["asked"]), re.compile(each["holds"])) for each in _table()["kinds"].values())


def of_kind(question: Question) -> bool:
    """Tell whether a question asks for a kind of thing that is known by its look: a sum of money, a room."""
    return any(asks.search(as_asked(question)) for asks, _ in _proofs())


def outcome(question: Question) -> bool:
    """Tell whether a question asks what others have done since: a letter is written before."""
    asked = _plain(question.text)
    return bool(re.search(_table()["outcome"]["asked"], asked))


def proves(answer: Answer, question: Question) -> bool:
    """Tell whether an answer tells the kind of thing that is asked, of the very body, office and number named."""
    if not answer.answered or not question.tokens:
        return True
    asked = as_asked(question)
    text = fold("\n".join((answer.text, *(source.quote for source in answer.sources))))
    if any(asks.search(asked) and not holds.search(text) for asks, holds in _proofs()):
        return False
    topic = answer.intent.partition(".")[0]
    if topic in _OF_TIMES and re.search(_table()["who"]["asked"], asked):
        return False
    if not question.occurrences and not all(re.search(each, text) for each in _editions(question)):
        return False
    if topic == _SENTENCE:
        return all(re.search(each, text) for each in _numbered(question))
    cited = roots(answer.text, *(source.quote for source in answer.sources))
    return topic not in _OF_SOMEBODY or (
        cited.issuperset(offices_of(question)) and told(answer, question).issuperset(_numbers(question))
    )


def weighed(answer: Answer, question: Question, wants: Wanted) -> Answer:
    """Return an answer without its "Oui." or the "Non." of a place where it does not hold all else that was put."""
    verdict, _, rest = answer.text.partition("\n")
    denied = verdict == _NO and answer.intent.partition(".")[0] == _PLACE
    if not rest or (verdict != _YES and not denied):
        return answer
    places = frozenset[int]().union(*(named.tokens for named in question.mentions.places)) if denied else ()
    put = wants.must.keys() - {root(question.tokens[place].text) for place in places}
    return answer if put <= told(answer, question) else replace(answer, text=rest)


def told(answer: Answer, question: Question) -> frozenset[str]:
    """Return the roots of an answer, of what it cites and of the events that it tells of."""
    titles = (each.title for each in question.occurrences)
    subjects = (letter.subject for letter in question.letters)
    places = (each.event.place for each in question.occurrences)
    part = question.part.name if question.part else None
    return roots(answer.text, *(source.quote for source in answer.sources), *titles, *subjects, *places, part)


def _numbers(question: Question) -> Iterator[str]:
    """Yield the numbers that tell one body from its likes: the 2 of "groupe de travail 2"."""
    yield from (root(question.tokens[place].text) for place in _undated(question))


def _numbered(question: Question) -> Iterator[str]:
    """Yield how a text writes what a question tells from its likes by a number: "commission d'études 20"."""
    for place in _undated(question):
        before = question.tokens[place - 1] if place else None
        if before and before.text.isalpha() and before.text not in stopwords():
            yield rf"\b{before.stem}\w*\W{{1,3}}(?:n\W+)?{question.tokens[place].text}\b"


def _editions(question: Question) -> Iterator[str]:
    """Yield how a text writes the editions that a question names: "CMR-27"."""
    for name, number in re.findall(_table()["edition"]["asked"], fold(question.text)):
        yield rf"\b{name}\W?(?:20)?{number}\b"


def _undated(question: Question) -> Iterator[int]:
    """Yield the places of the numbers that are of no day, no name and no telephone."""
    dated = question.period.span if question.period else None
    named = question.mentions.tokens
    for place, token in enumerate(question.tokens if not question.mentions.numbers else ()):
        within = dated is not None and dated.start <= token.span.start < dated.end
        if token.text.isdigit() and not within and place not in named:
            yield place


def offices_of(question: Question) -> Iterator[str]:
    """Yield the roots of the offices that a question names, held by somebody or not."""
    for office in question.mentions.offices:
        yield from (root(question.tokens[place].text) for place in office.tokens)
    anybody = _table()["office"]["anybody"].split()
    for found in re.finditer(_table()["office"]["asked"], _plain(question.text)):
        word = found[1] or found[2]
        if word not in anybody:
            yield root(word)


def as_asked(question: Question) -> str:
    """Return a question folded, as it is written and as its words are meant: "kelle salle"."""
    meant = " ".join(token.text for token in question.tokens)
    return f"{_plain(question.text)}\n{meant}"


def _plain(text: str) -> str:
    """Return a text folded, its apostrophes as spaces."""
    return fold(text).replace("'", " ").replace("\u2019", " ")

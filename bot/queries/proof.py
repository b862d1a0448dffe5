"""Whether an answer holds what its question asks: a sum of money, a room, somebody, an office, a number."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.language.roots import root
from bot.phrasing import Answer
from bot.queries.rows import roots
from bot.queries.seek import Wanted
from bot.understanding.question import Question
from knowledge.french.text import fold

_YES = "Oui."
_OF_SOMEBODY = ("contact", "organiser", "person")  # topics that tell who holds an office


@cache
def _proofs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the pairs of what is asked and what must be told."""
    table = tomllib.loads(Path(__file__).with_name("proof.toml").read_text("utf-8"))
    return tuple((re.compile(each["asked"]), re.compile(each["holds"])) for each in table.values())


def proves(answer: Answer, question: Question) -> bool:
    """Tell whether an answer tells the kind of thing that is asked, of the very body, office and number named."""
    if not answer.answered or not question.tokens:
        return True
    asked = fold(question.text).replace("'", " ").replace("\u2019", " ")
    told = fold("\n".join((answer.text, *(source.quote for source in answer.sources))))
    if any(asks.search(asked) and not holds.search(told) for asks, holds in _proofs()):
        return False
    return all(word in _said(answer, question) for word in _particular(answer, question))


def weighed(answer: Answer, question: Question, wants: Wanted) -> Answer:
    """Return an answer without its "Oui." where it does not hold all that was put."""
    verdict, _, rest = answer.text.partition("\n")
    if verdict != _YES or not rest:
        return answer
    whole = wants.must.keys() <= _said(answer, question)
    return answer if whole else replace(answer, text=rest)


def _said(answer: Answer, question: Question) -> frozenset[str]:
    """Return the roots of an answer, of what it cites and of the events that it tells of."""
    titles = (each.title for each in question.occurrences)
    subjects = (letter.subject for letter in question.letters)
    return roots(answer.text, *(source.quote for source in answer.sources), *titles, *subjects)


def _particular(answer: Answer, question: Question) -> Iterator[str]:
    """Yield the roots that tell one office or body from its likes: "rapporteur", the 2 of "groupe de travail 2"."""
    if answer.intent.partition(".")[0] not in _OF_SOMEBODY:
        return
    dated = question.period.span if question.period else None
    named = question.mentions.tokens
    for place, token in enumerate(question.tokens):
        within = dated is not None and dated.start <= token.span.start < dated.end
        if token.text.isdigit() and not within and place not in named:
            yield root(token.text)
    for office in question.mentions.offices:
        yield from (root(question.tokens[place].text) for place in office.tokens)

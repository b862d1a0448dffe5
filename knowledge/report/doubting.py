"""What is doubtful in a letter, at its place in the text that the page shows."""

from collections.abc import Iterable
from dataclasses import replace
from textwrap import shorten

from knowledge.french.text import Span
from knowledge.model import Letter, Problem
from knowledge.report.marks import Kind, Mark

QUOTED = 50  # characters of a sentence that a note beside it repeats


def placed(letter: Letter, printed: Letter, problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], ...]:
    """Return the problems whose sentence stands in a letter, with its place there, then the others.

    A problem was found in the letter as printed; a corrigendum may have moved its sentence, or taken it away.
    """
    beside, apart = [], []
    for problem in problems:
        quote = printed.cut(problem.span) if problem.span else ""
        told = replace(problem, message=_beside(problem, quote))
        start = letter.text.find(quote) if quote.strip() else -1
        if start < 0:
            apart.append(replace(told, span=None))
        else:
            beside.append(replace(told, span=Span(start, start + len(quote))))
    return tuple(beside), tuple(apart)


def _beside(problem: Problem, quote: str) -> str:
    """Return a message without what its reader sees: the name of the file, and the rest of a long sentence."""
    line = " ".join(quote.split())
    message = problem.message.removeprefix(f"{problem.file} : ")
    if line:
        message = message.replace(line, shorten(line, QUOTED, placeholder=" …"))
    return message[:1].upper() + message[1:]


def doubt_marks(problems: Iterable[Problem]) -> tuple[Mark, ...]:
    """Return the marks of the sentences that are doubtful."""
    return tuple(
        Mark(span=each.span, kind=Kind.DOUBT, field="doubt", fact=f"doubt-{place + 1}", sentence=True)
        for place, each in enumerate(problems)
        if each.span and each.span.start < each.span.end
    )

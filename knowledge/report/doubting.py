"""What is doubtful in a letter, at its place in the text that the page shows."""

from collections.abc import Iterable
from dataclasses import replace

from knowledge.french.text import Span
from knowledge.model import Letter, Problem
from knowledge.report.marks import Kind, Mark


def placed(letter: Letter, printed: Letter, problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], ...]:
    """Return the problems whose sentence stands in a letter, with its place there, then the others.

    A problem was found in the letter as printed; a corrigendum may have moved its sentence, or taken it away.
    """
    beside, apart = [], []
    for problem in problems:
        told = replace(problem, message=_capital(problem.message.removeprefix(f"{problem.file} : ")))
        quote = printed.cut(problem.span) if problem.span else ""
        start = letter.text.find(quote) if quote.strip() else -1
        if start < 0:
            apart.append(replace(told, span=None))
        else:
            beside.append(replace(told, span=Span(start, start + len(quote))))
    return tuple(beside), tuple(apart)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def doubt_marks(problems: Iterable[Problem]) -> tuple[Mark, ...]:
    """Return the marks of the sentences that are doubtful."""
    return tuple(
        Mark(span=each.span, kind=Kind.DOUBT, field="doubt", fact=f"doubt-{place + 1}", sentence=True)
        for place, each in enumerate(problems)
        if each.span and each.span.start < each.span.end
    )

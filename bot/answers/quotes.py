"""Sentences of a letter, quoted where no fact answers."""

import re
from collections.abc import Sequence

from bot.answers.phrases import say, table
from bot.phrasing import Answer
from bot.queries.quoting import heading
from bot.queries.rows import Row, Tables
from bot.topics.clerk import Clerk
from bot.understanding.question import Question

_BLANK = re.compile(r"\s+")


def holds(question: Question) -> str | None:
    """Return what a sentence must hold to answer a question, as a pattern on folded text; None: facts alone answer."""
    phrases = table("quotes")
    if any(token.text in phrases["counting"]["words"].split() for token in question.tokens):
        return None
    kind = phrases["kinds"].get(question.aspect or "")
    return str(phrases["holds"][kind]) if kind else None


def quote(rows: Sequence[Row], question: Question, tables: Tables, clerk: Clerk) -> Answer:
    """Tell what the letter says, the sentence in the first line."""
    lines, sources = [], []
    for row in rows:
        every = heading(row, tables)
        text = _BLANK.sub(" ", " ".join(row.letter.cut(each.span) for each in every)).strip()
        lines.append(say("quotes.also" if lines else "quotes.found", reference=row.letter.reference, text=text))
        sources += [clerk.source(row.letter, each.span) for each in every]
    return Answer(
        text="\n".join(dict.fromkeys(lines)),
        answered=True,
        intent="passage.passage",
        confidence=0.5,
        sources=tuple(dict.fromkeys(sources)),
    )

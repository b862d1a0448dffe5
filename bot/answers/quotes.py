"""Sentences of a letter, quoted where no fact answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.phrases import say
from bot.phrasing import Answer, Source
from bot.queries.quoting import heading
from bot.queries.rows import Row, Tables
from bot.topics.clerk import Clerk

_BLANK = re.compile(r"\s+")


def later(quoted: Answer) -> Answer:
    """Say that the letter does not tell yet what the sentence quoted says will be told."""
    first = quoted.sources[0]
    text = say("quotes.later", reference=first.reference, text=first.quote)
    return replace(quoted, text=text, answered=False, reason="help.not_told")


def quote(rows: Sequence[Row], tables: Tables, clerk: Clerk) -> Answer:
    """Tell what the letter says, the sentence in the first line."""
    lines: list[str] = []
    sources: list[Source] = []
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

"""Which sentences say what a message asks, where no fact does."""

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from bot.queries.frame import Kind
from bot.queries.passages import Passage, Passages
from bot.queries.rows import Row, Tables
from bot.queries.seek import Wanted
from knowledge.french.text import fold, words

_MAY = 0.3  # what a word that need not be told counts
_HERE = 0.6  # share of what must be told that the sentence itself tells
_NEXT = 0.8  # share of the best score that a second sentence must have to be told too
_HEADING = 6  # words up to which a sentence may be a heading
_TWO = 2


def quotable(
    wants: Wanted, letters: Collection[str], tables: Tables, passages: Passages, holds: str
) -> tuple[Row, ...]:
    """Return the sentences of one letter that tell all that is wanted, at most two, each with its heading's next.

    `letters`: those in view, empty for all: then one letter alone must say every word. `holds`: what a sentence must
    hold to answer, as a pattern on folded text.
    """
    if not wants.must:
        return ()
    saying = _saying(wants.must, letters, tables)
    wanted = {word: 1.0 for word in wants.must} | {word: _MAY for word in wants.may}
    found = [each for each in passages.search(wanted, saying) if _enough(each, wants.must)] if saying else []
    found = [each for each in found if re.search(holds, fold(_text(each.row, tables)))]
    if not found:
        return ()
    best = found[0]
    kept = [best.row]
    second = next((e for e in found[1:] if e.row.letter is best.row.letter and e.score >= _NEXT * best.score), None)
    if second is not None:
        kept.append(second.row)
    return tuple(kept[:_TWO])


def _saying(must: Mapping[str, float], letters: Collection[str], tables: Tables) -> list[str]:
    """Return the references of the letters that say every word."""
    every = [tables.letters_with.get(word, frozenset()) for word in must]
    common = frozenset.intersection(*every)
    return sorted(common & set(letters)) if letters else sorted(common)


def _enough(passage: Passage, must: Mapping[str, float]) -> bool:
    """Tell whether a sentence tells enough by itself, and all with what it stands under."""
    row = passage.row
    here = [word for word in must if word in row.own]
    told = all(word in row.own or word in row.context for word in must)
    weight = sum(must[word] for word in here)
    return told and weight >= _HERE * sum(must.values()) and (len(here) > 1 or len(must) == 1)


def _text(row: Row, tables: Tables) -> str:
    return " ".join(row.letter.cut(each.span) for each in heading(row, tables))


def heading(row: Row, tables: Tables) -> tuple[Row, ...]:
    """Return a sentence, with the one after it when it is only a heading."""
    if len(words(row.letter.cut(row.span))) > _HEADING:
        return (row,)
    after = next((b for a, b in pairwise(tables.rows(Kind.SENTENCE)) if a is row and b.letter is row.letter), None)
    return (row, after) if after else (row,)

"""Which fact a message means: every row that its words allow, weighed against the others."""

from dataclasses import dataclass

from bot.queries.frame import Kind
from bot.queries.rows import Row, Tables
from bot.queries.schema import vocabulary
from bot.queries.seek import Hit, Wanted, close, seek, wanted
from bot.understanding.question import Question

_TO_ACT = ("deadline.date", "deadline.accepted", "status.possible", "procedure.how", "countdown.countdown")
_MAY_BE = ("event.date", "agenda.deadlines", "passage.passage", "time.time", "status.over", "countdown.countdown")
_LOUD = 0.6  # share of the loudest aspect's weight that another must have to be meant instead
_NEAR = 0.7  # share of the best score that a row of the letters in view must have to be meant instead
_CLEAR = 0.9  # share of the best score that another row must have to be meant too
_MASS = 1.0  # what the words found must tell together


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The rows that a message means, and as what they are asked for."""

    aspect: str
    rows: tuple[Row, ...]
    score: float


def deadlines(question: Question, tables: Tables) -> Meaning | None:
    """Return the deadlines whose own words tell all that a message says; None when none does, or none is asked for."""
    aspect = _asked(question)
    if aspect is None or _sets_aside(question):
        return None
    wants = wanted(question, tables, question.scores[0].tokens if question.scores else frozenset())
    if not wants.must:
        return None
    hits = [hit for hit in seek((Kind.DEADLINE,), wants, tables) if hit.whole and _tells(hit, wants)]
    hits = _in_view(hits, wants, question, tables)
    best = close(hits, _CLEAR)
    if not best or len({hit.row.letter.reference for hit in best}) > 1:
        return None
    if aspect == "procedure.how" and _untold(best[0], wants, tables):
        return None
    return Meaning(aspect=aspect, rows=tuple(hit.row for hit in best), score=best[0].score)


def _asked(question: Question) -> str | None:
    """Return the aspect of deadlines that a message asks for most, where what it asks is not plainly something else."""
    if question.aspect in _TO_ACT:
        return question.aspect
    loud = [score for score in question.scores if score.aspect in _TO_ACT]
    top = question.scores[0].weight if question.scores else 0.0
    open_ = question.aspect is None or question.aspect in _MAY_BE
    return loud[0].aspect if open_ and loud and loud[0].weight >= _LOUD * top else None


def _sets_aside(question: Question) -> bool:
    """Tell whether a message leaves something out: the rows that its words tell are then not all that it means."""
    return bool(question.mentions.excluded or question.mentions.apart) or any(
        token.text in vocabulary().aside for token in question.tokens
    )


def _tells(hit: Hit, wants: Wanted) -> bool:
    """Tell whether a row is told by its own words or its sentence, not only by what it stands under."""
    own = hit.row.own | hit.row.sentence
    return any(word in own for word in (*wants.must, *wants.may)) and hit.score >= _MASS


def _in_view(hits: list[Hit], wants: Wanted, question: Question, tables: Tables) -> list[Hit]:
    """Return those of the letters in view, where there are any; none where these say it otherwise than by deadlines."""
    view = {letter.reference for letter in question.letters}
    here = [hit for hit in hits if hit.row.letter.reference in view]
    saying = any(wants.must.keys() <= tables.roots_of(letter) for letter in question.letters)
    if here and here[0].score >= _NEAR * hits[0].score:
        return here
    return [] if saying and question.focus.inherited else hits


def _untold(hit: Hit, wants: Wanted, tables: Tables) -> bool:
    """Tell whether letters say a word of the message that neither a row nor what it stands under tells."""
    return any(not hit.row.tells(word) and 0 < len(tables.letters_with.get(word, ())) for word in wants.may)

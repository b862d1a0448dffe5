"""What a meaning of a message must have to be weighed at all: its letter, its words, an event to be asked of."""

from collections.abc import Collection

from bot.language.roots import root
from bot.queries.candidates import Candidate
from bot.queries.ranking import Situation
from bot.queries.rows import OWN, SENTENCE
from bot.queries.seek import tells
from bot.understanding.question import Question

# Topics that tell what was read of an event.
DATED = ("event", "place", "theme", "organiser", "time", "duration", "countdown", "status", "change")
_HALF = 0.5
_ABSENT = 0.2  # share of what must be told that the letter of a deadline found by its words may not say


def speaks(candidate: Candidate, question: Question) -> bool:
    """Tell whether a letter that is to be told in short speaks of what is asked of it, asking words apart."""
    if candidate.aspect not in ("letter.subject", "letter.summary") or candidate.hit is None:
        return True
    asking = {root(question.tokens[place].text) for score in question.scores for place in score.tokens}
    return candidate.hit.missed | candidate.hit.here <= asking


def is_of(candidate: Candidate, letters: Collection[str]) -> bool:
    """Tell whether what a candidate tells is of some letters, as far as it is known before it is told."""
    return candidate.hit is None or candidate.hit.row.letter.reference in letters


def grounded(candidate: Candidate, situation: Situation) -> bool:
    """Tell whether deadlines are of the letter in view, or tell half at least of what must be told."""
    hit = candidate.hit
    in_view = hit is None or any(hit.row.letter is letter for letter in situation.question.letters)
    return in_view or hit is None or situation.share(hit.told) >= _HALF


def due_by_words(candidate: Candidate, situation: Situation) -> bool:
    """Tell whether deadlines are found by their own words, and leave little of what must be told."""
    hit = candidate.hit
    if hit is None:
        return False
    wants = situation.wants
    if not wants.must:  # "leurs noms pour quand ?", of the letter in view
        in_view = any(hit.row.letter is letter for letter in situation.question.letters)
        return in_view and any(tells(hit.row, word, wants) >= OWN for word in wants.may)
    little = situation.share(hit.told) < _HALF or situation.share(hit.missed) > _ABSENT
    return (
        bool(hit.told)
        and not little
        and any(tells(hit.row, word, wants) >= SENTENCE for word in (*hit.told, *wants.may))
    )


def eventless(candidate: Candidate, question: Question) -> bool:
    """Tell whether what only events have is asked of a letter that announces none."""
    topic, _, aspect = candidate.aspect.partition(".")
    return bool(question.letters) and not candidate.events and topic in DATED and aspect != "possible"


def undue(candidate: Candidate) -> bool:
    """Tell whether a deadline is asked of events that have none."""
    asked = candidate.aspect.startswith("deadline.") or candidate.aspect == "status.possible"
    return asked and not any(each.deadlines for each in candidate.events)

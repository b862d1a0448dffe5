"""What an answer leaves untold of its question, and the sentence of the same letters that tells it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.language.roots import Roots, root
from bot.phrasing import Answer
from bot.queries.looks import Look, look_of, seen
from bot.queries.passages import Passages
from bot.queries.proof import offices_of, outcome, told
from bot.queries.quoting import asks_kind, heading, holds, of_kind
from bot.queries.rows import Row, Tables
from bot.queries.seek import Wanted
from bot.understanding.lexicon import Lexicon
from bot.understanding.question import Question
from knowledge.french.text import fold, words

_NAMED = ("place", "countdown", "duration", "status", "deadline")  # topics that what is asked for by name may be beside
_COMPLETED = ("agenda", *_NAMED)  # topics of which an answer may leave words untold
_DENYING = ("agenda", "place", "countdown", "time", "passage", "organiser", "person", "procedure", None)
_TO_ACT = ("status", "deadline")  # topics found by their own words
_MAY = 0.3  # what a word that need not be told counts
_AHEAD = 6  # words from one that asks which to what it asks of, at most
_COUNTED = 4  # words between a figure and what it counts, at most


@cache
def _words() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("untold.toml").read_text("utf-8"))["words"]
    return {name: frozenset(said.split()) for name, said in table.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks for by name: "quel hôtel", "combien de sections"."""

    word: str  # its root
    counted: bool  # how many of it
    seldom: bool = False  # letters seldom tell it: nothing that topics tell is it


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """What an answer leaves untold."""

    words: Roots  # that the letters in view say
    asked: Asked | None  # what is asked for by name
    named: bool  # and the answer does not name it
    denied: bool  # nothing is told at all
    look: Look | None = None  # the kind of thing asked for, that the answer does not tell

    @property
    def any(self) -> bool:
        """Whether anything is left untold."""
        return bool(self.words) or self.named or self.denied or self.look is not None


def asks_value(question: Question) -> bool:
    """Tell whether a question asks which, how many or when, rather than whether or how."""
    return any(token.text in _words()["which"] | _words()["when"] for token in question.tokens)


def untold_of(answer: Answer, question: Question, wants: Wanted, tables: Tables) -> Untold:
    """Return what an answer leaves untold."""
    asked = _asked(question, tables.catalogue.lexicon)
    said = told(answer, question) if answer.answered else frozenset[str]()
    bodies = frozenset[str]().union(*map(tables.bodies, question.letters))
    here = frozenset[str]().union(*map(tables.roots_of, question.letters))
    left = (wants.must.keys() & here) - said - bodies - (tables.asking - {asked.word if asked else ""})
    open_to = question.topic in _COMPLETED and (asked is not None or question.topic not in _TO_ACT)
    text = "\n".join((answer.text, *(source.quote for source in answer.sources)))
    named = asked is not None and answer.answered and not _names(asked, text)
    generic = asked is not None and not (asked.counted or asked.seldom) and asked.word in tables.asking
    common = asked is not None and (asked.word in said | tables.asking or question.topic not in _NAMED)
    plain = asked is not None and not asked.counted and common
    return Untold(
        words=frozenset(left) if answer.answered and open_to and (asked or len(wants.must) > 1) else frozenset(),
        asked=asked,
        named=named and not plain and question.topic in (*_COMPLETED, "contact"),
        denied=_denied(answer, question)
        and (asks_kind(question) if generic else asked is not None or asks_kind(question)),
        look=_unseen(look_of(question), text if answer.answered else "") if not outcome(question) else None,
    )


def _unseen(look: Look | None, text: str) -> Look | None:
    """Return a kind of thing asked for that a text does not tell."""
    return look if look and not look.holds.search(fold(text)) else None


def _denied(answer: Answer, question: Question) -> bool:
    """Tell whether an answer denies what a sentence may tell: not what others have done since."""
    return not answer.answered and question.topic in _DENYING and not outcome(question)


def _asked(question: Question, lexicon: Lexicon) -> Asked | None:
    """Return what a question asks for by name; None where it asks for nothing so, for a time or for what it names."""
    tokens = question.tokens
    place = next((at for at, token in enumerate(tokens) if token.text in _words()["which"]), None)
    if place is None or not _of_things(place, question):
        return None
    reach = range(place + 1, min(place + 1 + _AHEAD, len(tokens)))
    at = next((each for each in reach if tokens[each].text not in lexicon.grammar), None)
    if at is None or at in question.mentions.tokens or of_kind(tokens[at].text):
        return None
    if tokens[at].stem in lexicon.shapes.measures:
        return None
    return Asked(
        word=root(tokens[at].text),
        counted=tokens[place].text in _words()["counting"],
        seldom=tokens[at].text in lexicon.untold,
    )


def _of_things(place: int, question: Question) -> bool:
    """Tell whether "combien" counts things: not "combien reste-t-il de jours", nor "le combien de mars"."""
    tokens = question.tokens
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = tokens[place - 1].text if place else ""
    counting = tokens[place].text in _words()["counting"]
    return not counting or (after in _words()["of"] and before not in _words()["the"])


def telling(untold: Untold, wants: Wanted, question: Question, tables: Tables, passages: Passages) -> tuple[Row, ...]:
    """Return the sentence of the letters in view that tells all that is wanted, and of it what was left untold."""
    if untold.look and (row := seen(untold.look, wants, question, tables)):
        return (row,)
    view = {letter.reference for letter in question.letters}
    weighed = dict.fromkeys(wants.must, 1.0) | dict.fromkeys(wants.may, _MAY)
    offices = frozenset(offices_of(question))
    measures = tables.catalogue.lexicon.shapes.measures
    must = (frozenset(wants.must) | offices) - frozenset(
        root(token.text) for token in question.tokens if of_kind(token.text) or token.stem in measures
    )
    for each in passages.search(weighed, view) if view else ():
        row = each.row
        text = " ".join(row.letter.cut(one.span) for one in heading(row, tables))
        own = not untold.denied or untold.asked is not None or bool(must & row.own - row.context)
        whole = must <= row.own | row.context and untold.words | offices <= row.own and own
        if whole and holds(text, question) and _names(untold.asked, text):
            return (row,)
    return ()


def _names(asked: Asked | None, text: str) -> bool:
    """Tell whether a text names what is asked for by name, and how many there are where that is asked."""
    if asked is None:
        return True
    found = [root(word) for word in words(fold(text))]
    if not asked.counted:
        return asked.word in found
    said = words(fold(text))
    ahead = (
        (1 if word in _words()["one"] else 1 + _COUNTED, place) for place, word in enumerate(said) if _figure(word)
    )
    return any(asked.word in found[place + 1 : place + 1 + far] for far, place in ahead)


def _figure(word: str) -> bool:
    """Tell whether a word counts: in digits, or in letters."""
    return word[:1].isdigit() or word in _words()["figures"] | _words()["one"]

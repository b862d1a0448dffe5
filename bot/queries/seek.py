"""Facts found by their own words: the rows that tell most of what a message says, and what they leave untold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.language.roots import root
from bot.queries.frame import Kind
from bot.queries.needs import asks_limit, denied, speaker
from bot.queries.rows import CONTEXT, Row, Tables
from bot.queries.schema import vocabulary
from bot.understanding.question import Question
from knowledge.model import Letter

_MOST = 1500  # rows looked at for one message
_NOT = "not"  # the operator of the words that set aside what follows: they are no words of a row
_OPTIONAL = 0.4  # what a word that need not be told weighs, against one that must


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the rows that a message means must tell."""

    must: Mapping[str, float]  # root -> how much it weighs
    may: Mapping[str, float]  # words that ask, or that are of everyday speech: they tell rows apart where they stand
    keys: frozenset[str]  # of the events and letters that it names; empty: any
    denied: frozenset[str] = frozenset()  # roots that the message sets aside: "sans traduction"
    who: Mapping[str, float] = field(default_factory=dict)  # what whoever asks says to be, as those that must be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A row, and how well it tells what is wanted."""

    row: Row
    score: float
    told: frozenset[str]  # roots that its words, its sentence or what it stands under tell
    here: frozenset[str]  # further roots that its letter says elsewhere
    missed: frozenset[str]  # roots that its letter does not say

    @property
    def whole(self) -> bool:
        """Whether nothing that must be told is left over."""
        return not self.here and not self.missed


def wanted(question: Question, tables: Tables, asking: frozenset[int]) -> Wanted:
    """Return what the words of a message want of a row; `asking`: places of the words that only ask."""
    lexicon = tables.catalogue.lexicon
    operators = tables.catalogue.reader.catalogue.lexicon.operators
    named = _named(question)
    time = _time(question)
    must: dict[str, float] = {}
    may: dict[str, float] = {}
    for place, token in enumerate(question.tokens):
        if place in named or place in time or token.text in lexicon.grammar or _letter(token.text):
            continue
        if token.text in vocabulary().idle or operators.get(token.text) == _NOT:
            continue
        word = root(token.text)
        if token.stem in lexicon.shapes.own:
            continue
        before = question.tokens[place - 1].text if place else ""
        idle = place in asking or token.text in lexicon.fillers or token.stem in lexicon.ordinary
        idle = idle or before in lexicon.shapes.ours  # "notre ministre": whoever asks
        (may if idle else must)[word] = tables.rarity(word)
    may = {w: _OPTIONAL * r for w, r in may.items() if w not in must}
    goes_on = asks_limit(question) and question.followed  # "et une université ?"
    who = {word: tables.rarity(word) for word in (*speaker(question.text), *((*must, *may) if goes_on else ()))}
    return Wanted(must=must, may=may, keys=_keys(question), denied=denied(question.text), who=who)


def _letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _named(question: Question) -> frozenset[int]:
    """Return the places of the words that surely name events, parts or letters."""
    mentions = question.mentions
    letters = chain.from_iterable(named.tokens for named in mentions.letters)
    series = chain.from_iterable(named.tokens for named in mentions.series if _sure(question, named.what.name))
    years = chain.from_iterable(named.tokens for named in mentions.years)
    return frozenset(chain(letters, series, years))


def _sure(question: Question, name: str) -> bool:
    """Tell whether the events of a series are what the message is about, by more than their kind."""
    weight = max((named.weight for named in question.mentions.series if named.what.name == name), default=0.0)
    return weight >= 0.6 and any(each.event.name == name for each in question.occurrences)


def _keys(question: Question) -> frozenset[str]:
    """Return the keys of the events and letters that the message surely names."""
    letters = {named.what.reference for named in question.mentions.letters}
    events = {each.key for each in question.occurrences if _sure(question, each.event.name)}
    return frozenset(letters | events)


def _time(question: Question) -> frozenset[int]:
    """Return the places of the words that tell a time."""
    period = question.period
    if period is None:
        return frozenset()
    return frozenset(
        place
        for place, token in enumerate(question.tokens)
        if period.span.start <= token.span.start and token.span.end <= period.span.end
    )


def seek(kinds: Iterable[Kind], wants: Wanted, tables: Tables) -> list[Hit]:
    """Return the rows of some kinds that tell any of what is wanted, the best first."""
    found: dict[int, Row] = {}
    for kind in kinds:
        if wants.keys:
            every = chain.from_iterable(tables.of_letter(kind, letter) for letter in _letters(wants.keys, tables))
            found.update((id(row), row) for row in every if _belongs(row, wants.keys))
        else:
            found.update((id(row), row) for row in _telling(kind, wants, tables))
    hits = [weigh(row, wants, tables) for row in found.values()]
    return sorted(hits, key=lambda hit: -hit.score)


def _telling(kind: Kind, wants: Wanted, tables: Tables) -> Iterator[Row]:
    """Yield the rows that any word tells, those of common words only where no rarer one tells enough of them."""
    every = sorted((tables.holding(kind, word) for word in (*wants.must, *wants.may)), key=len)
    looked = 0
    for rows in every:
        if looked and looked + len(rows) > _MOST:
            return
        looked += len(rows)
        yield from rows[:_MOST]


def _letters(keys: Iterable[str], tables: Tables) -> Iterator[Letter]:
    """Yield the letters that some keys name, or that announce the events that they name."""
    for key in sorted(keys):
        event, letter = tables.catalogue.occurrence(key), tables.catalogue.library.letter(key)
        if event is not None:
            yield event.letter
        elif letter is not None:
            yield letter


def _belongs(row: Row, keys: frozenset[str]) -> bool:
    return row.letter.reference in keys or (row.event is not None and row.event.key in keys)


def weigh(row: Row, wants: Wanted, tables: Tables) -> Hit:
    """Return how well a row tells what is wanted."""
    levels = {word: tells(row, word, wants) for word in (*wants.must, *wants.may)}
    said = tables.roots_of(row.letter)
    told = frozenset(word for word in wants.must if levels[word] >= CONTEXT)
    left = wants.must.keys() - told
    score = sum(wants.must.get(word, wants.may.get(word, 0.0)) * level for word, level in levels.items())
    score += sum(weight for word, weight in wants.who.items() if word in row.audience)
    return Hit(row=row, score=score, told=told, here=frozenset(left & said), missed=frozenset(left - said))


def tells(row: Row, word: str, wants: Wanted) -> float:
    """Return how well a row tells a root as a message wants it: not where only one of the two sets it aside."""
    apart = (word in row.denied) != (word in wants.denied)
    return row.tells(word) if not apart or row.kind is not Kind.DEADLINE else 0.0


def contrary(row: Row, wants: Wanted) -> bool:
    """Tell whether a row sets aside what is asked, or does not set aside what is: with and without translation."""
    said = (word for word in (*wants.must, *wants.may) if word in row.own | row.sentence)
    return any((word in row.denied) != (word in wants.denied) for word in said)


def close(hits: Sequence[Hit], share: float = 0.92) -> list[Hit]:
    """Return the best row and those that tell nearly as much."""
    return [hit for hit in hits if hit.score >= share * hits[0].score] if hits else []

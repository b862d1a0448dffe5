"""The question that a message puts: its aspect, what it is about, the time it speaks of, and what stays unexplained."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.entities.dialogue import Dialogue
from bot.entities.editions import Occurrence
from bot.entities.message import Message
from bot.entities.periods import first_period, no_such_day, of_year
from bot.language.tokens import Token
from bot.understanding.catalogue import Catalogue
from bot.understanding.focus import Focus, focus_of
from bot.understanding.intent import Choice, Intents, Score
from bot.understanding.lexicon import Lexicon
from bot.understanding.mentions import Mentions, mentions_of
from bot.understanding.negation import set_aside
from bot.understanding.readings import Readings
from bot.understanding.remainder import Accounts, Remainder
from knowledge.french.stem import stem
from knowledge.french.text import Span, words
from knowledge.model import Letter, Part
from knowledge.temporal.moment import Expression, Grain

_WHAT, _QUOI = ("que", "qu"), "quoi"
_NAME = 4  # words from the first to the last of a name, at most
_FORGOTTEN = dt.timedelta(hours=12)  # a conversation resumed later begins anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One of the things that a message may mean."""

    name: str  # "limits deadline.date"
    chance: float  # 0 to 1, among all that it may mean
    because: tuple[tuple[str, float], ...]  # features that speak for it or against it, each with its weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks."""

    text: str  # as written
    now: dt.datetime
    tokens: tuple[Token, ...]
    mentions: Mentions
    scores: tuple[Score, ...]  # the aspects it speaks for, the best first
    aspect: str | None = None  # "deadline.date"; None: nothing speaks for any
    focus: Focus = field(default_factory=Focus)
    period: Expression | None = None  # the time that it speaks of
    remainder: Remainder = field(default_factory=Remainder)  # what its cues and names leave over
    yes_or_no: bool = False  # "oui" or "non" answers it: no word asks when, where, who, what or how many
    counted: str | None = None  # the stem of what "combien de" counts, unless it is time
    asks_else: bool = False  # a word asks who, how, why or how many
    edition: str | None = None  # how an edition is named without its year: "preceding"
    before: str | None = None  # the aspect last spoken of
    person: str | None = None  # the one last spoken of
    recalled: tuple[str, ...] = ()  # roots of what was asked before, where it goes on with it
    no_such_day: str | None = None  # as written: "30 février"
    message: Message | None = None  # what it names, as the resolver of references tells it
    meanings: tuple[Meaning, ...] = ()  # what it may mean, the likeliest first; none: it was certain
    choice: Choice | None = None  # how its aspect was chosen; None: a button said it

    @property
    def followed(self) -> bool:
        """Whether its aspect comes from what was said before."""
        return self.choice is not None and self.choice.by == "memory"

    @property
    def topic(self) -> str | None:
        """The topic of its aspect: "deadline"."""
        return self.aspect.partition(".")[0] if self.aspect else None

    @property
    def day_put(self) -> dt.date | None:
        """The one day that it puts, if any: "avant le 31 juillet" puts the 31st."""
        value = self.period.value if self.period else None
        moment = (value.end or value.start) if value else None
        return moment.first if moment and moment.grain in (Grain.DAY, Grain.MINUTE) else None

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The editions of events that it is about."""
        return self.focus.occurrences

    @property
    def says_what(self) -> bool:
        """Whether a word asks what: "que s'est-il passé ?", but not "est-ce que …"."""
        opening = (token for token in self.tokens if token.text in _WHAT and _opens(self.text, token))
        return self.says(_QUOI) or next(opening, None) is not None

    @property
    def excluded(self) -> tuple[Part, ...]:
        """The parts of events that it leaves out: "hors tables rondes"."""
        return tuple(named.what[1] for named in self.mentions.excluded)

    @property
    def part(self) -> Part | None:
        """The part of an event that it is about."""
        return self.focus.part

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that it is about: those named, else those of its events."""
        return self.focus.letters or tuple({each.letter.reference: each.letter for each in self.occurrences}.values())

    @property
    def foreign(self) -> tuple[str, ...]:
        """Words that name something the letters do not speak of, as mended."""
        return self.remainder.foreign

    @property
    def loose(self) -> tuple[str, ...]:
        """Stems of words that the letters know and no cue explains."""
        return self.remainder.loose

    @property
    def content(self) -> tuple[str, ...]:
        """Stems to look for in the letters."""
        return self.remainder.content

    @property
    def particular(self) -> frozenset[str]:
        """Those of them that tell no time."""
        span = self.period.span if self.period else Span(0, 0)
        return frozenset(self.content) - {stem(word) for word in words(self.text[span.start : span.end])}

    def says(self, *stems: str) -> bool:
        """Tell whether any word of it has one of these stems."""
        return any(token.stem in stems for token in self.tokens)

    def said(self, stem: str) -> str:
        """Return the word of the message that has a stem, as written."""
        return next((self.text[token.span.start : token.span.end] for token in self.tokens if token.stem == stem), stem)

    def written(self, word: str) -> str:
        """Return a word of the message as its author wrote it, slips and all."""
        return next((self.text[t.span.start : t.span.end] for t in self.tokens if t.text == word), word)

    def weight(self, aspect: str) -> float:
        """How much it speaks for an aspect."""
        return next((score.weight for score in self.scores if score.aspect == aspect), 0.0)


class Understanding:
    """Reads messages by the cues of the topics and the names of one catalogue."""

    def __init__(self, catalogue: Catalogue, intents: Intents) -> None:
        self.catalogue = catalogue
        self._intents = intents
        self._readings = Readings(catalogue.lexicon.readings, catalogue.lexicon.grammar)

    def prepare(self) -> None:
        """Make the tables of all names now."""
        self.catalogue.reader.prepare()

    def read(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Question:
        """Understand a message in the light of what was said before; its aspect is left to be chosen."""
        if dialogue.said is not None and now - dialogue.said > _FORGOTTEN:
            dialogue = Dialogue()
        message = self.catalogue.reader.read(text, dialogue, now)
        tokens = self._readings.read(message.tokens)
        period = first_period(message.entities)
        aside = set_aside(text, tokens, self.catalogue.lexicon)
        mentions, edition = mentions_of(message, tokens, self.catalogue)
        focus = focus_of(message.about, self.catalogue)
        subject = self._subject(tokens, focus) if focus.rule == "letter" and not mentions.letters else frozenset()
        scores = self._intents.scores(tokens, aside, _inside(mentions), subject, self._asking(tokens))
        year = _year_of(focus)
        period = of_year(period, year) if period is not None and year is not None else period
        named = mentions.tokens | _covered(tokens, period)
        cued = named.union(edition.tokens if edition else (), *(score.tokens for score in scores))
        return Question(
            text=text,
            now=now,
            tokens=tokens,
            mentions=mentions,
            scores=scores,
            focus=focus,
            edition=edition.what if edition else None,
            message=message,
            before=dialogue.topic,
            person=dialogue.person,
            recalled=dialogue.words if message.form.inherits else (),
            no_such_day=no_such_day(text, tokens, now),
            period=period,
            remainder=self._accounts(text, tokens, named, cued).settle(mentions, scores),
            yes_or_no=not any(token.text in self.catalogue.lexicon.shapes.asking for token in tokens),
            counted=_counted(tokens, self.catalogue.lexicon),
            asks_else=any(token.text in self.catalogue.lexicon.shapes.asking_else for token in tokens),
        )

    def _asking(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the positions of the words that only ask or tie."""
        lexicon = self.catalogue.lexicon
        idle = lexicon.grammar | lexicon.shapes.asking
        return frozenset(place for place, token in enumerate(tokens) if token.text in idle)

    def _subject(self, tokens: Sequence[Token], focus: Focus) -> frozenset[int]:
        """Return the positions of the words that say the subject of a letter, several in a row: they ask nothing."""
        said = {stem(word) for letter in focus.letters for word in words(letter.subject or "")}
        ties = self.catalogue.lexicon.grammar
        content = [place for place, token in enumerate(tokens) if token.text not in ties]
        pairs = (pair for pair in pairwise(content) if all(tokens[place].stem in said for place in pair))
        return frozenset(place for first, last in pairs for place in range(first, last + 1))

    def _accounts(self, text: str, tokens: Sequence[Token], named: frozenset[int], cued: frozenset[int]) -> Accounts:
        """Return what accounts for the words of a message."""
        return Accounts(
            text=text,
            tokens=tokens,
            catalogue=self.catalogue,
            known=self._intents.words,
            heard=self._intents.heard,
            named=named,
            cued=cued,
        )


def _year_of(focus: Focus) -> int | None:
    """Return the year of the one event spoken of."""
    years = {each.event.start.first.year for each in focus.occurrences if each.event.start}
    return years.pop() if len(years) == 1 else None


def _opens(text: str, token: Token) -> bool:
    """Tell whether a word opens a clause of a message."""
    before = text[: token.span.start].rstrip()
    return not before or before[-1] in ",;:.!?("


def _counted(tokens: Sequence[Token], lexicon: Lexicon) -> str | None:
    """Return the stem of what "combien de" counts; None for time, and for "le combien de mai"."""
    for place, (first, second, third) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if place and tokens[place - 1].text == "le":
            continue
        if first.text == "combien" and second.text in ("de", "d"):
            nothing = third.stem in lexicon.shapes.measures or third.text == _QUOI
            return None if nothing else lexicon.synonyms.get(third.stem, third.stem)
    return None


def _inside(mentions: Mentions) -> frozenset[int]:
    """Return the positions of the words within the names of events and of their parts."""
    names = (*(each.tokens for each in mentions.parts), *(each.tokens for each in mentions.series))
    return frozenset(place for name in names for place in _spread(name))


def _spread(tokens: frozenset[int]) -> range:
    """Return the positions from the first to the last word of a name: "forum virtuel 2020 du SMSI"."""
    first, last = min(tokens, default=0), max(tokens, default=-1)
    return range(first, last + 1) if last - first <= _NAME else range(0)


def _covered(tokens: Sequence[Token], period: Expression | None) -> frozenset[int]:
    """Return the positions of the words that an expression of time covers."""
    if period is None:
        return frozenset()
    return frozenset(
        place
        for place, token in enumerate(tokens)
        if period.span.start <= token.span.start and token.span.end <= period.span.end
    )

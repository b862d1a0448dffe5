"""The question that a message puts: its aspect, what it is about, the time it speaks of, and what stays unexplained."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understanding.catalogue import Catalogue, Occurrence
from bot.understanding.dialogue import Dialogue
from bot.understanding.focus import Finder, Focus
from bot.understanding.intent import Intents, Score, compile_cues
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.words import Token, tokenise
from knowledge.model import Letter, Part
from knowledge.temporal.moment import Expression

_FORGOTTEN = dt.timedelta(hours=12)  # a conversation resumed later begins anew


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
    foreign: tuple[str, ...] = ()  # words that neither the cues nor the letters know, as mended
    content: tuple[str, ...] = ()  # stems of the words that carry content, names of events apart
    loose: tuple[str, ...] = ()  # those that no cue explains
    followed: bool = False  # its aspect comes from what was said before

    @property
    def topic(self) -> str | None:
        """The topic of its aspect: "deadline"."""
        return self.aspect.partition(".")[0] if self.aspect else None

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The editions of events that it is about."""
        return self.focus.occurrences

    @property
    def part(self) -> Part | None:
        """The part of an event that it is about."""
        return self.focus.part

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that it is about: those named, else those of its events."""
        return self.focus.letters or tuple(dict.fromkeys(each.letter for each in self.occurrences))

    @property
    def yes_or_no(self) -> bool:
        """Whether "oui" or "non" answers it: no word asks when, where, who, what or how many."""
        return not any(token.text in _ASKING for token in self.tokens)

    def says(self, *stems: str) -> bool:
        """Tell whether any word of it has one of these stems."""
        return any(token.stem in stems for token in self.tokens)

    def weight(self, aspect: str) -> float:
        """How much it speaks for an aspect."""
        return next((score.weight for score in self.scores if score.aspect == aspect), 0.0)


_ASKING = frozenset(("quand", "qui", "quel", "quelle", "quels", "quelles", "combien", "comment", "pourquoi", "quoi", "lequel", "laquelle"))


class Understanding:
    """Reads messages by the cues of the topics and the names of one catalogue."""

    def __init__(self, catalogue: Catalogue, intents: Intents) -> None:
        self.catalogue = catalogue
        self._intents = intents
        lexicon = catalogue.lexicon
        editions = (cue for key, cues in lexicon.editions.items() for cue in compile_cues(key, {"strong": cues}))
        self._editions = Intents(editions, lexicon.grammar)

    def read(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Question:
        """Understand a message in the light of what was said before; its aspect is left to be chosen."""
        if dialogue.said is not None and now - dialogue.said > _FORGOTTEN:
            dialogue = Dialogue()
        tokens = tokenise(text, self.catalogue.lexicon, self.catalogue.vocabulary)
        mentions = find_mentions(tokens, self.catalogue)
        scores = self._intents.scores(tokens)
        period = _period(text, tokens, now)
        editions = self._editions.scores(tokens)
        edition = editions[0].aspect if editions and not mentions.years else None
        focus = Finder(catalogue=self.catalogue, dialogue=dialogue, now=now).find(mentions, edition, period, text)
        cued = frozenset().union(*(score.tokens for score in (*scores, *editions)), mentions.tokens, _covered(tokens, period))
        loose = [token for place, token in enumerate(tokens) if place not in cued and self._carries(token)]
        return Question(
            text=text,
            now=now,
            tokens=tokens,
            mentions=mentions,
            scores=scores,
            focus=focus,
            period=period,
            foreign=tuple(token.text for token in loose if not self._said(token) and token.stem not in self._intents.words),
            content=tuple(self._content(tokens, mentions)),
            loose=tuple(self._plain(token) for token in loose if self._said(token)),
        )

    def _carries(self, token: Token) -> bool:
        """Tell whether a word must be explained: those that tie others and mere numbers need not be."""
        return len(token.text) > 2 and token.text.isalpha() and token.text not in self.catalogue.lexicon.fillers

    def _plain(self, token: Token) -> str:
        return self.catalogue.lexicon.synonyms.get(token.stem, token.stem)

    def _said(self, token: Token) -> bool:
        return token.stem in self.catalogue.frequencies or self._plain(token) in self.catalogue.frequencies

    def _content(self, tokens: Sequence[Token], mentions: Mentions) -> list[str]:
        """Return the stems to look for in the letters: not the names, nor the words that only tie or ask."""
        named = frozenset().union(*(n.tokens for n in (*mentions.series, *mentions.letters, *mentions.people, *mentions.years)))
        lexicon = self.catalogue.lexicon
        found = []
        for place, token in enumerate(tokens):
            if place in named or token.text in lexicon.grammar or (len(token.text) < 3 and not token.text.isdigit()):
                continue
            asks = token.text in lexicon.fillers or token.text in _ASKING
            if not asks or self.catalogue.rarity(token.stem) > 3 and self._said(token):
                found.append(self._plain(token))
        return found


def _period(text: str, tokens: Sequence[Token], now: dt.datetime) -> Expression | None:
    """Return the time that a message speaks of, if it speaks of any."""
    from knowledge.temporal.parser import find  # loaded with the first question

    mended = [token for token in tokens if token.mended]
    found = find(text, now) or (find(_rewritten(text, mended), now) if mended else ())
    return found[0] if found else None


def _rewritten(text: str, mended: Sequence[Token]) -> str:
    for token in reversed(mended):
        text = text[: token.span.start] + token.text + text[token.span.end :]
    return text


def _covered(tokens: Sequence[Token], period: Expression | None) -> frozenset[int]:
    """Return the positions of the words that an expression of time covers."""
    if period is None:
        return frozenset()
    return frozenset(place for place, token in enumerate(tokens) if period.span.start <= token.span.start and token.span.end <= period.span.end)

"""The question that a message puts: its aspect, what it is about, the time it speaks of, and what stays unexplained."""

import datetime as dt
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understanding.catalogue import Catalogue, Occurrence
from bot.understanding.dialogue import Dialogue
from bot.understanding.focus import Finder, Focus
from bot.understanding.intent import Intents, Score, compile_cues
from bot.understanding.mentions import Mentions, find_mentions
from bot.understanding.period import read_period
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
    edition: str | None = None  # how an edition is named without its year: "preceding"
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

    def said(self, stem: str) -> str:
        """Return the word of the message that has a stem, as written."""
        return next((self.text[token.span.start : token.span.end] for token in self.tokens if token.stem == stem), stem)

    def weight(self, aspect: str) -> float:
        """How much it speaks for an aspect."""
        return next((score.weight for score in self.scores if score.aspect == aspect), 0.0)


_ASKING = frozenset(("quand", "qui", "quel", "quelle", "quels", "quelles", "combien", "comment", "pourquoi", "quoi", "lequel", "laquelle"))
_BEFORE_NOUNS = frozenset(
    "l le la les un une des du de d au aux ce cet cette ces son sa ses mon ma mes notre nos votre vos leur leurs quel quelle quels quelles aucun aucune chaque".split()
)
_ASKED_APART = ("passage.", "event.", "time.", "duration.", "agenda.", "letter.", "change.", "theme.", "organiser.", "place.")
_BEFORE_VERBS = frozenset("je j tu il elle on nous vous ils elles se s ne n me m te t lui ai as a avons avez ont est suis sont etes serais serait sera etre avoir".split())
_VERBAL = ("er", "ir", "ez", "ons", "ent", "ait", "ais", "era", "ront", "ant", "ment", "oir", "dre")
_CLAUSE = re.compile(r"[,;:.!?()\n]+")


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
        period = read_period(text, tokens, now)
        editions = self._editions.scores(tokens)
        edition = editions[0].aspect if editions and not mentions.years else None
        focus = Finder(catalogue=self.catalogue, dialogue=dialogue, now=now).find(mentions, edition, period, text)
        named = mentions.tokens | _covered(tokens, period)
        cued = named.union(*(score.tokens for score in (*scores, *editions)))
        loose = [place for place, token in enumerate(tokens) if place not in cued and self._carries(token)]
        beside = _beside(text, tokens, cued)
        return Question(
            text=text,
            now=now,
            tokens=tokens,
            mentions=mentions,
            scores=scores,
            focus=focus,
            edition=edition,
            period=period,
            foreign=tuple(
                token.text
                for place, token in enumerate(tokens)
                if (place not in named and token.text in self.catalogue.lexicon.untold)
                or (place in loose and place not in beside and self._unknown(tokens, place))
            ),
            content=tuple(self._content(tokens, mentions, scores)),
            loose=tuple(self._plain(tokens[p]) for p in loose if p not in beside and _as_noun(tokens, p) and self._said(tokens[p])),
        )

    def _unknown(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a word names something that neither the cues nor the letters know: it stands as a noun does."""
        token = tokens[place]
        return _as_noun(tokens, place) and not self._said(token) and token.stem not in self._intents.words

    def _carries(self, token: Token) -> bool:
        """Tell whether a word must be explained: those that tie others and mere numbers need not be."""
        return len(token.text) > 2 and token.text.isalpha() and token.text not in self.catalogue.lexicon.fillers

    def _plain(self, token: Token) -> str:
        return self.catalogue.lexicon.synonyms.get(token.stem, token.stem)

    def _said(self, token: Token) -> bool:
        return token.stem in self.catalogue.frequencies or self._plain(token) in self.catalogue.frequencies

    def _content(self, tokens: Sequence[Token], mentions: Mentions, scores: Sequence[Score]) -> list[str]:
        """Return the stems to look for in the letters: not the names, nor the words that only tie or ask."""
        named = frozenset().union(*(n.tokens for n in (*mentions.series, *mentions.letters, *mentions.people, *mentions.years)))
        best = scores[0].weight if scores else 0.0
        asking = [score for score in scores if score.weight >= best / 2 and score.aspect.startswith(_ASKED_APART)]
        named = named.union(*(score.tokens for score in asking))
        lexicon = self.catalogue.lexicon
        found = []
        for place, token in enumerate(tokens):
            if place in named or token.text in lexicon.grammar or (len(token.text) < 3 and not token.text.isdigit()):
                continue
            if token.text not in lexicon.fillers and token.text not in _ASKING:
                found.append(self._plain(token))
        return found


def _as_noun(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word stands where a noun does: behind an article or the like, or not as verbs and adverbs do."""
    before = tokens[place - 1].text if place else ""
    if before in _BEFORE_NOUNS:
        return True
    return before not in _BEFORE_VERBS and not tokens[place].text.endswith(_VERBAL) and len(tokens[place].text) > 3


def _beside(text: str, tokens: Sequence[Token], cued: frozenset[int]) -> frozenset[int]:
    """Return the positions of the words in clauses that hold nothing of the question: "je prépare mon agenda, …"."""
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    clauses = [bisect(ends, token.span.start) for token in tokens]
    told = {clauses[place] for place in cued}
    return frozenset(place for place, clause in enumerate(clauses) if clause not in told) if told else frozenset()


def _covered(tokens: Sequence[Token], period: Expression | None) -> frozenset[int]:
    """Return the positions of the words that an expression of time covers."""
    if period is None:
        return frozenset()
    return frozenset(place for place, token in enumerate(tokens) if period.span.start <= token.span.start and token.span.end <= period.span.end)

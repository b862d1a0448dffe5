"""What a message holds beyond its cues and names: words to look for in the letters, and words that nothing explains."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.tokens import Token
from bot.understanding.catalogue import Catalogue
from bot.understanding.intent import Score
from bot.understanding.mentions import Mentions
from knowledge.temporal import lexicon as time

_CLAUSE = re.compile(r"[,;:.!?()\n]+")
_LONG = 9  # words of a message in which each must be explained
_NEAR = 3  # words between what is asked and what bears on it, at most
_OF = ("de", "d", "des", "du", "sur")  # before what tells an event from others
_AT = "lors"  # before what takes place during an event
_SHORT = 3  # letters of a word that may be a slip of anything
_ASKED_APART = (  # aspects whose cues ask, and are not looked for in the letters
    "passage.passage",
    "event.",
    "time.",
    "duration.",
    "agenda.",
    "letter.",
    "change.",
    "theme.",
    "organiser.",
    "place.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """The words of a message that its cues and names leave over."""

    foreign: tuple[str, ...] = ()  # nouns that neither the cues nor the letters know, and what letters seldom tell
    loose: tuple[str, ...] = ()  # stems of nouns that the letters know and no cue explains
    content: tuple[str, ...] = ()  # stems to look for in the letters
    strange: bool = False  # a word, however short, is known to nobody: a slip may hide what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Accounts for the words of one message."""

    text: str
    tokens: Sequence[Token]
    catalogue: Catalogue
    known: frozenset[str]  # stems of words that are a cue by themselves
    heard: frozenset[str]  # stems of words that some cue uses
    named: frozenset[int]  # positions of the words that name something or tell a time
    cued: frozenset[int]  # those, and the words that speak for an aspect

    def settle(self, mentions: Mentions, scores: Sequence[Score]) -> Remainder:
        """Return what is left over."""
        beside = self._beside(scores)
        aside = frozenset[int]().union(*(named.tokens for named in mentions.excluded))
        apart = self.cued | aside | beside | self._far(scores, mentions)
        left = [place for place in range(len(self.tokens)) if place not in apart and self._as_noun(place)]
        lexicon = self.catalogue.lexicon
        foreign = [
            token.text
            for place, token in enumerate(self.tokens)
            if (place not in self.named and self._untold(place, mentions))
            or (place in left and not self._said(token) and token.stem not in self.heard)
        ]
        foreign += [named.what for named in mentions.strangers]
        own = lexicon.shapes.own if mentions.series or mentions.parts else frozenset[str]()
        nouns = [self.tokens[place] for place in left if self._plain(self.tokens[place]) not in own]
        loose = [self._plain(token) for token in nouns if self._said(token) and token.stem not in self.known]
        return Remainder(
            foreign=tuple(foreign),
            loose=tuple(loose),
            content=tuple(self._content(mentions, scores)),
            strange=any(place not in self.cued and self._strange(token) for place, token in enumerate(self.tokens)),
        )

    def _strange(self, token: Token) -> bool:
        """Tell whether a word of two letters or more is nowhere known, or was taken for one that says nothing."""
        word, lexicon = token.text, self.catalogue.lexicon
        if token.mended and word in lexicon.fillers:
            return True
        return (
            len(word) > 1 and word.isalpha() and word not in lexicon.fillers and not self.catalogue.reader.knows(word)
        )

    def _untold(self, place: int, mentions: Mentions) -> bool:
        """Tell whether a word is one that letters seldom tell, and not part of a name: "prix et masterclasses PME"."""
        lexicon, word = self.catalogue.lexicon, self.tokens[place].text
        senses = lexicon.double.get(word, frozenset[str]())
        named = bool(mentions.parts) and any(other.text in senses for other in self.tokens)
        return word in lexicon.untold and not named and self._governing(place) not in senses

    def _governing(self, place: int) -> str:
        """Return the noun that a word depends on, behind its article: "la remise des prix"; empty when none is."""
        before = place - 1
        while before > 0 and self.tokens[before].text in self.catalogue.lexicon.shapes.before_nouns:
            before -= 1
        return self.tokens[before].text if 0 <= before < place - 1 else ""

    def _as_noun(self, place: int) -> bool:
        """Tell whether a word must be explained: it stands behind an article, or not as verbs and adverbs do."""
        lexicon, word = self.catalogue.lexicon, self.tokens[place].text
        if len(word) < _SHORT or not word.isalpha() or word in lexicon.fillers or word in time.lexicon().months:
            return False
        if self.tokens[place].stem in lexicon.ordinary:
            return False
        before = self.tokens[place - 1].text if place else ""
        if any(token.text in lexicon.shapes.ours for token in self.tokens[max(0, place - 2) : place]):
            return False
        if before in lexicon.shapes.before_nouns:
            return True
        return (
            before not in lexicon.shapes.before_verbs
            and not word.endswith(lexicon.shapes.verbal)
            and len(word) > _SHORT
        )

    def _beside(self, scores: Sequence[Score]) -> frozenset[int]:
        """Return the positions of the words in clauses that hold nothing of the question: "je prépare ma visite, …"."""
        best = scores[0].weight if scores else 0.0
        loud = self.named.union(*(score.tokens for score in scores if score.weight >= best / 2))
        ends = [match.start() for match in _CLAUSE.finditer(self.text)]
        clauses = [bisect(ends, token.span.start) for token in self.tokens]
        told = {clauses[place] for place in loud}
        return frozenset(place for place, clause in enumerate(clauses) if told and clause not in told)

    def _far(self, scores: Sequence[Score], mentions: Mentions) -> frozenset[int]:
        """Return the positions of the words that stand too far from what is asked to bear on it, in a long message.

        What follows the name of an event may tell it from others, and what it is of is asked for: "le forum sur la
        gouvernance", "le hackathon du Forum".
        """
        best = scores[0].weight if scores else 0.0
        asking = {place for score in scores if score.weight >= best / 2 for place in score.tokens}
        if len(self.tokens) <= _LONG or not asking:
            return frozenset()
        near = {place for asked in asking for place in range(asked - _NEAR, asked + _NEAR + 1)}
        for named in (each for each in mentions.series if each.tokens):  # not those that no word of this message names
            start, end = min(named.tokens), max(named.tokens) + 1
            near |= set(range(end, end + _NEAR)) if self._ties(end) else set()
            near |= set(range(start - _NEAR, start)) if self._ties(start - 1) or self._ties(start - 2) else set()
        return frozenset(range(len(self.tokens))) - near

    def _ties(self, place: int) -> bool:
        """Tell whether the word at a place ties what stands before it to what follows."""
        tied = 0 <= place < len(self.tokens) and self.tokens[place].text in _OF
        return tied and (not place or self.tokens[place - 1].text != _AT)

    def _plain(self, token: Token) -> str:
        return self.catalogue.lexicon.synonyms.get(token.stem, token.stem)

    def _said(self, token: Token) -> bool:
        return token.stem in self.catalogue.frequencies or self._plain(token) in self.catalogue.frequencies

    def _content(self, mentions: Mentions, scores: Sequence[Score]) -> list[str]:
        """Return the stems to look for in the letters: not the names, nor the words that only tie or ask."""
        best = scores[0].weight if scores else 0.0
        asking = [score for score in scores if score.weight >= best / 2 and score.aspect.startswith(_ASKED_APART)]
        excluded = (named.tokens for named in mentions.excluded)
        apart = mentions.names.union(*excluded, *(score.tokens for score in asking))
        lexicon = self.catalogue.lexicon
        return [
            self._plain(token)
            for place, token in enumerate(self.tokens)
            if place not in apart
            and token.text not in lexicon.fillers
            and token.text not in lexicon.shapes.asking
            and (len(token.text) >= _SHORT or token.text.isdigit())
        ]

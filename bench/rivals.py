"""What others would answer: the nearest example by a ratio of letters, the best paragraph by its words."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import extractOne
from rapidfuzz.utils import default_process

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer, Source
from bot.topics.clerk import VERSION
from knowledge.french.content import stems
from knowledge.library import Library

SILENT = Answer(text="Je ne sais pas.", answered=False, intent="")
_BLANK = re.compile(r"\n\s*\n")
_K1, _B = 1.5, 0.75  # as usual


class Nearest:
    """rapidfuzz's WRatio: the aspect of the nearest example and the event of the nearest name, answered as a button."""

    def __init__(self, assistant: Assistant, examples: Mapping[str, Sequence[str]], least: int) -> None:
        self._assistant = assistant
        self._aspects = {phrase: aspect for aspect, phrases in examples.items() for phrase in phrases}
        self._names = {each.title: each.key for each in assistant.catalogue.occurrences}
        self._least = least  # of 100; below, it is silent

    def answer(self, text: str, now: dt.datetime) -> Answer:
        """Answer a question."""
        phrase = extractOne(
            text, list(self._aspects), scorer=WRatio, processor=default_process, score_cutoff=self._least
        )
        name = extractOne(text, list(self._names), scorer=WRatio, processor=default_process)
        if phrase is None or name is None:
            return SILENT
        aspect = self._aspects[phrase[0]]
        key = "" if aspect.startswith(("help.", "agenda.")) else self._names[name[0]]
        return self._assistant.press(f"{VERSION}|{aspect}|{key}", Dialogue(), now).answer


class Ranked:
    """Okapi BM25 over the paragraphs of the letters, stemmed as ours: the best one is the answer."""

    def __init__(self, library: Library, least: int) -> None:
        every = [(letter, part) for letter in library.letters for part in _BLANK.split(letter.text) if part.strip()]
        self._paragraphs = every
        self._words = [Counter(stems(part)) for _, part in every]
        self._mean = sum(words.total() for words in self._words) / len(every)
        held = Counter(word for words in self._words for word in words)
        self._rarity = {word: log(1 + (len(every) - n + 0.5) / (n + 0.5)) for word, n in held.items()}
        self._least = least  # score below which it is silent

    def answer(self, text: str, _: dt.datetime) -> Answer:
        """Answer a question."""
        asked = [word for word in stems(text) if word in self._rarity]
        scores = [self._score(asked, words) for words in self._words]
        best = max(range(len(scores)), key=scores.__getitem__)
        if scores[best] <= self._least:
            return SILENT
        letter, part = self._paragraphs[best]
        quote = " ".join(part.split())
        source = Source(reference=letter.reference, date=letter.date, quote=quote)
        return Answer(text=quote, answered=True, intent="paragraph", sources=(source,))

    def _score(self, asked: Sequence[str], words: Mapping[str, int]) -> float:
        long = _K1 * (1 - _B + _B * sum(words.values()) / self._mean)
        return sum(
            self._rarity[word] * words[word] * (_K1 + 1) / (words[word] + long) for word in asked if word in words
        )

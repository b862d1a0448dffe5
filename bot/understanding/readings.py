"""Turns of phrase read as the plainer words that they stand for: "pourriez-vous me confirmer …" confirms nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language.tokens import Token
from bot.understanding.intent import Intents, compile_cues
from knowledge.french.stem import stem


class Readings:
    """The turns of phrase of the lexicon, found as cues are."""

    def __init__(self, table: Mapping[str, Sequence[str]], skipped: frozenset[str]) -> None:
        self._turns = Intents(
            (cue for meaning, turns in table.items() for cue in compile_cues(meaning, {"strong": turns})), skipped
        )

    def read(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the words of a message with each turn of phrase replaced, the longest first, none twice."""
        found = sorted(self._turns.matches(tokens), key=lambda match: -len(match[1]))
        instead: dict[int, tuple[str, ...]] = {}
        for cue, taken in found:
            if not taken & instead.keys():
                instead.update(dict.fromkeys(taken, ()))
                instead[max(taken)] = tuple(cue.aspect.split())
        if not instead:
            return tuple(tokens)
        return tuple(
            each
            for place, token in enumerate(tokens)
            for each in ((token,) if place not in instead else _as(token, instead[place]))
        )


def _as(token: Token, meant: Sequence[str]) -> tuple[Token, ...]:
    return tuple(replace(token, text=word, stem=stem(word)) for word in meant)

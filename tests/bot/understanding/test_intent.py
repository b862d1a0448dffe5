"""Cues: rows of words that speak for an aspect, or against it."""

import pytest

from bot.understanding.intent import Intents, Score, compile_cues
from bot.understanding.lexicon import lexicon
from tests.bot.understanding.words import tokenised


def scores(message: str, **table: list[str]) -> tuple[Score, ...]:
    """Return what a message speaks for, with the cues of one aspect."""
    intents = Intents(compile_cues("topic.aspect", table), lexicon().grammar)
    return intents.scores(tokenised(message))


@pytest.mark.parametrize(
    ("cue", "message", "heard"),
    [
        ("date limite", "la date limite", True),
        ("date limite", "les dates limites", True),
        ("date limite", "date de la limite", True),
        ("date limite", "date importante limite", False),
        ("date limite", "limite date", False),
        ("date|jour limite", "le jour limite", True),
        ("quand * repondre", "quand faut il que nous devions repondre", True),
        ("quand * repondre", "quand " + "bla " * 9 + "repondre", False),
        ("^ bonjour", "bonjour a tous", True),
        ("^ bonjour", "dis bonjour", False),
        ("merci $", "bon merci", True),
        ("merci $", "merci de repondre", False),
        ("=appelle", "j'appelle", True),
        ("=appelle", "appeler", False),
        ("échéance", "ECHEANCE", True),
        ("quand & repondre", "quand faut il repondre", True),
        ("quand & repondre", "repondre avant quand", True),
        ("quand & repondre", "repondre", False),
        ("combien * avant|d_ici", "combien de jours d'ici mai", True),
        ("combien * avant|d_ici", "combien d'autres avant mai", True),
        ("combien * avant|d_ici", "combien ici", False),
    ],
)
def test_a_cue_is_heard(cue: str, message: str, heard: bool) -> None:  # noqa: FBT001 - the answer of each row
    """Words by stems, "|" or, "*" a few words, "&" any order, "^" and "$" the ends, "=" the whole word."""
    assert bool(scores(message, strong=[cue])) is heard


def test_each_word_speaks_once() -> None:
    """Of two cues on the same word only the heavier counts."""
    (score,) = scores("la date limite", strong=["date limite"], cues=["date"])
    assert score.weight == 5.0


def test_a_cue_against_takes_away() -> None:
    """What speaks against an aspect may silence it."""
    assert scores("date limite", cues=["date"], against=["limite"]) == ()


def test_the_aspect_asked_first_comes_first() -> None:
    """Of two aspects as loud, the first in the message leads."""
    cues = compile_cues("a.a", {"cues": ["lieu"]}) + compile_cues("b.b", {"cues": ["date"]})
    found = Intents(cues, frozenset()).scores(tokenised("date lieu"))
    assert [score.aspect for score in found] == ["b.b", "a.a"]


def test_a_word_alone_is_known_as_a_cue() -> None:
    """Only the cues of one word for an aspect make their word a known one."""
    intents = Intents(compile_cues("a.a", {"strong": ["lieu", "date limite"], "against": ["heure"]}), frozenset())
    assert intents.words == {"lieu"}

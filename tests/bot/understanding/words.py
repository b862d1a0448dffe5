"""The words of a message, read without the letters of any base."""

from bot.language.lexicon import lexicon
from bot.language.spelling import Speller
from bot.language.tokens import Token, tokenise


def tokenised(text: str) -> tuple[Token, ...]:
    """Return the words of a message."""
    return tokenise(text, lexicon(), Speller(lexicon(), (), {}, ()))

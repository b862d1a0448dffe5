"""How a message hangs on what was said before, by its form alone."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.entities.entity import (
    Entity,
    EventRef,
    LetterRef,
    MailRef,
    NumberRef,
    PartRef,
    PersonRef,
    SeriesRef,
    Timed,
    UnknownRef,
)
from bot.language.lexicon import Pointing
from bot.language.tokens import Token

_SUBJECTS = (EventRef, SeriesRef, PartRef, LetterRef, PersonRef, NumberRef, MailRef, UnknownRef)


class Form(StrEnum):
    """What of the sentence before a message needs."""

    ALONE = "alone"  # nothing: it names its subject, or asks of all
    AND = "and"  # it goes on: "et en 2020 ?"
    POINTING = "pointing"  # it points: "il a lieu où ?", "son thème ?"
    OPEN = "open"  # it names no subject: "quelles dates ?", "comment on s'inscrit ?"

    @property
    def inherits(self) -> bool:
        """Whether what was spoken of before is its subject, when it names none."""
        return self is not Form.ALONE


def form_of(tokens: Sequence[Token], entities: Collection[Entity], pointing: Pointing) -> Form:
    """Return the form of a message."""
    said = [token.text for token in tokens]
    first = next((at for at, word in enumerate(said) if word not in pointing.pauses), 0)
    if said[first : first + 1] and said[first] in pointing.opening:
        return Form.AND
    named = any(isinstance(each.value, _SUBJECTS) for each in entities)
    if _points(said, pointing):
        return Form.POINTING
    if named or _of_all(said, entities, pointing):
        return Form.ALONE
    return Form.OPEN


def _points(said: Sequence[str], pointing: Pointing) -> bool:
    """Tell whether a pronoun stands for what was spoken of."""
    for at, word in enumerate(said):
        after = said[at + 1] if at + 1 < len(said) else ""
        before = said[at - 1] if at else ""
        if word in pointing.alone and word != "y":
            return True
        if word in pointing.before_nouns and after:
            return True
        if word in pointing.subjects and after not in pointing.impersonal and before not in ("t", *pointing.impersonal):
            return True
    return False


def _of_all(said: Sequence[str], entities: Collection[Entity], pointing: Pointing) -> bool:
    """Tell whether a message asks of all letters or events: "quelles lettres …", "que se passe-t-il en juin ?"."""
    asks = any(word in pointing.asking_of_all for word in said)
    timed = any(isinstance(each.value, Timed) for each in entities)
    return (asks and any(word in pointing.things for word in said)) or (
        timed and any(word in pointing.due for word in said)
    )

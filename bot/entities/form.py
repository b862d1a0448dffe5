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
from bot.language.lexicon import Lexicon, Pointing
from bot.language.tokens import Token

_SUBJECTS = (EventRef, SeriesRef, PartRef, LetterRef, PersonRef, NumberRef, MailRef, UnknownRef)
_NAMED = 0.4  # below, an event is named by a kind of which there are several: "le forum"
_NEAR = 4  # words from one that asks of all to what it asks of, at most


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


def form_of(tokens: Sequence[Token], entities: Collection[Entity], lexicon: Lexicon) -> Form:
    """Return the form of a message."""
    pointing = lexicon.pointing
    said = [token.text for token in tokens]
    first = next((at for at, word in enumerate(said) if word not in pointing.pauses), 0)
    if said[first : first + 1] and said[first] in pointing.opening:
        return Form.AND
    if _of_all(said, pointing) or _of_a_time(said, entities, pointing):
        return Form.ALONE
    if any(_points(said, at, pointing) and not _repeats(said, at, lexicon) for at in range(len(said))):
        return Form.POINTING
    named = any(isinstance(each.value, _SUBJECTS) and each.score >= _NAMED for each in entities)
    return Form.ALONE if named else Form.OPEN


def _points(said: Sequence[str], at: int, pointing: Pointing) -> bool:
    """Tell whether a word stands for, or belongs to, what was spoken of: not the "il" of "il faut"."""
    word = said[at]
    after = said[at + 1] if at + 1 < len(said) else ""
    before = said[at - 1] if at else ""
    if word in pointing.alone or (word in pointing.before_nouns and after):
        return True
    empty = after in pointing.impersonal or before in pointing.impersonal or before in ("s", "t")
    return word in pointing.subjects and not empty


def _repeats(said: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a pronoun behind its verb repeats the noun before: "une Partie peut-elle …"."""
    verb = at - 2 if at and said[at - 1] == "t" else at - 1
    before = said[verb - 1] if verb > 0 else ""
    return bool(before) and before not in lexicon.function and before not in lexicon.operators


def _of_all(said: Sequence[str], pointing: Pointing) -> bool:
    """Tell whether a message asks of all letters or events: "quelles lettres …", "la prochaine échéance"."""
    for at, word in enumerate(said):
        near = said[at + 1 : at + 1 + _NEAR]
        if word in pointing.asking_of_all and not pointing.things.isdisjoint(near):
            return True
        if word in pointing.extremes and not (pointing.things | pointing.due).isdisjoint(near[:1]):
            return True
    return False


def _of_a_time(said: Sequence[str], entities: Collection[Entity], pointing: Pointing) -> bool:
    """Tell whether a message asks what happens in a stretch of time: "que se passe-t-il en juin ?"."""
    timed = any(isinstance(each.value, Timed) for each in entities)
    return timed and any(word in pointing.due for word in said)

"""A message as it is understood before anybody asks what it asks: its words, what they name, what it is about."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.entities.catalogue import Catalogue
from bot.entities.dialogue import Dialogue
from bot.entities.directory import Directory
from bot.entities.entity import Entity, EventRef, LetterRef, Resolution, Timed
from bot.entities.form import Form, form_of
from bot.entities.letters import find_by_words
from bot.entities.mentions import covered, find_entities
from bot.entities.reference import resolve
from bot.language.lexicon import lexicon
from bot.language.tokens import Token, legible, tokenise
from knowledge.french.text import fold
from knowledge.library import Library

_EDITION = re.compile(r"\b([a-z]{2,})[-\u2010\u2011](\d{1,4})\b")  # "CMR-27", folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody wrote."""

    text: str  # what is read of it
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    form: Form
    about: Resolution


class Reader:
    """Reads messages to one base."""

    def __init__(self, library: Library, asked: Iterable[str] = ()) -> None:
        """`asked`: the words that questions are made of."""
        self.catalogue = Catalogue(library, lexicon(), asked)
        self.directory = Directory(self.catalogue)

    def prepare(self) -> None:
        """Make all the tables now."""
        self.catalogue.prepare()
        self.directory.prepare()

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is one of the language as people write it, or of the letters."""
        return word in self.catalogue.lexicon.typed or self.catalogue.speller.knows(word)

    def read(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Message:
        """Return what a message says, in the light of what was said before. `now` is aware."""
        text = legible(text)
        tokens = tokenise(text, self.catalogue.lexicon, self.catalogue.speller)
        entities = find_entities(text, tokens, self.directory, now)
        form = form_of(tokens, entities, self.catalogue.lexicon)
        about = resolve(tokens, entities, form, dialogue, now, self.directory)
        telling = self._telling(tokens, entities)
        if about.candidates:
            about = self._among(about, find_by_words(telling, self.directory))
        elif not (about.events or about.letters or about.person or about.unknown):
            about = replace(about, subjects=self._of_editions(text, find_by_words(telling, self.directory)))
        return Message(text=text, tokens=tokens, entities=entities, form=form, about=about)

    def _telling(self, tokens: Sequence[Token], entities: Iterable[Entity]) -> tuple[str, ...]:
        """Return the words that tell something: not those that tie, nor those of a time."""
        timed = covered(each for each in entities if isinstance(each.value, Timed))
        ties = self.catalogue.lexicon.ties
        left = (token.text for place, token in enumerate(tokens) if place not in timed)
        return tuple(word for word in left if word not in ties and len(word) > 1)

    def _of_editions(self, text: str, letters: Sequence[LetterRef]) -> tuple[LetterRef, ...]:
        """Return the letters that say each "CMR-27" of a message as a whole: its CMR and some 27 apart are none."""
        whole = [re.compile(rf"\b{name}\W?(?:20)?{edition}\b") for name, edition in _EDITION.findall(fold(text))]
        found = ((ref, self.catalogue.library.letter(ref.reference)) for ref in letters)
        return tuple(ref for ref, each in found if each and all(one.search(fold(each.text)) for one in whole))

    def _among(self, about: Resolution, letters: Sequence[LetterRef]) -> Resolution:
        """Return the one event that it could be, and that the letter announces of which a message says most."""
        told = {ref.reference for ref in letters}
        of_letter = [each for ref in about.candidates if (each := self.catalogue.occurrence(ref.key))]
        chosen = [each for each in of_letter if each.letter.reference in told]
        if len(told) != 1 or len(chosen) != 1:
            return about
        return replace(about, candidates=(), events=(EventRef(key=chosen[0].key),), rule="words")

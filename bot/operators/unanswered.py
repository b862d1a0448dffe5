"""Questions without an answer: shown in groups, answered by a note on a letter, or ignored."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot import gaps
from bot.operators.means import Means, Word
from bot.operators.summary import data
from bot.phrasing import Suggestion
from bot.state.store import State
from knowledge.corrections_writing import CorrectionTable, with_table
from knowledge.errors import KnowledgeError
from knowledge.history import By, Deed
from knowledge.intake import CORRECTION
from knowledge.library import Library
from knowledge.model import Letter
from knowledge.publishing import FileChange
from knowledge.references import reference_key
from knowledge.temporal.wording import say_day

PAGE = 5  # questions shown at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """What operators do with questions that the letters do not answer."""

    means: Means
    state: State
    library: Callable[[], Library]

    def page(self, first: int = 0) -> Word:
        """Tell some questions, the most asked first."""
        of, label = self.means.said.unanswered, self.means.said.button
        every = gaps.grouped(self.state.talks.gaps())
        if not every:
            return Word(text=of.none)
        rows, buttons = [], []
        for number, each in enumerate(every[first : first + PAGE], first + 1):
            day, key = say_day(each.last, weekday=False), _key(each)
            rows.append(of.row.format(number=number, question=each.question, times=each.times, day=day))
            buttons.append(Suggestion(label=label.answer.format(number=number), data=data("gapa", key)))
            buttons.append(Suggestion(label=label.ignore.format(number=number), data=data("gapi", key), beside=True))
        if len(every) > first + PAGE:
            buttons.append(Suggestion(label=label.more, data=data("gaps", first + PAGE)))
        return Word(text="\n".join([of.title.format(count=len(every)), *rows]), buttons=tuple(buttons))

    def ask(self, key: str) -> Word:
        """Ask for the answer to a question."""
        of, group = self.means.said.unanswered, self._group(key)
        if group is None:
            return Word(text=of.gone)
        ignore = Suggestion(label=self.means.said.button.ignore.format(number="").strip(), data=data("gapi", key))
        return Word(text=of.ask.format(question=group.question), buttons=(ignore,))

    def ignore(self, key: str) -> Word:
        """Forget a question."""
        of, group = self.means.said.unanswered, self._group(key)
        if group is None:
            return Word(text=of.gone)
        self._forget(group)
        return Word(text=of.ignored.format(question=group.question))

    def answer(self, key: str, words: str, by: By) -> Word:
        """Keep an answer as a note on the letter whose reference begins it, and publish that."""
        of, group = self.means.said.unanswered, self._group(key)
        if group is None:
            return Word(text=of.gone)
        letter, text = self._noted(words)
        if letter is None or not text:
            return Word(text=of.no_reference)
        made = self.means.publisher()
        try:
            beside = made.file_of(letter.reference).with_suffix(CORRECTION)
            note = CorrectionTable(section="notes", values={"question": group.question, "text": text})
            sheet = with_table(_read(beside), note, by, "")
            made.put([FileChange(path=beside, content=sheet.encode())], Deed.CORRECT, letter.reference, by)
        except KnowledgeError as error:
            return Word(text=self.means.said.said.refused_command.format(reason=error))
        self._forget(group)
        return Word(text=of.noted.format(reference=letter.reference, text=text))

    def _noted(self, words: str) -> tuple[Letter | None, str]:
        reference, colon, text = words.partition(":")
        if not colon:
            match = re.match(r"\s*(\S+)\s+(.+)", words, re.DOTALL)
            reference, text = (match[1], match[2]) if match else ("", "")
        wanted = reference_key(reference)
        found = (each for each in self.library().letters if wanted and reference_key(each.reference) == wanted)
        return next(found, None), " ".join(text.split())

    def _group(self, key: str) -> gaps.Group | None:
        return next((each for each in gaps.grouped(self.state.talks.gaps()) if _key(each) == key), None)

    def _forget(self, group: gaps.Group) -> None:
        self.state.talks.forget_gaps((group.question, *group.variants))


def _key(group: gaps.Group) -> str:
    return hashlib.blake2b(group.question.encode(), digest_size=4).hexdigest()


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""

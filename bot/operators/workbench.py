"""The desk of the operators, over any line: a file, a tap, a command or a sentence in; words and buttons out.

Everything here may take seconds: whoever serves a loop calls it beside it. What must survive a restart is in files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.operators.editing import Editor
from bot.operators.facts import short
from bot.operators.incoming import Fate, Item
from bot.operators.issuing import Issuer
from bot.operators.means import Means, Word
from bot.operators.summary import PREFIX, data
from bot.operators.unpacking import letters_in
from bot.phrasing import Suggestion
from knowledge.documents.file import READERS
from knowledge.errors import KnowledgeError, UnknownFormat
from knowledge.history import By
from knowledge.publishing import Publisher


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a button carries."""

    deed: str
    item: str = ""
    fact: str = ""

    @classmethod
    def of(cls, carried: str) -> "Pointed | None":
        """Return what a button of ours carries; None when it is none."""
        if not carried.startswith(PREFIX):
            return None
        deed, item, fact = (*carried.removeprefix(PREFIX).split("|"), "", "")[:3]
        return cls(deed, item, fact)


def _stands(content: bytes, made: Publisher) -> bool:
    """Tell whether a file of the folders of letters has some content."""
    every = (each for folder in made.folders for each in folder.iterdir() if each.is_file())
    return any(each.stat().st_size == len(content) and each.read_bytes() == content for each in every)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """Everything that operators do with letters."""

    means: Means
    ids: frozenset[int]  # who is an operator

    @property
    def editor(self) -> Editor:
        """Who corrects."""
        return Editor(self.means)

    @property
    def issuer(self) -> Issuer:
        """Who publishes."""
        return Issuer(self.means)

    def knows(self, user: int | None) -> bool:
        """Tell whether somebody is an operator."""
        return user in self.ids

    def receive(self, name: str, content: bytes, by: By) -> tuple[Word, ...]:
        """Store a file aside and tell what its letters say."""
        self.means.incoming.tidy(by.at)
        return tuple(self._received(*each, by) for each in letters_in(name, content))

    def _received(self, name: str, content: bytes, by: By) -> Word:
        made = self.means.publisher()
        most = made.limits.file
        if len(content) > most:
            size, limit = (f"{number / 1e6:.1f}".replace(".", ",") for number in (len(content), most))
            return Word(text=self.means.said.said.too_large.format(name=name, size=size, most=limit))
        if Path(name).suffix.lower() not in READERS:
            known = ", ".join(each[1:] for each in READERS)
            reason = UnknownFormat(file=name, known=known)
            return Word(text=self.means.said.said.unreadable.format(name=name, reason=reason))
        names = [each.name for folder in made.folders for each in folder.iterdir()]
        item, again = self.means.incoming.receive(name, content, by, names)
        if again and item.stage is not Fate.WAITING:
            if _stands(content, made):
                return self.means.settled(item)
            item = self.means.incoming.settle(item, Fate.WAITING, by)  # a shell undid it, or took it off
        word = self.means.show(item, by)
        if item.stage is Fate.WAITING and again:
            told = self.means.said.said.again.format(**self.means.when(item.at))
            return replace(word, text=f"{told}\n\n{word.text}")
        return word

    def press(self, carried: str, by: By) -> Word:
        """Do what a button says; one of something that is no more is told so."""
        pointed = Pointed.of(carried)
        if pointed is None:
            return Word(text=self.means.said.said.lost)
        if pointed.deed == "undo":
            return self.issuer.undo(by, int(pointed.item) if pointed.item.isdecimal() else -1)
        item = self.means.incoming.item(pointed.item)
        if item is None:
            return Word(text=self.means.said.said.lost)
        if item.stage is not Fate.WAITING:
            return self.means.settled(item)
        deed = self._deeds().get(pointed.deed)
        return deed(item, pointed.fact, by) if deed is not None else self.means.show(item, by)

    def _deeds(self) -> Mapping[str, Callable[[Item, str, By], Word]]:
        editor, issuer = self.editor, self.issuer
        return {
            "ok": lambda item, key, by: editor.settle_doubt(item, key, by, right=True),
            "no": lambda item, key, by: editor.settle_doubt(item, key, by, right=False),
            "fix": editor.ask,
            "back": lambda item, _, by: editor.take_back(item, by),
            "pub": lambda item, _, by: issuer.preview(item, by),
            "now": lambda item, _, by: issuer.publish(item, by),
            "rej": lambda item, _, by: issuer.reject(item, by),
            "wait": lambda item, _, __: Word(text=self.means.said.said.later.format(name=item.name)),
        }

    def correct(self, words: str, by: By, carried: str = "") -> Word:
        """Apply what an operator says. `carried`: the button of the message that it answers, if it answers one."""
        pointed = Pointed.of(carried)
        item = self.means.incoming.item(pointed.item) if pointed is not None else self.current(by)
        if item is None:
            return Word(text=self.means.said.said.no_letter)
        if item.stage is not Fate.WAITING:
            return self.means.settled(item)
        key = pointed.fact if pointed is not None and pointed.deed == "show" else ""
        return self.editor.correct(item, key, words, by)

    def revise(self, reference: str, by: By) -> Word:
        """Open a published letter for corrections."""
        try:
            file = self.means.publisher().file_of(reference)
        except KnowledgeError as error:
            return Word(text=self.means.said.said.refused_command.format(reason=error))
        return self.means.show(self.means.incoming.revise(file, by), by)

    def current(self, by: By) -> Item | None:
        """Return the item that an operator was last shown, else the last one that waits."""
        shown = self.means.incoming.item(self.means.shown.get(by.who, ""))
        if shown is not None and shown.stage is Fate.WAITING:
            return shown
        waiting = self.means.incoming.waiting()
        return waiting[-1] if waiting else None

    # ------------------------------------------------------------------ lists

    def waiting(self) -> Word:
        """Tell what waits."""
        said, items = self.means.said.said, self.means.incoming.waiting()
        if not items:
            return Word(text=said.no_waiting)
        rows = [
            said.waiting_row.format(number=n, name=each.name, day=self.means.when(each.at)["day"])
            for n, each in enumerate(items, 1)
        ]
        label = self.means.said.button.open
        buttons = (
            Suggestion(label=label.format(number=n, reference=short(each.name, 30)), data=data("show", each.id))
            for n, each in enumerate(items, 1)
        )
        return Word(text="\n".join([said.waiting.format(count=len(items)), *rows]), buttons=tuple(buttons))

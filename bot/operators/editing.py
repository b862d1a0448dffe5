"""Corrections: a tap or a sentence becomes a table of the letter's NAME.toml, and what it changes is shown back."""

from dataclasses import dataclass, replace

from bot.operators.candidates import Candidate
from bot.operators.facts import line, short
from bot.operators.incoming import Item
from bot.operators.instructions import Unclear, Why, understand
from bot.operators.means import Means, Word
from bot.operators.summary import data
from bot.phrasing import Suggestion
from knowledge.comparing import changes
from knowledge.corrections import read_sheet
from knowledge.corrections_writing import CorrectionTable, with_table
from knowledge.history import By
from knowledge.telling import change_lines


@dataclass(frozen=True, slots=True)
class Editor:
    """Corrects what waits."""

    means: Means

    def settle_doubt(self, item: Item, key: str, by: By, *, right: bool) -> Word:
        """Confirm a fact, or take it off."""
        fact = self.means.fact(item, key)
        if fact is None:
            return self.means.show(item, by)
        values = {"event": fact.of} if fact.of else {}
        table = CorrectionTable(
            section=fact.section, replaces=fact.replaces, values=values, confirmed=right, remove=not right
        )
        return self._corrected(item, table, by, "")

    def ask(self, item: Item, key: str, by: By) -> Word:
        """Ask what is right of a fact."""
        fact = self.means.fact(item, key)
        if fact is None:
            return self.means.show(item, by)
        again = Suggestion(label=self.means.said.button.show, data=data("show", item.id, key))
        return Word(text=self.means.said.said.ask.format(fact=line(fact, self.means.said)), buttons=(again,))

    def correct(self, item: Item, key: str, text: str, by: By) -> Word:
        """Apply what an operator says of an item; `key`: the fact that was asked about, if any."""
        letter = self.means.letter(item)
        if letter is None:
            return self.means.show(item, by)
        today = by.at.astimezone(self.means.zone).date()
        table = understand(text, letter, today, key)
        if isinstance(table, Unclear) and not key and (only := self._only_doubt(item, table)):
            table = understand(text, letter, today, only)
        if isinstance(table, Unclear):
            return self._unclear(table)
        return self._corrected(item, table, by, text)

    def take_back(self, item: Item, by: By) -> Word:
        """Take back the last correction of an item."""
        said = self.means.said.said
        told = said.taken_back if item.sheets else said.nothing_to_take
        word = self.means.show(self.means.incoming.take_back(item), by)
        return replace(word, text=f"{told}\n\n{word.text}")

    def _corrected(self, item: Item, table: CorrectionTable, by: By, text: str) -> Word:
        with self.means.alone(item.id):
            item = self.means.incoming.item(item.id) or item
            before = self.means.letter(item)
            corrected = self.means.incoming.correct(item, with_table(item.sheet, table, by, text))
            read = self.means.read(corrected)
            after = read.letter
            if after is None or (not after.corrections and before is not None):
                self.means.read(self.means.incoming.take_back(corrected))
                return Word(text=self.means.said.said.fault.format(reason=self._fault(read)))
        lines = tuple(change_lines(tuple(changes(before, after)))) if before is not None else ()
        told = self.means.said.said.understood.format(lines="\n".join(lines)) if lines else self.means.said.said.same
        word = self.means.told(read, by)
        return replace(word, text=f"{told}\n\n{word.text}")

    def _fault(self, read: Candidate) -> str:
        faults = read_sheet(read.item.sheet.encode(), read.item.toml.name)[1]
        told = [*map(str, faults), *read.refusals, *(each.message for each in read.remarks)]
        return short(told[0] if told else "", 300)

    def _unclear(self, why: Unclear) -> Word:
        said = self.means.said.said
        told = {
            Why.NOTHING: said.unclear_nothing,
            Why.WHICH: said.unclear_which,
            Why.NO_DATE: said.unclear_no_date,
            Why.NO_VALUE: said.unclear_no_value,
        }[why.why]
        among = [said.which.format(number=n, fact=line(each, self.means.said)) for n, each in enumerate(why.among, 1)]
        return Word(text="\n".join([told, *among]))

    def _only_doubt(self, item: Item, why: Unclear) -> str:
        """Return the key of the one doubt that a sentence may be about; empty when it is about something else."""
        keys = [each.named.key for each in self.means.read(item).doubts]
        among = {each.key for each in why.among}
        about = why.why is Why.NOTHING or (why.why is Why.WHICH and bool(among & set(keys)))
        return keys[0] if len(keys) == 1 and about else ""

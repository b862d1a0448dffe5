"""Publication of what was sent: what it would send, the deed itself, and its undoing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.operators.incoming import Fate, Item, free
from bot.operators.means import Means, Word
from bot.operators.preview import Message, Preview
from bot.operators.summary import data, settling
from bot.phrasing import Suggestion
from knowledge import store
from knowledge.errors import KnowledgeError
from knowledge.history import By, Deed, HistoryRow, standing
from knowledge.intake import CORRECTION
from knowledge.publication import told
from knowledge.publishing import FileChange

HISTORY = 10  # rows that are shown
MOST_TEXTS = 3  # different messages that a preview shows
LONGEST_TEXT = 900  # characters of each


@dataclass(frozen=True, slots=True)
class Issuer:
    """Publishes what waits, and takes it back."""

    means: Means

    def preview(self, item: Item, by: By) -> Word:
        """Tell what the publication of an item would send to whom, and offer it."""
        read = self.means.read(item)
        if read.letter is None:
            return self.means.show(item, by)
        found = self.means.previewer.of(store.load(item.base), by.at)
        text = "\n".join(self._previewed(found, len(read.doubts)))
        now = Suggestion(label=self.means.said.button.now, data=data("now", item.id))
        again = Suggestion(label=self.means.said.button.show, data=data("show", item.id), beside=True)
        return Word(text=text, buttons=(now, again))

    def _previewed(self, found: Preview, doubts: int) -> Iterator[str]:
        of = self.means.said.preview
        if doubts:
            yield of.doubts_one if doubts == 1 else of.doubts.format(count=doubts)
        if found.first:
            yield of.first
        elif not found.changes and not found.reminders:
            yield of.nobody
        yield from self._messages(found.changes, of.told_one, of.told)
        yield from self._messages(found.reminders, of.reminded_one, of.reminded)

    def _messages(self, every: tuple[Message, ...], one: str, many: str) -> Iterator[str]:
        of = self.means.said.preview
        for each in every[:MOST_TEXTS]:
            yield one if each.count == 1 else many.format(count=each.count)
            yield of.rule
            yield each.text if len(each.text) <= LONGEST_TEXT else f"{each.text[:LONGEST_TEXT]}…"
            yield of.rule
        if len(every) > MOST_TEXTS:
            yield of.more.format(count=len(every) - MOST_TEXTS)

    def publish(self, item: Item, by: By) -> Word:
        """Publish an item."""
        with self.means.alone(item.id):
            current = self.means.incoming.item(item.id)
            if current is None or current.stage is not Fate.WAITING:
                return self.means.settled(current) if current else Word(text=self.means.said.said.lost)
            try:
                row = self._put(current, by)
            except KnowledgeError as error:
                return Word(
                    text=self.means.said.said.not_published.format(reason=error),
                    buttons=tuple(settling(item, self.means.said)),
                )
            self.means.incoming.settle(current, Fate.PUBLISHED, by, row.number)
        return self._published(row, by, self.means.said.said.published)

    def _put(self, item: Item, by: By) -> HistoryRow:
        letter = self.means.letter(item)
        what = letter.reference if letter is not None else item.name
        self.means.destination.mkdir(parents=True, exist_ok=True)
        names = [each.name for each in self.means.destination.iterdir()]
        target = Path(item.revises) if item.revises else self.means.destination / free(item.name, names)
        beside = [FileChange(path=target.with_suffix(CORRECTION), content=item.sheet.encode())] if item.sheet else []
        if item.revises:
            return self.means.publisher().put(beside, Deed.CORRECT, what, by)
        own = FileChange(path=target, content=item.file.read_bytes())
        return self.means.publisher().put([own, *beside], Deed.PUBLISH, what, by)

    def _published(self, row: HistoryRow, by: By, told: str) -> Word:
        said = self.means.said.said
        until = self.means.hold.until(by.at)
        wait = said.held.format(hour=self.means.clock(until)) if until else said.free
        return Word(text=f"{told.format(what=row.what)}\n{wait}", buttons=(self._undoing(row),))

    def _undoing(self, row: HistoryRow) -> Suggestion:
        return Suggestion(label=self.means.said.button.undo, data=data("undo", row.number))

    def reject(self, item: Item, by: By) -> Word:
        """Put an item away unpublished."""
        if item.stage is not Fate.WAITING:
            return self.means.settled(item)
        self.means.incoming.settle(item, Fate.REJECTED, by)
        return Word(text=self.means.said.said.rejected.format(name=item.name))

    def undo(self, by: By, number: int | None = None) -> Word:
        """Take back the last publication. `number`: only if it is this row of the history."""
        said = self.means.said.said
        last = next(reversed(standing(self.means.publisher().history.rows())), None)
        if number is not None and (last is None or last.number != number):
            return self.history()
        wait = dt.timedelta(minutes=self.means.hold.minutes)
        early = last is not None and by.at < last.at + wait
        try:
            row = self.means.publisher().undo(by)
        except KnowledgeError as error:
            return Word(text=said.refused_command.format(reason=error))
        self.means.incoming.reopen(row.undoes or 0, by)
        return Word(text=f"{said.undone.format(what=row.what)}\n{said.undone_early if early else said.undone_late}")

    def withdraw(self, reference: str, by: By) -> Word:
        """Take a published letter off."""
        if not reference:
            return Word(text=self.means.said.said.usage_withdraw)
        try:
            row = self.means.publisher().withdraw(reference, by)
        except KnowledgeError as error:
            return Word(text=self.means.said.said.refused_command.format(reason=error))
        return self._published(row, by, self.means.said.said.withdrawn)

    def history(self) -> Word:
        """Tell what was published of late, and offer to take the last publication back."""
        rows = self.means.publisher().history.rows()
        shown = [row for row in rows if row.deed is not Deed.PUSHED][-HISTORY:]
        if not shown:
            return Word(text=self.means.said.said.no_history)
        last = next(reversed(standing(rows)), None)
        lines = [told(replace(row, before="", after="")) for row in shown]
        buttons = (self._undoing(last),) if last is not None and last.before else ()
        return Word(text="\n".join([self.means.said.said.history, *lines]), buttons=buttons)

"""An item read as part of the base that its publication would make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.operators.incoming import Item
from knowledge import store
from knowledge.comparing import Change, changes
from knowledge.doubtful import Doubt, doubts, remarks
from knowledge.errors import KnowledgeError
from knowledge.model import Letter, Problem
from knowledge.publishing import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What an item changes in a letter that is published."""

    reference: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What was read of an item."""

    item: Item
    letter: Letter | None = None  # None: refused
    refusals: tuple[str, ...] = ()  # why
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[Problem, ...] = ()  # what else is to be known
    elsewhere: tuple[Elsewhere, ...] = ()  # what changes in other letters
    before: Letter | None = None  # of a published letter, as it is published


def candidate(publisher: Publisher, item: Item) -> Candidate:
    """Read an item: some seconds at most, nothing published. Never raises for a bad file."""
    without = (Path(item.revises),) if item.revises else ()
    try:
        report = publisher.candidate(item.base, (*publisher.folders, item.folder), without)
    except KnowledgeError as error:
        return Candidate(item=item, refusals=(str(error),))
    refusals = tuple(each.message for each in report.refused if each.file == item.name)
    letter = store.letter_of_file(item.base, item.name)
    if letter is None or refusals:
        return Candidate(item=item, refusals=refusals)
    pairs = store.differing_bases(publisher.database, item.base)
    told = tuple(each for each in report.doubts if each.file == item.name)
    return Candidate(
        item=item,
        letter=letter,
        doubts=doubts(letter, told),
        remarks=remarks(letter, told),
        elsewhere=tuple(_elsewhere(pairs, letter)),
        before=next((old for old, new in pairs if old is not None and old.file == letter.file), None),
    )


def _elsewhere(pairs: Sequence[tuple[Letter | None, Letter | None]], own: Letter) -> list[Elsewhere]:
    found = []
    for old, new in pairs:
        other = new or old
        if other is not None and other.file != own.file and (told := tuple(changes(old, new))):
            found.append(Elsewhere(reference=other.reference, changes=told))
    return found

"""Letters that were sent, stored aside until they are published: a folder an item, named by its content."""

import datetime as dt
import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from knowledge.history import By
from knowledge.intake import CORRECTION

LONGEST = 80  # characters of a name
KEPT = dt.timedelta(days=60)  # what is settled is forgotten after that
_ODD = re.compile(r"[^\w.-]+")
_NOTE = ".item.json"  # hidden: it is no letter


class Fate(StrEnum):
    """What has become of an item."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One letter that was sent, or a published one that is being corrected."""

    id: str
    folder: Path
    name: str  # of its file, safe
    sender: str
    at: dt.datetime
    stage: Fate = Fate.WAITING
    revises: str = ""  # the published file that it corrects
    settled_by: str = ""
    settled_at: str = ""
    row: int = 0  # of the history, once published
    sheets: tuple[str, ...] = ()  # what its corrections were before each change of them

    @property
    def file(self) -> Path:
        """The letter."""
        return self.folder / self.name

    @property
    def toml(self) -> Path:
        """Its corrections."""
        return self.file.with_suffix(CORRECTION)

    @property
    def base(self) -> Path:
        """The base that its publication would make."""
        return self.folder / ".candidate.db"

    @property
    def sheet(self) -> str:
        """The text of its corrections; empty when there are none."""
        return self.toml.read_text("utf-8") if self.toml.exists() else ""


class Incoming:
    """The folder of what was sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def receive(self, name: str, content: bytes, by: By, taken: Collection[str] = ()) -> tuple[Item, bool]:
        """Store a file; return its item, and whether it was there before. `taken`: names of the published files."""
        key = hashlib.blake2b(content, digest_size=4).hexdigest()
        known = self.item(key)
        if known is not None and known.stage is not Fate.REJECTED:
            return known, True
        item = Item(id=key, folder=self.folder / key, name=free(safe(name), taken), sender=by.who, at=by.at)
        shutil.rmtree(item.folder, ignore_errors=True)
        item.folder.mkdir(parents=True)
        item.file.write_bytes(content)
        return self.note(item), False

    def revise(self, file: Path, by: By) -> Item:
        """Return the item in which a published letter is corrected, made when there is none that waits."""
        key = hashlib.blake2b(str(file).encode(), digest_size=4).hexdigest()
        known = self.item(key)
        if known is not None and known.stage is Fate.WAITING:
            return known
        item = Item(id=key, folder=self.folder / key, name=file.name, sender=by.who, at=by.at, revises=str(file))
        shutil.rmtree(item.folder, ignore_errors=True)
        item.folder.mkdir(parents=True)
        shutil.copyfile(file, item.file)
        beside = file.with_suffix(CORRECTION)
        if beside.exists():
            shutil.copyfile(beside, item.toml)
        return self.note(item)

    def item(self, key: str) -> Item | None:
        """Return an item by its id."""
        if not re.fullmatch(r"[0-9a-f]{8}", key):
            return None
        try:
            told = json.loads((self.folder / key / _NOTE).read_text("utf-8"))
            told["at"], told["stage"] = dt.datetime.fromisoformat(told["at"]), Fate(told["stage"])
            told["sheets"] = tuple(told["sheets"])
            return Item(folder=self.folder / key, **told)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def items(self) -> tuple[Item, ...]:
        """Return all items, the oldest first."""
        keys = (each.name for each in self.folder.iterdir()) if self.folder.is_dir() else ()
        return tuple(sorted((each for key in keys if (each := self.item(key))), key=lambda each: (each.at, each.id)))

    def waiting(self) -> tuple[Item, ...]:
        """Return those that are neither published nor rejected."""
        return tuple(each for each in self.items() if each.stage is Fate.WAITING)

    def note(self, item: Item) -> Item:
        """Keep what is known of an item; return it."""
        told = {**asdict(item), "at": item.at.isoformat()}
        del told["folder"]
        aside = item.folder / f"{_NOTE}.new"
        aside.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        aside.replace(item.folder / _NOTE)
        return item

    def settle(self, item: Item, stage: Fate, by: By, row: int = 0) -> Item:
        """Say what has become of an item."""
        item.base.unlink(missing_ok=True)
        return self.note(replace(item, stage=stage, settled_by=by.who, settled_at=by.at.isoformat(), row=row))

    def reopen(self, row: int, by: By) -> None:
        """Let what a publication took, which was undone, wait again."""
        for item in self.items():
            if item.row == row and item.stage is Fate.PUBLISHED:
                self.settle(item, Fate.WAITING, by)

    def correct(self, item: Item, sheet: str) -> Item:
        """Replace the corrections of an item, keeping what they were."""
        made = self.note(replace(item, sheets=(*item.sheets, item.sheet)))
        _fill(item.toml, sheet)
        return made

    def take_back(self, item: Item) -> Item:
        """Put the corrections of an item back to what they were before the last change."""
        if not item.sheets:
            return item
        _fill(item.toml, item.sheets[-1])
        return self.note(replace(item, sheets=item.sheets[:-1]))

    def tidy(self, now: dt.datetime) -> None:
        """Forget what was settled long ago."""
        for item in self.items():
            if item.stage is not Fate.WAITING and item.at < now - KEPT:
                shutil.rmtree(item.folder, ignore_errors=True)


def _fill(file: Path, text: str) -> None:
    if text:
        file.write_text(text, "utf-8")
    else:
        file.unlink(missing_ok=True)


def safe(name: str) -> str:
    """Return a name that is one file in one folder, whatever was sent: no path, nothing hidden, not too long."""
    plain = _ODD.sub("-", unicodedata.normalize("NFKC", name.replace("\\", "/").rpartition("/")[2]))
    stem, dot, suffix = plain.strip("-. ").rpartition(".")
    stem, suffix = (stem, suffix.lower()) if dot else (suffix, "")
    stem = stem.strip("-.")[: LONGEST - len(suffix) - 1] or "lettre"
    return f"{stem}.{suffix}" if suffix else stem


def free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken, nor the corrections of one that is."""
    stems = {Path(each).stem.lower() for each in taken}
    stem, suffix = Path(name).stem, Path(name).suffix
    numbers = (f"{stem}-{number}{suffix}" for number in range(2, len(stems) + 3))
    return next(each for each in (name, *numbers) if Path(each).stem.lower() not in stems)

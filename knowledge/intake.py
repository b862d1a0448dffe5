"""A file of a folder -> what was read of it: its letter, corrected by its operator, or why it was refused."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from knowledge.correcting import correct
from knowledge.corrections import Sheet, read_sheet
from knowledge.documents.file import Limits, read
from knowledge.errors import FolderNotFile, MissingFolder, OutsideFolder, UnreadableFile, UnsettledFile
from knowledge.extraction.reader import read_letter, wanting
from knowledge.model import Letter, Problem
from knowledge.phrases import say

CORRECTION = ".toml"  # beside a letter
_IGNORED = frozenset(("readme.md", "readme.txt", "thumbs.db", "desktop.ini", "__init__.py"))
_READERS = (
    "corrections.py",
    "corrections_keys.toml",
    "correcting.py",
    "intake.py",
    "model.py",
    "settings.py",
    "phrases.toml",
    "errors.py",
)
_FOLDERS = ("documents", "extraction", "temporal", "french")
_LIBRARIES = ("cryptography", "dateparser", "holidays", "pypdf")  # that read for us
_UNREADABLE = b"\0"  # stands for corrections that cannot be read, and is no TOML
_BATCH = 16  # letters given to a process at once
_AHEAD = 4  # batches a process that may wait to be written


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a file."""

    path: Path
    digest: str  # of its bytes and of its corrections
    letter: Letter | None  # None: refused
    problems: tuple[Problem, ...]  # its doubts, or the one reason for its refusal
    lasting: bool = True  # False: a refusal that another try may lift though the file is the same


def letter_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that are letters or may be taken for some, by name. Raises MissingFolder.

    Left out are folders, corrections, hidden files, and what programs lay beside an open file.
    """
    if not folder.is_dir():
        raise MissingFolder(folder=folder)
    return tuple(
        file
        for file in sorted(folder.iterdir())
        if file.suffix.lower() != CORRECTION
        and file.name.lower() not in _IGNORED
        and not file.name.startswith((".", "~"))
        and not (file.is_dir() and not file.suffix)
    )


def digest(file: Path, limits: Limits) -> str:
    """Return what changes whenever a file or its corrections do; empty when it cannot be read."""
    try:
        if file.is_dir() or file.stat().st_size > limits.file or not _inside(file):
            return ""
        made = hashlib.blake2b(file.read_bytes(), digest_size=16)
        made.update(_beside(file, limits))
    except OSError:
        return ""
    return made.hexdigest()


def reader_version(limits: Limits) -> str:
    """Return what changes whenever the same file might be read otherwise: the program, its words and its limits."""
    return hashlib.blake2b(f"{_program()} {limits}".encode(), digest_size=16).hexdigest()


@cache
def _program() -> str:
    from importlib.metadata import version

    root = Path(__file__).parent
    files = [root / name for name in _READERS]
    files += sorted(
        file for folder in _FOLDERS for file in (root / folder).rglob("*") if file.suffix in (".py", ".toml")
    )
    made = hashlib.blake2b(digest_size=16)
    for file in files:
        made.update(file.name.encode() + file.read_bytes())
    return " ".join((made.hexdigest(), *(version(library) for library in _LIBRARIES)))


def read_file(file: Path, limits: Limits) -> Reading:
    """Read a letter; never raises: what goes wrong is the reason for a refusal."""
    before = digest(file, limits)
    try:
        letter, problems = _read(file, limits)
    except UnreadableFile as error:
        return _refused(file, before, error)
    except Exception as error:  # noqa: BLE001 - one letter that breaks a rule must not lose the others
        return _refused(file, before, UnreadableFile(file=file.name, reason=repr(error)))
    if digest(file, limits) != before:
        return _refused(file, before, UnsettledFile(file=file.name))
    return Reading(path=file, digest=before, letter=letter, problems=problems)


def _refused(file: Path, known: str, error: UnreadableFile) -> Reading:
    lasting = bool(known) and not isinstance(error, UnsettledFile)
    problem = Problem(file=file.name, message=str(error))
    return Reading(path=file, digest=known, letter=None, problems=(problem,), lasting=lasting)


def _inside(file: Path) -> bool:
    """Tell whether a file is of its folder: a link to elsewhere might give away what is no letter."""
    return not file.is_symlink() or file.resolve().is_relative_to(file.parent.resolve())


def _read(file: Path, limits: Limits) -> tuple[Letter, tuple[Problem, ...]]:
    if not _inside(file):
        raise OutsideFolder(file=file.name)
    if file.is_dir():
        raise FolderNotFile(file=file.name)
    document = read(file, limits)
    letter, problems = read_letter(document, doubtful_below=limits.doubtful_below)
    problems = (*(_note(file.name, note) for note in document.notes), *problems)
    sheet, faults = _sheet(file, limits)
    if sheet is None:
        return letter, problems
    corrected, misfits = correct(letter, sheet)
    if wrong := " ".join(map(str, (*faults, *misfits))):
        said = say("problem.correction", file=file.name, faults=wrong)
        return letter, (*problems, Problem(file=file.name, message=said))
    settled = {each.span for each in corrected.corrections}  # the operator has spoken of these sentences
    gone = set(wanting(letter))
    left = (problem for problem in problems if problem.span not in settled and problem not in gone)
    return corrected, (*left, *wanting(corrected))


def _note(file: str, note: str) -> Problem:
    """Return what the reader of a file had to tell, as a doubt: "struck", "encoding:windows-1252"."""
    key, _, value = note.partition(":")
    return Problem(file=file, message=say(f"problem.{key}", file=file, value=value))


def _sheet(file: Path, limits: Limits) -> tuple[Sheet | None, tuple[Exception, ...]]:
    found = _beside(file, limits)
    return read_sheet(found[1:], file.with_suffix(CORRECTION).name) if found else (None, ())


def _beside(file: Path, limits: Limits) -> bytes:
    """Return the corrections beside a letter after a mark, empty when there are none; what is too large is no TOML."""
    beside = file.with_suffix(CORRECTION)
    if not beside.exists():
        return b""
    try:
        fit = _inside(beside) and beside.stat().st_size <= limits.file
        return b"\0" + (beside.read_bytes() if fit else _UNREADABLE)
    except OSError:
        return b"\0" + _UNREADABLE


def stray_corrections(folder: Path, letters: Iterable[Path]) -> Iterator[Problem]:
    """Yield the files of corrections beside which there is no letter."""
    stems = {file.stem for file in letters}
    for file in sorted(folder.glob(f"*{CORRECTION}")):
        if file.stem not in stems and not file.name.startswith("."):
            yield Problem(file=file.name, message=say("problem.stray", file=file.name))


def read_files(files: Iterable[Path], limits: Limits, workers: int) -> Iterator[Reading]:
    """Yield what was read of files, in their order; with several workers, few are held ahead of their turn."""
    if workers < 2:
        yield from (read_file(file, limits) for file in files)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[tuple[list[Path], Future[list[Reading]] | None]] = deque()
    coming = iter(files)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < _AHEAD * workers and (batch := list(islice(coming, _BATCH))):
                    waiting.append((batch, None))  # known before it is given away: a dead pool takes nothing
                    waiting[-1] = (batch, pool.submit(_read_batch, batch, limits))
                if not waiting:
                    return
                first = waiting[0][1]
                yield from first.result() if first else ()
                waiting.popleft()
        except BrokenProcessPool:  # one of them was killed, for want of memory perhaps: go on alone
            left = [file for batch, _ in waiting for file in batch]
    yield from (read_file(file, limits) for file in (*left, *coming))


def _read_batch(files: list[Path], limits: Limits) -> list[Reading]:
    return [read_file(file, limits) for file in files]

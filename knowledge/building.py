"""From folders of letters to a base: what was read, what was refused and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import letters as shipped_letters
from knowledge import store
from knowledge.amending import Source, in_force, reference_key
from knowledge.errors import MissingFolder, NoLetters, SameReference, UnreadableFile
from knowledge.formats.file import READERS, Limits, read
from knowledge.library import Library
from knowledge.model import Letter, Problem
from knowledge.phrases import say
from knowledge.reading.reader import read_letter
from knowledge.settings import Settings

Progress = Callable[[int, int, str], None]  # letters done, letters in all, the file in hand
_IGNORED = frozenset({"readme.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    letters: tuple[Letter, ...]
    refused: tuple[Problem, ...]  # files of which nothing was kept
    doubts: tuple[Problem, ...]  # of the letters that were kept
    version: str  # of the base


def shipped() -> Path:
    """Return the folder of the letters that come with the product."""
    return Path(next(iter(shipped_letters.__path__)))


def folders(settings: Settings) -> tuple[Path, ...]:
    """Return the folders that the settings name, those that do not exist yet left out."""
    return tuple(folder for folder in ((shipped(),) if settings.shipped else ()) + settings.letters if folder.is_dir())


def build(sources: Sequence[Path], database: Path, limits: Limits, progress: Progress = lambda *_: None) -> Report:
    """Read every letter of some folders and swap in the base made of them.

    A letter that cannot be read is refused and the others are kept. Raises MissingFolder, NoLetters (nothing could be
    read: the base stays as it was) or UnwritableBase.
    """
    files = [file for folder in sources for file in letter_files(folder)]
    read, refused, doubts = read_all(files, limits, progress)
    if not read:
        reasons = [each.message for each in refused]
        raise NoLetters(folders=", ".join(map(str, sources)), reasons=reasons)
    letters, missed = in_force(read)
    doubts = (*doubts, *missed)
    store.save(database, Library(letters, problems=(*refused, *doubts)), [each.letter for each in read])
    return Report(letters=letters, refused=refused, doubts=doubts, version=store.load(database).version)


def letter_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may be letters, in the order of their names. Raises MissingFolder."""
    if not folder.is_dir():
        raise MissingFolder(folder=folder)
    return tuple(
        file
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in READERS
        and file.name.lower() not in _IGNORED
        and not file.name.startswith((".", "~$"))
    )


def read_all(
    files: Iterable[Path], limits: Limits, progress: Progress
) -> tuple[tuple[Source, ...], tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the letters of files, the refusals and the doubts."""
    files = tuple(files)
    kept: dict[str, Source] = {}
    refused: list[Problem] = []
    doubts: list[Problem] = []
    for done, file in enumerate(files):
        progress(done, len(files), file.name)
        try:
            source, problems = _read(file, limits)
            _keep(source, kept)
            doubts.extend(problems)
        except UnreadableFile as error:
            refused.append(Problem(file=file.name, message=str(error)))
        except Exception as error:  # noqa: BLE001 - one letter that breaks a rule must not lose the others
            refused.append(Problem(file=file.name, message=str(UnreadableFile(file=file.name, reason=repr(error)))))
    progress(len(files), len(files), "")
    return tuple(kept.values()), tuple(refused), tuple(doubts)


def _keep(source: Source, kept: dict[str, Source]) -> None:
    """Add a letter to those read. Raises SameReference when another has its reference."""
    reference = source.letter.reference
    other = kept.setdefault(reference_key(reference), source)
    if other is not source:
        raise SameReference(file=source.letter.file, reference=reference, other=other.letter.file)


def _read(file: Path, limits: Limits) -> tuple[Source, tuple[Problem, ...]]:
    source = read(file, limits)
    letter, problems = read_letter(source.text, file=file.name, doubtful_below=limits.doubtful_below)
    if source.encoding:
        told = Problem(file=file.name, message=say("problem.encoding", file=file.name, encoding=source.encoding))
        problems = (told, *problems)
    return Source(letter=letter, text=source.text), problems

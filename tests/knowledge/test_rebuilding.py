"""A base is made anew from the present one: only what changed is read, and the outcome is that of a full build."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import store
from knowledge.__main__ import main
from knowledge.building import Options, Report, build
from knowledge.documents.file import Limits
from knowledge.errors import NoLetters
from knowledge.french.content import stems
from knowledge.intake import read_file, read_files

DATA = Path(__file__).parents[1] / "data" / "letters"
NAMES = ("cl-24-33-sommet-jeunesse", "addendum-1-cl-24-33", "cl-26-3-information")
Make = Callable[..., Report]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three letters, of which one amends another."""
    made = tmp_path / "letters"
    made.mkdir()
    for name in NAMES:
        shutil.copy(DATA / f"{name}.md", made)
    return made


@pytest.fixture
def make(folder: Path, tmp_path: Path) -> Make:
    """Return what builds the base of the folder."""
    return lambda **options: build((folder,), tmp_path / "base.db", Limits(), options=Options(**options))


def same_as_afresh(folder: Path, tmp_path: Path) -> bool:
    """Tell whether the base is what a full build gives: letters, problems, search and version."""
    build((folder,), tmp_path / "other.db", Limits())
    mine, other = (store.load(tmp_path / name) for name in ("base.db", "other.db"))
    searches = [_indexed(tmp_path / name) for name in ("base.db", "other.db")]
    printed = [store.load(tmp_path / name, printed=True).letters for name in ("base.db", "other.db")]
    return (
        (mine.letters, mine.problems, mine.version) == (other.letters, other.problems, other.version)
        and searches[0] == searches[1]
        and printed[0] == printed[1]
    )


def _indexed(base: Path) -> set[tuple[str, int]]:
    """Return the sentences that the full text of a base finds by a word, each by its letter and its place."""
    with closing(sqlite3.connect(base)) as opened:
        return set(
            opened.execute(
                "SELECT letter.reference, start FROM sentence_search "
                "JOIN letter_sentences AS sentence ON sentence.id = sentence_search.rowid "
                "JOIN letter ON letter.id = sentence.parent WHERE sentence_search MATCH ? AND letter.kind IN (0, 2)",
                (" OR ".join(stems("sommet information")),),
            )
        )


def edit(file: Path, old: str, new: str) -> None:
    """Change words of a letter."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_nothing_changed(make: Make) -> None:
    """What has not changed is not read again."""
    first, second = make(), make()
    assert (first.read, second.read, first.version) == (3, 0, second.version)
    assert set(second.tally.values()) == {0}
    assert make(afresh=True).read == 3


def test_one_changed(make: Make, folder: Path, tmp_path: Path) -> None:
    """A letter that changed is read again, and what amends it applied again."""
    make()
    edit(folder / "cl-24-33-sommet-jeunesse.md", "vendredi 28 juin", "mardi 25 juin")
    report = make()
    assert (report.read, report.tally["changed"]) == (1, 2)  # the day, and the sentence quoted for it
    assert same_as_afresh(folder, tmp_path)


@pytest.mark.parametrize("name", NAMES[:2])
def test_one_withdrawn_and_back(name: str, make: Make, folder: Path, tmp_path: Path) -> None:
    """A letter that is withdrawn answers no more, nor amends any other; it comes back as it was."""
    version = make().version
    (folder / f"{name}.md").unlink()
    report = make()
    assert (report.read, report.count) == (0, 2)
    assert same_as_afresh(folder, tmp_path)
    shutil.copy(DATA / f"{name}.md", folder)
    assert make().version == version


def test_two_of_one_reference(make: Make, folder: Path, tmp_path: Path) -> None:
    """The first file holds the reference; when it goes, the other takes its place unread."""
    shutil.copy(DATA / "cl-26-3-information.md", folder / "a.md")
    (problem,) = make().refused
    assert problem.file == "cl-26-3-information.md"
    assert same_as_afresh(folder, tmp_path)
    (folder / "a.md").unlink()
    report = make()
    assert (report.read, report.refused) == (0, ())


def test_refusals_last(make: Make, folder: Path) -> None:
    """A file that was refused is told at each build, and not read again as long as it is the same."""
    (folder / "b.md").write_text("Dear Sir, this is the letter of an English friend who writes to you. " * 9, "utf-8")
    first, second = make(), make()
    assert (first.read, second.read) == (4, 0)
    assert first.refused == second.refused != ()


def test_damaged_base(make: Make, tmp_path: Path) -> None:
    """A base that cannot be read, or that another reader made, is made from nothing."""
    version, database = make().version, tmp_path / "base.db"
    whole = database.read_bytes()
    for damage in (b"no base", whole[:9000] + b"\xff" * 60_000 + whole[69_000:]):
        database.write_bytes(damage)
        report = make()
        assert (report.read, report.version) == (3, version)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'reader'")
    connection.close()
    assert make().read == 3


def test_dry_run(make: Make, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run tells each fact that would change, letter by letter, and writes nothing."""
    make()
    before = (tmp_path / "base.db").read_bytes()
    edit(folder / "cl-26-3-information.md", "Objet:", "Objet: Seconde")
    (folder / "addendum-1-cl-24-33.md").unlink()
    (letter, other, gone) = sorted(make(dry_run=True).changed, key=lambda each: each.reference, reverse=True)
    assert (letter.reference, other.reference) == ("CL-26/3", "CL-24/33")
    assert [change.field for change in letter.changes] == ["subject"]
    assert "2024-10-04" in {change.before for change in other.changes}
    assert {str(change.kind) for change in gone.changes} == {"removed"}
    arguments = ["build", "--letters", str(folder), "--database", str(tmp_path / "base.db")]
    assert main([*arguments, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "  Objet : " in out
    assert "4 octobre 2024 → 30 août 2024" in out
    assert (tmp_path / "base.db").read_bytes() == before
    assert main(arguments) == 0
    assert "ajoutés" in capsys.readouterr().out
    assert same_as_afresh(folder, tmp_path)


def test_dry_run_of_no_base(make: Make, tmp_path: Path) -> None:
    """A dry run before the first build counts its letters and leaves no file."""
    assert make(dry_run=True).count == 3
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_nothing_left(make: Make, folder: Path, tmp_path: Path) -> None:
    """When no letter is left, the base stays as it was."""
    make()
    before = (tmp_path / "base.db").read_bytes()
    for file in folder.iterdir():
        file.unlink()
    with pytest.raises(NoLetters):
        make()
    assert (tmp_path / "base.db").read_bytes() == before


def test_several_processes(folder: Path, tmp_path: Path) -> None:
    """Several processes read what one does, in the same order."""
    files = sorted(folder.iterdir())
    alone, together = (list(read_files(files, Limits(), workers)) for workers in (1, 2))
    assert alone == together
    assert [reading.path for reading in together] == files


def test_what_is_no_letter(folder: Path, tmp_path: Path) -> None:
    """A folder, a link to elsewhere or to nothing and a file of 20 MB are refused, each with its reason."""
    (tmp_path / "secret.md").write_text((folder / "cl-26-3-information.md").read_text("utf-8"), "utf-8")
    (folder / "lien.md").symlink_to(tmp_path / "secret.md")
    (folder / "dossier.md").mkdir()
    (folder / "mort.md").symlink_to(tmp_path / "none.md")
    (folder / "boucle.md").symlink_to(folder / "boucle.md")
    (folder / "20-mo.txt").write_bytes(b"du 3 au 5 mai 2024 " * 1_100_000)
    (folder / "voisin.md").symlink_to(folder / "cl-26-3-information.md")
    report = build((folder,), tmp_path / "base.db", Limits())
    told = {problem.file: problem.message for problem in report.refused}
    reasons = {"lien.md": "lien", "dossier.md": "dossier", "20-mo.txt": "octets", "voisin.md": "CL-26/3"}
    assert {file for file, reason in reasons.items() if reason not in told.get(file, "")} == set()
    assert set(told) == {*reasons, "mort.md", "boucle.md"}
    assert report.count == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable(folder: Path, tmp_path: Path) -> None:
    """A file that one may not read is refused."""
    (folder / "cl-26-3-information.md").chmod(0)
    (problem,) = build((folder,), tmp_path / "base.db", Limits()).refused
    assert problem.file == "cl-26-3-information.md"


def test_changed_while_read(folder: Path) -> None:
    """A file that is being written is refused for now, and its refusal is not kept."""
    file = folder / "cl-26-3-information.md"

    class Growing(type(file)):  # type: ignore[misc]  # the path of this system
        """A file to which somebody adds whenever it is read."""

        def read_bytes(self) -> bytes:
            data = super().read_bytes()
            Path(self).write_bytes(data + b" ")
            return bytes(data)

    reading = read_file(Growing(file), Limits())
    assert (reading.letter, reading.lasting) == (None, False)
    assert "a changé pendant sa lecture" in reading.problems[0].message


def test_contradiction(tmp_path: Path) -> None:
    """Two letters that announce an edition on other days, none amending the other, are told."""
    text = (DATA / "cl-24-33-sommet-jeunesse.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text, "utf-8")
    (tmp_path / "b.md").write_text(
        text.replace("CL-24/33", "CL-24/34").replace("18-20 nov", "25-27 nov").replace("18 au 20 nov", "25 au 27 nov"),
        "utf-8",
    )
    (problem,) = build((tmp_path,), tmp_path / "base.db", Limits()).doubts
    assert "du 25 au 27 novembre 2024" in problem.message
    assert "CL-24/33" in problem.message
    assert problem.span is not None

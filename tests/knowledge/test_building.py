"""Folders of letters become a base: what is bad is refused with its reason, the rest is kept."""

import shutil
from pathlib import Path

import pytest

from knowledge import store
from knowledge.building import build, letter_files, shipped
from knowledge.documents.file import Limits
from knowledge.errors import MissingFolder, NoLetters

BROKEN = Path(__file__).parents[1] / "data" / "broken"
REFUSED = (
    ("01-vide.md", "vide"),
    ("02-binaire.md", "binaire"),
    ("09-anglais.md", "français"),
    ("11b-meme-reference.md", "CL-24/904"),
)


def test_shipped_letters(tmp_path: Path) -> None:
    """The five letters of the product are read without a doubt."""
    report = build((shipped(),), tmp_path / "base.db", Limits())
    assert report.count == 5
    assert (report.refused, report.doubts) == ((), ())
    assert store.load(tmp_path / "base.db").version == report.version


@pytest.mark.parametrize(("file", "reason"), REFUSED)
def test_refused(file: str, reason: str, tmp_path: Path) -> None:
    """A bad file is refused with its name and its reason; the good ones beside it are kept."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in (file, "11a-meme-reference.md", "06-windows-1252.md"):
        shutil.copy(BROKEN / name, folder / name)
    report = build((folder,), tmp_path / "base.db", Limits())
    assert {letter.reference for letter in store.load(tmp_path / "base.db").letters} == {"CL-24/904", "CL-24/901"}
    (problem,) = report.refused
    assert problem.file == file
    assert file in problem.message
    assert reason in problem.message


def test_encodings(tmp_path: Path) -> None:
    """Letters in Windows-1252 and UTF-16 come with their accents, and their encoding is told."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in ("06-windows-1252.md", "07-utf-16.txt"):
        shutil.copy(BROKEN / name, folder / name)
    report = build((folder,), tmp_path / "base.db", Limits())
    letters = store.load(tmp_path / "base.db").letters
    assert [letter.contacts[0].name for letter in letters] == ["Côme Lefèbvre", "Inès Zürcher"]
    assert ["windows-1252" in problem.message for problem in report.doubts] == [True, False]


def test_large_file(tmp_path: Path) -> None:
    """A file above the limit is refused, and the limit told."""
    folder = tmp_path / "letters"
    folder.mkdir()
    shutil.copy(BROKEN / "11a-meme-reference.md", folder)
    (folder / "long.txt").write_text("du 3 au 5 mai 2024 " * 1000)
    report = build((folder,), tmp_path / "base.db", Limits(file=10_000))
    assert "10000 octets" in report.refused[0].message


def test_nothing_readable_leaves_the_base(tmp_path: Path) -> None:
    """When no letter can be read, the base stays as it was."""
    database = tmp_path / "base.db"
    build((shipped(),), database, Limits())
    before = database.read_bytes()
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "vide.md").write_text("")
    with pytest.raises(NoLetters):
        build((folder,), database, Limits())
    assert database.read_bytes() == before


def test_no_file_is_passed_over_in_silence(tmp_path: Path) -> None:
    """What is no letter is named with its reason; a letter without a reference is kept, and that is told."""
    shutil.copy(BROKEN / "10-sans-reference.md", tmp_path)
    (tmp_path / "lettre.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (tmp_path / "tableau.xlsx").write_bytes(b"x")
    report = build((tmp_path,), tmp_path / "base.sqlite", Limits())
    assert [problem.file for problem in report.refused] == ["lettre.doc", "tableau.xlsx"]
    assert "enregistrez-le en .docx" in report.refused[0].message
    assert any("provisoire" in problem.message for problem in report.doubts)


def test_files_of_a_folder(tmp_path: Path) -> None:
    """Each file is taken, in the order of names; hidden files, locks, corrections and readmes are no letters."""
    for name in ("b.md", "a.txt", ".c.md", "~$d.docx", ".~lock.b.md#", "README.md", "b.toml", "Thumbs.db", "e.png"):
        (tmp_path / name).write_text("x")
    assert [file.name for file in letter_files(tmp_path)] == ["a.txt", "b.md", "e.png"]
    with pytest.raises(MissingFolder):
        letter_files(tmp_path / "none")


def test_progress(tmp_path: Path) -> None:
    """Progress counts the letters up to their number."""
    told: list[tuple[int, int, str]] = []
    build((shipped(),), tmp_path / "base.db", Limits(), lambda *each: told.append(each))
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4, 5]
    assert {total for _, total, _ in told} == {5}

"""The folder of a report: nothing half-written, nothing of others lost; names that are safe."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.__main__ import main
from knowledge.errors import ForeignFolder, UnwritableReport
from knowledge.report.folder import MARKER, publish
from knowledge.report.names import LONGEST, slug, slugs


def writing(*names: str, text: str = "neuf") -> "Writer":
    """Return what writes some pages."""
    return Writer(names, text)


class Writer:
    """Writes pages into a folder."""

    def __init__(self, names: tuple[str, ...], text: str) -> None:
        self.names, self.text = names, text

    def __call__(self, folder: Path) -> None:
        """Write each page."""
        for name in self.names:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(self.text, "utf-8")


def listed(folder: Path) -> set[str]:
    """Return the files of a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_report_replaces_the_old_one_and_leaves_the_rest(tmp_path: Path) -> None:
    """Pages of letters that are gone go; what somebody else put there stays."""
    folder = tmp_path / "deep" / "out"
    publish(folder, writing("index.html", "letters/a.html", "letters/b.html", text="ancien"))
    (folder / "notes.txt").write_text("à garder", "utf-8")
    (folder / "letters" / "photo.jpg").write_bytes(b"x")
    publish(folder, writing("index.html", "letters/b.html", "letters/c.html"))
    kept = {"notes.txt", "letters/photo.jpg"}
    assert listed(folder) == {"index.html", "letters/b.html", "letters/c.html", MARKER, *kept}
    assert (folder / "letters" / "b.html").read_text("utf-8") == "neuf"


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """A folder that holds anything but a report is left as it is."""
    (tmp_path / "index.html").write_text("autre", "utf-8")
    with pytest.raises(ForeignFolder, match=r"index\.html"):
        publish(tmp_path, writing("index.html"))
    assert (tmp_path / "index.html").read_text("utf-8") == "autre"
    assert listed(tmp_path) == {"index.html"}


def test_a_page_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    """Within a report, a file that the report did not write is not its to replace."""
    publish(tmp_path, writing("index.html"))
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.html").write_text("autre", "utf-8")
    with pytest.raises(ForeignFolder, match=r"letters/a\.html"):
        publish(tmp_path, writing("index.html", "letters/a.html"))
    assert (tmp_path / "letters" / "a.html").read_text("utf-8") == "autre"


def test_a_marker_that_was_tampered_with_deletes_nothing_else(tmp_path: Path) -> None:
    """Only names that a report can have are deleted, and never above its folder."""
    precious = tmp_path / "precious.html"
    precious.write_text("à garder", "utf-8")
    folder = tmp_path / "out"
    publish(folder, writing("index.html"))
    (folder / "notes.txt").write_text("à garder", "utf-8")
    (folder / MARKER).write_text(
        "../precious.html\nnotes.txt\nletters/../../precious.html\n/etc/x\nindex.html\n", "utf-8"
    )
    publish(folder, writing("index.html"))
    assert precious.exists()
    assert (folder / "notes.txt").exists()


def test_a_report_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    """What breaks while pages are being made changes nothing and leaves no draft."""

    def breaking(folder: Path) -> None:
        (folder / "index.html").write_text("à moitié", "utf-8")
        raise OSError(28, "No space left on device")

    publish(tmp_path, writing("index.html", text="ancien"))
    with pytest.raises(UnwritableReport, match="No space left"):
        publish(tmp_path, breaking)
    assert (tmp_path / "index.html").read_text("utf-8") == "ancien"
    assert listed(tmp_path) == {"index.html", MARKER}


def test_a_file_where_a_folder_is_wanted(tmp_path: Path) -> None:
    """The reason is one sentence."""
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(UnwritableReport, match="ne peut pas être écrit"):
        publish(tmp_path / "out", writing("index.html"))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says where to look, and refuses a folder of something else in one sentence."""
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--database", "base.db"]) == 0
    capsys.readouterr()
    assert main(["report", "--out", "site", "--database", "base.db"]) == 0
    assert capsys.readouterr().out == "Rapport sur 5 lettres : site/index.html\n"
    assert (tmp_path / "site" / "letters" / "cl-21-4.html").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("x", "utf-8")
    assert main(["report", "--out", "other", "--database", "base.db"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "mine.txt" in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("CL-21/4", "cl-21-4"),
        ("Corrigendum 1 à la Circulaire TSB 214", "corrigendum-1-a-la-circulaire-tsb-214"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "lettre"),
        ("///", "lettre"),
    ],
)
def test_slug(reference: str, name: str) -> None:
    """A name holds letters, digits and hyphens, and leads nowhere else."""
    assert slug(reference) == name


def test_references_that_look_alike_have_pages_of_their_own() -> None:
    """The letters CL-21/4 and CL 21-4 are two."""
    names = slugs(["CL-21/4", "CL 21-4", "CL-21/4-2", "cl.21.4"])
    assert list(names.values()) == ["cl-21-4", "cl-21-4-2", "cl-21-4-2-2", "cl-21-4-3"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), unique=True, max_size=20))
def test_names_are_safe_and_unique(references: list[str]) -> None:
    """Whatever the references, each has a name, short, plain and its own."""
    names = slugs(references)
    assert len(set(names.values())) == len(references)
    for name in names.values():
        assert name.replace("-", "").isalnum()
        assert name.isascii()
        assert name == name.lower()
        assert len(name) <= LONGEST + 4

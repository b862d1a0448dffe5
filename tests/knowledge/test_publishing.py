"""A publication is a step that is told, and that can be taken back."""

import datetime as dt
import json
from pathlib import Path

import pytest

from knowledge import store
from knowledge.__main__ import main
from knowledge.documents.file import Limits
from knowledge.errors import NothingPrepared, NothingToUndo, RefusedLetter, StalePreparation, UnknownReference
from knowledge.history import By, Deed, History
from knowledge.publishing import FileChange, Publisher

DATA = Path(__file__).parents[1] / "data" / "letters"
YOUTH, MEETING = "cl-24-33-sommet-jeunesse.md", min(DATA.glob("*.md")).name
BY = By(who="telegram:5", at=dt.datetime(2024, 5, 10, 9, tzinfo=dt.UTC))


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Publish a folder of one letter."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / MEETING).write_bytes((DATA / MEETING).read_bytes())
    made = Publisher(database=tmp_path / "var" / "k.db", folders=(folder,), limits=Limits())
    made.build(BY)
    return made


def added(publisher: Publisher, name: str = YOUTH) -> FileChange:
    """Return the change that adds a letter of the tests."""
    return FileChange(path=publisher.folders[0] / name, content=(DATA / name).read_bytes())


def references(publisher: Publisher) -> list[str]:
    """Return the references of the published base."""
    return [letter.reference for letter in store.load(publisher.database).letters]


def test_a_letter_is_published_and_undone(publisher: Publisher) -> None:
    """Undone, its file is gone and the base is the very one of before."""
    before = publisher.version
    row = publisher.put([added(publisher)], Deed.PUBLISH, "CL-24/33", BY)
    assert (row.before, row.after, row.who) == (before, publisher.version, "telegram:5")
    assert "CL-24/33" in references(publisher)
    undone = publisher.undo(BY)
    assert (undone.undoes, publisher.version) == (row.number, before)
    assert not added(publisher).path.exists()


def test_corrections_go_back_to_what_they_were(publisher: Publisher) -> None:
    """A NAME.toml that was replaced holds its former words again, and each undo goes one step back."""
    publisher.put([added(publisher)], Deed.PUBLISH, "CL-24/33", BY)
    toml = added(publisher).path.with_suffix(".toml")
    for place in ("Genève", "Berne"):
        content = f'place = "{place}"'.encode()
        publisher.put([FileChange(path=toml, content=content)], Deed.CORRECT, "CL-24/33", BY)
    publisher.undo(BY)
    assert toml.read_text() == 'place = "Genève"'
    publisher.undo(BY)
    assert not toml.exists()
    publisher.undo(BY)
    assert references(publisher) == references(publisher)[:1]
    with pytest.raises(NothingToUndo):
        publisher.undo(BY)  # the first base has nothing before it


def test_a_letter_that_is_refused_changes_nothing(publisher: Publisher) -> None:
    """Neither its file nor the base nor the history keep anything of it."""
    before, rows = publisher.version, publisher.history.rows()
    copy = FileChange(path=publisher.folders[0] / "copie.md", content=(DATA / MEETING).read_bytes())
    with pytest.raises(RefusedLetter):
        publisher.put([copy, added(publisher)], Deed.PUBLISH, "x", BY)
    assert (publisher.version, publisher.history.rows()) == (before, rows)
    assert sorted(each.name for each in publisher.folders[0].iterdir()) == [MEETING]


def test_a_letter_is_withdrawn_and_comes_back(publisher: Publisher) -> None:
    """However its reference is written; an unknown one is told."""
    publisher.put([added(publisher)], Deed.PUBLISH, "CL-24/33", BY)
    publisher.withdraw("cl 24/033", BY)
    assert "CL-24/33" not in references(publisher)
    publisher.undo(BY)
    assert "CL-24/33" in references(publisher)
    with pytest.raises(UnknownReference):
        publisher.withdraw("CL-1/1", BY)


def test_what_is_prepared_is_seen_once_it_is_published(publisher: Publisher) -> None:
    """A preparation that the published base has outrun is refused."""
    with pytest.raises(NothingPrepared):
        publisher.publish(BY)
    added(publisher).path.write_bytes((DATA / YOUTH).read_bytes())
    publisher.prepare(BY)
    assert "CL-24/33" not in references(publisher)
    publisher.publish(BY)
    assert "CL-24/33" in references(publisher)
    publisher.prepare(BY)
    publisher.undo(BY)
    with pytest.raises(StalePreparation):
        publisher.publish(BY)


def test_a_base_that_is_no_longer_kept_is_built_again(publisher: Publisher) -> None:
    """An undo needs the files alone."""
    before = publisher.version
    publisher.put([added(publisher)], Deed.PUBLISH, "CL-24/33", BY)
    for kept in publisher.database.parent.glob("k.versions/*.db"):
        kept.unlink()
    publisher.undo(BY)
    assert publisher.version == before


def test_a_line_cut_short_by_a_crash_is_no_row(publisher: Publisher) -> None:
    """The rows before it and after it are read."""
    file = publisher.history.file
    file.write_text(file.read_text("utf-8") + '{"number": 2, "at": "2024', "utf-8")
    History(publisher.database).add(BY, Deed.BACKUP, "x")
    assert [(row.number, row.deed) for row in publisher.history.rows()] == [(1, Deed.BUILD), (2, Deed.BACKUP)]


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With operators, `build` prepares, `publish` publishes, `undo` takes back, and `history` tells all of it."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / MEETING).write_bytes((DATA / MEETING).read_bytes())
    config = tmp_path / "config.toml"
    config.write_text(
        '[knowledge]\nshipped = false\nletters = ["letters"]\ndatabase = "k.db"\n[operators]\ntelegram = [5]\n'
    )

    def run(*words: str) -> str:
        assert main([*words, "--config", str(config)]) == 0
        return capsys.readouterr().out

    assert "publish" not in run("build")  # the first base is published: there is nothing to compare with
    (tmp_path / "letters" / YOUTH).write_bytes((DATA / YOUTH).read_bytes())
    assert "Nouvelle lettre" in run("build", "--dry-run")
    assert "publish" in run("build")
    assert len(references(Publisher(database=tmp_path / "k.db", folders=(), limits=Limits()))) == 1
    run("publish")
    run("withdraw", "CL-24/33")
    run("undo")
    rows = [json.loads(line) for line in run("history", "--json").splitlines()]
    assert [row["deed"] for row in rows] == ["build", "prepare", "publish", "withdraw", "undo"]
    assert len(run("history").splitlines()) == 5
    aside = tmp_path / "aside.db"
    run("build", "--database", str(aside), "--letters", str(tmp_path / "letters"))
    assert len(store.load(aside).letters) == 2  # whoever names a base gets it

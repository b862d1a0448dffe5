"""The base: what is saved is loaded, swapped whole, found by its words, and refused when it is not ours."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge import store
from knowledge.errors import DamagedBase, MissingBase, OutdatedBase, UnwritableBase
from knowledge.french.content import stems
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Amending, Deadline, Event, Evidence, Letter, Mode, Part, Plan, Problem, Status
from knowledge.temporal.moment import Moment

SPAN = Span(0, 5)
TEXT = "Les échéances du forum sont fixées. Les invitées viendront."
PART = Part(
    span=SPAN,
    name="Fin",
    start=None,
    end=Moment.parse("2021"),
    evidence=(Evidence(field="end", span=SPAN, rule="r"),),
)
EVENT = Event(
    span=SPAN,
    name="Forum",
    start=Moment.parse("2021-09"),
    end=Moment.parse("2021-12-03"),
    start_time=dt.time(13, 30),
    mode=Mode.VIRTUAL,
    organisers=("UIT", 'Ministère des "postes"'),
    status=Status.CHANGED,
    parts=(PART,),
    was=Plan(place="Hanoï"),
    reason=Span(3, 9),
)
DEADLINE = Deadline(span=SPAN, due=dt.date(2021, 3, 1), inclusive=False, action="répondre", was=dt.date(2021, 2, 1))
LETTER = Letter(
    file="a.md",
    text=TEXT,
    reference="CL-21/4",
    date=dt.date(2021, 2, 3),
    addressees=("États Membres",),
    events=(EVENT,),
    deadlines=(DEADLINE,),
    sentences=(Span(0, 35), Span(36, 59)),
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return the path of a base that holds one letter."""
    path = tmp_path / "deep" / "base.db"
    store.save(path, Library((LETTER,), problems=(Problem(file="b.md", message="Refusé."),)))
    return path


def test_round_trip(database: Path) -> None:
    """Every field of every fact comes back as it was."""
    library = store.load(database)
    assert library.letters == (LETTER,)
    assert library.problems == (Problem(file="b.md", message="Refusé."),)


def test_version_follows_the_facts(database: Path, tmp_path: Path) -> None:
    """The same facts have the same version, other facts another one."""
    same, other = tmp_path / "same.db", tmp_path / "other.db"
    store.save(same, Library((LETTER,), problems=(Problem(file="b.md", message="Refusé."),)))
    store.save(other, Library(()))
    versions = [store.load(path).version for path in (database, same, other)]
    assert versions[0] == versions[1] != versions[2]


def test_full_text_by_stems(database: Path) -> None:
    """The base finds a sentence by the stem of any form of its words, whatever opens it."""
    with closing(sqlite3.connect(database)) as base:
        for word, wanted in (("échéance", (0, 35)), ("INVITÉ", (36, 59))):
            found = base.execute(
                "SELECT start, end FROM sentence_search JOIN letter_sentences ON id = sentence_search.rowid "
                "WHERE sentence_search MATCH ?",
                (" ".join(stems(word)),),
            )
            assert list(found) == [wanted]


def test_printed_and_in_force(tmp_path: Path) -> None:
    """A letter that was amended is kept as printed too."""
    path = tmp_path / "base.db"
    amended = Letter(
        file="a.md",
        text=TEXT,
        reference="CL-21/4",
        amendments=(Amending(reference="Corrigendum 1", date=dt.date(2021, 5, 1), start=3),),
    )
    store.save(path, Library((amended,)), [LETTER])
    assert store.load(path).letters == (amended,)
    assert store.load(path, printed=True).letters == (LETTER,)


def test_swap_leaves_nothing_aside(database: Path) -> None:
    """A base is replaced whole: no temporary file stays, and who had opened the old one goes on reading it."""
    before = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    store.save(database, Library(()))
    assert [file.name for file in database.parent.iterdir()] == ["base.db"]
    assert store.load(database).letters == ()
    with closing(before):
        assert list(before.execute("SELECT reference FROM letter")) == [("CL-21/4",)]


def test_opened_read_only(database: Path) -> None:
    """Loading changes nothing, even when the file may not be written."""
    database.chmod(0o444)
    before = database.read_bytes()
    store.load(database)
    assert database.read_bytes() == before


def test_missing_damaged_outdated(database: Path, tmp_path: Path) -> None:
    """Each base that cannot serve says how to rebuild it."""
    with pytest.raises(MissingBase, match="knowledge build"):
        store.load(tmp_path / "none.db")
    bad = tmp_path / "bad.db"
    bad.write_bytes(database.read_bytes()[:5000] + b"x" * 5000)
    with pytest.raises(DamagedBase, match="knowledge build"):
        store.load(bad)
    bad.write_text("not a base")
    with pytest.raises(DamagedBase):
        store.load(bad)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'schema'")
    with pytest.raises(OutdatedBase, match="knowledge build"):
        store.load(database)


def test_tables_hold_their_keys(database: Path) -> None:
    """The rows of facts point to the letter that they come from."""
    connection = sqlite3.connect(database)
    keys = connection.execute("PRAGMA foreign_key_list(letter_events_parts)").fetchall()
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    assert [(key[2], key[3], key[4]) for key in keys] == [("letter_events", "parent", "id")]
    assert broken == []


def test_unwritable(tmp_path: Path) -> None:
    """A folder that cannot be made is one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableBase):
        store.save(tmp_path / "file" / "base.db", Library(()))

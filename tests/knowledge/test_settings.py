"""The configuration: known keys, checked values, all faults at once, the environment above the file."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest

from knowledge import settings
from knowledge.errors import BadValue, ConfigurationError, MalformedConfiguration, MissingConfiguration, UnknownKey


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A section within a section."""

    size: int = field(default=3, metadata={"least": 1, "most": 9})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One setting of each type."""

    name: str = "x"
    ratio: float = 0.5
    on: bool = True
    at: dt.time = dt.time(9)
    folders: tuple[Path, ...] = ()
    hours: tuple[int, ...] = (1, 2)
    colour: Colour = Colour.RED
    limit: int | None = None
    inner: Inner = Inner()


def test_defaults() -> None:
    """A missing table leaves every default."""
    assert settings.fill(Sample, {}, "sample", environ={}) == Sample()


def test_values_of_each_type() -> None:
    """Each type of setting takes its TOML form."""
    table = {
        "ratio": 1,
        "on": False,
        "at": "18:30",
        "folders": ["a", "b"],
        "hours": [3],
        "colour": "blue",
        "limit": 4,
        "inner": {"size": 9},
    }
    made = settings.fill(Sample, table, "sample", environ={})
    assert (made.ratio, made.on, made.at, made.colour, made.limit) == (1.0, False, dt.time(18, 30), Colour.BLUE, 4)
    assert (made.folders, made.hours, made.inner.size) == ((Path("a"), Path("b")), (3,), 9)


def test_environment_overrides() -> None:
    """AIDE_MEMOIRE_<SECTION>_<KEY> wins over the file."""
    environ = {
        "AIDE_MEMOIRE_SAMPLE_NAME": "y",
        "AIDE_MEMOIRE_SAMPLE_HOURS": "5:6",
        "AIDE_MEMOIRE_SAMPLE_INNER_SIZE": "2",
    }
    made = settings.fill(Sample, {"name": "z"}, "sample", environ=environ)
    assert (made.name, made.hours, made.inner.size) == ("y", (5, 6), 2)


BAD = (
    ({"nom": "x"}, UnknownKey, "sample.nom"),
    ({"name": 3}, BadValue, "sample.name"),
    ({"on": 1}, BadValue, "sample.on"),
    ({"at": "25:00"}, BadValue, "sample.at"),
    ({"hours": 3}, BadValue, "sample.hours"),
    ({"hours": ["a"]}, BadValue, "sample.hours"),
    ({"colour": "green"}, BadValue, "red, blue"),
    ({"inner": {"size": 10}}, BadValue, "au plus 9"),
    ({"inner": 3}, BadValue, "une section"),
)


@pytest.mark.parametrize(("table", "error", "said"), BAD)
def test_bad_value_is_one_sentence(table: dict[str, object], error: type[ConfigurationError], said: str) -> None:
    """A key that is unknown or a value that does not fit is one sentence that names the key."""
    with pytest.raises(error) as caught:
        settings.fill(Sample, table, "sample", environ={})
    assert said in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_all_faults_at_once() -> None:
    """Two faults are told together."""
    with pytest.raises(ConfigurationError) as caught:
        settings.fill(Sample, {"name": 3, "nom": "x"}, "sample", environ={})
    assert "sample.name" in str(caught.value)
    assert "sample.nom" in str(caught.value)


def test_paths_start_from_the_file(tmp_path: Path) -> None:
    """Relative paths of a configuration file start from its folder."""
    file = tmp_path / "config.toml"
    file.write_text('[knowledge]\nletters = ["lettres"]\ndatabase = "base.db"\n')
    read = settings.load(file, {})
    assert (read.letters, read.database) == ((tmp_path / "lettres",), tmp_path / "base.db")


def test_missing_or_malformed_file(tmp_path: Path) -> None:
    """A file that was named and is not there, or is no TOML, is told."""
    with pytest.raises(MissingConfiguration):
        settings.load(tmp_path / "none.toml", {})
    (tmp_path / "bad.toml").write_text("[knowledge\n")
    with pytest.raises(MalformedConfiguration):
        settings.load(tmp_path / "bad.toml", {})


def test_shipped_configuration_holds_the_defaults(root: Path) -> None:
    """config.toml says every setting of the letters with its default."""
    table, _ = settings.read(root / "config.toml")
    assert set(table["knowledge"]) == set(settings.Settings.__dataclass_fields__)
    assert settings.fill(settings.Settings, table["knowledge"], "knowledge", environ={}) == settings.Settings()

"""Sentences kept as data."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.errors import BadPhrases
from bot.sentences import load, slots
from knowledge.errors import KnowledgeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A section."""

    bye: str = slots("name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Two sentences."""

    hello: str
    inner: Inner


def written(folder: Path, hello: str, bye: str, more: str = "") -> Path:
    """Write the sentences."""
    file = folder / "sentences.toml"
    file.write_text(f"hello = '''{hello}'''\n{more}\n[inner]\nbye = '''{bye}'''\n", "utf-8")
    return file


def test_sentences_are_read_with_their_sections(tmp_path: Path) -> None:
    """A French speaker corrects the file, the program says what it holds."""
    said = load(Sentences, written(tmp_path, "Bonjour.", "Au revoir {name}."))
    assert (said.hello, said.inner.bye.format(name="Awa")) == ("Bonjour.", "Au revoir Awa.")


@pytest.mark.parametrize(
    ("hello", "bye", "faulty"),
    [
        ("Bonjour {name}.", "Au revoir {name}.", ["hello"]),
        ("Bonjour.", "Au revoir.", ["bye"]),
        ("Bonjour.", "Au revoir {nom}.", ["bye"]),
        ("Bonjour {", "Au revoir {name}.", ["hello"]),
        ("{", "{nom}", ["hello", "bye"]),
    ],
)
def test_a_slot_that_the_program_does_not_fill_is_told_on_load(
    tmp_path: Path, hello: str, bye: str, faulty: list[str]
) -> None:
    """All faults at once, with the file and the name of each sentence."""
    with pytest.raises(BadPhrases) as caught:
        load(Sentences, written(tmp_path, hello, bye))
    assert all(name in str(caught.value) for name in [*faulty, "sentences.toml"])


def test_a_sentence_that_nobody_says_is_told_on_load(tmp_path: Path) -> None:
    """A name mistyped in the file does not go unnoticed."""
    with pytest.raises(KnowledgeError, match="helo"):
        load(Sentences, written(tmp_path, "Bonjour.", "Au revoir {name}.", "helo = 'Salut'"))

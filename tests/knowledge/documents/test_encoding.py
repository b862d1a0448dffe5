"""Text files: the encoding is found, what is no text is refused."""

import pytest

from knowledge.documents.encoding import decode
from knowledge.errors import BinaryFile

TEXT = "L’œuvre numérique – Genève, à l'été"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """A French text comes with its accents from any usual encoding."""
    long = TEXT * 4
    assert decode(long.encode(encoding), "a.txt")[0] == long


@pytest.mark.parametrize("encoding", ["iso8859-15", "mac-roman", "cp850"])
def test_older_encodings(encoding: str) -> None:
    """Accented letters are told apart in the encodings of older machines too."""
    text = "Réunion à Genève: les délégués sont priés d'être présents, où qu'ils siègent. " * 3
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 16, b"\x00\x01\x02" * 1000, b"PK\x03\x04" + b"\x00" * 100])
def test_binary(data: bytes) -> None:
    """Bytes that are no text are refused."""
    with pytest.raises(BinaryFile):
        decode(data, "a.md")

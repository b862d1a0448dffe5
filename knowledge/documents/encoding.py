"""Text files in any usual encoding -> text."""

import codecs
from itertools import pairwise

from knowledge.errors import BinaryFile

_MARKS = (  # the longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_NAMES = {"cp1252": "windows-1252", "utf-8-sig": "utf-8"}
_FRENCH = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÄÙÛÜÎÏÔÖÇŒÆ’‘“”«»–—…°€\u00a0")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
MOST_CONTROLS = 0.002  # share of control characters above which bytes are no text


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return a text and the name of its encoding. Raises BinaryFile."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, file), _NAMES.get(encoding, encoding)
    sample = data[:65536]
    if b"\0" in sample:
        zeros = sample[::2].count(0), sample[1::2].count(0)
        encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
        if max(zeros) < len(sample) * 0.3 or min(zeros) > len(sample) * 0.02:
            raise BinaryFile(file=file)
        return _strictly(data, encoding, file), encoding
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * MOST_CONTROLS:
        raise BinaryFile(file=file)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = max(_OLD, key=lambda name: _plausible(sample, name))
        return data.decode(encoding, errors="replace"), _NAMES.get(encoding, encoding)


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BinaryFile(file=file) from None


def _plausible(sample: bytes, encoding: str) -> float:
    """Tell how French the characters beyond ASCII look in an encoding: a capital within a word does not."""
    text = sample.decode(encoding, errors="replace")
    beyond = [(before, char) for before, char in pairwise(f" {text}") if ord(char) > 127]
    return sum(_fits(before, char) for before, char in beyond) / max(1, len(beyond))


def _fits(before: str, char: str) -> float:
    if char not in _FRENCH:
        return -1.0
    inside = before.islower() and (char.isupper() or not (char.isalpha() or char in "’»”…\u00a0"))
    return -1.0 if inside else 1.0 if char.isalpha() else 0.5

"""The facts of whole letters: each folder of data holds letters, and what they say."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.building import read_all, shipped
from knowledge.documents.file import Limits
from knowledge.export import letter_json
from knowledge.model import Letter

DATA = Path(__file__).parents[1] / "data"
EVENT, DEADLINE = ("acronym", "edition", "start", "end", "mode", "status"), ("due", "inclusive")
FILES = tuple(sorted([*(DATA / "letters").iterdir(), *shipped().glob("*.md")]))


@cache
def read(file: Path) -> Letter:
    """Return the letter of a file."""
    letters, refused, _ = read_all([file], Limits(), lambda *_: None)
    assert not refused
    return letters[0]


def expected(file: Path) -> dict[str, Any]:
    """Return what a letter says, as checked by hand."""
    return dict(json.loads((DATA / "facts" / f"{file.stem}.json").read_text("utf-8")))


def cases() -> Iterator[Any]:
    """Yield the letters; those that are not read right yet are expected to fail, and their list to shrink."""
    known = (DATA / "facts" / "known_failures.txt").read_text("utf-8").split()
    for file in FILES:
        marks = [pytest.mark.xfail(strict=True, reason="known")] if file.stem in known else []
        yield pytest.param(file, id=file.stem, marks=marks)


@pytest.mark.parametrize("file", tuple(cases()))
def test_facts(file: Path) -> None:
    """A letter is read as its facts say, field by field."""
    facts, wanted = letter_json(read(file)), expected(file)
    for key in wanted.keys() - {"events", "deadlines"}:
        assert facts[key] == wanted[key], key
    for kind, keys in (("events", EVENT), ("deadlines", DEADLINE)):
        told, gold = ([{key: each[key] for key in keys} for each in every[kind]] for every in (facts, wanted))
        assert sorted(told, key=str) == sorted(gold, key=str)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_fact_stands_in_its_letter(file: Path) -> None:
    """Whatever a fact's span is, it cuts words from the letter, and a deadline's words name its day or its count."""
    letter = read(file)
    facts = (*letter.contacts, *letter.signatories, *letter.people, *letter.links, *letter.mailboxes, *letter.cited)
    facts = (*facts, *letter.annexes, *letter.events, *letter.deadlines)
    spans = [fact.span for fact in facts] + [each.span for fact in facts for each in fact.evidence]
    spans += [each.span for each in letter.evidence] + list(letter.sentences)
    spans += [event.reason for event in letter.events if event.reason]
    for span in spans:
        assert 0 <= span.start < span.end <= len(letter.text)
        assert letter.cut(span).strip()
    for deadline in letter.deadlines:
        words = letter.cut(deadline.span)
        assert deadline.evidence
        assert str(deadline.due.day) in words or any(unit in words for unit in ("semaine", "mois", "jours", "heures"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_values_are_the_letters_words(file: Path) -> None:
    """Names, places and addresses are words of the letter, not of the program."""
    letter = read(file)
    text = " ".join(letter.text.split())
    for contact in letter.contacts:
        assert contact.email is None or contact.email in text
    for link in letter.links:
        assert link.url in text or link.label
    for event in letter.events:
        assert event.theme is None or event.theme in text
        for organiser in event.organisers:
            assert organiser in text or organiser == "UIT"
    for deadline in letter.deadlines:
        for address in deadline.reply_to:
            assert address in text

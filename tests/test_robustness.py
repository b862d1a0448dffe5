"""docs/robustness.md is what its measure writes, and the slips that it makes are those of a hand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bench.robustness import PAGE, ROW, SLIPS, Row, render
from bench.slips import neighbours, slipped

TEXT = PAGE.read_text("utf-8")


def rows() -> list[Row]:
    """Return the rows of the page."""
    return [
        Row(reader=reader, slips=int(slips), right=float(right), silent=float(silent), wrong=float(wrong))
        for reader, slips, right, silent, wrong in ROW.findall(TEXT)
    ]


def test_the_page_is_what_the_measure_writes() -> None:
    """Nothing was put in by hand: its figures, written again, give the same page."""
    questions = int(TEXT.partition(" questions of")[0].split()[-1])
    assert render(questions, rows()) == TEXT


def test_each_reader_is_measured_under_all_slips() -> None:
    """Each question is right, silent or wrong, under 0 to 3 slips, for the bot and for each rival."""
    found = rows()
    readers = list(dict.fromkeys(row.reader for row in found))
    assert readers[0] == "this bot"
    assert len(readers) == 5
    assert [(row.reader, row.slips) for row in found] == [(reader, slips) for reader in readers for slips in SLIPS]
    assert all(abs(row.right + row.silent + row.wrong - 100) < 0.2 for row in found)


def test_the_bot_is_worth_its_rules() -> None:
    """Under any number of slips it gets more right than either rival, and is wrong less often than one that answers."""
    best = {slips: max(row.right for row in rows()[4:] if row.slips == slips) for slips in SLIPS}
    always = {
        slips: min(row.wrong for row in rows() if "always" in row.reader and row.slips == slips) for slips in SLIPS
    }
    for row in rows()[:4]:
        assert row.right > best[row.slips]
        assert row.wrong < always[row.slips] / 5


@given(st.text("azertyuiopqsdfghjklmwxcvbn éà'", max_size=40), st.integers(0, 3), st.integers())
def test_so_many_slips_are_made(text: str, slips: int, seed: int) -> None:
    """At most so many letters more, less, other or swapped; none in what is no word; the same for the same seed."""
    first, second = (slipped(text, slips, random.Random(seed)) for _ in range(2))  # noqa: S311  # no secret
    assert OSA.distance(text, first) <= slips * 2  # a letter swapped twice
    assert first == second


@pytest.mark.parametrize(("letter", "near"), [("a", "zqs"), ("é", "zrsdf"), ("m", "opl"), ("7", ""), ("ß", "")])
def test_neighbours_are_those_of_azerty(letter: str, near: str) -> None:
    """The keys around, on three rows; an accent does not count, a figure has none."""
    assert set(neighbours(letter)) == set(near)

"""The kinds of expressions that other readers' corpora hold."""

import datetime as dt

import pytest

from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import read
from tests.knowledge.temporal.corpora import DATA, Item, instant, items

CORPORA = ("duckling", "dateparser", "recognizers")
FAILING = frozenset((DATA / "peers" / "known_failures.txt").read_text("utf-8").split())
ITEMS = [item for name in CORPORA for item in items(f"peers/{name}.jsonl")]


def _widened(iso: str | None, *, end: bool) -> str | None:
    """Return the first or last day of a month or year."""
    if iso is None or len(iso) > 7:
        return iso
    year, month = int(iso[:4]), int(iso[5:] or (12 if end else 1))
    if not end:
        return f"{year}-{month:02}-01"
    return str(dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item['id']} {item['text'][:40]}")
def test_an_expression_of_another_corpus_is_read_by_our_conventions(item: Item) -> None:
    """What others read is read too, by our conventions where theirs differ; what fails is listed, nothing else."""
    expression = read(item["text"], instant(item["now"]))
    found = bounds_of(expression.value) if expression else (None, None)
    right = found == (_widened(item["start"], end=False), _widened(item["end"], end=True))
    assert right == (item["id"] not in FAILING), found


@pytest.mark.parametrize("name", CORPORA)
def test_a_line_that_a_convention_decides_differs_from_theirs(name: str) -> None:
    """A line says what another corpus holds only where that is something else."""
    for item in items(f"peers/{name}.jsonl"):
        assert item.get("theirs") != [item["start"], item["end"]]


def test_known_failures_are_lines_of_the_corpora() -> None:
    """The list of failures holds no line that is gone."""
    assert {item["id"] for item in ITEMS} >= FAILING

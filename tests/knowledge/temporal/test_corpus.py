"""What people write, and what it means."""

import pytest

from knowledge.temporal.dates import bounds_of
from knowledge.temporal.parser import read
from tests.knowledge.temporal.corpora import Item, instant, items


@pytest.mark.parametrize("item", items("corpus.jsonl"), ids=lambda item: f"{item['text'][:50]} @{item['now']}")
def test_an_expression_is_read_as_its_corpus_says(item: Item) -> None:
    """Each phrase means, at its now, the bounds, the openness and the grain that the corpus gives it."""
    expression = read(item["text"], instant(item["now"]))
    assert expression is not None
    period = expression.value
    assert bounds_of(period) == (item["start"], item["end"])
    assert (period.start_inclusive, period.end_inclusive) == (item["start_inclusive"], item["end_inclusive"])
    assert expression.grain == item["grain"]


@pytest.mark.parametrize("item", items("negatives.jsonl"), ids=lambda item: item["text"][:50])
def test_what_is_no_date_is_not_read(item: Item) -> None:
    """References, quantities, names, durations and recurrences give nothing at all."""
    assert read(item["text"], instant(item["now"])) is None


@pytest.mark.parametrize("item", items("corpus.jsonl")[::7], ids=lambda item: item["text"][:50])
def test_an_expression_is_read_alike_in_capitals_and_between_stars(item: Item) -> None:
    """Capitals, markdown stars and double spaces change nothing to what is read."""
    now = instant(item["now"])
    plain = read(item["text"], now)
    spaced = read("**" + item["text"].replace(" ", "  ") + "**", now)
    assert plain is not None
    assert spaced is not None
    assert spaced.value == plain.value

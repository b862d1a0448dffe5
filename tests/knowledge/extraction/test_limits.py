"""Many ways in which French letters set a limit, or seem to."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.extraction.letters import dues

CORPUS = [json.loads(line) for line in Path(__file__).with_name("limits.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_the_limits_of_a_sentence(case: dict[str, Any]) -> None:
    """A sentence sets exactly the days that the corpus says, in a letter of 10 January 2024 on a forum of 12 June."""
    assert sorted({day for day, _, _ in dues(case["text"])}) == case["due"]

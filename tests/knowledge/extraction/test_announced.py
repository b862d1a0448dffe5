"""Many ways in which French letters announce what takes place, or recall it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.extraction.letters import letter_of

CORPUS = [json.loads(line) for line in Path(__file__).with_name("announced.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_the_days_that_a_sentence_announces(case: dict[str, Any]) -> None:
    """A sentence announces exactly the days that the corpus says, in a letter of 10 January 2024 that has no event."""
    letter, _ = letter_of(case["text"], subject="Activités du Secteur en 2024")
    found = [[each.start and each.start.iso, each.end and each.end.iso] for each in letter.events]
    assert sorted(found, key=str) == case["days"]

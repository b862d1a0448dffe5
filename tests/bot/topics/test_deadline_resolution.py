"""Which deadline a question means."""

from collections.abc import Callable

import pytest

from tests.bot.drafts import Draft, registry
from tests.bot.topics.conftest import Desk


@pytest.mark.parametrize(
    ("now", "reference"),
    [("2024-03-01T09:00", "CL-24/1"), ("2024-04-02T09:00", "CL-24/2"), ("2024-12-01T09:00", "CL-24/2")],
)
def test_the_next_due_of_two_alike(now: str, reference: str, open_desk: Callable[..., Desk]) -> None:
    """Of two letters that ask the same, the one whose delay still runs and ends first; else the latest."""
    letters = []
    for number, event, day in ((1, "Forum", "2024-04-01"), (2, "Colloque", "2024-06-01")):
        draft = Draft(f"CL-24/{number}", "2024-01-01")
        draft.event(f"Un {event}.", event, "2024-09-01")
        draft.deadline("Désigner un délégué suppléant.", day, "désigner un délégué suppléant", inclusive=True)
        letters.append(draft.letter)
    answer = open_desk(*letters, *registry().letters).answer("jusqu'à quand désigner un délégué suppléant ?", now=now)
    assert answer.letters == (reference,)

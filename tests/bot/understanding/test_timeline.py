"""What the letters tell is found by its day."""

import datetime as dt

from bot.understanding.catalogue import Catalogue
from bot.understanding.timeline import Timeline


def test_events_stand_behind_their_parts(catalogue: Catalogue) -> None:
    """Over all time, each dated event comes once, behind its dated parts."""
    held = catalogue.timeline.held.touching(None, None)
    events = [occurrence for occurrence, part in held if part is None]
    assert events == [each for each in catalogue.occurrences if each.event.start or each.event.end]
    for place, (occurrence, part) in enumerate(held):
        assert part is None or (occurrence, None) in held[place:]


def test_deadlines_are_found_by_their_last_day(catalogue: Catalogue) -> None:
    """What is due next is the first whose last useful day has not passed."""
    every = [deadline for letter in catalogue.library.letters for deadline in letter.deadlines]
    for deadline in every:
        found = catalogue.timeline.due.next(deadline.last_day)
        assert found is not None
        assert found[0].last_day == deadline.last_day


def test_letters_are_found_by_their_dates(catalogue: Catalogue) -> None:
    """By the day, by the day of any year, and in order."""
    timeline = catalogue.timeline
    for letter in catalogue.library.letters:
        if letter.date:
            assert letter in timeline.dated.touching(letter.date, letter.date)
            assert letter in timeline.yearly[letter.date.month, letter.date.day]
    assert sorted(timeline.latest_first, key=lambda each: str(each.date)) == [*timeline.earliest_first]


def test_nothing_is_told_of_no_letter() -> None:
    """Without letters there is no day, and no error."""
    empty = Timeline((), ())
    assert (empty.starts.next(dt.date(2024, 1, 1)), empty.due.last(), empty.latest_first) == (None, None, ())

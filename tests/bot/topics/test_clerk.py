"""What every topic answers with."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.topics.clerk import Clerk, button
from bot.topics.data import load
from bot.understanding.catalogue import Catalogue
from bot.understanding.lexicon import lexicon
from knowledge.french.text import Span
from knowledge.model import Deadline, Event
from tests.bot.drafts import at, moment, registry

CLERK = Clerk(Catalogue(registry(), lexicon()), load().phrases, load().words, load().labels)
days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def event(start: str | None, end: str | None = None, **facts: object) -> Event:
    """Return an event of some days."""
    return Event(span=Span(0, 0), name="Forum", start=moment(start), end=moment(end), **facts)  # type: ignore[arg-type] # any fact


@pytest.mark.parametrize(
    ("what", "now", "state"),
    [
        (event("2024-06-03", "2024-06-05"), "2024-06-02T23:59", "coming"),
        (event("2024-06-03", "2024-06-05"), "2024-06-03T00:00", "running"),
        (event("2024-06-03", "2024-06-05"), "2024-06-05T23:59", "running"),
        (event("2024-06-03", "2024-06-05"), "2024-06-06T00:00", "over"),
        (event("2024-10", "2024-11"), "2024-11-30T12:00", "running"),
        (event("2024-06-03", start_time=dt.time(9)), "2024-06-03T08:59", "coming"),
        (event("2024-06-03", start_time=dt.time(9), end_time=dt.time(10)), "2024-06-03T10:00", "over"),
        (event("2024-06-03", start_time=dt.time(9), timezone="UTC"), "2024-06-03T10:59", "coming"),
        (event(None), "2024-06-03T09:00", "undated"),
    ],
)
def test_where_an_event_stands(what: Event, now: str, state: str) -> None:
    """To come, in progress or over: by its days, by its hours in their zone where the letter gives them."""
    assert CLERK.state(what, at(now)) == state


@pytest.mark.parametrize(
    ("inclusive", "said"), [(True, "au 2 mai 2024"), (False, "avant le 2 mai 2024")], ids=["within", "before"]
)
def test_a_limit_says_whether_its_day_counts(inclusive: bool, said: str) -> None:  # noqa: FBT001 - the fact itself
    """Said "d'ici au", it includes the day, "avant le" does not."""
    limit = Deadline(span=Span(0, 0), due=dt.date(2024, 5, 2), inclusive=inclusive, action="répondre")
    assert said in CLERK.limit(limit)


@given(days, days)
def test_how_far_is_said_of_either_side(day: dt.date, today: dt.date) -> None:
    """A day to come is never said to be past, nor one past to come."""
    said = CLERK.far(day, today)
    if day > today:
        assert said.startswith(("dans ", "demain", "après-demain"))
    if day < today:
        assert said.startswith(("il y a ", "hier", "avant-hier"))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-05-17", "dans 3 mois"),
        ("2021-05-18", "dans plus de 3 mois"),
        ("2022-02-17", "dans 1 an"),
        ("2022-02-18", "dans plus d'un an"),
        ("2022-05-17", "dans plus d'un an"),
        ("2019-02-17", "il y a 2 ans"),
        ("2019-02-16", "il y a plus de 2 ans"),
    ],
)
def test_what_is_so_far_to_the_day_is_no_farther(day: str, said: str) -> None:
    """Three months to the day are not "more than three months"."""
    assert CLERK.far(dt.date.fromisoformat(day), dt.date(2021, 2, 17)) == said


@pytest.mark.parametrize("occurrence", CLERK.catalogue.occurrences, ids=lambda each: each.title)
def test_a_button_fits(occurrence: object) -> None:
    """What a button carries is at most 64 bytes, whatever the event and the aspect."""
    assert all(len(button(aspect, occurrence).encode()) <= 64 for aspect in load().labels)  # type: ignore[arg-type] # an occurrence


@pytest.mark.parametrize("letter", CLERK.catalogue.library.letters, ids=lambda each: each.reference)
def test_a_source_is_one_line_of_its_letter(letter: object) -> None:
    """A quotation is cut from the letter at the span of the fact."""
    for span in letter.sentences:  # type: ignore[attr-defined] # a letter
        assert CLERK.source(letter, span).quote in letter.text  # type: ignore[arg-type, attr-defined] # a letter

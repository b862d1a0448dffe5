"""The lists of what is to come are complete, by day, a page at a time."""

import datetime as dt
from dataclasses import replace

from bot.assistant import Assistant
from bot.reminders.listing import PAGE, deadlines_page, events_page
from knowledge.library import Library
from knowledge.model import Letter
from tests.bot.builders import deadline, letter, library
from tests.bot.drafts import workshop

TODAY = dt.date(2021, 1, 4)


def many(count: int) -> Library:
    """Return a letter of deadlines a week apart."""
    days = (dt.date(2021, 1, 5) + dt.timedelta(days=7 * n) for n in range(count))
    return library(
        letter(*(deadline(day, inclusive=True, action=f"remettre le document {n}") for n, day in enumerate(days)))
    )


def test_every_deadline_is_on_a_page_once() -> None:
    """From the first page to the last, nothing is left out, nothing is told twice."""
    catalogue = Assistant(many(2 * PAGE + 3)).catalogue
    seen: list[str] = []
    first: int | None = 0
    while first is not None:
        page = deadlines_page(catalogue, TODAY, first)
        seen += [line for line in page.text.splitlines() if line.startswith("•")]
        first = page.after
    assert len(seen) == len(set(seen)) == 2 * PAGE + 3
    assert deadlines_page(catalogue, TODAY, PAGE).before == 0


def test_days_lead_and_what_is_over_is_gone() -> None:
    """Before 1 March is told under Friday 26 February, with the letter's own words; the day after there is nothing."""
    catalogue = Assistant(library()).catalogue
    lines = deadlines_page(catalogue, TODAY).text.splitlines()
    assert "Vendredi 26 février 2021" in lines
    assert "avant le 1er mars 2021" in lines[-1]
    assert "•" not in deadlines_page(catalogue, dt.date(2021, 3, 1)).text


def test_what_is_doubtful_says_so() -> None:
    """A list is complete: it shows what is to be checked, as such."""
    asked: Letter = letter(replace(deadline(), doubtful=True))
    assert deadlines_page(Assistant(library(asked)).catalogue, TODAY).text.endswith("à vérifier")


def test_events_are_listed_by_their_first_day() -> None:
    """With their days, their place and their letter."""
    text = events_page(Assistant(Library((workshop(),))).catalogue, dt.date(2024, 3, 5)).text
    assert "Lundi 3 juin 2024" in text
    assert "DM-24/1010" in text

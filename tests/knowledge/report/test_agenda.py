"""The calendar: in the order of dates, each thing once, what changed with what it was."""

import datetime as dt
from dataclasses import replace

from knowledge.french.text import Span
from knowledge.model import Deadline, Event, Letter, Part, Plan, Status
from knowledge.report.agenda import Entry, months
from knowledge.temporal.moment import Grain, Moment
from tests.knowledge.report.conftest import Site

HERE = Span(0, 4)
FORUM = Event(
    span=HERE,
    name="Forum",
    start=Moment(dt.date(2024, 5, 21)),
    end=Moment(dt.date(2024, 5, 22)),
    parts=(Part(span=HERE, name="Ouverture", start=Moment(dt.date(2024, 4, 1), Grain.MONTH), end=None),),
)
ASKED = Deadline(span=HERE, due=dt.date(2024, 3, 15), inclusive=False, action="répondre", was=dt.date(2024, 3, 1))
LETTER = Letter(file="a.md", text="Dit.", reference="CL-24/1", events=(FORUM,), deadlines=(ASKED,))


def entries(*letters: Letter, amended: Letter | None = None) -> list[Entry]:
    """Return the lines of a calendar; the second letter amends `amended`."""
    told = months(letters, lambda letter: amended if letter is not amended else None)
    return [entry for month in told for entry in month.entries]


def test_months_are_in_order() -> None:
    """A deadline of March, a part of April and an event of May are three months of one year."""
    told = months([LETTER], lambda _: None)
    assert [month.name for month in told] == ["mars 2024", "avril 2024", "mai 2024"]
    assert [month.first for month in told] == [True, False, False]


def test_a_moved_deadline_tells_its_former_day() -> None:
    """The day that held before is kept beside the one that holds."""
    entry = entries(LETTER)[0]
    assert (entry.when, entry.before) == ("avant le vendredi 15 mars 2024", "vendredi 1er mars 2024")


def test_a_cancelled_event_stands_where_it_had_been_planned() -> None:
    """It is told as cancelled, with its former dates."""
    plan = Plan(place="Tunis", start=FORUM.start, end=FORUM.end)
    gone = replace(FORUM, status=Status.CANCELLED, start=None, end=None, parts=(), was=plan)
    (entry,) = entries(replace(LETTER, events=(gone,), deadlines=()))
    assert (entry.gone, entry.day, entry.when) == (True, dt.date(2024, 5, 21), "annulé")
    assert entry.before == "du 21 au 22 mai 2024, Tunis"


def test_what_has_no_date_comes_last() -> None:
    """An event whose date is not fixed closes the calendar."""
    later = replace(FORUM, name="Atelier", start=None, end=None, parts=())
    told = months([replace(LETTER, events=(later, FORUM))], lambda _: None)
    assert (told[-1].name, told[-1].entries[0].title) == (None, "Atelier")


def test_what_an_amending_letter_repeats_is_told_once() -> None:
    """The amended letter tells it; what the amending letter alone says is told too."""
    other = replace(ASKED, due=dt.date(2024, 4, 9))
    corrigendum = replace(LETTER, reference="Corrigendum 1", deadlines=(ASKED, other))
    told = entries(LETTER, corrigendum, amended=LETTER)
    assert [entry.reference for entry in told if entry.title == "Forum"] == ["CL-24/1"]
    assert [entry.reference for entry in told if entry.title == "répondre"] == ["CL-24/1", "Corrigendum 1"]


def test_every_deadline_of_a_base_is_in_its_calendar(site: Site) -> None:
    """Each due day is told on the page, and months come one after the other."""
    page = site.page("agenda.html")
    for letter in site.library.letters:
        for place in range(len(letter.deadlines)):
            assert letter.amends or f".html#deadline-{place + 1}" in page
    years = [int(part[:4]) for part in page.split('id="y')[1:]]
    assert years == sorted(years)

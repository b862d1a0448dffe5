"""What a digest tells of a week, and when."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.reminders.changes import Difference, Noted
from bot.reminders.digest import Digest, Known, digests, step
from bot.reminders.parcels import Writing
from bot.reminders.plan import Schedule
from bot.reminders.told import deadlines
from bot.reminders.watching import watch
from bot.reminders.wording import load_sentences
from bot.state.records import Place, Settled, Wish
from bot.understanding.catalogue import Catalogue
from bot.understanding.lexicon import lexicon
from tests.bot.builders import library

GENEVA = ZoneInfo("Europe/Zurich")
SCHEDULE = Schedule(lead_days=(7,), hour=9, zone=GENEVA, late=dt.timedelta(hours=1))
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
HERE = Wish(place=Place(7), since=LONG_AGO, digest=(0, 9), digest_since=LONG_AGO)
WATCHED = watch(library())
KNOWN = Known(watched=WATCHED, noted=(), held=(), letters=("CL-21/4",))
(FACT,) = deadlines(Catalogue(library(), lexicon()))


def told(now: str, wish: Wish = HERE, known: Known = KNOWN, closed: frozenset[object] = frozenset()) -> list[Digest]:
    """Return the digests that leave at a moment of Geneva."""
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=GENEVA)
    writing = Writing(now=moment, zone=GENEVA, sentences=load_sentences(), audible_days=3)
    return list(digests((wish,), SCHEDULE, known, closed, writing))  # type: ignore[arg-type]  # a set of steps


def said(digest: Digest) -> str:
    """Return what a digest says."""
    answer, silent = digest.write(digest.steps)
    assert silent
    return answer.text


def test_a_digest_leaves_within_a_day_of_its_hour() -> None:
    """Not before; and a bot that slept for longer tells no week that is half over."""
    assert told("2021-02-15T08:59") == []
    assert len(told("2021-02-15T09:00")) == 1
    assert len(told("2021-02-16T08:45")) == 1
    assert told("2021-02-16T09:00") == []


def test_a_digest_that_left_is_closed() -> None:
    """Its step is that of the day that was chosen, whenever it leaves."""
    (digest,) = told("2021-02-16T08:00")
    assert digest.steps == (step(Place(7), dt.date(2021, 2, 15)),)
    assert told("2021-02-16T08:15", closed=frozenset(digest.steps)) == []


def test_no_digest_where_none_was_chosen_or_nothing_is_to_tell() -> None:
    """No wish, nothing near, or all of it dealt with."""
    assert told("2021-02-15T09:00", replace(HERE, digest=None)) == []
    assert told("2021-01-18T09:00") == []
    assert told("2021-03-08T09:00") == []
    done = Settled(chat=7, subject=WATCHED[0].key, at=LONG_AGO)
    assert told("2021-02-15T09:00", known=replace(KNOWN, held=(done,))) == []


def test_what_is_put_off_is_told_all_the_same() -> None:
    """It is not done."""
    later = Settled(chat=7, subject=WATCHED[0].key, at=LONG_AGO, until=dt.datetime(2021, 2, 24, tzinfo=dt.UTC))
    assert len(told("2021-02-15T09:00", known=replace(KNOWN, held=(later,)))) == 1


def test_what_moved_within_the_week_is_told_though_new_letters_are_not_announced() -> None:
    """What moved before is not; a digest of changes alone is one."""
    moved = Difference(before=replace(FACT, due=dt.date(2021, 5, 1)), after=replace(FACT, due=dt.date(2021, 6, 1)))
    for day, count in ((16, 1), (14, 0)):
        at = dt.datetime(2021, 3, day, 12, tzinfo=dt.UTC)
        known = replace(KNOWN, watched=(), noted=(Noted(number=1, at=at, difference=moved),))
        found = told("2021-03-22T09:00", known=known)
        assert len(found) == count
        assert all("Échéance modifiée" in said(each) for each in found)


def test_a_long_list_is_cut() -> None:
    """Eight are named, the others counted."""
    many = tuple(replace(WATCHED[0], key=f"{n:016x}") for n in range(11))
    (digest,) = told("2021-02-15T09:00", known=replace(KNOWN, watched=many))
    assert "… et 3 de plus : /echeances" in said(digest)
    assert "8. " in said(digest)
    assert "9. " not in said(digest)

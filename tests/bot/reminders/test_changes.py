"""What has changed, what of it is told, and to whom."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.entities.editions import key_of
from bot.reminders.changes import Difference, Noted, amending, changed, differences, notices
from bot.reminders.told import Told, ToldEvent, ToldLetter, ToldPart
from bot.state.records import Follow, Place, Step, Wish
from knowledge.model import Mode
from tests.bot.calendars.builders import NOW, ORIGIN, day, deadline, event

TODAY = NOW.date()
KNOWN = (key_of(ORIGIN.reference),)
HOUR = dt.timedelta(hours=1)
HERE = Wish(place=Place(7), since=NOW - HOUR)


def told(before: tuple[Told, ...], after: tuple[Told, ...], today: dt.date = TODAY) -> tuple[Difference, ...]:
    """Return what is told of some facts."""
    return differences(before, after, KNOWN, today)


def letter(**fields: Any) -> ToldLetter:
    """Return a letter."""
    origin = replace(ORIGIN, reference="CL-21/9", written=TODAY)
    return ToldLetter(**{"subject": "l1", "origin": origin, "title": "Forum", **fields})


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        (deadline(), deadline(due=dt.date(2021, 3, 15), key="k2"), ("due",)),
        (deadline(), deadline(inclusive=True), ("inclusive",)),
        (deadline(inclusive=True), deadline(inclusive=True, time=dt.time(12)), ("time",)),
        (deadline(reply_to=("a@itu.int",)), deadline(reply_to=("b@itu.int",)), ("reply_to",)),
        (event(), event(start=day("2021-05-18")), ("start",)),
        (event(), event(end=day("2021-05-22")), ("end",)),
        (event(start=day("2021-05"), end=None), event(), ("start", "end")),
        (event(), event(start=None, end=None, postponed=True), ("start", "end", "postponed")),
        (event(), event(cancelled=True), ("cancelled",)),
        (event(place="Tunis"), event(place="Kigali"), ("place",)),
        (event(), event(mode=Mode.VIRTUAL), ("mode",)),
        (event(), event(start_time=dt.time(9)), ("start_time",)),
        (event(), event(parts=(ToldPart(name="clôture", start=day("2021-05-21"), end=None),)), ("parts",)),
    ],
)
def test_what_is_another_than_it_was_is_told(before: Told, after: Told, fields: tuple[str, ...]) -> None:
    """Each field that a reader counts on, by its name."""
    (found,) = told((before,), (after,))
    assert changed(found) == fields


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (deadline(), deadline()),
        (deadline(), deadline(origin=replace(ORIGIN, quote="Autre phrase."))),
        (deadline(), deadline(title="Forum")),
        (event(place="Tunis", mode=Mode.HYBRID, start_time=dt.time(9)), event()),
        (event(), event(start=None, end=None)),
        (letter(), letter(title="Autre objet")),
        (event(parts=(ToldPart(name="clôture", start=day("2021-05-21"), end=None),)), event()),
    ],
)
def test_what_only_is_told_no_more_or_in_other_words_is_no_news(before: Told, after: Told) -> None:
    """A sentence, a title, or a value that another letter does not repeat."""
    assert told((before,), (after,)) == ()


def test_what_vanishes_is_told() -> None:
    """A deadline and an event that no letter holds any more."""
    assert [each.after for each in told((deadline(), event()), ())] == [None, None]


def test_what_is_over_changes_for_nobody() -> None:
    """Neither what vanishes nor what moves among past days is told; what comes back to the future is."""
    late = dt.date(2022, 1, 1)
    assert told((deadline(), event()), (), late) == ()
    assert told((deadline(),), (deadline(due=dt.date(2021, 3, 15)),), late) == ()
    assert len(told((deadline(),), (deadline(due=dt.date(2022, 3, 15)),), late)) == 1


def test_a_cancelled_event_that_vanishes_is_no_news() -> None:
    """That it is not held was told."""
    assert told((event(cancelled=True),), ()) == ()


def test_a_deadline_said_in_other_words_is_the_same() -> None:
    """One that vanishes while its letter sets a very similar one has moved, or has not changed at all."""
    other = deadline(subject="d2", action="confirmer votre présence", due=dt.date(2021, 3, 15))
    (found,) = told((deadline(),), (other,))
    assert (found.before, found.after) == (deadline(), other)
    assert told((deadline(),), (replace(other, due=deadline().due),)) == ()


def test_another_action_is_another_deadline() -> None:
    """One is withdrawn, the other is new."""
    other = deadline(subject="d2", action="envoyer un exposé")
    assert {(bool(each.before), bool(each.after)) for each in told((deadline(),), (other,))} == {
        (True, False),
        (False, True),
    }


def test_an_event_put_off_to_another_year_is_the_same() -> None:
    """Its edition, and with it its name, changes."""
    other = event(subject="e2", title="Forum du SMSI 2022", start=day("2022-05-16"), end=day("2022-05-20"))
    (found,) = told((event(),), (other,))
    assert changed(found) == ("start", "end")


def test_what_a_new_letter_says_comes_with_the_letter() -> None:
    """Its deadlines and events are no news of their own; those added to a letter that was known are."""
    mine = replace(ORIGIN, reference="CL-21/9")
    new = (letter(), deadline(subject="d2", origin=mine), event(subject="e2", origin=mine))
    assert [each.fact for each in told((), new)] == [letter()]
    assert [each.fact for each in told((), (deadline(),))] == [deadline()]


def test_an_old_letter_is_news_only_when_it_holds_something_to_come() -> None:
    """Whoever loads an archive announces nothing."""
    old = letter(origin=replace(ORIGIN, reference="CL-19/1", written=dt.date(2019, 1, 1)))
    assert told((), (old,)) == ()
    assert len(told((), (replace(old, deadlines=(deadline(),)),))) == 1


def test_a_letter_that_is_taken_away_is_told_by_what_it_held() -> None:
    """The letter itself is no news."""
    assert told((letter(),), ()) == ()


def test_the_letter_that_made_a_change_is_known() -> None:
    """What amends a fact now and did not before."""
    amended = replace(ORIGIN, amended_by=("Corrigendum 1", "Corrigendum 2"))
    before = deadline(origin=replace(ORIGIN, amended_by=("Corrigendum 1",)))
    assert amending(Difference(before=before, after=deadline(origin=amended))) == ("Corrigendum 2",)


# ------------------------------------------------------------------ whom it concerns

MOVED = Difference(before=event(), after=event(start=day("2021-05-18")))
LATER = Difference(before=MOVED.after, after=event(start=day("2021-05-19")))
BACK = Difference(before=MOVED.after, after=event())
OF_EVENT = Difference(before=deadline(event="e1"), after=deadline(event="e1", inclusive=True))
FOR_STATES = Difference(before=None, after=deadline(origin=replace(ORIGIN, groups=("member_state",))))
NEWS = Difference(before=None, after=letter())


def noted(difference: Difference, number: int = 1, at: dt.datetime = NOW) -> Noted:
    """Return a change that was noted."""
    return Noted(number=number, at=at, difference=difference)


FOLLOWED = Follow(event="e1", since=NOW - HOUR)
NOT_WANTED = replace(FOLLOWED, wanted=False)


@pytest.mark.parametrize(
    ("difference", "wish", "wanted"),
    [
        (MOVED, HERE, True),
        (MOVED, replace(HERE, everything=False), False),
        (MOVED, replace(HERE, everything=False, follows=(FOLLOWED,)), True),
        (MOVED, replace(HERE, follows=(NOT_WANTED,)), False),
        (OF_EVENT, replace(HERE, everything=False, follows=(FOLLOWED,)), True),
        (OF_EVENT, replace(HERE, follows=(NOT_WANTED,)), False),
        (FOR_STATES, replace(HERE, audience="member_state"), True),
        (FOR_STATES, replace(HERE, audience="academia"), False),
        (FOR_STATES, HERE, True),
        (MOVED, replace(HERE, since=NOW + HOUR), False),
        (MOVED, replace(HERE, everything=False, follows=(replace(FOLLOWED, since=NOW + HOUR),)), False),
        (MOVED, replace(HERE, follows=(replace(FOLLOWED, since=NOW + HOUR),)), True),
        (NEWS, HERE, False),
        (NEWS, replace(HERE, news=True), True),
        (NEWS, replace(HERE, news=True, since=NOW + HOUR), False),
        (NEWS, replace(HERE, news=True, everything=False), True),
    ],
)
def test_a_change_concerns_those_who_wished_to_hear_of_it_before(
    difference: Difference,
    wish: Wish,
    wanted: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """By event, by audience, by news; nobody hears of what changed before he asked."""
    assert bool(notices((noted(difference),), (wish,), (), TODAY)) is wanted


def marks(found: dict[Place, Any]) -> list[list[tuple[str, str]]]:
    """Return the steps of each notice of the one place."""
    return [[(step.subject, step.mark) for step in each.steps] for each in found.get(HERE.place, ())]


def test_what_was_told_is_not_told_again() -> None:
    """A step that is closed is left out, the others are not."""
    every = (noted(MOVED), noted(NEWS, 2))
    wish = replace(HERE, news=True)
    assert marks(notices(every, (wish,), (), TODAY)) == [[("1", "change")], [("2", "letter")]]
    assert marks(notices(every, (wish,), (Step(HERE.place, "1", "change"),), TODAY)) == [[("2", "letter")]]


def test_several_changes_of_one_fact_are_one() -> None:
    """Whoever could not be told of the first hears of both at once, from what he knew to what holds."""
    (notice,) = notices((noted(MOVED), noted(LATER, 2)), (HERE,), (), TODAY)[HERE.place]
    assert (notice.difference.before, notice.difference.after) == (MOVED.before, LATER.after)
    assert [step.subject for step in notice.steps] == ["1", "2"]


def test_what_has_come_back_to_what_it_was_is_not_told() -> None:
    """A change that was undone before anybody heard of it is none."""
    assert notices((noted(MOVED), noted(BACK, 2)), (HERE,), (), TODAY) == {}


def test_what_is_over_by_the_time_it_could_be_told_is_not() -> None:
    """A chat that slept through an event does not hear that it moved."""
    assert notices((noted(MOVED),), (HERE,), (), dt.date(2021, 6, 1)) == {}


def test_the_facts_of_a_difference_are_of_one_kind() -> None:
    """What it is about is what holds, else what held."""
    assert MOVED.fact is MOVED.after
    assert isinstance(Difference(before=event(), after=None).fact, ToldEvent)

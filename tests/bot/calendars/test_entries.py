"""What becomes of facts in a calendar, as another reader sees it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.calendars.entries import Beside, sheet
from bot.reminders.told import Told, ToldPart
from knowledge.model import Mode
from knowledge.temporal.workdays import Workdays
from tests.bot.calendars.builders import BELL, NOW, QUOTE, SAID, ZURICH, day, deadline, event, only, read, written


def at(text: str) -> dt.datetime:
    """Return a moment of Geneva."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def test_an_excluded_day_is_kept_on_the_last_day_on_which_one_can_act() -> None:
    """Before 1 March is on 28 February, all day; the summary leads with the deed, the description says before what."""
    found = only(deadline())
    assert (found.dtstart, found.dtend) == (dt.date(2021, 2, 28), dt.date(2021, 3, 1))
    assert found.summary == "Confirmer votre venue (Forum du SMSI 2021)"
    assert "avant le 1er mars 2021" in str(found.description)


def test_an_included_day_is_kept_on_that_day() -> None:
    """31 July at the latest is on 31 July."""
    found = only(deadline(due=dt.date(2021, 7, 31), inclusive=True))
    assert (found.dtstart, found.dtend) == (dt.date(2021, 7, 31), dt.date(2021, 8, 1))
    assert str(found.summary).startswith("Confirmer")


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"time": dt.time(23, 59), "timezone": "heure de Genève"}, at("2021-03-01T23:59")),
        ({"time": dt.time(23, 59)}, at("2021-03-01T23:59")),
        ({"time": dt.time(16), "timezone": "UTC"}, dt.datetime(2021, 3, 1, 16, tzinfo=dt.UTC)),
        ({"time": dt.time(16), "timezone": "heure locale"}, dt.date(2021, 3, 1)),
        ({"time": dt.time(0), "timezone": "heure de Genève"}, dt.date(2021, 3, 1)),
    ],
)
def test_an_hour_is_kept_where_its_zone_is_known(fields: dict[str, Any], start: dt.date) -> None:
    """An hour of nobody knows where, or midnight, which is of two days, is only told in the description."""
    found = only(deadline(inclusive=True, **fields))
    assert found.dtstart == start
    assert "1er mars 2021 à" in str(found.description)


def test_the_description_says_what_to_do_to_whom_and_why() -> None:
    """The reader needs nothing else: action, limit, audience, addresses, letter and its sentence."""
    said = str(only(deadline(audience="États Membres", reply_to=("a@itu.int", "b@itu.int"))).description)
    for told in ("confirmer votre venue", "avant le 1er mars 2021", "États Membres", "a@itu.int et b@itu.int"):
        assert told in said
    assert "CL-21/4 du 3 février 2021" in said
    assert QUOTE in said


def test_a_letter_that_changed_a_fact_is_named() -> None:
    """Whoever looks for the sentence knows where it stands."""
    amended = replace(deadline().origin, amended_by=("Corrigendum 1",))
    assert "Corrigendum 1" in str(only(deadline(origin=amended)).description)


def test_days_without_hours_are_whole_days() -> None:
    """The end is the first day after the event, as calendars count."""
    found = only(event())
    assert (found.dtstart, found.dtend) == (dt.date(2021, 5, 17), dt.date(2021, 5, 22))


def test_an_event_of_one_day_may_have_no_end() -> None:
    """The day alone is both bounds."""
    assert only(event(end=None)).dtend == dt.date(2021, 5, 18)


HOURS = {"end": None, "start_time": dt.time(13), "end_time": dt.time(14, 30)}


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        (HOURS, at("2021-05-17T13:00"), at("2021-05-17T14:30")),
        ({**HOURS, "timezone": "CEST"}, at("2021-05-17T13:00"), at("2021-05-17T14:30")),
        ({**HOURS, "timezone": "CEST", "place": "Tunis"}, at("2021-05-17T13:00"), at("2021-05-17T14:30")),
        ({**HOURS, "place": "Genève (Suisse)"}, at("2021-05-17T13:00"), at("2021-05-17T14:30")),
        ({**HOURS, "place": "Tunis"}, dt.date(2021, 5, 17), dt.date(2021, 5, 18)),
        ({**HOURS, "place": "Tunis", "mode": Mode.VIRTUAL}, at("2021-05-17T13:00"), at("2021-05-17T14:30")),
        ({**HOURS, "timezone": "heure locale"}, dt.date(2021, 5, 17), dt.date(2021, 5, 18)),
        ({**HOURS, "end_time": dt.time(0)}, at("2021-05-17T13:00"), at("2021-05-18T00:00")),
        ({"start_time": dt.time(9, 30)}, at("2021-05-17T09:30"), at("2021-05-22T00:00")),
        ({"start_time": dt.time(9, 30), "end_time": dt.time(18)}, at("2021-05-17T09:30"), at("2021-05-21T18:00")),
    ],
)
def test_hours_are_kept_where_their_zone_is_known(fields: dict[str, Any], start: dt.date, end: dt.date) -> None:
    """An hour printed for another town without its zone is told in the description, never shifted to Geneva's."""
    found = only(event(**fields))
    assert (found.dtstart, found.dtend) == (start, end)
    assert ("Heure de la lettre" in str(found.description)) == (not isinstance(start, dt.datetime))


def test_an_hour_without_its_end_has_none() -> None:
    """How long it lasts is not invented."""
    found = only(event(end=None, start_time=dt.time(13)))
    assert found.dtstart == at("2021-05-17T13:00")
    assert found.dtend is None
    assert "DTEND" not in written(event(end=None, start_time=dt.time(13)))


@pytest.mark.parametrize(
    ("start", "end"), [("2021-09", "2021-12"), ("2021-09", None), ("2021-01", "2021-05-21"), ("2021-05-17", "2021-06")]
)
def test_a_month_is_no_day(start: str, end: str | None) -> None:
    """An event whose letter gives a month only has no entry, and is told to have none."""
    made = sheet((event(start=day(start), end=end and day(end)),), SAID, BELL)
    assert made.entries == ()
    assert made.dayless == ("Forum du SMSI 2021",)


def test_an_event_without_any_date_has_no_entry() -> None:
    """Nothing is known of when."""
    assert sheet((event(start=None, end=None),), SAID, BELL).entries == ()


PARTS = (
    ToldPart(name="dernière semaine", start=day("2021-05-17"), end=day("2021-05-21"), quote="La dernière semaine."),
    ToldPart(name="sessions", start=day("2021-03-22"), end=None, quote="Les sessions."),
    ToldPart(name="consultations", start=day("2021-03"), end=None),
)


def test_the_parts_of_an_event_have_entries_of_their_own() -> None:
    """Each dated part is there with its own sentence, though the whole has only a month; the undated one is not."""
    found = read(written(event(start=day("2021-01"), parts=PARTS)))
    assert {uid: each.dtstart for uid, each in found.items()} == {
        "e1-derniere-semaine@aide-memoire": dt.date(2021, 5, 17),
        "e1-sessions@aide-memoire": dt.date(2021, 3, 22),
    }
    assert found["e1-sessions@aide-memoire"].summary == "Sessions (Forum du SMSI 2021)"
    assert "Les sessions." in str(found["e1-sessions@aide-memoire"].description)


def test_two_parts_of_one_name_are_two_entries() -> None:
    """A UID is of one entry only."""
    assert len(read(written(event(parts=(PARTS[1], replace(PARTS[1], start=day("2021-04-22"))))))) == 3


def test_a_place_is_told_where_one_goes_there() -> None:
    """A virtual event is held nowhere."""
    assert only(event(place="Kigali (Rwanda)")).location == "Kigali (Rwanda)"
    assert only(event(place="Kigali (Rwanda)", mode=Mode.VIRTUAL)).location is None


def test_lead_times_ring() -> None:
    """At nine, as many days before as the place is reminded, on the working day before where that is none.

    28 February 2021 is a Sunday, as is the day a week before; what is past does not ring, and no day rings twice.
    """
    bells = [each.trigger for each in only(deadline()).alarm]
    assert bells == [dt.timedelta(days=-9, hours=9), dt.timedelta(days=-2, hours=9)]


@pytest.mark.parametrize("due", [dt.date(2021, 4, 2) + dt.timedelta(days=n) for n in range(0, 300, 5)])
def test_no_bell_rings_on_a_day_off(due: dt.date) -> None:
    """Good Friday, Easter Monday, the Jeûne genevois, Saturdays and Sundays: nobody is called to a limit then."""
    bells = [each.trigger for each in only(deadline(due=due, inclusive=True)).alarm]
    rings = [due + dt.timedelta(days=each.days) for each in bells if isinstance(each, dt.timedelta)]
    assert rings
    assert all(map(Workdays().is_one, rings))


@pytest.mark.parametrize("doubtful", [False, True])
@pytest.mark.parametrize("length", [10, 60, 78, 79, 80, 81, 400])
def test_a_title_is_shown_whole(length: int, doubtful: bool) -> None:  # noqa: FBT001  # a column of the table
    """A title has 80 characters at most and begins with what is to be done; the description has all of it."""
    action = ("faire " * 100)[:length].strip()
    found = only(deadline(action=action, doubtful=doubtful), gone=("d1",))
    assert len(str(found.summary)) <= 80
    found = only(deadline(action=action, doubtful=doubtful))
    assert len(str(found.summary)) <= 80
    assert str(found.summary).removeprefix("(à vérifier) ").startswith("Faire")
    assert action in " ".join(str(found.description).split())
    assert "Forum du SMSI 2021" in str(found.description)


@pytest.mark.parametrize(
    ("fact", "transparent"),
    [
        (deadline(), True),
        (event(), True),
        (event(end=None), False),
        (event(end=None, start_time=dt.time(13), end_time=dt.time(15)), False),
        (event(start_time=dt.time(13)), True),
    ],
)
def test_what_lasts_for_days_takes_nobody_s_time(fact: Told, transparent: bool) -> None:  # noqa: FBT001  # a column
    """Nor does a limit; what is on one day does."""
    assert ("TRANSP:TRANSPARENT" in written(fact)) == transparent


def test_the_page_and_the_contact_of_the_letter_come_along() -> None:
    """A limit that is met on a page has that page; an address printed bare gets its scheme."""
    beside = {"CL-21/4": Beside(url="www.itu.int/forum", contact="Mme Sah, a@itu.int")}
    asked = deadline(reply_to=("b@itu.int", "https://itu.int/reply"))
    found = read(written(asked, event(), beside=beside))
    assert (found["e1@aide-memoire"].url, found["e1@aide-memoire"].contacts) == (
        "https://www.itu.int/forum",
        ["Mme Sah, a@itu.int"],
    )
    assert found["d1@aide-memoire"].url == "https://itu.int/reply"
    assert "URL" not in written(event())


def test_nothing_rings_after_the_hour_of_a_limit() -> None:
    """At eight the day's bell of nine comes too late; the others keep their hour."""
    bells = [each.trigger for each in only(deadline(inclusive=True, time=dt.time(8))).alarm]
    assert bells == [dt.timedelta(days=-7, hours=1), dt.timedelta(days=-3, hours=1)]


def test_an_event_rings_the_days_that_sound() -> None:
    """Only the lead times near an event warn of it."""
    assert [each.trigger for each in only(event()).alarm] == [dt.timedelta(days=-3, hours=9)]


def test_a_bell_keeps_its_local_hour_across_the_change_of_clocks() -> None:
    """28 March 2021 has 23 hours in Geneva: a week before a limit of the 29th at noon, at nine, is 170 hours before."""
    bells = [each.trigger for each in only(deadline(due=dt.date(2021, 3, 29), inclusive=True, time=dt.time(12))).alarm]
    assert dt.timedelta(hours=-170) in bells
    assert dt.timedelta(hours=-3) in bells


def test_a_cancelled_event_is_cancelled_where_it_had_been_planned() -> None:
    """A calendar that holds it takes it out: same UID, cancelled, no bell, its parts as well."""
    found = read(written(event(cancelled=True, parts=PARTS)))
    assert {each.status for each in found.values()} == {"CANCELLED"}
    assert all(str(each.summary).startswith("Annulé") for each in found.values())
    assert not any(each.alarm for each in found.values())


def test_what_no_letter_holds_any_more_is_cancelled() -> None:
    """A deadline withdrawn leaves the calendars that hold it."""
    found = only(deadline(), gone=("d1",))
    assert found.status == "CANCELLED"
    assert not found.alarm


def test_a_change_raises_the_sequence_and_keeps_the_uid() -> None:
    """Calendars take the newer of two entries of one UID."""
    first, second = only(deadline()), only(deadline(due=dt.date(2021, 3, 15)), changed={"d1": 2})
    assert first.uid == second.uid == "d1@aide-memoire"
    assert (first.sequence, second.sequence) == (0, 2)


def test_the_stamp_is_the_clock_that_was_given() -> None:
    """The same facts at the same moment make the same file, byte for byte."""
    assert only(deadline()).dtstamp == NOW
    assert written(deadline(), event()) == written(deadline(), event())

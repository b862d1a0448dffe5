"""The buttons under a push."""

import pytest

from bot.phrasing import Suggestion
from bot.reminders.buttons import MOST, Deed, Pressed, Row, choice, offered, read, rows

ONE = Row(key="a" * 16, replied=True, file="1|ics.deadline|" + "b" * 16, letter="1|push.letter|" + "c" * 8)
TWO = Row(key="d" * 16, file="1|ics.deadline|" + "e" * 16, letter="1|push.letter|" + "c" * 8)
BOTH = (ONE, TWO)


def carried(buttons: tuple[Suggestion, ...]) -> list[str]:
    """Return what buttons carry."""
    return [each.data for each in buttons]


def test_one_deadline_has_four_buttons_in_two_rows() -> None:
    """Dealt with, later; the calendar, the letter."""
    buttons = offered((ONE,))
    assert [each.label for each in buttons] == ["✅ Répondu", "⏰ Plus tard", "📅 Agenda (.ics)", "📄 La lettre"]
    assert [each.beside for each in buttons] == [False, True, False, True]


def test_one_deals_with_a_deadline_by_replying_or_by_doing() -> None:
    """Only one that tells where to reply is answered."""
    assert offered((TWO,))[0].label == "✅ C'est fait"


def test_each_of_several_deadlines_has_a_numbered_row() -> None:
    """The number is that of the text."""
    buttons = offered(BOTH)
    assert [each.label[:2] for each in buttons if not each.beside] == ["1.", "2."]
    assert len(buttons) == 8


@pytest.mark.parametrize("held", [(), (ONE.key,), (TWO.key,), (ONE.key, TWO.key)])
@pytest.mark.parametrize("every", [BOTH, (ONE,), (TWO,)])
def test_the_buttons_tell_what_they_are_about(every: tuple[Row, ...], held: tuple[str, ...]) -> None:
    """From those under a message the same can be made again, whatever was done: nothing else is kept."""
    assert rows(carried(offered(every, held))) == every


def test_the_offer_of_a_wait_keeps_what_the_row_was() -> None:
    """Taking it back gives the buttons that were there."""
    choosing = {ONE.key: (choice(ONE, "1", "Demain"), choice(ONE, "3", "Dans 3 jours"))}
    for every in ((ONE,), BOTH):
        offer = offered(every, (), choosing)
        assert {"Demain", "Dans 3 jours"} < {each.label for each in offer}
        assert rows(carried(offer)) == every


def test_every_button_is_short_and_reads_back() -> None:
    """At most 64 bytes, versioned, ids only."""
    choosing = {TWO.key: (choice(TWO, "h3", "Dans 3 heures"),)}
    for each in (*offered(BOTH), *offered(BOTH, (ONE.key,)), *offered(BOTH, (), choosing)):
        assert len(each.data.encode()) <= 64
        assert each.data.startswith("1|")
        assert read(each.data) or each.data.startswith("1|ics.")
    assert read(choice(ONE, "h3", "x").data) == Pressed(deed=Deed.SNOOZE, key=ONE.key, replied=True, wait="h3")


@pytest.mark.parametrize(
    "data",
    ["", "1|push.", "1|push.done", "1|push.done|", "0|push.done|k|", "1|push.x|k|", "1|event.date|k", "1|push.é|k"],
)
def test_foreign_data_is_none_of_ours(data: str) -> None:
    """A button of another version or of nobody is not obeyed."""
    assert read(data) is None


def test_a_long_push_has_no_more_buttons_than_telegram_shows() -> None:
    """A hundred at most."""
    every = tuple(Row(key=f"{n:016}", file=ONE.file, letter=ONE.letter) for n in range(40))
    assert len(offered(every)) == 4 * MOST <= 100

"""Long answers cut into messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.sending import keyboard, split, width
from bot.phrasing import Answer, Source, Suggestion
from bot.state.records import Place
from tests.bot.telegram.office import Office, refusal

TEXTS = st.text(st.sampled_from("aé😀 \n.œ\u2028"), max_size=300)


@given(text=TEXTS, limit=st.integers(4, 60))
def test_cutting_loses_nothing_but_the_spaces_where_it_cuts(text: str, limit: int) -> None:
    """Each piece fits, none is empty, and all the letters are there in order."""
    pieces = split(text, limit)
    assert all(0 < width(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("un deux\n\ntrois x", ("un deux", "trois x")),
        ("un deux\ntrois", ("un deux", "trois")),
        ("un deux trois quatre", ("un deux", "trois quatre")),
        ("anticonstitutionnellement", ("anticonstitu", "tionnellemen", "t")),
        ("😀" * 7, ("😀" * 6, "😀")),
        ("", ()),
    ],
)
def test_cuts_are_made_where_one_breathes(text: str, pieces: tuple[str, ...]) -> None:
    """Between paragraphs, else lines, else words; an emoji counts for two, as Telegram counts it."""
    assert split(text, 12) == pieces


async def test_a_long_answer_comes_whole_in_several_messages(office: Office) -> None:
    """The first points to the question, the last carries the buttons, all have every word."""
    words = [f"mot{number}" for number in range(2000)]
    answer = Answer(
        text=" ".join(words),
        answered=True,
        intent="x",
        sources=(Source(reference="CL-21/4", date=None, quote="La fin."),),
        suggestions=(Suggestion(label="Plus", data="1|plus"),),
    )
    first = await office.house.postman.sends.send(Place(5, 3), answer, silent=True)
    said = " ".join(office.texts)
    assert first == 1001
    assert [word for word in said.split() if word.startswith("mot")] == words
    assert "La fin." in said
    assert [bool(call.buttons) for call in office.sent] == [False, False, False, False, True][-len(office.sent) :]
    assert {call.parameters["message_thread_id"] for call in office.sent} == {3}
    assert all(call.parameters["disable_notification"] for call in office.sent)


async def test_a_long_push_that_has_begun_is_ended(office: Office) -> None:
    """Telegram asks for patience between two pieces: the first is not sent again."""
    answer = Answer(text=" ".join(f"mot{number}" for number in range(2000)), answered=True, intent="x")
    office.line.verdicts = [None, refusal(429, "Too Many Requests", retry_after=0)]
    await office.house.postman.sends.send(Place(5), answer, silent=True)
    assert office.texts[1] == office.texts[2]
    assert len(set(office.texts)) == len(office.texts) - 1


def test_buttons_that_telegram_would_refuse_are_left_out() -> None:
    """Data has 1 to 64 bytes, not characters."""
    made = keyboard(
        (Suggestion(label="a", data="é" * 33), Suggestion(label="b", data="é" * 32), Suggestion(label="c", data=""))
    )
    assert made is not None
    assert [button.text for row in made.inline_keyboard for button in row] == ["b"]
    assert keyboard(()) is None

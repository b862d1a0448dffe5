"""Questions put on the command line."""

import datetime as dt
import json

import pytest

from bot.asking import Outcome, answer_lines, as_json, instant
from bot.errors import BadInstant, BadLine
from bot.phrasing import Answer, Source
from tests.bot.builders import GENEVA, NOW, Echo, library


def answered(*lines: object) -> list[Outcome]:
    """Answer some lines; those that are no text are written as JSON."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return list(answer_lines(Echo(library()), texts, NOW))


def text(outcome: Outcome) -> str:
    """Return the text answered."""
    assert outcome.answer is not None
    return str(outcome.answer["text"])


def test_an_answer_is_written_with_what_it_cites() -> None:
    """Programs read the text as the user sees it, whether it is an answer, and the letters cited, each once."""
    sources = (
        Source(reference="CL-21/4", date=None, quote="Un."),
        Source(reference="CL-21/4", date=None, quote="Deux."),
    )
    written = as_json(Answer(text="Oui.", answered=True, intent="event", confidence=0.98765, sources=sources), id=3)
    assert written["id"] == 3
    assert "Oui." in written["text"]
    assert "Deux." in written["text"]
    assert (written["answered"], written["letters"], written["intent"]) == (True, ["CL-21/4"], "event")
    assert written["confidence"] == 0.988


def test_a_conversation_has_its_own_memory() -> None:
    """What one conversation spoke of is not known in another, however they are mixed."""
    first, other, second = answered(
        {"id": 1, "conversation": "a", "text": "un"},
        {"id": 2, "conversation": "b", "text": "deux"},
        {"id": 3, "conversation": "a", "text": "trois"},
    )
    assert "après rien" in text(first)
    assert "après rien" in text(other)
    assert "après un" in text(second)


def test_a_question_without_conversation_stands_alone() -> None:
    """Without a conversation nothing is remembered."""
    _, second = answered({"id": 1, "text": "un"}, {"id": 2, "text": "deux"})
    assert "après rien" in text(second)


def test_a_line_may_have_its_own_clock() -> None:
    """A line's `now` wins over the command's."""
    own, common = answered({"id": 1, "text": "x", "now": "2020-01-20T09:00:00+01:00"}, {"id": 2, "text": "x"})
    assert "2020-01-20T09:00:00+01:00" in text(own)
    assert NOW.isoformat() in text(common)


def test_answers_come_in_the_order_of_the_questions() -> None:
    """Ids come back as they are, in order, whatever their type."""
    ids = ["q1", 2, None, "q1"]
    assert [
        outcome.answer and outcome.answer["id"] for outcome in answered(*({"id": i, "text": "x"} for i in ids))
    ] == ids


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("pas du json", False),
        ('{"id": "q2", "text": "coup', False),
        ("[1, 2]", False),
        ('"x"', False),
        ("[" * 100_000, False),
        ('{"text": 3}', False),
        ('{"id": "q2"}', True),
        ('{"id": "q2", "text": null}', True),
        ('{"id": "q2", "text": ["x"]}', True),
        ('{"id": "q2", "text": "x", "now": "hier"}', True),
        ('{"id": "q2", "text": "x", "now": 5}', True),
    ],
)
def test_a_bad_line_is_named_and_stops_nothing(line: str, answers: bool) -> None:  # noqa: FBT001  # a parameter of the case
    """A bad line is told by its number, is answered when it has an id, and the next ones are answered."""
    first, bad, last = answered({"id": "q1", "text": "un"}, line, {"id": "q3", "text": "trois"})
    assert first.answer is not None
    assert isinstance(bad.fault, BadLine)
    assert "ligne 2" in str(bad.fault)
    assert (bad.answer is not None) is answers
    if bad.answer is not None:
        assert (bad.answer["id"], bad.answer["answered"], bad.answer["letters"]) == ("q2", False, [])
    assert "trois" in text(last)


def test_empty_lines_and_a_byte_order_mark_are_no_fault() -> None:
    """Files that pass through other systems are read all the same, and lines keep their numbers."""
    read = answered("\ufeff" + json.dumps({"id": 1, "text": "un"}), "", "  \n", "?")
    assert [outcome.fault is None for outcome in read] == [True, False]
    assert "ligne 4" in str(read[1].fault)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-02-15", dt.datetime(2021, 2, 15, 9, tzinfo=GENEVA)),
        ("2021-02-15T10:30", dt.datetime(2021, 2, 15, 10, 30, tzinfo=GENEVA)),
        ("2021-02-15T10:30:00Z", dt.datetime(2021, 2, 15, 10, 30, tzinfo=dt.UTC)),
        ("2021-02-15 10:30:00+05:30", dt.datetime(2021, 2, 15, 5, 0, tzinfo=dt.UTC)),
    ],
)
def test_an_instant_is_read_in_the_bot_s_zone(written: str, meant: dt.datetime) -> None:
    """A day alone is its morning, a moment without zone is in the bot's."""
    assert instant(written, GENEVA) == meant


@pytest.mark.parametrize("written", ["", "hier", "15/02/2021", "2021-02-30", "2021-13-01T00:00", "99999-01-01"])
def test_what_is_no_instant_is_refused(written: str) -> None:
    """An unreadable instant is never guessed."""
    with pytest.raises(BadInstant, match="2021-02-15"):
        instant(written, GENEVA)

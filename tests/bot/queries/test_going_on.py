"""What half sentences go on asking, and of which letter."""

from bot.answers.limits import fitting
from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.queries.frame import Kind
from bot.queries.rows import Tables
from bot.queries.seek import Wanted
from tests.bot.drafts import at

NOW = "2024-04-10T09:00"


def test_of_several_deadlines_those_whose_words_are_asked_are_told(small: Assistant, tables: Tables) -> None:
    """A deadline whose action says what is asked leaves out the others; words that none says leave all."""
    rows = tables.rows(Kind.DEADLINE)
    question = small.reply("date limite ?", Dialogue(), at(NOW)).told[0][0]
    word = next(word for row in rows for word in row.own if sum(word in each.own | each.sentence for each in rows) == 1)
    kept = fitting(rows, Wanted(must={word: 1.0}, may={}, keys=frozenset()), question)
    assert kept
    assert len(kept) < len(rows)
    assert fitting(rows, Wanted(must={"zzz": 1.0}, may={}, keys=frozenset()), question) == list(rows)


def test_what_was_asked_is_remembered_and_read_back() -> None:
    """The words asked for survive the way to the store and back."""
    kept = Dialogue(topic="deadline.date", words=("bours",), said=at(NOW))
    assert Dialogue.parse(kept.dump()) == kept

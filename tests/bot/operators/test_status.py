"""How things stand is told when asked; errors and each week are told unasked, once."""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import Bot

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.handlers.operators import Reporter
from bot.handlers.sending import Sender
from bot.operators.opening import Line, OperatorsDesk, open_desk
from bot.settings import Settings, Storage
from bot.state.records import Place
from bot.state.store import State, open_state
from knowledge import store
from knowledge.french.text import Span
from knowledge.history import By, Deed
from knowledge.library import Library
from knowledge.model import Note
from knowledge.publishing import publisher
from tests.bot.builders import letter
from tests.bot.telegram.office import Recorder

DATA = Path(__file__).parents[2] / "data" / "letters"
ZONE = dt.timezone(dt.timedelta(hours=2))
MONDAY = dt.datetime(2024, 6, 10, 9, 30, tzinfo=ZONE)
BY = By(who="telegram:5", at=MONDAY)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """A state of the test's own."""
    opened = open_state(tmp_path / "state.db", dt.timedelta(hours=1))
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, state: State) -> OperatorsDesk:
    """A desk over one letter, whose weekday is doubtful."""
    (tmp_path / "letters").mkdir()
    text = (DATA / "cl-24-33-sommet-jeunesse.md").read_text("utf-8").replace("vendredi 28 juin", "lundi 28 juin")
    near = "Veuillez envoyer les demandes de visa à youth@itu.int avant le 27 juin 2024."
    text = text.replace("Les délégués pourront", f"{near} Les délégués pourront")
    (tmp_path / "letters" / "a.md").write_text(text, "utf-8")
    default = Settings()
    knowledge = replace(default.knowledge, shipped=False, letters=(tmp_path / "letters",), database=tmp_path / "k.db")
    operators = replace(default.operators, telegram=(5, 6), incoming=tmp_path / "incoming")
    settings = replace(
        default, knowledge=knowledge, operators=operators, state=Storage(database="x", terminal=tmp_path / "t.db")
    )
    publisher(knowledge).build(By(who="shell:x", at=MONDAY - dt.timedelta(days=2)))
    made = open_desk(
        settings,
        state,
        lambda: store.load(knowledge.database),
        lambda found: Assistant(found).catalogue,
        lambda: MONDAY,
        Line(ids=frozenset((5, 6)), who="telegram:"),
    )
    assert made is not None
    return made


def test_how_things_stand(desk: OperatorsDesk, state: State) -> None:
    """Version, letters, doubts, chats, pushes, questions, errors and the age of the copy."""
    state.chats.wish(Place(7), MONDAY)
    state.talks.miss("combien coûte la garderie", MONDAY.date())
    desk.bench.means.publisher().history.add(replace(BY, at=MONDAY - dt.timedelta(days=3)), Deed.BACKUP, "x.db")
    text = desk.status.now(BY).text
    for told in (
        "publiées : 1",
        "shell:x",
        "Doutes ouverts",
        "1, dont 1 avec rappels",
        "réponse : 1",
        "3 jours",
        "Aucune erreur",
    ):
        assert told in text
    desk.faults.emit(logging.LogRecord("bot.x", logging.ERROR, "x", 3, "secret", (), None))
    assert "bot.x:3" in desk.status.now(BY).text


def test_the_week_is_told_once_on_monday(desk: OperatorsDesk) -> None:
    """From the hour on, with what is near and sure; not twice, whoever restarts; not on another day."""
    assert desk.status.digest(MONDAY.replace(hour=8), 9) is None
    word = desk.status.digest(MONDAY, 9)
    assert word is not None
    assert "Lettres publiées : 1" in word.text
    assert desk.status.digest(MONDAY + dt.timedelta(hours=2), 9) is None
    assert desk.status.digest(MONDAY + dt.timedelta(days=1), 9) is None
    later = desk.status.digest(MONDAY + dt.timedelta(days=7), 9)
    assert later is not None
    assert "27 juin 2024" in later.text
    assert "28 juin 2024" not in later.text  # its weekday contradicts it: nothing doubtful is told


async def test_errors_and_the_week_reach_the_operators(desk: OperatorsDesk) -> None:
    """Each of them, without contents; nothing is sent when there is nothing to tell."""
    line = Recorder()
    bot = Bot("1:x", request=line, get_updates_request=line)
    reporter = Reporter(desk=desk, sender=Sender(bot=bot), clock=lambda: MONDAY + dt.timedelta(days=1))
    await reporter.look()
    assert line.calls == []
    desk.faults.emit(logging.LogRecord("bot.x", logging.ERROR, "x", 3, "secret", (), None))
    await reporter.look()
    assert [call.parameters["chat_id"] for call in line.calls] == [5, 6]
    assert all("bot.x:3" in call.text and "secret" not in call.text for call in line.calls)
    await reporter.look()
    assert len(line.calls) == 2


def test_a_note_answers_where_the_letters_do_not() -> None:
    """As a note, citing its letter; what the letters answer stays theirs, and another question has no note."""
    known = replace(letter(), notes=(Note(span=Span(0, 0), question="la garderie est-elle gratuite", text="Oui."),))
    assistant = Assistant(Library((known,)))

    def asked(question: str) -> str:
        return assistant.reply(question, Dialogue(), MONDAY).answer.text

    assert "Note de l'exploitant" in asked("la garderie est elle gratuite ?")
    assert "Note" not in asked("la cantine est-elle ouverte ?")
    assert "Note" not in asked("quelles lettres ?")

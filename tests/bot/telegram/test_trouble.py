"""When something fails."""

import logging

import pytest

from bot.handlers import sending
from bot.handlers.sentences import load_sentences
from bot.state.records import Place
from bot.state.store import State
from tests.bot.builders import NOW, Echo
from tests.bot.telegram.office import Office, refusal

SAID = load_sentences()


class Broken(RuntimeError):
    """Something nobody foresaw."""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A send that the network lost is made again at once."""
    monkeypatch.setattr(sending, "FIRST_WAIT", 0.0)


def break_(office: Office) -> None:
    """Make the next question fail in the middle of the core."""

    class Failing(Echo):
        def reply(self, text: str, *_: object) -> object:  # type: ignore[override]  # it never returns
            raise Broken(text)

    shelf = office.house.postman.library.__self__  # type: ignore[attr-defined]  # the bound shelf
    shelf._assistant = Failing(shelf._assistant.library)


async def test_an_error_is_a_courteous_sentence_and_a_line_for_the_operator(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody reads a traceback in a chat; the operator reads it in the journal."""
    break_(office)
    (call,) = await office.write("quand ?")
    assert call.text == SAID.trouble
    assert "Broken" in caplog.text


async def test_the_bot_goes_on_after_an_error(office: Office) -> None:
    """The next message is handled."""
    break_(office)
    await office.write("quand ?")
    (call,) = await office.write("/privacy")
    assert "120 minutes" in call.text


@pytest.mark.usefixtures("hurried")
async def test_an_outage_is_one_line(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A network that fails is told by a sentence, without trace."""
    caplog.set_level(logging.INFO)
    office.line.verdicts = [refusal(502, "Bad Gateway")] * 3
    await office.write("quand ?")
    assert "ne répond pas" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("hurried")
async def test_an_answer_that_the_network_loses_is_sent_again(office: Office) -> None:
    """Two failures are not the end."""
    office.line.verdicts = [refusal(502, "Bad Gateway"), refusal(500, "Internal Server Error")]
    await office.write("quand ?")
    assert len(office.sent) == 3


async def test_patience_asked_by_telegram_is_had(office: Office) -> None:
    """An answer that is refused for now is sent after the wait."""
    office.line.verdicts = [refusal(429, "Too Many Requests", retry_after=1)]
    await office.write("quand ?")
    assert len(office.sent) == 2


async def test_patience_beyond_reason_is_not_had(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A wait of minutes would hold up everybody: the answer is given up and told."""
    office.line.verdicts = [refusal(429, "Too Many Requests", retry_after=600)]
    await office.write("quand ?")
    assert len(office.sent) == 1
    assert "ne répond pas" in caplog.text


async def test_whoever_blocked_the_bot_is_left_alone(office: Office, state: State) -> None:
    """Forbidden puts the chat to sleep without a word."""
    state.chats.wish(Place(5), NOW)
    office.line.verdicts = [refusal(403, "Forbidden: bot was blocked by the user")]
    await office.write("quand ?")
    assert state.chats.wishes() == ()
    assert len(office.sent) == 1


async def test_a_group_renamed_while_one_answers_is_followed(office: Office, state: State) -> None:
    """ChatMigrated moves the chat's rows."""
    state.chats.wish(Place(5), NOW)
    office.line.verdicts = [refusal(400, "Bad Request: group upgraded", migrate_to_chat_id=-1005)]
    await office.write("quand ?")
    assert [wish.place for wish in state.chats.wishes()] == [Place(-1005)]


async def test_markup_that_telegram_refuses_is_sent_as_plain_text(office: Office) -> None:
    """An answer is never lost for a tag."""
    office.line.verdicts = [refusal(400, "Bad Request: can't parse entities: unexpected end tag")]
    await office.write("cite ?")
    first, second = office.sent
    assert first.parameters["parse_mode"] == "HTML"
    assert "parse_mode" not in second.parameters
    assert "<" not in second.text
    assert "CL-21/4" in second.text

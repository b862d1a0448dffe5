"""When something fails."""

import pytest

from bot.handlers import sending
from bot.handlers.sentences import load_sentences
from bot.state.records import Place
from bot.state.store import State
from tests.bot.builders import NOW, Echo
from tests.bot.telegram.office import Office, Verdict, refusal

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
@pytest.mark.parametrize("verdict", [refusal(502, "Bad Gateway"), refusal(500, "Internal Server Error")])
async def test_an_answer_waits_until_an_outage_is_over(
    office: Office, caplog: pytest.LogCaptureFixture, verdict: Verdict
) -> None:
    """However often a send fails within its minutes, the answer leaves once; the operator reads why, without trace."""
    office.line.verdicts = [verdict] * 9
    await office.write("quand ?")
    assert len(office.sent) == 10
    assert "attendent que Telegram les prenne" in caplog.text
    assert "Traceback" not in caplog.text


async def test_an_answer_that_comes_too_late_is_dropped(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some minutes nobody waits for it: a line tells."""
    monkeypatch.setattr(sending, "FIRST_WAIT", 400.0)
    office.line.verdicts = [refusal(502, "Bad Gateway")]
    await office.write("quand ?")
    assert len(office.sent) == 1
    assert "abandonnée (Bad Gateway)" in caplog.text


async def test_nobody_waits_for_an_outage_once_the_process_is_to_end(office: Office) -> None:
    """A stop takes no minutes."""
    office.line.verdicts = [refusal(502, "Bad Gateway")] * 9
    office.house.rounds._leaving.set()
    await office.write("quand ?")
    assert len(office.sent) == 1


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("data", ["r|on", "1|push.done|x|"])
async def test_a_tap_whose_message_cannot_be_changed_in_an_outage_is_answered_anew(office: Office, data: str) -> None:
    """The buttons' message stays as it was; what was done is told."""
    office.line.verdicts = [refusal(502, "Bad Gateway")] * 2
    calls = await office.tap(data)
    assert calls[-1].name == "sendMessage"


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
    assert "abandonnée" in caplog.text


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

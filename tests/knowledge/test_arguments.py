"""The command line speaks French, its errors too."""

import pytest

from bot.__main__ import main as bot
from knowledge.__main__ import main as knowledge
from knowledge.arguments import translated


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "il manque : reference"),
        (["nope"], "'nope' n'est pas connu"),
        (["build", "--nope"], "arguments inconnus : --nope"),
        (["report", "--out"], "demande une valeur"),
        (["dates", "--now", "hier"], "n'est pas une valeur possible"),
    ],
)
def test_what_is_wrong_is_said_in_french(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2, and how the command is written."""
    with pytest.raises(SystemExit) as ended:
        knowledge(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("usage : ")


@pytest.mark.parametrize("program", [bot, knowledge])
def test_the_help_holds_no_english(program: object, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in its titles nor in what it says of itself."""
    with pytest.raises(SystemExit):
        program(["--help"])  # type: ignore[operator]  # a main
    told = capsys.readouterr().out
    assert not any(word in told for word in ("usage: ", "positional", "show this", "optional"))


def test_a_sentence_that_is_not_known_is_kept() -> None:
    """Better English than nothing."""
    assert translated("something new") == "something new"

"""The terminal: what is shown, and what is typed."""

import datetime as dt
import io
import os
import pty
import select
import sys
from pathlib import Path

import pytest

from bot.phrasing import Answer, Source, html
from bot.terminal.greeting import greeting
from bot.terminal.screen import BAR, Screen, rendered, wrapped
from bot.terminal.sentences import load_sentences
from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Event, Letter
from knowledge.temporal.moment import Moment

ROOT = Path(__file__).parents[2]


class Glass(io.StringIO):
    """A screen to look at."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(
    ("markup", "bare", "styled"),
    [
        ("<b>Forum</b> & <i>Cie</i>", "Forum & Cie", "\x1b[1mForum\x1b[0m & \x1b[3mCie\x1b[0m"),
        ("a &lt;b&gt; c &amp; d", "a <b> c & d", "a <b> c & d"),
        ("<b>un <i>deux</i> trois</b>", "un deux trois", "\x1b[1mun \x1b[3mdeux\x1b[0m\x1b[1m trois\x1b[0m"),
        ('<a href="https://itu.int/x">ici</a>', "ici <https://itu.int/x>", "ici <https://itu.int/x>"),
        ('<a href="https://itu.int">https://itu.int</a>', "https://itu.int", "https://itu.int"),
        ("<u>non fermé", "non fermé", "\x1b[4mnon fermé"),
        ("</b>orphelin", "orphelin", "orphelin"),
        ("<tg-spoiler>caché</tg-spoiler>", "caché", "caché"),
    ],
)
def test_markup_is_shown_with_styles_or_without(markup: str, bare: str, styled: str) -> None:
    """On a screen bold is bold; in a pipe there are only words, and addresses are never lost."""
    assert rendered(markup, html=True, styled=False) == bare
    assert rendered(markup, html=True, styled=True) == styled


def test_a_quotation_has_a_bar_on_each_line() -> None:
    """What the letter says is told apart from what the bot says."""
    shown = rendered("Voir :\n<blockquote expandable>un\ndeux</blockquote>\nfin", html=True, styled=False)
    assert shown == "Voir :\n  │ un\n  │ deux\nfin"


def test_a_letter_cannot_drive_the_terminal() -> None:
    """Escape sequences in a text are not obeyed; line breaks and tabs stay."""
    for markup in (True, False):
        assert rendered("a\x1b[2Jb\x07c\x9bd\r\ne\tf", html=markup, styled=True) == "a[2Jbcd\ne\tf"


def test_plain_text_is_shown_as_it_is() -> None:
    """Without markup, angle brackets are only that."""
    assert rendered("1 < 2 & <b>", html=False, styled=False) == "1 < 2 & <b>"


def test_an_answer_is_shown_with_its_source() -> None:
    """Whatever the form of an answer, a reader of the terminal finds the letter and its sentence."""
    source = Source(reference="CL-21/4", date=None, quote="Du 17 au 21 mai <2021>.")
    shown = rendered(
        html(Answer(text="En mai.", answered=True, intent="x", sources=(source,))), html=True, styled=False
    )
    assert "CL-21/4" in shown
    assert "Du 17 au 21 mai <2021>." in shown


def test_in_a_pipe_a_blank_line_is_the_end_of_a_message() -> None:
    """Programs cut the output at blank lines: a message holds none."""
    pipe = io.StringIO()
    screen = Screen(pipe)
    screen.show("un\n\ndeux", html=False)
    screen.show("trois", html=False, buttons=("[1] Plus",))
    assert pipe.getvalue() == "un\ndeux\n\ntrois\n[1] Plus\n"


def test_on_a_screen_messages_keep_their_blank_lines() -> None:
    """People read better with them."""
    glass = Glass()
    Screen(glass).show("un\n\ndeux", html=False)
    assert glass.getvalue() == "un\n\ndeux\n"


@pytest.mark.parametrize(("key", "code"), [(b"\x04", 0), (b"\x03", 130)])
def test_a_person_talks_on_a_screen_and_leaves_quietly(tmp_path: Path, key: bytes, code: int) -> None:
    """There is a greeting and a prompt; Ctrl-D and Ctrl-C end without a trace."""
    (tmp_path / "config.toml").write_text("", "utf-8")
    process, screen = pty.fork()
    if process == 0:
        os.chdir(tmp_path)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
        os.execve(sys.executable, [sys.executable, "-m", "bot", "chat", "--now", "2021-02-15"], environment)  # noqa: S606
    shown = _until(screen, "› ")
    os.write(screen, b"/rappels\n")
    shown += _until(screen, "rappels\r\n› ")
    os.write(screen, key)
    while not select.select([screen], [], [], 2.0)[0]:  # the key came before the prompt was ready for it
        os.write(screen, key)
    shown += _until(screen, None)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == code
    assert "Ctrl-D" in shown
    assert "Traceback" not in shown


def _until(screen: int, wanted: str | None) -> str:
    """Read what a terminal shows until something appears, or until its end."""
    shown = b""
    while wanted is None or wanted.encode() not in shown:
        try:
            piece = os.read(screen, 65536)
        except OSError:  # the other side has gone
            break
        if not piece:
            break
        shown += piece
    return shown.decode("utf-8", "replace")


def test_a_screen_breaks_lines_between_words() -> None:
    """No word is cut at the edge, and a quotation keeps its bar on each line."""
    shown = wrapped(f"{BAR}un deux trois quatre cinq six\nsept", 20)
    assert shown.split("\n") == [f"{BAR}un deux trois", f"{BAR}quatre cinq six", "sept"]


@pytest.mark.parametrize(
    ("today", "events", "told"),
    [
        ("2021-05-16", 1, "Ctrl-D"),
        ("2021-05-21", 1, "Ctrl-D"),
        ("2021-05-22", 1, "21 mai 2021"),
        ("2021-05-22", 0, "var/letters"),
    ],
)
def test_letters_whose_days_are_over_are_told_at_once(today: str, events: int, told: str) -> None:
    """A conversation on letters that announce nothing more begins by saying so, and what to do."""
    said = load_sentences()
    last = Moment(dt.date(2021, 5, 21))
    event = Event(span=Span(0, 1), name="Forum", start=last)
    letter = Letter(file="a.md", text="F", reference="CL-21/4", events=(event,) * events)
    shown = greeting(said, Library(letters=(letter,)), dt.date.fromisoformat(today))
    assert told in shown
    assert shown.startswith(said.greeting)
    assert (shown == said.greeting) is (told == "Ctrl-D")

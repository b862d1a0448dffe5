"""The commands: run, chat, ask, gaps, backup, remind. Each loads only what it needs."""

import argparse
import datetime as dt
import io
import json
import os
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

from bot import settings as configuration
from bot.asking import answer_lines, instant, reply_as_json
from bot.assistant import Assistant, Reply
from bot.clocks import take_the_newest
from bot.entities.dialogue import Dialogue
from bot.errors import BotError, NoGap, WrongUsage
from bot.phrasing import plain
from bot.settings import Settings
from bot.shelf import open_library
from knowledge.arguments import FrenchParser
from knowledge.errors import KnowledgeError

FAILURE, USAGE, INTERRUPTED = 1, 2, 130
WORDS = Path(__file__).with_name("commands.toml")
COMMANDS = ("run", "chat", "ask", "gaps", "backup", "remind")


def main(arguments: list[str] | None = None, program: str = "python -m bot") -> int:
    """Run one command and return its exit code; `program` is what its help calls it."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 whatever the locale, never failing on a byte or a character
            stream.reconfigure(encoding="utf-8", errors="replace")
    take_the_newest()
    parser = _parser(program)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    try:
        code = _obey(options)
        sys.stdout.flush()
    except (BotError, KnowledgeError) as error:
        print(error, file=sys.stderr)
        return USAGE if isinstance(error, WrongUsage) else FAILURE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read us has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _obey(options: argparse.Namespace) -> int:
    settings = configuration.load(options.config)
    if options.database is not None:
        settings = replace(settings, knowledge=replace(settings.knowledge, database=options.database))
    match options.command:
        case "ask":
            return _ask(options, settings)
        case "gaps":
            return _gaps(options, settings)
        case "backup":
            return _backup(options, settings)
        case "remind":
            return _remind(options, settings)
        case "chat":
            from bot.application import chat

            return chat(settings, _fixed(options.now, settings), _progress)
        case _:
            from bot.application import run

            return run(settings, configuration.secrets(), _fixed(options.now, settings), _progress)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    now = _fixed(options.now, settings) or dt.datetime.now(settings.bot.zone)
    assistant = Assistant(open_library(settings.knowledge, _progress))
    if options.jsonl:
        return _ask_lines(assistant, now, explain=options.explain)
    reply = assistant.reply(options.question, Dialogue(), now)
    if options.json:
        print(json.dumps(reply_as_json(reply, explain=options.explain), ensure_ascii=False))
        return 0
    if options.explain:
        _explain(reply)
    print(plain(reply.answer))
    return 0


def _explain(reply: Reply) -> None:
    """Tell what was understood of each question."""
    from bot.explaining import account, lines

    for question, answer in reply.told:
        print(*lines(account(question, answer)), sep="\n", end="\n\n")


def _ask_lines(assistant: Assistant, now: dt.datetime, *, explain: bool) -> int:
    code = 0
    for outcome in answer_lines(assistant, sys.stdin, now, explain=explain):
        if outcome.answer is not None:
            print(json.dumps(outcome.answer, ensure_ascii=False), flush=True)
        if outcome.fault is not None:
            print(outcome.fault, file=sys.stderr)
            code = FAILURE
    return code


def _gaps(options: argparse.Namespace, settings: Settings) -> int:
    from bot import gaps
    from bot.state.address import is_there
    from bot.state.records import Gap
    from bot.state.store import open_state

    memory = dt.timedelta(minutes=settings.bot.memory_minutes)
    found: list[Gap] = []
    keys = configuration.secrets().keys
    for address, own in ((settings.state.database, keys), (settings.state.terminal, ())):
        if is_there(address):
            state = open_state(address, memory, settings.bot.gap_days, own)
            found += state.talks.gaps()
            state.close()
    groups = gaps.grouped(found)
    if options.test is None:
        print(gaps.as_json(groups) if options.json else "\n".join(gaps.lines(groups)))
        return 0
    if not 0 < options.test <= len(groups):
        raise NoGap(number=options.test, count=len(groups))
    assistant = Assistant(open_library(settings.knowledge, _progress))
    topic, line = gaps.as_test(groups[options.test - 1], assistant, settings.bot.zone)
    print(gaps.told(topic), file=sys.stderr)
    print(line)
    return 0


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from bot.state.backup import back_up
    from knowledge.history import Deed, History
    from knowledge.publication import by

    back_up(settings.state.database, options.file)
    History(settings.knowledge.database).add(by(), Deed.BACKUP, options.file.name)
    print(_words()["backup"]["done"].format(file=options.file))
    return 0


def _remind(options: argparse.Namespace, settings: Settings) -> int:
    from bot.reminders.simulator import simulate, simulate_as_json

    start, end = (instant(text, settings.bot.zone) for text in (options.start, options.end))
    show, keys = simulate_as_json if options.json else simulate, configuration.secrets().keys
    for line in show(open_library(settings.knowledge, _progress), settings, start, end, keys):
        print(line)
    return 0


def _progress(done: int, total: int, file: str) -> None:
    """Tell on stderr that the base is being built, line over line on a terminal, once elsewhere."""
    live = sys.stderr.isatty()
    if live or done == 0:
        line = _words()["progress"]["building"].format(done=done, total=total, file=file)
        print(
            f"\r\033[K{line[:79]}" if live else line,
            end="" if live and done < total else "\n",
            file=sys.stderr,
            flush=True,
        )


def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def _fixed(text: str | None, settings: Settings) -> dt.datetime | None:
    return None if text is None else instant(text, settings.bot.zone)


def _parser(program: str) -> FrenchParser:
    words = _words()
    help_of = words["options"]
    parser = FrenchParser(
        prog=program,
        description=words["program"]["description"],
        epilog=words["program"]["epilog"].format(program=program),
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help=help_of["config"])
    parser.add_argument("--database", type=Path, metavar="FILE", help=help_of["database"])
    commands = parser.add_subparsers(dest="command", metavar="{" + ",".join(COMMANDS) + "}")
    made = {
        name: commands.add_parser(name, help=words["commands"][name], description=words["commands"][name])
        for name in COMMANDS
    }
    for each in made.values():
        each.add_argument("--config", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=help_of["config"])
        each.add_argument("--database", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=help_of["database"])
    for name in ("run", "chat", "ask"):
        made[name].add_argument("--now", metavar="ISO", help=help_of["now"])
    for name in ("json", "explain"):
        made["ask"].add_argument(f"--{name}", action="store_true", help=help_of[name])
    what = made["ask"].add_mutually_exclusive_group(required=True)
    what.add_argument("--jsonl", action="store_true", help=help_of["jsonl"])
    what.add_argument("question", nargs="?", help=help_of["question"])
    made["remind"].add_argument("--json", action="store_true", help=help_of["json_lines"])
    made["gaps"].add_argument("--json", action="store_true", help=help_of["gaps_json"])
    made["gaps"].add_argument("--test", type=int, metavar="N", help=help_of["test"])
    made["backup"].add_argument("file", type=Path, metavar="FILE", help=help_of["file"])
    made["remind"].add_argument("--from", dest="start", metavar="ISO", required=True, help=help_of["start"])
    made["remind"].add_argument("--to", dest="end", metavar="ISO", required=True, help=help_of["end"])
    return parser


if __name__ == "__main__":
    sys.exit(main())

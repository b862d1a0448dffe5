"""The commands of publication: publish, undo, withdraw, history."""

import argparse
import datetime as dt
import getpass
import json
from dataclasses import asdict, replace

from knowledge import settings
from knowledge.building import Progress
from knowledge.history import By, HistoryRow
from knowledge.phrases import say
from knowledge.publishing import Publisher, publisher
from knowledge.settings import Settings
from knowledge.temporal.wording import say_clock, say_day


def by() -> By:
    """Return who types, and when."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a container without a name for its user
        name = "?"
    return By(who=f"shell:{name}", at=dt.datetime.now().astimezone())  # the edge of the program: the clock of its user


def publisher_of(options: argparse.Namespace, config: Settings, progress: Progress = lambda *_: None) -> Publisher:
    """Return the publisher that a command line asks for."""
    made = publisher(config, progress)
    made = replace(made, database=options.database) if options.database else made
    letters = getattr(options, "letters", None)
    made = replace(made, folders=(letters,)) if letters else made
    return replace(made, options=replace(made.options, afresh=getattr(options, "afresh", False)))


def prepares(options: argparse.Namespace, made: Publisher) -> bool:
    """Tell whether a build is kept aside: operators look at it first. A first base, or one that is named, is built."""
    operators = settings.load_operators(options.config).telegram
    return bool(operators) and options.database is None and bool(made.version)


def _publish(options: argparse.Namespace, config: Settings) -> int:
    print(told(publisher_of(options, config).publish(by())))
    return 0


def _undo(options: argparse.Namespace, config: Settings) -> int:
    row = publisher_of(options, config).undo(by())
    print(told(row))
    if not any(each.files for each in publisher_of(options, config).history.rows() if each.number == row.undoes):
        print(say("history.files_left"))
    return 0


def _withdraw(options: argparse.Namespace, config: Settings) -> int:
    print(told(publisher_of(options, config).withdraw(options.reference, by())))
    return 0


def _history(options: argparse.Namespace, config: Settings) -> int:
    rows = publisher_of(options, config).history.rows()
    for row in rows:
        print(json.dumps(asdict(row), ensure_ascii=False, default=str) if options.json else told(row))
    if not rows and not options.json:
        print(say("history.none"))
    return 0


def told(row: HistoryRow) -> str:
    """Return a row as a line for people."""
    when = f"{say_day(row.at.date(), weekday=False)} {say_clock(row.at.time())}"
    what = say(f"history.{row.deed}", what=row.what, undoes=row.undoes)
    versions = say("history.versions", before=row.before or "—", after=row.after) if row.after else ""
    return say("history.row", number=row.number, when=when, who=row.who, what=what, versions=versions).rstrip()


COMMANDS = {"publish": _publish, "undo": _undo, "withdraw": _withdraw, "history": _history}

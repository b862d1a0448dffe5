"""The parser of command lines, whose own words are French like the rest of the help."""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

USAGE = 2  # exit code of a wrong command line


class FrenchParser(argparse.ArgumentParser):
    """A parser of the standard library that says everything in French."""

    def __init__(self, *, passed_on: bool = False, **more: Any) -> None:
        """`passed_on`: the rest of the line is another parser's, which answers `--help` too."""
        super().__init__(**{"formatter_class": _Formatter, **more, "add_help": False})
        words = _words()
        self._positionals.title, self._optionals.title = words["positionals"], words["optionals"]
        if not passed_on:
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=words["help"])

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and how the command is written."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, _words()["error"].format(program=self.prog, message=translated(message)))


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, _words()["usage"] if prefix is None else prefix)


def translated(message: str) -> str:
    """Return a sentence of argparse in French; one that is not known as it is."""
    for each in _words()["errors"]:
        match = re.fullmatch(each["pattern"], message, re.DOTALL)
        if match:
            return str(each["said"].format(*match.groups()))
    return message


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("arguments.toml").read_text("utf-8"))

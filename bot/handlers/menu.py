"""The commands, as values: their names, what they ask, whose menus show them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.settings import fill

PLACES = ("private", "groups", "administrators")
MENU = Path(__file__).with_name("menu.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command."""

    description: str  # shown in Telegram's menu
    question: str = ""  # what it asks for the user; empty: it has a handler of its own
    about: str = ""  # the same with {words}, those that follow the command
    hidden: bool = False  # left out of the menu
    places: tuple[str, ...] = PLACES  # whose menus show it
    also: tuple[str, ...] = ()  # other names

    def asked(self, words: str) -> str:
        """Return the question that the command stands for."""
        return self.about.format(words=words) if words and self.about else self.question


Menu = dict[str, Entry]  # by name, in order


def shown(menu: Menu, place: str) -> tuple[tuple[str, str], ...]:
    """Return the name and the description of each command that the menu of a place shows."""
    return tuple((name, each.description) for name, each in menu.items() if not each.hidden and place in each.places)


@cache
def load_menu() -> Menu:
    """Return the commands. Raises ConfigurationError."""
    table = tomllib.loads(MENU.read_text("utf-8"))
    return {name: fill(Entry, entry, name, environ={}, file=str(MENU)) for name, entry in table.items()}

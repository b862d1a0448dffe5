"""The words of French time, read once from lexicon.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CLASSES = (
    "month",
    "weekday",
    "recurrent",
    "count",
    "ordinal",
    "dozen",
    "unit",
    "season",
    "daypart",
    "daytime",
    "event",
    "zone",
    "place",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What a folded word means to the grammar."""

    classes: dict[str, tuple[str, Any]]  # word -> its class and its value there
    same: dict[str, str]  # another form -> the word that rules use
    spelt: dict[str, str]  # the same, and the spellings of haste, which are read in messages alone
    chunks: dict[str, str]  # a run of letters and digits -> what it says
    numbered: frozenset[str]  # words after which a number is a name
    counted: frozenset[str]  # words before which a number is a quantity
    lettered: frozenset[str]  # words after which two numbers are the reference of a letter
    forgiven: tuple[str, ...]  # words of time that may be misspelt anywhere
    everyday: frozenset[str]  # words of the language that look like misspelt words of time
    english: dict[str, int]  # English months, read beside a number only
    short_months: dict[str, int]  # "janv", "oct": read beside a number, a month or a preposition
    hasty_months: dict[str, int]  # usual slips, read in messages alone
    short_weekdays: dict[str, int]  # "lun", "mer": read before a day number only
    months: tuple[str, ...]  # their full names, which may be misspelt
    weekdays: tuple[str, ...]
    foreign: tuple[str, ...]  # how the months of other languages begin
    feasts: dict[str, dict[str, Any]]  # name -> how it is said and when it is


@cache
def lexicon() -> Lexicon:
    """Load the lexicon on first use."""
    import tomllib  # what only imports this package does not wait for it

    data = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    english, short_months, hasty_months = (data["month"].pop(kind) for kind in ("english", "short", "hasty"))
    same, hasty = data["same"], data["same"].pop("hasty")
    short_weekdays = data["weekday"].pop("short")
    return Lexicon(
        classes={word: (name, value) for name in CLASSES for word, value in data[name].items()},
        same=same,
        spelt=same | hasty,
        chunks=data["chunk"],
        numbered=frozenset(data["numbered"]["words"]),
        counted=frozenset(data["counted"]["words"]),
        lettered=frozenset(data["lettered"]["words"]),
        forgiven=tuple(data["forgiven"]["words"]),
        everyday=frozenset(data["everyday"]["words"]),
        english=english,
        short_months=short_months,
        hasty_months=hasty_months,
        short_weekdays=short_weekdays,
        months=tuple(data["month"]),
        weekdays=tuple(data["weekday"]),
        foreign=tuple(data["foreign"]["stems"]),
        feasts=data["feast"],
    )

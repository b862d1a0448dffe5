"""The sentences of the knowledge commands, kept as data so that a French speaker may correct them."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))


def say(key: str, **details: object) -> str:
    """Return the phrase of a dotted key ("problem.weekday"), filled. Raises KeyError when there is none."""
    section, _, name = key.partition(".")
    return _phrases()[section][name].format(**details)

"""What two states of a letter differ in, fact by fact."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.export import letter_json
from knowledge.model import Letter


class Kind(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that differs."""

    kind: Kind
    field: str  # "subject", "events « Forum » start", "deadlines « confirmer » due"
    before: str | None
    after: str | None


_NAMED = {"events": ("name",), "deadlines": ("action",), "contacts": ("name", "email"), "annexes": ("number",),
          "signatories": ("name",)}  # what tells the facts of a list apart  # fmt: skip


def changes(old: Letter | None, new: Letter | None) -> Iterator[Change]:
    """Yield what was added, changed and taken away between two states of a letter."""
    before, after = (dict(_flat(letter_json(each))) if each else {} for each in (old, new))
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if one == other:
            continue
        kind = Kind.ADDED if one is None else Kind.REMOVED if other is None else Kind.CHANGED
        yield Change(kind=kind, field=field, before=one, after=other)


def _flat(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that is told, with its value."""
    for section, value in facts.items():
        if section in _NAMED:
            for name, fact in _numbered(section, value):
                yield from ((f"{section} « {name} » {key}", _said(each)) for key, each in fact.items() if _said(each))
        elif isinstance(value, list):
            yield from ((f"{section} « {each} »", str(each)) for each in value)
        elif _said(value):
            yield section, _said(value)


def _numbered(section: str, facts: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield facts with the name that they go by; those of one name are told apart by their rank."""
    seen: dict[str, int] = defaultdict(int)
    for fact in facts:
        name = next((str(fact[key]) for key in _NAMED[section] if fact[key] is not None), "")
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), fact


def _said(value: object) -> str:
    match value:
        case None | [] | "":
            return ""
        case list():
            return ", ".join(_said(each) for each in value)
        case dict():
            return ", ".join(f"{key} {_said(each)}" for key, each in value.items() if _said(each))
        case _:
            return str(value)

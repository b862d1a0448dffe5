"""What changes in the facts of a letter, as sentences instead of names of fields."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.comparing import Change, Kind
from knowledge.phrases import say
from knowledge.temporal.moment import Moment
from knowledge.temporal.wording import say_moment

_KEY = re.compile(r"(?P<section>\w+)(?: « (?P<name>.*) »)?(?: (?P<field>\w+))?", re.DOTALL)
_TIME = re.compile(r"\d{4}(?:-\d\d){1,2}")
_PLAIN = {"True": "yes", "False": "no"}
MAIN = {"events": ("start", "end", "place"), "deadlines": ("due", "inclusive")}  # of a fact that is new or gone
_HIDDEN = frozenset(("quote", "confidence", "name", "action"))  # told by the fact itself


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what was added, changed and taken away, a line a fact that is new or gone, a line a value that differs."""
    whole: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        section, name, _ = _parts(change.field)
        whole[section, name].append(change)
    letter = {each.field: each for each in changes if each.field == "reference" and each.kind is not Kind.CHANGED}
    if letter:
        yield _letter(letter["reference"].kind, changes)
    for (section, name), several in whole.items():
        if letter and not (name and section in MAIN):
            continue  # a letter that is new or gone is told by one line
        if name and _is_whole(several):
            yield _whole(section, name, several)
        else:
            yield from (_value(section, name, each) for each in several if _parts(each.field)[2] not in _HIDDEN)


def _is_whole(several: Sequence[Change]) -> bool:
    """Tell whether changes are those of a fact that is new, or gone."""
    kinds = {each.kind for each in several}
    identity = any(_parts(each.field)[2] in ("name", "action", "") for each in several)
    return len(kinds) == 1 and identity and Kind.CHANGED not in kinds


def _parts(key: str) -> tuple[str, str, str]:
    found = _KEY.fullmatch(key)
    return (found["section"], found["name"] or "", found["field"] or "") if found else (key, "", "")


def _letter(kind: Kind, changes: Sequence[Change]) -> str:
    values = {each.field: each.after or each.before for each in changes}
    date, subject = said(values.get("date")), values.get("subject") or "—"
    return say(f"telling.letter_{kind}", date=date, subject=subject)


def _whole(section: str, name: str, several: Sequence[Change]) -> str:
    kind = several[0].kind
    values = {_parts(each.field)[2]: each.after or each.before or "" for each in several}
    told = [_detail(key, values[key]) for key in MAIN.get(section, ()) if key in values]
    details = say("telling.details", details=", ".join(told)) if told else ""
    return say(f"telling.{kind}", what=say(f"telling.{section}"), name=name, details=details)


def _detail(field: str, value: str) -> str:
    if value in _PLAIN:
        return say(f"telling.{field}_{_PLAIN[value]}")
    return say("telling.detail", field=_label(field), value=said(value))


def _value(section: str, name: str, change: Change) -> str:
    field = _parts(change.field)[2] or section
    what = say("telling.of", field=_label(field), name=name) if name else _label(field)
    return say(f"telling.value_{change.kind}", what=what, before=said(change.before), after=said(change.after))


def _label(field: str) -> str:
    try:
        return say(f"field.{field}")
    except KeyError:
        return field


def said(value: str | None) -> str:
    """Return a value as one says it: a day as a day, yes and no."""
    if value is None:
        return "—"
    if value in _PLAIN:
        return say(f"telling.{_PLAIN[value]}")
    return say_moment(Moment.parse(value)) if _TIME.fullmatch(value) else value
